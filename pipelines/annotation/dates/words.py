"""The words of seeds/cues/date_words.csv as tables."""

from __future__ import annotations

from pipelines.annotation.cues import CueError, cues

_SCOPES = (
    "month", "month_short", "weekday", "weekday_short", "season", "day",
    "part", "nth", "bound", "lean", "holiday", "unresolved",
)  # fmt: skip


def _table(*scopes: str) -> dict[str, str]:
    return {cue.phrase: cue.sense for cue in cues("date_words") if cue.scope in scopes}


for _cue in cues("date_words"):
    if _cue.scope not in _SCOPES:
        raise CueError(f"date_words.csv: {_cue.phrase!r} has the unknown scope {_cue.scope!r}")

MONTHS = {phrase.lower(): int(sense) for phrase, sense in _table("month", "month_short").items()}
MONTH_NAMES = tuple(_table("month"))
MONTH_SHORT = tuple(_table("month_short"))
WEEKDAYS = {phrase.lower(): int(sense) for phrase, sense in _table("weekday", "weekday_short").items()}
WEEKDAY_NAMES = tuple(_table("weekday"))
WEEKDAY_SHORT = tuple(_table("weekday_short"))
SEASONS = _table("season")
DAYS = {phrase: int(sense) for phrase, sense in _table("day").items()}
PARTS = _table("part")
NTH = {phrase: int(sense) for phrase, sense in _table("nth").items()}
BOUNDS = _table("bound")
LEANS = _table("lean")
HOLIDAYS = _table("holiday")
UNRESOLVED = tuple(_table("unresolved"))
