"""When two places tell of the same deployment, and what the joined row says."""

from __future__ import annotations

from pipelines.facts.draft import Draft
from pipelines.facts.merge import merge

_IDENTITY = ("force_country", "host_country", "unit", "count_low", "count_high", "deployment_status")


_BOUNDS = ("count_low", "count_high")
_VAGUE = frozenset((24, 100, 1000, 10_000, 100_000))  # what "dozens", "hundreds", "thousands" come to
_SPAN = 10  # times the vague number: "hundreds" may be 400 and not 4,000


def _same(first: Draft, second: Draft) -> bool:
    """One deployment told twice, or told again with a bound where the number itself is known, or more vaguely."""
    if any(first.get(c) != second.get(c) for c in _IDENTITY if c not in _BOUNDS):
        return False
    numbers = [tuple(d.get(c) for c in _BOUNDS) for d in (first, second)]
    return numbers[0] == numbers[1] or _is_vaguer(*numbers) or _is_vaguer(numbers[1], numbers[0])


def _is_vaguer(vague: tuple[int | None, ...], known: tuple[int | None, ...]) -> bool:
    low, high = vague
    known_low = known[0] if known[0] is not None else known[1]
    if known_low is None or (low is None) == (high is None):
        return False
    if known[0] is not None and known[0] == known[1] and known[0] in (low, high):
        return True
    return high is None and low in _VAGUE and low <= known_low < _SPAN * low


def _join(first: Draft, second: Draft) -> None:
    if _is_vaguer(*(tuple(d.get(c) for c in _BOUNDS) for d in (first, second))):  # type: ignore[arg-type]
        for column in ("count_text", "count_qualifier", *_BOUNDS):
            first.values.pop(column, None)
            first.places.pop(column, None)
        first.take(second, "count_text", "count_qualifier", *_BOUNDS)
    first.fill_from(second)
    first.weight = max(first.weight, second.weight)


def merge_deployments(drafts: list[Draft]) -> list[Draft]:
    """The deployments of a document, one draft a (force, host, unit, number, status)."""
    return merge(drafts, _same, _join)
