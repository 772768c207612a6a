"""Where in a text a date of each shape can stand: around its month, weekday, unit of time or digits.

Twenty patterns over a whole text cost four seconds a megabyte; over the stretches around these words a tenth of that.
"""

from __future__ import annotations

import re
from collections import defaultdict

from pipelines.annotation.dates.words import (
    DAYS,
    HOLIDAYS,
    MONTH_NAMES,
    MONTH_SHORT,
    SEASONS,
    UNRESOLVED,
    WEEKDAY_NAMES,
    WEEKDAY_SHORT,
)

_LETTERS = re.compile(r"[A-Za-z]+")
_DIGITS = re.compile(r"[0-9]+")
_REACH = {  # characters before and behind the anchor that a match can cover
    "month": (32, 48), "weekday": (20, 28), "season": (28, 32), "unit": (56, 40), "anaphoric": (28, 20),
    "quarter": (16, 32), "quarter_code": (4, 16), "century": (16, 4), "day": (24, 4), "holiday": (2, 40),
    "fiscal": (2, 32), "year": (10, 24), "decade": (2, 4), "numeric": (2, 14), "clock": (2, 30),
}  # fmt: skip
_UNITS = "minute hour day week fortnight weekend month quarter year decade".split()


def _anchor_words() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)

    def add(anchor: str, *words: str, any_case: bool = True) -> None:
        for word in words:
            for cased in {word, word.upper(), *((word.lower(), word.capitalize()) if any_case else ())}:
                if anchor not in found[cased]:
                    found[cased].append(anchor)

    add("month", *MONTH_NAMES, *MONTH_SHORT, any_case=False)
    add("weekday", *WEEKDAY_NAMES, *WEEKDAY_SHORT, any_case=False)
    add("season", *SEASONS)
    add("unit", *_UNITS, *(f"{unit}s" for unit in _UNITS), "century", "centuries")
    add("quarter", "quarter", "half")
    add("century", "century")
    add("quarter_code", "Q", "H")
    add("fiscal", "FY", "fiscal", "financial", "budget")
    add("clock", "noon", "midnight", "midday")
    add("day", *(day.split()[-1] for day in DAYS))
    add("anaphoric", *(phrase.split()[-1] for phrase in UNRESOLVED))
    add("holiday", *(re.split(r"\W", holiday)[0] for holiday in HOLIDAYS), any_case=False)
    return {word: tuple(anchors) for word, anchors in found.items()}


_ANCHORS = _anchor_words()


def _digit_anchors(text: str, start: int, end: int) -> list[str]:
    behind = text[end : end + 3]
    found = []
    if end - start == 4:
        found.append("year")
    if behind[:1] == "s" or behind[1:2] == "s":
        found.append("decade")
    if behind[:1] in ("/", ".") and behind[1:2].isdigit():
        found.append("numeric")
    if behind[:1] in (":", ".") or behind.lstrip()[:1].lower() in ("a", "p", "h", "g", "u"):
        found.append("clock")
    return found


def find_windows(text: str) -> dict[str, list[tuple[int, int]]]:
    """For each kind of anchor the stretches, ascending and apart, in which dates of its shapes can stand."""
    windows: dict[str, list[tuple[int, int]]] = {anchor: [] for anchor in _REACH}
    size = len(text)

    def add(anchor: str, start: int, end: int) -> None:
        before, behind = _REACH[anchor]
        low, high = max(0, start - before), min(size, end + behind)
        while high < size and high < end + behind + 12 and text[high - 1].isalnum():  # no word is cut in two
            high += 1
        known = windows[anchor]
        if known and known[-1][1] >= low:
            known[-1] = (known[-1][0], max(high, known[-1][1]))
        else:
            known.append((low, high))

    for match in _LETTERS.finditer(text):
        for anchor in _ANCHORS.get(match[0], ()):
            add(anchor, match.start(), match.end())
    words = windows["clock"]
    windows["clock"] = []
    for match in _DIGITS.finditer(text):
        for anchor in _digit_anchors(text, match.start(), match.end()):
            add(anchor, match.start(), match.end())
    windows["clock"] = _merged(windows["clock"] + words)
    return windows


def _merged(windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for low, high in sorted(windows):
        if found and found[-1][1] >= low:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found
