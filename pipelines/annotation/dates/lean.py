"""Whether the clause around a date speaks of what was or of what is to come: it decides which Friday, which March."""

from __future__ import annotations

import re

from pipelines.annotation.dates.words import LEANS

_WINDOW = 70
_CUE = re.compile(
    rf"(?<![\w])(?P<cue>{'|'.join(re.escape(c) for c in sorted(LEANS, key=len, reverse=True))})(?!\w)|(?<=[\w])(?P<short>'ll|\u2019ll)|\b[a-z]{{2,}}(?P<past>ed)\b"
)
_STOP = re.compile(r"[.;:!?\n]\s|\n\n")


def _senses(text: str, start: int, end: int) -> list[str]:
    return [
        LEANS[m["cue"]] if m["cue"] else "future" if m["short"] else "past"
        for m in _CUE.finditer(text, start, end)
    ]


def lean_of(text: str, start: int, end: int) -> str | None:
    """`future`, `past` or None for a date at code points [start, end)."""
    low = max(0, start - _WINDOW)
    for stop in _STOP.finditer(text, low, start):
        low = stop.end()
    before = _senses(text, low, start)
    deciding = [s for s in before if s != "past"]
    if deciding:
        return "future" if deciding[-1] == "future" else "past"
    if before:
        return "past"
    high = min(len(text), end + _WINDOW // 2)
    stop = _STOP.search(text, end, high)
    behind = _senses(text, end, stop.start() if stop else high)
    if not behind:
        return None
    return "future" if behind[0] == "future" else "past"
