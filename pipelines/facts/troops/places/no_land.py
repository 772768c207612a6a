"""Places that belong to no other country: abroad, at a border, in a region of several countries, at home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.facts.roles import arguments
from pipelines.facts.troops.forces.sides import IN, PLACES, Side
from pipelines.facts.troops.moves import is_homeward
from pipelines.facts.troops.places.lands import land_before, place_of
from pipelines.facts.troops.words import force_lemma, force_nouns, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_LINKS = frozenset((",", "and", "the", "or", "&", "both"))
_ROW = 3  # lands in one phrase, for all of which a number is one sum


def is_abroad(noun: Token, triggers: list[Trigger]) -> bool:
    """Whether forces are told to be away from home without a place: "serving overseas"."""
    words = [c for t in (noun, *(t.token for t in triggers)) for c in t.children]
    return any(w.lower_ in setting("abroad") for w in words)


def is_at_border(told: Sequence[Token]) -> bool:
    """Whether the words for forces and their moves tell that they are at a border and no more: it may be their own."""
    obliques = [t for w in told for p, t in arguments(w).obliques if p in IN]
    if any(t.lemma in setting("border") for t in obliques):
        return True
    return any(t.lower_ in setting("border_line") and t.text.istitle() for o in obliques for t in o.subtree)


def is_elsewhere(noun: Token, triggers: list[Trigger], context: Context) -> bool:
    """Whether a place is told that is no country's: "to the Middle East", "to the region", "in UN missions"."""
    agents = (a for t in triggers for a in arguments(t.token).agents if force_lemma(a) in force_nouns())
    waiting = (c for t in triggers for c in t.token.children if c.lemma in setting("standby"))
    # "the American presence in Europe remains"
    for token in (noun, *(t.token for t in triggers), *waiting, *agents):
        for preposition, pobj in arguments(token).obliques:
            if preposition not in IN or (
                preposition == "for"
                and not (_is_waiting(token) and (pobj.tag_ == "NNS" or token.lower_ != "available"))
            ):
                continue  # "available for UN operations", "on standby for the Middle East"
            inside = (t for p, t in arguments(pobj).obliques if p in ("in", "of") and pobj.tag_ == "NNS")
            if any(_is_region(t, context) for t in (pobj, *inside)):  # "to trouble spots in Africa"
                return True
    return False


def _is_waiting(token: Token) -> bool:
    return token.lower_ == "available" or token.lemma in setting("standby")


def _is_region(place: Token, context: Context) -> bool:
    """Whether a noun is one for a region or for places of no one land."""
    beside = (c.i for c in place.children if c.dep_ in ("compound", "nmod"))  # "the Red Sea operation"
    mention = next((m for i in (place.i, *beside) if (m := context.reading.mention_at(i)) is not None), None)
    if mention is not None and mention.code is None:
        name = context.reading.doc[mention.start : mention.end].text.lower().removeprefix("the ")
        if name in setting("elsewhere"):
            return True
    plain = all(c.dep_ in ("det", "punct") for c in place.children)
    return place.lower_ in setting("elsewhere") and (plain or place.tag_ == "NNS")


def is_of_many_missions(noun: Token) -> bool:
    """Whether a sentence counts what a country gives to the missions of the world: "5,900 men to UN peacekeeping"."""
    places = (t for t in noun.sent if t.dep_ == "pobj" and t.head.lower_ in (*IN, "under"))
    return any(_is_worldwide(t) for t in places)


def _is_worldwide(place: Token) -> bool:
    before = {t.lower_ for t in place.subtree if t.i <= place.i}
    if place.tag_ not in ("NNS", "NNPS"):
        return place.lower_ in setting("service") and bool(before & setting("of_peace"))
    counted = bool(before & setting("various")) or any(c.dep_ == "nummod" for c in place.children)
    return place.lower_ in setting("elsewhere") | setting("worldwide") and (
        counted or bool(before & setting("of_peace"))
    )


def is_of_part(place: Side, noun: Token) -> bool:
    """Whether a place tells only where some of those are whom a country gives to the world: "mainly in Congo"."""
    between = [t.lower_ for t in noun.doc[noun.i + 1 : place.start]]
    if "," not in between or not is_of_many_missions(noun):
        return False
    return bool(set(between) & setting("partly"))


def is_one_of_many(place: Side, context: Context) -> bool:
    """Whether a land is the first of a row, among which a number is not dealt out: "4,200 in Congo, Mali and Sudan"."""
    doc, index = context.reading.doc, place.end
    lands: set[str | None] = {place.code}
    while index < len(doc):
        mention = context.reading.mention_at(index)
        if mention is not None and mention.label in PLACES:
            lands.add(mention.code)
            index = mention.end
        elif doc[index].lower_ in _LINKS:
            index += 1
        else:
            break  # "in Lithuania, Norway some 150 and Luxembourg six"
    return len(lands) >= _ROW


def is_told_at_home(noun: Token, triggers: list[Trigger], context: Context, force: str) -> bool:
    """Whether a place in their own land is told for forces: "5,000 Filipinos will train on Luzon"."""
    for token in (noun, *(t.token for t in triggers)):
        if is_homeward(token):
            continue  # "returned to Copenhagen": where they were is not told
        for preposition, pobj in arguments(token).obliques:
            mention = context.reading.mention_at(pobj.i)
            if preposition not in IN:
                continue
            if mention is not None and mention.code == force and mention.label in PLACES:
                return True
            own = land_before(pobj, context, None) if pobj.lower_ == "country" else None
            if own is not None and own.code == force and place_of(pobj, context, force) is None:
                return True
    return False
