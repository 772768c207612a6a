"""Deliveries that are told without the weapon: "The first two jets came in May", "Deliveries began last year".

What stands there for the weapons is a part of them ("the first of which", "the last batch", "its first aircraft"),
"all", or the delivery itself. The weapon told last is meant, where its deal had been agreed on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.cells import newer_stage
from pipelines.facts.arms.status.operators import operators
from pipelines.facts.arms.status.stages import deal_status
from pipelines.facts.arms.weapons.classes import covers
from pipelines.facts.arms.weapons.stand_ins import UNIT_NOUNS
from pipelines.facts.draft import Draft
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import Trigger, trigger_table
from pipelines.facts.when import put_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_BACK = 2  # sentences in which the deal was told
_OPEN = ("approved", "agreed")
_THEY = ("they", "these")
_ALL = ("all", "both")
_DEFINITE = ("the", "its", "their")
_OF_THEM = ("which", "them", "these", "those")
_NAMING = ("country", "nationality", "location")
_THEMES = {
    "arrive": ("nsubj",),
    "sell": ("nsubjpass", "dobj"),
    "buy": ("nsubjpass", "dobj", "pobj"),
    "op": ("nsubj", "nsubjpass"),
}
_IN_LINE = words("arms_words", "in line")
_LOTS = words("arms_words", "lot") | words("arms_words", "parcel") | words("arms_words", "stand_in") | UNIT_NOUNS


def deliver_later(drafts: list[Draft], items: list[Item], context: Context) -> None:
    """Raise the stage of the deals in the weapon told last where a later clause tells of their delivery."""
    index = context.reading.sentence_index
    table = trigger_table("arms_triggers")
    for trigger in table.among(context.reading.doc):
        verb = trigger.token
        if not is_verb(verb) or trigger.cue.extras["status"] != "delivered":
            continue
        theme = next((t for t in _themes(trigger) if _is_delivery(t, trigger) or _is_part(t)), None)
        if theme is None or (theme.lower_ in _THEY and verdict(verb).time != "past"):
            continue
        last = next((i for i in reversed(items) if i.head.i < theme.i), None)
        if last is None or index[verb.i] - index[last.head.i] > _BACK:
            continue
        if last.number is not None and last.number.is_additional:
            continue  # "ordered 12 more. The first dozen came in 2017"
        told = {t.i for t in (last.head, *last.head.conjuncts)}
        open_stages = (*_OPEN, "considered") if theme.lower_ in _THEY else _OPEN
        meant = [d for d in drafts if d.anchor in told and d.get("deal_status") in open_stages]
        meant = [d for d in meant if _may_be(theme, d, context) and not _is_elsewhere(verb, d, context)]
        if not meant or deal_status(trigger, operators(verb, table, context.blocks), ()).status != "delivered":
            continue
        if _is_of_later_day(verb, context):
            continue
        for draft in meant:
            draft.take(newer_stage(trigger, "delivered"), "deal_status")


def _is_of_later_day(verb: Token, context: Context) -> bool:
    """Whether a clause names a day to come: "deliveries take place between 2024 and 2026"."""
    told = Draft("arms_deals", verb.i)
    put_dates(told, verb, ("deal_date_from", "deal_date_to"), context)
    since = told.get("deal_date_from")
    return since is not None and context.published is not None and bool(since > context.published)


def _themes(trigger: Trigger) -> Iterator[Token]:
    """What is told to come, to be handed over or to begin."""
    for child in trigger.token.children:
        if child.dep_ in _THEMES.get(trigger.sense, ()):
            yield child
        elif trigger.sense == "buy" and child.dep_ == "dobj":  # "took delivery of the last one"
            yield from (g for c in child.children if c.lower_ == "of" for g in c.children)


def _is_delivery(noun: Token, trigger: Trigger) -> bool:
    """Whether a noun is the delivery of what was told: "deliveries began", but not "food deliveries"."""
    if trigger.sense != "op" or is_verb(noun):
        return False
    found = trigger_table("arms_triggers").at(noun)
    of = [g for c in noun.children if c.lower_ == "of" for g in c.children]
    is_plain = all(c.dep_ in ("det", "poss") or c.lower_ in (*_IN_LINE, "of") for c in noun.children)
    is_plain = is_plain and all(_is_part(g) for g in of)  # "delivery of the first jet", but not "of gas"
    return found is not None and found.sense == "sell" and found.cue.extras["status"] == "delivered" and is_plain


def _is_part(token: Token) -> bool:
    """Whether a token is a part of what was told, or all of it: "the first of which", "its last jet", "all"."""
    own = [c for c in token.children if c.dep_ != "appos"]
    of = [g for c in own if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
    if any(g.lower_ not in _OF_THEM for g in of):
        return False
    if (token.lower_ in _ALL and token.tag_ in ("DT", "PDT")) or token.lower_ in _THEY:
        return True
    is_definite = any(c.lower_ in _DEFINITE for c in own)
    return is_definite and (token.lower_ in _IN_LINE or any(c.lower_ in _IN_LINE for c in own))


def _may_be(theme: Token, draft: Draft, context: Context) -> bool:
    """Whether a noun can be of the weapon of a deal: "the first aircraft" of jets, "the first batch" of anything."""
    if theme.lower_ in (*_ALL, *_THEY, *_IN_LINE, "one") or theme.lemma in _LOTS or theme.tag_ == "CD":
        return True
    if (found := trigger_table("arms_triggers").at(theme)) is not None and not is_verb(theme):
        return found.cue.extras["status"] == "delivered"
    mention = context.reading.mention_at(theme.i)
    kind, _, name = ((mention.entity_id if mention is not None else None) or "").partition(":")
    return kind == "weapon_classes" and covers(name, draft.get("weapon_class"))


def _is_elsewhere(verb: Token, draft: Draft, context: Context) -> bool:
    """Whether a sentence without the deal names a country that has no part in it."""
    sentence = verb.sent
    if sentence.start <= draft.anchor < sentence.end:
        return False
    sides = {draft.get("supplier_country"), draft.get("recipient_country")}
    named = context.reading.within(sentence, *_NAMING)
    return any(m.code is not None and m.code not in sides for m in named)
