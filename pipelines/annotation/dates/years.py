"""Whether four digits are a year or a count: `in 2000`, `the 2015 accord`; but `2000 soldiers`, `2000 km`."""

from __future__ import annotations

import re

from pipelines.annotation.numerals.words import COUNTED, LABELS, UNITS

_COUNT_BEFORE = re.compile(
    r"\b(?:more than|less than|fewer than|at least|at most|some|nearly|almost|over|as many as"
    r"|an estimated|another|a further|an additional|a total of)\s+\Z",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|during|the|before|after|early|late|mid|its|their|his|between|[A-Z][a-z]+uary|year)|['\u2019]s)[\s-]+\Z",
    re.IGNORECASE,
)
_UP_TO = re.compile(r"\bup to\s+\Z", re.IGNORECASE)
_COUNTED_BEHIND = re.compile(
    rf"[\s-]+(?:[A-Z][\w-]+\s+){{0,2}}(?:{'|'.join(sorted(COUNTED, key=len, reverse=True))})(?!\w)"
)
_UNIT_BEHIND = re.compile(
    r"\s?[-\s]?(?:"
    + "|".join(
        re.escape(u).replace(r"\ ", r"[\s-]+")
        for u in sorted(UNITS, key=len, reverse=True)
        if UNITS[u] != "calibre" or u == "mm"
    )
    + r")(?!\w)"
)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₩₹]|\b(?:USD|EUR|GBP|Rs\.?))\s?\Z")
_WORD_BEFORE = re.compile(r"([A-Za-z']+)\.?\s+\Z")


def is_year(text: str, start: int, end: int) -> bool:
    """Whether the four digits at code points [start, end) are a year."""
    low = max(0, start - 24)
    if _UNIT_BEHIND.match(text, end) or _MONEY_BEFORE.search(text, low, start):
        return False
    word = _WORD_BEFORE.search(text, low, start)
    if word and word[1] in LABELS:
        return False
    counted = _COUNTED_BEHIND.match(text, end) is not None
    if _YEAR_BEFORE.search(text, low, start):
        return True
    if _UP_TO.search(text, low, start) and (counted or int(text[start:end]) % 50 == 0):
        return False
    return not counted and not _COUNT_BEFORE.search(text, low, start)
