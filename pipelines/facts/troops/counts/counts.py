"""The numbers of a document that count soldiers or units; which of them are no deployment is told in scope.py."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from pipelines.annotation.reading import Number
from pipelines.annotation.speech.saying import is_saying
from pipelines.facts.arms.weapons.items import find_items
from pipelines.facts.triggers import trigger_table
from pipelines.facts.troops.counts.bare_numbers import counted_otherwise, is_dealt_out, licensed
from pipelines.facts.troops.counts.ceilings import capped
from pipelines.facts.troops.counts.people import are_soldiers, counted_sense, speaks_of_forces
from pipelines.facts.troops.counts.together import is_strength_of, joined
from pipelines.facts.troops.moves import STRONG, triggers_over
from pipelines.facts.troops.words import UNITS, force_lemma, force_nouns, force_words, sense_of, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_NUMBERED = ("brigade", "battalion", "division", "regiment", "company")
_ANAPHORS = ("them", "these", "those", "whom", "which", "own", "ours", "theirs", "his", "hers")
_RELATIVES = ("whom", "which")
_NAMED = ("country", "location", "nationality", "organisation", "armed_group", "military_unit")
_QUOTES = ('"', "'", "''", "”", "’", "»")
_OLDEST = 120  # years
_NAME_REACH = 4  # words of a unit's name behind its number
_REACH = 4  # sentences back in which that is looked for which a bare number counts

Way = Literal["phrase", "unit", "ellipsis"]


@dataclass(frozen=True)
class Count:
    """A number of soldiers or units.

    Attributes:
        number: the number; low = high = 1 for "a brigade".
        noun: the token that is counted, or the number's own where nothing is named ("some 3,000 have arrived").
        unit: a code of ref.unit.
        way: phrase (the noun stands with it), unit ("a brigade"), ellipsis (nothing is named).
    """

    number: Number
    noun: Token
    unit: str
    way: Way

    @property
    def is_elliptic(self) -> bool:
        """Whether what is counted is not said in the phrase itself."""
        return self.way == "ellipsis"


def find_counts(context: Context) -> list[Count]:
    """The counts of a document, in its order. A bare number counts soldiers where soldiers were spoken of last."""
    reading = context.reading
    of_weapons = {i.number for i in find_items(reading) if not _is_of_people(i, context)}
    numbers = [n for n in reading.numbers if n not in of_weapons]
    read = (c for n in numbers if (c := _count(n, context)) is not None)
    found = [c for r in read if (c := capped(r, reading.doc)) is not None]
    civilians = {c.noun.i for c in found if c.way == "phrase" and not _is_of_forces_here(c.noun, context)}
    found = [c for c in found if c.way != "phrase" or c.noun.i not in civilians]
    found = joined(found, context)
    counted = {c.noun.i for c in found}
    found += [c for t in force_words(reading) if t.i not in counted and (c := _single(t, context)) is not None]
    found.sort(key=lambda c: c.number.start)
    kept: list[Count] = []
    others = (
        civilians
        | counted_otherwise(reading)
        | {i.head.i for i in find_items(reading) if i.system is not None or i.head.tag_ in ("NNS", "NNPS")}
    )
    for count in found:
        meant = licensed(count, kept, others, context) if count.is_elliptic else count
        if meant is not None and not is_strength_of(meant, kept):
            kept.append(meant)
    return kept


def _is_of_forces_here(noun: Token, context: Context) -> bool:
    """Whether a counted noun speaks of forces: a word for them, people of a nation who serve, a number of them."""
    mention = context.reading.mention_at(noun.i)
    if force_lemma(noun) in force_nouns() or mention is None or mention.label != "nationality":
        return True
    return are_soldiers(noun, context)


def _is_of_people(item: Item, context: Context) -> bool:
    """Whether a weapon's word ("fighters") means the people of an armed group that its sentence names."""
    if item.system is not None or item.head.lemma_.lower() not in setting("irregular"):
        return False
    here, sentence = item.head.i, context.reading.sentence_index
    if item.head.dep_ in ("dobj", "nsubjpass") and trigger_table("arms_triggers").at(item.head.head) is not None:
        return False
    return any(
        m.start <= item.head.sent.end and sentence[here] - sentence[m.start] <= _REACH
        for m in context.reading.of_label("armed_group")
    )


def _single(noun: Token, context: Context) -> Count | None:
    """A unit told without a number: "a brigade", "another battalion"."""
    unit = force_nouns().get(noun.lower_)
    if unit not in _NUMBERED or noun.pos_ != "NOUN":
        return None
    sent = noun.dep_ in ("dobj", "nsubjpass") and any(t.sense in STRONG for t in triggers_over(noun))
    if unit == "company" and any(c.lower_ in setting("commercial") for c in noun.children):
        return None  # "turned to a private company"
    if unit == "company" and not sent and not any(speaks_of_forces(t) for t in noun.sent if t != noun):
        return None
    determiner = next((c for c in noun.children if c.dep_ == "det" and c.lower_ in ("a", "an", "another")), None)
    if determiner is None or (noun.dep_ not in ("dobj", "nsubjpass", "nsubj", "pobj") and not noun.head.like_num):
        return None
    parts = [t for c in noun.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
    if any(sense_of(t, context) != "personnel" or any(c.dep_ == "nummod" for c in t.children) for t in parts):
        return None  # "a battalion of 600 men", but "a brigade of Ethiopians"
    if noun.head.lower_ in ("of", "as", "like", "by"):
        return None
    number = Number(
        determiner.i, determiner.i + 1, 1, 1, None, is_additional=determiner.lower_ == "another", is_total=False
    )
    return Count(number, noun, unit, "unit")


def _phrase(number: Number, noun: Token, sense: str) -> Count:
    return Count(number, noun, sense if sense in UNITS else "personnel", "phrase")


def _count(number: Number, context: Context) -> Count | None:
    doc = context.reading.doc
    tokens = doc[number.start : number.end]
    last = next((t for t in reversed(tokens) if t.like_num or t.tag_ == "CD"), tokens[-1])
    if number.start and doc[number.start - 1].lower_ in ("not", "%", "$"):
        return None
    if number.end < len(doc) and doc[number.end].text.startswith("+"):
        return None  # "the format once known as 17+1"
    if _is_age(number, context) or _is_designation(number, context):
        return None
    heads = [t.head for t in tokens if t.head.i >= number.end or t.head.i < number.start]
    counted = next((h for h in heads if h.i >= number.end and h.pos_ in ("NOUN", "PROPN", "ADJ")), None)
    if counted is not None and counted.dep_ in ("nmod", "compound", "amod") and counted.head.i > counted.i:
        counted = counted.head  # "fifty Guatemalan policemen"
    after = doc[number.start : number.end + 3].text
    if counted is not None:
        sense = counted_sense(counted, context)
        if sense is not None and ("strong" in after or "-man" in after.replace(" ", "")):
            return Count(number, counted, "personnel", "phrase")
        if sense == "body":
            return None
        if sense is not None:
            return _phrase(number, counted, sense)
        if counted.lemma_ in setting("anybody") and _is_moved(counted):
            return Count(number, counted, "personnel", "ellipsis")  # "has offered 2,000 people"
        if counted.lemma_ == "contributor" and doc[number.end].lower_ in ("the", "a"):
            return Count(number, counted, "personnel", "phrase")  # "Ghana, with 873 the fourth-largest contributor"
        if (
            counted.dep_ != "npadvmod"
            and counted.lemma_ not in ("more", "strong", "contributor")
            and not _is_name(counted, context)
        ):
            return None
    is_quoted = number.end + 1 < len(doc) and doc[number.end].text in _QUOTES  # "tens of thousands" of soldiers
    end = number.end + is_quoted
    follows = doc[end] if end < len(doc) else None
    if follows is not None and follows.lower_ == "of":
        for child in follows.children:
            if child.dep_ == "pobj":
                if any(i.head.i == child.i and i.system is not None for i in find_items(context.reading)):
                    return None  # "eight of the 40 F-35A fighters"
                sense = counted_sense(child, context)
                if sense is not None and sense != "body":
                    return _phrase(number, child, sense)
                if child.lower_ in _ANAPHORS:
                    if child.lower_ in _RELATIVES and not _is_after_force(number, context):
                        return None
                    return Count(number, last, "personnel", "ellipsis")
        return _part(number, context)
    if (reckoned := _numbered(number, context) or _reckoned(last, context)) is not None:
        return Count(number, reckoned, "personnel", "phrase")
    outer = heads[-1] if heads else last
    if follows is not None and "strong" in after and follows.text in ("-", "strong"):
        beside = doc[number.start - 2] if number.start > 1 and doc[number.start - 1].text == "," else last
        named = sense_of(beside, context) is not None or _is_name(beside, context)
        return Count(number, outer if outer.i >= number.end else beside if named else last, "personnel", "phrase")
    if outer.i < number.start and outer.lower_ == "of" and force_lemma(outer.head) in force_nouns():
        sense = force_nouns()[force_lemma(outer.head)]
        if is_dealt_out(outer.head, context):
            return None
        if any(c.dep_ in ("relcl", "acl") for c in last.children):
            return Count(number, last, "personnel", "phrase")  # "the vanguard of the 1,000 that it pledged"
        return Count(number, outer.head, "personnel", "phrase") if sense != "person" else None
    if any(c.dep_ == "relcl" and _is_of_forces(c) for c in last.children):
        return Count(number, last, "personnel", "ellipsis")  # "on top of the two thousand who left in June"
    if outer.i < number.start and outer.lower_ == "of" and outer.head.pos_ in ("NOUN", "PROPN"):
        return None  # "a nation of 11 million"
    if last.head.i == number.start - 1 and last.head.pos_ == "PROPN" and not _is_name(last.head, context):
        return None  # "Panzerbrigade 45"
    if last.dep_ == "pobj" and last.head.lower_ == "in" and any(c.lower_ == "the" for c in last.children):
        return None  # "held the fort in the 800"
    if last.pos_ in ("NUM", "NOUN", "ADJ", "PROPN", "ADV", "DET") and (counted is None or counted.i < number.start):
        return Count(number, last, "personnel", "ellipsis")
    if counted is not None and _is_name(counted, context):
        return Count(number, last, "personnel", "ellipsis")
    return None


def _part(number: Number, context: Context) -> Count | None:
    """A number of those whose whole number stands behind it: "the first 120 of 450 Rwandan soldiers"."""
    end = number.end + 1
    things = {i.number for i in find_items(context.reading)}  # "the last two of six Su-30SME fighters"
    behind = next((n for n in context.reading.numbers if n.start == end and n not in things), None)
    whole = _count(behind, context) if behind is not None else None
    return replace(whole, number=number) if whole is not None and whole.way == "phrase" else None


def _is_moved(noun: Token) -> bool:
    """Whether people are what is sent or offered."""
    moves = (t for t in triggers_over(noun) if t.sense in ("send", "op") and t.cue.phrase != "hire")
    return noun.dep_ in ("dobj", "nsubjpass") and any(t.token == noun.head for t in moves)


def _is_of_forces(clause: Token) -> bool:
    """Whether a clause on a bare number makes it one of people who serve: "who left", "that it already has there"."""
    trigger = trigger_table("troop_triggers").at(clause)
    return any(t.lower_ == "who" for t in clause.children) or (trigger is not None and trigger.sense in STRONG)


def _is_age(number: Number, context: Context) -> bool:
    """Whether a number stands behind a person's name: "says Elena Ruiz, 81"."""
    doc, start, end = context.reading.doc, number.start, number.end
    if start < 2 or doc[start - 1].text != "," or (number.high or _OLDEST) >= _OLDEST:
        return False
    before = context.reading.mention_at(start - 2)
    nobody = before is None or before.code is None or before.label == "organisation"  # "José Rafael, 51"
    is_named = doc[start - 2].pos_ == "PROPN" and nobody
    is_set_off = end == len(doc) or doc[end].is_punct
    return (before is not None and before.label == "person") or (is_named and is_set_off)


def _is_designation(number: Number, context: Context) -> bool:
    """Whether a number is the name of one unit: "the 122 Armoured Infantry Battalion", "Panzer Battalion 45"."""
    doc = context.reading.doc
    behind = doc[number.end : number.end + _NAME_REACH]
    name = list(takewhile(lambda t: t.text[:1].isupper(), behind))
    before = doc[number.start - 1] if number.start else None
    if before is not None and before.tag_ in ("NN", "NNP") and doc[number.end - 1].head == before:
        if force_lemma(before) in setting("any_body") and number.end - number.start == 1:
            return True  # "when team 15 has gone home"
    return any(t.tag_ in ("NN", "NNP") and force_nouns().get(t.lower_) in UNITS for t in name)


def _reckoned(number: Token, context: Context) -> Token | None:
    """Whose number it is: "puts the North Koreans in Kursk at 10,900", "estimates the force's strength at 2,500"."""
    if number.dep_ != "pobj" or number.head.lower_ != "at":
        return None
    verb = next((t for t in number.ancestors if is_saying(t)), None)
    if verb is None:
        return None
    counted = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if counted is None and verb.dep_ == "acl":
        counted = verb.head  # "the rebels' own fighters, estimated at 3,000"
    if counted is not None and counted.lemma_.lower() in setting("amount"):
        inner = (t for c in counted.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj")
        owner = (c for c in counted.children if c.dep_ == "poss")
        counted = next(inner, next(owner, None))
    return counted if counted is not None and sense_of(counted, context) in ("personnel", "body") else None


def _numbered(number: Number, context: Context) -> Token | None:
    """The forces of whom a verb right before a number tells how many they are, which the parser may take for a noun."""
    doc = context.reading.doc
    numbering = doc[number.start - 1] if number.start > 1 else None
    if numbering is None or numbering.lemma_.lower() not in setting("numbering") or numbering.nbor(-1).pos_ == "DET":
        return None
    before = doc[numbering.sent.start : numbering.i]
    return next((t for t in reversed(list(before)) if sense_of(t, context) is not None), None)


def _is_after_force(number: Number, context: Context) -> bool:
    """Whether the noun right before a number is one for forces: "soldiers, 500 of whom"."""
    before = context.reading.doc[max(0, number.start - 3) : number.start]
    return any(
        sense_of(t, context) is not None and _is_plain(t, context) for t in before if t.pos_ in ("NOUN", "PROPN")
    )


def _is_plain(token: Token, context: Context) -> bool:
    mention = context.reading.mention_at(token.i)
    return mention is None or mention.label != "nationality"


def _is_name(token: Token, context: Context) -> bool:
    mention = context.reading.mention_at(token.i)
    return mention is not None and mention.label in _NAMED and mention.code is not None
