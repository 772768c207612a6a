"""States that do not arm each other: weapons of one in an article about the other are what it faces.

Which they are stands in seeds/cues/arms_foes. Where a deal between two of them is told in words, it is a deal.
"""

from __future__ import annotations

from functools import cache

from pipelines.annotation.cues import cues


@cache
def _pairs() -> frozenset[frozenset[str]]:
    return frozenset(
        frozenset((cue.phrase, code)) for cue in cues("arms_foes") for code in cue.extras["codes"].split("|")
    )


def are_foes(first: str | None, second: str | None) -> bool:
    """Whether no arms pass between two states."""
    return first is not None and second is not None and frozenset((first, second)) in _pairs()
