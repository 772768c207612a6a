"""Which state of a deal is likely to be the seller: the one that makes far more weapons in the reference data."""

from __future__ import annotations

from collections import Counter
from functools import cache

from pipelines.annotation.gazetteers.reference import reference

_MANY = 20  # of a state's makes, below which it sells rarely
_TIMES = 5  # as many makes as the other's


def outmakes(state: str, other: str) -> bool:
    """Whether a state makes so much more than another that it is the seller where the words leave it open."""
    made, others = _makes()[state], _makes()[other]
    return made >= _MANY and made >= _TIMES * others


@cache
def _makes() -> Counter[str | None]:
    return Counter(e.country for e in reference().of("weapons"))
