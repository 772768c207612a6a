"""The words that bound a number: `more than`, `up to`, `or so`; those that make it a further one or a total.

Their senses stand in seeds/cues/number_qualifiers.csv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.annotation.cues import senses

_BEFORE = senses("number_qualifiers", "before")
_AFTER = senses("number_qualifiers", "after")
_LONGEST = max(len(phrase.split()) for phrase in _BEFORE)
_LAST_WORDS = frozenset(phrase.split()[-1] for phrase in _BEFORE)
_OPENING = "([\"'“‘—–-:;,"
_WINDOW = 80  # characters before a number in which its qualifiers stand
_WORD_BEFORE = re.compile(r"[^\s()\[\]\"“”;:,]+")
_SIGN_BEFORE = re.compile(r"[~≈±<>≤≥]\s?\Z")
_WORD_BOUND = r"(?![\w'\u2019]|-\w)"
_AFTER_PATTERN = re.compile(
    r"(?P<joined>\+|-plus(?!\w)|-odd(?!\w)|-ish(?!\w))|,?\s{1,2}(?P<word>"
    + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(_AFTER, key=len, reverse=True) if p[0].isalpha())
    + rf"){_WORD_BOUND}",
    re.IGNORECASE,
)
_PARTICLE = re.compile(r"(?:hand|took|take|taken|turn|carr|mull)\w*\s+over\Z", re.IGNORECASE)
_TOTAL_BEHIND = re.compile(r"(?:\s[\w-]{1,20}){0,3},?\s(?:in total|in all|all told|altogether)\b", re.IGNORECASE)
_COMPARES = re.compile(r"\s+than\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What stands around a number.

    Attributes:
        start, end: code points of the number with its qualifiers.
        sense: at_least, at_most, about, or None where nothing bounds it.
        qualifier: the bounding word as written, or None.
        is_additional, is_total: a number on top of another; a sum of others.
    """

    start: int
    end: int
    sense: str | None
    qualifier: str | None
    is_additional: bool
    is_total: bool


def _words_before(text: str, start: int) -> list[tuple[int, int]]:
    """Spans of the words right before `start`, up to the nearest punctuation."""
    low = max(0, start - _WINDOW)
    last = text[low:start].split()[-1:]
    if not last or last[0].lstrip(_OPENING).lower() not in _LAST_WORDS:
        return []
    spans: list[tuple[int, int]] = []
    at = start
    for match in reversed(list(_WORD_BEFORE.finditer(text, low, start))):
        if text[match.end() : at].strip() or (match.start() == low and low and not text[low - 1].isspace()):
            break
        spans.insert(0, match.span())
        at = match.start()
    return spans


def _phrase_before(text: str, words: list[tuple[int, int]]) -> tuple[str, int] | None:
    """The longest qualifier that the words end in: its sense and how many words it takes."""
    for count in range(min(_LONGEST, len(words)), 0, -1):
        phrase = " ".join(text[s:e] for s, e in words[-count:]).lower()
        sense = _BEFORE.get(phrase)
        if sense:
            return sense, count
    return None


def bounds_of(text: str, start: int, end: int) -> Bounds:
    """The qualifiers around the number at code points [start, end)."""
    sense: str | None = None
    qualifier: str | None = None
    additional = total = False
    first, last = start, end
    if sign := _SIGN_BEFORE.search(text, max(0, start - 3), start):
        sense = _BEFORE.get(sign[0].strip(), "about")
        qualifier, first = sign[0].strip(), sign.start()
    words = _words_before(text, first)
    if len(words) > 1 and _PARTICLE.match(text, words[-2][0], words[-1][1]):
        words = []  # "hand over 12 jets"
    while found := _phrase_before(text, words):
        meaning, count = found
        phrase_start, phrase_end = words[-count][0], words[-1][1]
        if meaning == "additional":
            additional = True
        elif meaning == "total":
            total = True
        else:  # the outermost wins: "at least some 300" is at least 300
            sense, qualifier = meaning, text[phrase_start:phrase_end]
        first = phrase_start
        words = words[:-count]
    while match := _AFTER_PATTERN.match(text, last):
        phrase = re.sub(r"\s+", " ", (match["joined"] or match["word"]).lower())
        meaning = _AFTER[phrase]
        if meaning == "additional" and (additional or _COMPARES.match(text, match.end())):
            break
        if meaning == "additional":
            additional = True
        elif meaning == "total":
            total = True
        elif sense is not None:
            break
        else:
            sense, qualifier = (
                meaning,
                text[match.end() - len(match["joined"] or match["word"]) : match.end()],
            )
        last = match.end()
    if _TOTAL_BEHIND.match(text, last):
        total = True
    return Bounds(first, last, sense, qualifier, additional, total)
