"""Numbers without a noun ("some 3,000 have arrived"): they count what was mentioned last."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from pipelines.annotation.speech.saying import is_saying
from pipelines.facts.likewise.gaps import gap_around
from pipelines.facts.roles import arguments
from pipelines.facts.troops.counts.people import are_soldiers
from pipelines.facts.troops.forces.sides import PLACES
from pipelines.facts.troops.moves import STRONG, triggers_over
from pipelines.facts.troops.words import UNITS, force_lemma, force_nouns, sense_of, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Reading
    from pipelines.facts.context import Context
    from pipelines.facts.troops.counts.count import Count

_FEW = 10  # a smaller number that counts nothing named is hardly ever one of soldiers
_OLDEST = 120  # years
_LAST_HOUR = 24
_MOST = 1_000_000
_MOST_UNITS = 500  # a larger number that counts nothing named is one of soldiers, also after battalions
_REACH = 4  # sentences back in which that is looked for which a bare number counts
_LONG_REACH = 8  # the same where the number is itself what is sent or withdrawn
_NEAR = 80  # tokens back, where sentences are short


def counted_otherwise(reading: Reading) -> set[int]:
    """The nouns that a number counts and that are no force."""
    found = set()
    for number in reading.numbers:
        heads = [t.head for t in reading.doc[number.start : number.end] if t.head.i >= number.end]
        found |= {h.i for h in heads if h.pos_ == "NOUN" and force_lemma(h) not in force_nouns()}
    for mention in reading.dates:
        found -= set(range(mention.start, mention.end))
    senders = (*setting("time"), *setting("land"))  # "police from five islands" are still police
    return {i for i in found if reading.doc[i].lemma not in senders}


def licensed(count: Count, before: list[Count], others: set[int], context: Context) -> Count | None:
    """A bare number as a count of what was spoken of last, or None where that is no force."""
    if (unit := _changing_units(count.noun)) is not None:
        return replace(count, unit=unit)
    if _counts_no_soldiers(count, context):
        return None
    head, start = count.noun.head, count.number.start
    if count.noun.dep_ == "appos" and head.tag_ == "NNS" and head.i < start and sense_of(head, context) is None:
        return None  # "the observers of the EU, 209 of them"
    if count.noun.dep_ == "appos" and _is_people(head, context) and head.i < start:
        return count if are_soldiers(head, context) else None  # "the North Koreans, 10,000 of them"
    sentence, doc = context.reading.sentence_index, context.reading.doc
    follows = doc[count.number.end].lower_ if count.number.end < len(doc) else ""
    triggers = triggers_over(count.noun) if count.noun.dep_ in ("nsubj", "nsubjpass", "dobj") else []
    told = any(t.token.lemma_ != "be" for t in triggers)
    reach = _LONG_REACH if any(t.sense in STRONG for t in triggers) else _REACH

    def is_near(index: int) -> bool:
        return sentence[start] - sentence[index] <= reach or start - index <= _NEAR

    previous = before[-1] if before and is_near(before[-1].number.start) else None
    size = count.number.low or count.number.high or 0
    owned = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in count.noun.children)
    if owned and previous is not None and size >= _FEW:
        return replace(count, unit=previous.unit)  # "France says its 160 will stay"
    if size < _OLDEST and count.noun.dep_ in ("attr", "acomp") and head.lower_ in ("is", "was"):
        return None  # "his granddaughter, who is 24"
    goes_on = told or gap_around(count.noun) is not None  # "Norway some 150 and Luxembourg six"
    goes_on = goes_on or (follows == "in" and _names_a_place(count.number.end + 1, context))  # "and six in Jordan"
    in_sentence = previous is not None and goes_on and sentence[previous.noun.i] == sentence[start]
    if (size < _FEW and follows not in ("of", "each") and not in_sentence) or size > _MOST:
        return None
    for index in takewhile(is_near, range(start - 1, -1, -1)):
        if index in others:
            return None
        if previous is not None and index <= max(previous.noun.i, previous.number.end - 1):
            unit = previous.unit if size <= _MOST_UNITS or previous.unit == "personnel" else "personnel"
            return replace(count, unit=unit)
        if _speaks_of_soldiers(doc[index], context):
            return count
    return None


def _names_a_place(index: int, context: Context) -> bool:
    mention = context.reading.mention_at(index)
    return mention is not None and mention.label in PLACES and mention.code is not None


def _counts_no_soldiers(count: Count, context: Context) -> bool:
    """Whether the words around a bare number tell that it is of something else, or of people at home."""
    noun = count.noun
    if noun.dep_ == "dobj" and noun.head.lemma_ in setting("lasting_for"):
        return True  # "the withdrawal will take ten"
    doing = [*noun.children, *([noun.head] if noun.dep_ == "nsubj" else [])]
    if _is_hour(count) or any(t.lemma_ in setting("dwelling") for t in doing):
        return True  # "the thousands camping near by"
    if count.number.qualifier in setting("ceiling"):
        return False
    is_of_vote = any(t.lemma in setting("ballot") for t in noun.sent)
    return is_of_vote or _is_bought(noun) or _is_of_something_else(count, context)


def _speaks_of_soldiers(token: Token, context: Context) -> bool:
    """Whether a word before a bare number tells that it counts soldiers: a mission, a force, a question how many."""
    mention = context.reading.mention_at(token.i)
    if mention is not None and mention.label == "military_unit":
        return True
    lemma = force_lemma(token)
    is_anybody = token.lower_ in setting("institution") or lemma in setting("any_body")
    sense = force_nouns().get(lemma) if token.pos_ in ("NOUN", "PROPN") and not is_anybody else None
    return sense not in (None, "person") or _asks_how_many(token, context)


def is_dealt_out(body: Token, context: Context) -> bool:
    """Whether a number of a group is that of each of several, or of weapons: "the jets come in batches of six"."""
    if force_lemma(body) not in setting("any_body"):
        return False
    return body.tag_ == "NNS" or any(body.sent.start <= i < body.sent.end for i in context.item_heads)


def _is_bought(noun: Token) -> bool:
    """Whether a bare number is one of things that are bought: "the air force, which has ordered 19"."""
    return noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in setting("buying")


def _changing_units(number: Token) -> str | None:
    """The units of whose number it is told how it changes: "raised the number of battalions from 35 to 50"."""
    over = number
    while over.dep_ in ("pobj", "prep") and (over.pos_ != "ADP" or over.lower_ in ("from", "to", "by", "at")):
        over = over.head
    told = [c for c in over.children if c.dep_ in ("dobj", "nsubj", "nsubjpass")] if over != number else []
    told += [t for c in told if c.lemma in setting("amount") for _, t in arguments(c).obliques]
    units = (force_nouns().get(force_lemma(t)) for t in told if t.tag_ == "NNS" and t.i < number.i)
    return next((u for u in units if u in UNITS), None)


def _is_hour(count: Count) -> bool:
    """Whether a small number tells when: "the streets were empty by ten", "at nineteen he was sent abroad"."""
    preposition, last = count.noun.head, count.number.high or count.number.low or 0
    if count.noun.dep_ != "pobj" or last > _LAST_HOUR or preposition.lower_ not in setting("at_time"):
        return False
    return not any(t.token == preposition.head and t.sense == "reduce" for t in triggers_over(count.noun))


def _is_people(noun: Token, context: Context) -> bool:
    mention = context.reading.mention_at(noun.i)
    return mention is not None and mention.label == "nationality" and noun.tag_ in ("NNPS", "NNS")


def _is_of_something_else(count: Count, context: Context) -> bool:
    """Whether a bare number is that of the subject, and this no force: "the staff of the embassy is cut to 30"."""
    preposition = count.noun.head
    if count.noun.dep_ != "pobj" or preposition.dep_ != "prep":
        return False
    if preposition.head.lower_ in setting("measure"):
        return True  # "no longer than ten"
    subjects = [c for c in preposition.head.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ == "NOUN"]
    if preposition.lower_ not in ("to", "from", "at") or not subjects or is_saying(preposition.head):
        return False
    words = {t.lemma for t in subjects[0].subtree}
    return not words & setting("amount") and not any(sense_of(t, context) for t in subjects[0].subtree)


def _asks_how_many(token: Token, context: Context) -> bool:
    """Whether people of a nation are counted: "How many Rwandans are there?", "the number of North Koreans"."""
    mention = context.reading.mention_at(token.i)
    if mention is None or mention.label != "nationality" or token.tag_ not in ("NNPS", "NNS"):
        return False
    before = token.doc[max(0, token.left_edge.i - 2) : token.i]
    return any(t.lower_ in ("many", "number", "numbers") for t in before)
