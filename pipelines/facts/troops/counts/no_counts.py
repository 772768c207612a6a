"""Numbers that count nothing: ages, names of units, what is named after a number."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from pipelines.facts.troops.words import UNITS, force_lemma, force_nouns, setting

if TYPE_CHECKING:
    from pipelines.annotation.reading import Number
    from pipelines.facts.context import Context

_NUMBERED = ("organisation", "military_unit")
_OLDEST = 120  # years
_FEW_PERSONS = 9  # "the two men" are persons who were named
_NAME_REACH = 4  # words of a unit's name behind its number


def counts_nothing(number: Number, context: Context) -> bool:
    """Whether a number is denied, a share or a sum, an age, or part of a name: "the format once known as 17+1"."""
    doc = context.reading.doc
    if number.start and doc[number.start - 1].lower_ in ("not", "%", "$"):
        return True
    if number.end < len(doc) and doc[number.end].text.startswith("+"):
        return True
    if re.fullmatch(r"\d\d[.:]\d\d", doc[number.start].text) and number.end - number.start == 1:
        return True  # "13.00 UNHCR says ...", the hour of an entry
    return _is_age(number, context) or _is_designation(number, context) or _is_of_persons(number, context)


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


def _is_of_persons(number: Number, context: Context) -> bool:
    """Whether a number is one of persons spoken of ("the two young men") or of whole forces ("four NATO forces")."""
    doc, start, end = context.reading.doc, number.start, number.end
    if not start or end >= len(doc) or (number.high or _OLDEST) > _FEW_PERSONS:
        return False
    words = list(takewhile(lambda t: t.pos_ in ("ADJ", "NOUN", "PROPN"), doc[end : end + _NAME_REACH]))
    counted = words[-1].lower_ if words else ""
    if counted == "forces":
        return not any(t.lower_ in setting("manned") for t in words)
    return doc[start - 1].lower_ in ("the", "these", "those") and counted in ("men", "women")


def _is_designation(number: Number, context: Context) -> bool:
    """Whether a number is part of a name: "the 122 Armoured Infantry Battalion", "Panzer Battalion 45"."""
    doc = context.reading.doc
    known = context.reading.mention_at(number.start)
    if known is not None and known.label in _NUMBERED and known.entity_id and known.start < number.start:
        return known.end == number.end  # "told France 24", "Panzerbrigade 45"
    behind = doc[number.end : number.end + _NAME_REACH]
    name = list(takewhile(lambda t: t.text[:1].isupper(), behind))
    before = doc[number.start - 1] if number.start else None
    if before is not None and before.tag_ in ("NN", "NNP") and doc[number.end - 1].head == before:
        named = force_lemma(before) in setting("any_body") or before.lemma in setting("site")
        if named and number.end - number.start == 1:
            return True  # "when team 15 has gone home", "left air base 101"
    return any(t.tag_ in ("NN", "NNP") and force_nouns().get(t.lower_) in UNITS for t in name)
