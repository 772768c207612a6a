"""States at war: whoever gives some of them arms, or refuses to, takes a stance; elsewhere arms are mostly trade.

Which state was at war when stands in seeds/cues/policy_wars.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from pipelines.annotation.cues import cues


@cache
def _wars(sense: str | None) -> dict[str, list[tuple[date, date]]]:
    found: dict[str, list[tuple[date, date]]] = {}
    for cue in cues("policy_wars"):
        if sense not in (None, cue.sense):
            continue
        first, last = cue.extras["from"], cue.extras["until"]
        period = date.fromisoformat(first), date.fromisoformat(last) if last else date.max
        found.setdefault(cue.phrase, []).append(period)
    return found


def is_at_war(code: str | None, day: date | None) -> bool:
    """Whether a state is at war on a day; where the day is unknown, whether it still is."""
    return _is_within(None, code, day)


def is_armed_in_war(code: str | None, day: date | None) -> bool:
    """Whether a state is in a war in which others openly take a stance on giving it arms (sense `armed`)."""
    return _is_within("armed", code, day)


def _is_within(sense: str | None, code: str | None, day: date | None) -> bool:
    return any(first <= (day or date.max) <= last for first, last in _wars(sense).get(code or "", ()))
