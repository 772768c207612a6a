"""Whether the clause around a date is about the past or the future, which decides which Friday or March is meant."""

from __future__ import annotations

import re

from pipelines.annotation.dates.words import LEANS

_WINDOW = 60  # characters before the date in which its verb stands
_BEHIND = 35  # characters behind it, read where nothing stands before
_AUXILIARY = 16  # characters from "will" to the participle that belongs to it
_CUE = re.compile(
    rf"(?<!\w)(?P<cue>{'|'.join(re.escape(c) for c in sorted(LEANS, key=len, reverse=True))})(?!\w)"
    r"|(?<=\w)(?P<short>'ll|\u2019ll)|\b[a-z]{2,}(?P<past>ed)\b"
)
_STOP = re.compile(r"[.;:!?\n]\s|\n\n|,\s(?:and|but|while|whereas|with)\s")


def _senses(text: str, start: int, end: int) -> list[str]:
    found: list[str] = []
    last_end = -1
    for match in _CUE.finditer(text, start, end):
        sense = LEANS[match["cue"]] if match["cue"] else "future" if match["short"] else "past"
        if sense == "past" and found and found[-1] == "future" and match.start() - last_end <= _AUXILIARY:
            sense = "future"  # "will be signed"
        found.append(sense)
        last_end = match.end()
    return found


def lean_of(text: str, start: int, end: int) -> str | None:
    """`future`, `past` or None for a date at code points [start, end)."""
    low = max(0, start - _WINDOW)
    for stop in _STOP.finditer(text, low, start):
        low = stop.end()
    before = _senses(text, low, start)
    if before:
        return "future" if before[-1] == "future" else "past"
    high = min(len(text), end + _BEHIND)
    first_stop = _STOP.search(text, end, high)
    behind = _senses(text, end, first_stop.start() if first_stop else high)
    if not behind:
        return None
    return "future" if behind[0] == "future" else "past"
