"""States at war: whoever gives them arms, or refuses to, takes a stance; elsewhere arms are mostly trade.

Which state was at war when stands in seeds/cues/policy_wars.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from pipelines.annotation.cues import cues


@cache
def _wars() -> dict[str, list[tuple[date, date]]]:
    found: dict[str, list[tuple[date, date]]] = {}
    for cue in cues("policy_wars"):
        first, last = cue.extras["from"], cue.extras["until"]
        period = date.fromisoformat(first), date.fromisoformat(last) if last else date.max
        found.setdefault(cue.phrase, []).append(period)
    return found


def is_at_war(code: str | None, day: date | None) -> bool:
    """Whether a state is at war on a day; where the day is unknown, whether it still is."""
    return any(first <= (day or date.max) <= last for first, last in _wars().get(code or "", ()))
