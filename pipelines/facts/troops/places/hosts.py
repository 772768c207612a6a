"""Where forces are, go to or leave, by what the sentence of the counted noun tells."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from pipelines.annotation.parties.words import is_seat, party_nouns
from pipelines.annotation.reading import once_a_document
from pipelines.annotation.speech.saying import is_saying, speech_words
from pipelines.facts.roles import arguments, is_passive, is_verb
from pipelines.facts.troops.forces.sides import IN, OUT, PLACES, Side, side_at
from pipelines.facts.troops.places.lands import place_of
from pipelines.facts.troops.places.no_land import is_elsewhere
from pipelines.facts.troops.places.place_phrases import is_seat_of_deciders, place_by_phrase
from pipelines.facts.troops.words import force_lemma, force_nouns, setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Number, Reading
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_BETWEEN = frozenset(", with where there are about some".split())  # words between a place and its number
_TELLING = ("person", "company")
_FURTHEST = 5  # of them


def host_of(
    noun: Token, number: Number | None, triggers: list[Trigger], context: Context, force: str | None
) -> Side | None:
    """Where: places in the phrases of the noun and of its triggers, then any place of the sentence."""
    beside = _beside(number, context, force) if number is not None else None
    if beside is not None:
        return beside
    if (named := _called(noun, context, force)) is not None:
        return named
    for way in (place_by_phrase, _nearby, _training, _having):
        place = way(noun, triggers, context, force)
        if place is None and is_elsewhere(noun, triggers, context):
            return None  # "of the 4,600 soldiers in the Sahel 2,400 are in Mali"
        if place is not None and (place.rule == "host:reference" or _same_line(place, noun)):
            return place
    return None


def _called(noun: Token, context: Context, force: str | None) -> Side | None:
    """Where a mission serves by the name that is told behind it: "the 7,000-strong UN mission known as MINUSTAH"."""
    clauses = (c for c in noun.children if c.dep_ == "acl" and c.lemma_ in setting("called"))
    named = (t for c in clauses for _, t in arguments(c).obliques)
    return next((p for t in named if (p := place_of(t, context, force)) and p.rule == "host:mission"), None)


def _same_line(place: Side, noun: Token) -> bool:
    return "\n" not in noun.doc[min(place.start, noun.i) : max(place.end, noun.i)].text


def _beside(number: Number, context: Context, force: str | None) -> Side | None:
    """A place right before or right behind the number: "and 300 in Burkina Faso", "in Lithuania 1,000"."""
    doc = context.reading.doc
    if number.end + 1 < len(doc) and doc[number.end].lower_ in ("in", "to", "at", "into"):
        step = 1 if doc[number.end + 1].lower_ != "the" else 2
        mention = context.reading.mention_at(min(number.end + step, len(doc) - 1))
        if mention is not None and mention.code not in (None, force) and mention.label in PLACES:
            return side_at(mention, "host:beside")
    index = number.start - 1
    while index > 0 and number.start - index <= _FURTHEST and doc[index].lower_ in _BETWEEN:
        index -= 1  # "on the Golan, with 148", "in the Sinai, where there are 170"
    before = context.reading.mention_at(index) if index > 0 else None
    if before is not None and before.code not in (None, force) and before.label in PLACES and before.start:
        first = before.start - 1
        first -= first > 0 and doc[first].lower_ == "the"
        if doc[first].lower_ in (("in", "for") if index == number.start - 1 else ("in", "on")):
            return Side(str(before.code), before.start, before.end, "host:beside")
    return None


def _training(noun: Token, triggers: list[Trigger], context: Context, force: str | None) -> Side | None:
    """In whose land they are, whose soldiers they train, where no place is told: "200 Americans train Iraqi troops"."""
    for trigger in (t for t in triggers if t.sense == "be" and is_verb(t.token) and not is_passive(t.token)):
        trained = (t for t in arguments(trigger.token).themes if t != noun and force_lemma(t) in force_nouns())
        if (place := next((p for t in trained if (p := place_of(t, context, force))), None)) is not None:
            return place
    return None


def _having(noun: Token, triggers: list[Trigger], context: Context, force: str | None) -> Side | None:
    """Who has forces of others, or asks for them: "Trinidad has 350 US Marines", "Haiti wants 200 Kenyan police"."""
    for trigger in triggers:
        lemma = trigger.token.lemma_
        asked = lemma in setting("asking") and trigger.token in (noun.head, noun.head.head)
        if (lemma == "have" or asked) and force is not None:
            agents = arguments(trigger.token).agents
            for agent in agents if noun not in agents else ():  # not of "India has 5,353 and Pakistan 4,440"
                mention = context.reading.mention_at(agent.i)
                named = mention is not None and (mention.label == "country" or (asked and is_seat(mention)))
                if mention is not None and named and mention.code not in (None, force):
                    return side_at(mention, "host:having")
    return None


def _nearby(noun: Token, triggers: list[Trigger], context: Context, force: str | None) -> Side | None:
    """The nearest place of the sentence that is no part of who says it and where he says it."""
    sentence = noun.sent
    for token in _borders(context.reading):
        if token.sent is sentence and (place := place_of(token, context, force)):
            return place
    allowed = (*IN, *OUT) if any(t.sense in ("withdraw", "leave") for t in triggers) else IN
    moves = {t.token.i for t in triggers}
    acts = {t.token.i for t in triggers if t.sense in ("op", "send", "refuse")}
    nearby = []
    for mention in context.reading.within(sentence, *PLACES):
        if mention.code not in (None, force):
            head = context.reading.head(mention.start, mention.end)
            if head.dep_ == "dobj" and head.head.lemma_ in setting("leaving"):
                nearby.append((abs(mention.start - noun.i), mention))  # "left Mali, ending a deployment of 2,400"
            if head.dep_ != "pobj" or not (_is_toward(head.head, allowed) or _is_off(head.head)):
                continue
            if _is_where_it_is_told(head, moves) or _is_addressed(head.head, noun, moves):
                continue
            if is_seat_of_deciders(head, head.head.head, context):
                continue
            if context.is_quoted(mention.start) and not context.is_quoted(noun.i):
                continue  # insisted that they had "never been in the war in Yemen"; there were fewer than 100
            if allowed == IN and any(t.dep_ == "prep" and t.lower_ == "from" for t in _above(head)):
                continue  # "some 250 Gurkhas from their garrison in Brunei"
            if any(_is_subject_of(t, noun) and t.head.i in acts for t in head.ancestors):
                continue  # "both chambers in Dushanbe approve 200"
            nearby.append((abs(mention.start - noun.i), mention))
    if nearby:
        nearest = min(nearby, key=lambda n: n[0])[1]
        return Side(str(nearest.code), nearest.start, nearest.end, "host:sentence")
    return None


def _above(place: Token) -> Iterator[Token]:
    """What stands over a place up to its verb."""
    return takewhile(lambda t: not is_verb(t), place.ancestors)


def _is_addressed(preposition: Token, noun: Token, moves: set[int]) -> bool:
    """Whether "to" leads to whom a thing goes that is no move of the forces: "wrote to Australia", "aid to Ukraine"."""
    if preposition.lower_ not in ("to", "toward", "towards") or preposition.i == noun.i + 1:
        return False
    nearest = next((t for t in preposition.ancestors if t == noun or t.i in moves or is_verb(t)), None)
    return nearest is not None and nearest != noun and nearest.i not in moves


def _is_where_it_is_told(place: Token, moves: set[int]) -> bool:
    """Whether a place is where somebody speaks: "said in Rome", "an attache in Nairobi estimated"."""
    told = place.head.head
    teller = party_nouns().get(told.lemma) if force_lemma(told) not in force_nouns() else None
    if place.head.lower_ == "in" and teller is not None and teller.kind in _TELLING:
        return True  # "diplomats in New York", "a firm in Abu Dhabi"
    if any(_is_of_speaker(t, place) for t in place.ancestors):
        return True  # "a monitor based in Britain counts 7,000"
    verb = next((t for t in place.ancestors if is_verb(t)), None)
    if verb is None or verb.i in moves or place.head.lower_ not in ("in", "at", "on"):
        return False
    is_speech = speech_words("verb").get(verb.lemma) == "say"
    return is_speech or (is_saying(verb) and place.head.head == verb and place.i < verb.i)


def _is_of_speaker(verb: Token, place: Token) -> bool:
    """Whether a place is told of the subject of a verb of saying."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return is_saying(verb) and subject is not None and subject.is_ancestor(place)


@once_a_document
def _borders(reading: Reading) -> list[Token]:
    """Where a document tells of forces at a border or in somebody's own land."""
    border, lands = setting("border"), setting("land")
    told = (t for t in reading.doc.among(border | lands) if t.dep_ == "pobj" and t.head.lower_ in IN)
    return [t for t in told if t.lemma in border or (t.lemma in lands and any(c.tag_ == "PRP$" for c in t.children))]


def _is_subject_of(token: Token, noun: Token) -> bool:
    """Whether a token is the subject of a verb over a noun, and the noun no part of it."""
    return token.dep_ == "nsubj" and token.head.is_ancestor(noun) and token != noun and not token.is_ancestor(noun)


def _is_toward(preposition: Token, allowed: tuple[str, ...]) -> bool:
    """Whether a preposition leads to a place; "for" only behind a word of leaving: "bound for", "left for"."""
    if preposition.lower_ == "for":
        return preposition.head.lemma in setting("leaving_for")
    whole = preposition.head
    if preposition.lower_ == "of" and whole.dep_ == "pobj" and whole.lemma in (*setting("area"), *setting("part")):
        return _is_toward(whole.head, allowed)  # "in the rest of Sudan"
    return preposition.lower_ in allowed


def _is_off(preposition: Token) -> bool:
    """Whether a place is told by what lies beside it: "south of Tripoli", "outside of Goma"."""
    return preposition.lower_ == "of" and preposition.head.lower_ in setting("beside")


def label_of(index: int, lines: list[tuple[int, int]], context: Context, force: str | None) -> Side | None:
    """The place that stands at the head of a line with a colon: "- Chad: the first 120 left"."""
    doc = context.reading.doc
    start = next((a for a, b in lines if a <= index < b), None)
    if start is None:
        return None
    while start < index and not (doc[start].is_alpha or doc[start].like_num):
        start += 1
    mention = context.reading.mention_at(start)
    if mention is None or mention.code in (None, force) or mention.label not in PLACES or mention.end >= len(doc):
        return None
    behind = mention.end
    while behind < index and doc[behind].text == "*":
        behind += 1  # emphasis
    is_line = doc[start].sent.end <= behind + 2 and doc[behind].text == "."  # "Haiti. The first policemen landed ..."
    if not (doc[behind].text == ":" or is_line) or mention.end > index:
        return None
    if mention.start in context.parties.statements.labels:
        return None
    return side_at(mention, "host:label")
