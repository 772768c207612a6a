"""How many of a weapon: the number before it, before its unit, behind it, or of the part that a clause tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.weapons.classes import classes_over
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention, Number, Reading
    from pipelines.facts.arms.weapons.items import Item

UNITS = words("arms_words", "counted")
_DESCRIBING = ("JJ", "JJR", "VBN", "HYPH")
_FAR_BEHIND = 10  # tokens
_IN_ALL = (["in", "all"], ["in", "total"], ["in", "number"])
_NAMING = ("NN", "NNS", "NNP", "NNPS", "JJ")
_HANDED = words("arms_words", "handed")
_VAGUE = ("at least", "several", "a few", "few", "many", "a couple of")
_COUNTED = ("nsubj", "nsubjpass", "dobj")
_PIECES = words("arms_words", "piece")
_TYPES = words("arms_words", "type")
_MEASURES = words("arms_words", "measure")


def how_many(number: Number, reading: Reading) -> tuple[int | None, int | None]:
    """Bounds of a number of weapons: "more than 500" and "up to 40" are the deal's number; "hundreds" stays open."""
    told = number.low if number.high is None else number.high if number.low is None else None
    words = reading.doc[number.start : number.end]
    if told is None or number.qualifier in (None, *_VAGUE) or words[-1].tag_ == "NNS":
        return number.low, number.high
    return told, told


_OWNER = 5  # tokens from the number of a stock back to the "of" before its owner: "ten of the country's 36 tanks"


def number_of(start: int, end: int, head: Token, reading: Reading, named: set[int]) -> Number | None:
    """How many of it: the number before it, before its unit ("two batteries of"), or beside it in a table.

    The numbers in its name (tokens `named`: "Skyranger 30", "ASC 890") tell none.
    """
    doc = reading.doc
    if (whole := _whole(max(end, head.i + 1), reading)) is not None:
        return whole
    before = [n for n in reading.numbers if n.end <= end and n.start >= head.left_edge.i - 8 and n.start not in named]
    before = [n for n in before if doc[n.end].lower_ not in (*_MEASURES, "-")]  # "a 3,400 t frigate", "six-wheeled"
    before = [n for n in before if not _is_of_name(n, reading)]
    for number in reversed(before):
        tokens = reading.doc[number.start : number.end]
        if number.end <= head.i and any(
            t.head == head or t.head.head == head for t in tokens if t.head.i >= number.start
        ):
            joined = [t.head for t in reading.doc[number.end : start] if t.dep_ == "cc"]
            if all(_describes(t, head) for t in joined) and not (joined and _weapons(number.end, start, reading)):
                return _given_of(number, before, head)
        if all(t.lower_ == "such" or t.tag_ in _DESCRIBING for t in reading.doc[number.end : start]):
            return _given_of(number, before, head)  # "12 used Mirages", wherever the parser hangs the number
    for number in before:
        follows = reading.doc[number.end] if number.end < len(reading.doc) else None
        if follows is not None and follows.lower_ == "of" and follows.head.i in range(number.start, number.end):
            if any(t == head for c in follows.children for t in (c, *c.conjuncts)):
                return number
    unit = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else None
    if unit is not None and unit.lemma in UNITS:
        for number in reading.numbers:
            if number.end <= unit.i and any(t.head == unit for t in reading.doc[number.start : number.end]):
                return number
    for number in reading.numbers:  # "Abrams tanks | 54", "F-35: 24"
        between = [t.text for t in reading.doc[end : number.start]] if end < number.start <= end + 2 else ["none"]
        if all(t in ("|", ":", "(", "-", "–", "\t", "x") for t in between):
            return number
    return _number_behind(head, max(end, head.i + 1), reading) or _number_of_part(max(end, head.i + 1), reading)


def _describes(word: Token, head: Token) -> bool:
    """Whether a word only tells what kind a thing is: "24 combat and training aircraft", "three Israeli-made and"."""
    return word.tag_ not in ("NNS", "NNPS") and word.dep_ in ("amod", "nmod", "compound") and word.head == head


def _given_of(stock: Number, before: list[Number], head: Token) -> Number | None:
    """How many of a giver's stock are given: ten in "will send ten of its 120 tanks", unknown in "some of its 120"."""
    doc, first = head.doc, stock.start - 1
    over = next((t for t in head.ancestors if is_verb(t)), None)
    found = trigger_table("arms_triggers").at(over) if over is not None else None
    if first < 1 or doc[first].tag_ not in ("PRP$", "POS") or found is None or found.sense != "sell":
        return stock
    of = next((i for i in range(first, max(first - _OWNER, -1), -1) if doc[i].lower_ == "of"), None)
    if of is None or not of or doc[of - 1].lower_ in ("first", "last"):
        return stock
    return next((n for n in before if n.end == of), None)


def _is_of_name(number: Number, reading: Reading) -> bool:
    """Whether a number only ends a name before a class noun: "a Damen Stan 4207 patrol boat", "RB 99 missiles"."""
    if not number.start or not reading.doc[number.start].text.isdigit():
        return False
    before = reading.doc[number.start - 1]
    mention = reading.mention_at(before.i)
    is_maker = before.dep_ in ("compound", "nmod") and mention is not None and mention.label == "organisation"
    is_known = mention is not None and mention.found_by != "model" and not is_maker  # "the Saab 39 Gripen"
    is_name = before.tag_ == "NNP" or (before.text.isupper() and len(before) > 1)
    is_one = before.text.isupper() or before.head == reading.doc[number.end - 1].head
    return is_name and not is_known and is_one


def _number_of_part(end: int, reading: Reading) -> Number | None:
    """Of how many a clause tells: "jets, 18 of which are being sold", "jets, of which Lima ordered 18"."""
    doc = reading.doc
    behind = doc[end : min(end + _FAR_BEHIND, doc[end - 1].sent.end)]
    which = next((t for t in behind if t.lower_ == "which" and t.dep_ == "pobj" and t.head.lower_ == "of"), None)
    clause = next((t for t in which.ancestors if is_verb(t)), None) if which is not None else None
    if which is None or clause is None or _weapons(end, which.i, reading):
        return None
    verbs = (clause, *(c for c in clause.children if c.dep_ == "xcomp"))
    counted = [c for v in verbs for c in v.children if c.dep_ in _COUNTED]
    counted += [c for t in counted if t.lemma in (*UNITS, *_PIECES) for c in t.children if c.dep_ == "nummod"]
    return next((n for n in reading.numbers for t in counted if n.start <= t.i < n.end), None)


def _weapons(start: int, end: int, reading: Reading) -> list[Mention]:
    """The weapons named in tokens [start, end)."""
    named = reading.of_label("weapon", "military_platform", "vehicle")
    return [m for m in named if start <= m.start < end]


def _whole(end: int, reading: Reading) -> Number | None:
    """Of how many an item is the first or last: "six jets, the first of 42"."""
    doc = reading.doc
    behind = [t.lower_ for t in doc[end : end + 4]]
    if behind not in ([",", "the", "first", "of"], [",", "the", "last", "of"]):
        return None
    found = next((n for n in reading.numbers if n.start == end + 4), None)
    is_last = found is not None and (found.end >= len(doc) or doc[found.end].is_punct)
    return found if is_last else None


def _number_behind(head: Token, end: int, reading: Reading) -> Number | None:
    """How many, told behind: "batteries, three of them", "the system: two batteries", "guns, 54 in number"."""
    doc = reading.doc
    for number in reading.numbers:  # "bought the gun from the Netherlands, 60 of them in all"
        if end < number.start <= end + _FAR_BEHIND and doc[number.start - 1].text in (",", ":"):
            told = [t.lower_ for t in doc[number.end : number.end + 4]]
            is_of_them = told[:2] == ["of", "them"] and (told[2:] in _IN_ALL or doc[number.start - 1].text == ":")
            is_whole = number.is_total and not (number.end < len(doc) and doc[number.end].tag_ in _NAMING)
            is_whole = is_whole and not any(t.dep_ == "cc" for t in head.subtree)  # "British and Norwegian ships"
            if (is_of_them or is_whole or told[:2] in _IN_ALL) and not _weapons(end, number.start, reading):
                return number if doc[number.start].sent == doc[end - 1].sent else None
    if end >= len(doc) or doc[end].text not in (",", ":"):
        return None
    following = next((n for n in reading.numbers if n.start == end + 1), None)
    if following is None or following.end >= len(doc):
        return None
    behind = [t.lower_ for t in doc[following.end : following.end + 2]]
    is_told = behind == ["of", "them"] or behind[:1] in (["perhaps"], ["altogether"])
    is_told = is_told or doc[following.end].lemma in UNITS or doc[following.end].lemma in _HANDED
    return following if is_told else None


def is_shared(first: Item, second: Item) -> bool:
    """Whether one number is of two kinds of one sort together: "127 tanks and armoured vehicles"."""
    if first.number is None or first.number.low == 1 or second.number is not None or second.head.tag_ != "NNS":
        return False
    doc = first.head.doc
    between = doc[max(first.end, first.head.i + 1) : second.head.left_edge.i]
    is_pair = second.head.head == first.head and second.head.dep_ == "conj" and [t.lower_ for t in between] == ["and"]
    is_before = first.number.end <= first.start
    kinds = [classes_over(i.weapon_class)[-1:] for i in (first, second)]
    is_bare = first.system is None and second.system is None and first.weapon_class != second.weapon_class
    return is_pair and is_before and is_bare and kinds[0] == kinds[1]


def is_of_several(head: Token, number: Number | None, reading: Reading) -> bool:
    """Whether a number is of several types together: "fifty helicopters of the Mi-17 and Mi-35 types"."""
    if number is None:
        return False
    kinds = [head, *(g for c in head.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj")]
    types = next((t for t in kinds if t.lemma in _TYPES and t.i > number.end), None)
    return types is not None and len(_weapons(types.left_edge.i, types.i, reading)) > 1
