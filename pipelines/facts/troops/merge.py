"""When two places tell of the same deployment, and what the joined row says."""

from __future__ import annotations

from pipelines.annotation.cues import senses
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
    numbers = [[d.get(c) for c in _BOUNDS] for d in (first, second)]
    return numbers[0] == numbers[1] or _is_vaguer(first, second) or _is_vaguer(second, first)


def _is_vaguer(vague: Draft, known: Draft) -> bool:
    """Whether a number is told as a bound, or as a word, where another tells it."""
    (low, high), (least, most) = ([d.get(c) for c in _BOUNDS] for d in (vague, known))
    if (low is None) == (high is None) or _is_further(vague) or _is_further(known):
        return False
    if least is not None and least == most and least in (low, high):
        return True
    in_words = high is None and not any(c.isdigit() for c in str(vague.get("count_text")))
    return in_words and low in _VAGUE and low <= (least or most) < _SPAN * low


def _is_further(draft: Draft) -> bool:
    """Whether a number comes on top of another: "thousands more"."""
    further = {p for p, s in senses("number_qualifiers").items() if s == "additional"}
    return bool(further & set(str(draft.get("count_text")).lower().split()))


def _join(first: Draft, second: Draft) -> None:
    if _is_vaguer(first, second):
        first.drop("count_text", "count_qualifier", *_BOUNDS)
        first.take(second, "count_text", "count_qualifier", *_BOUNDS)
    first.fill_from(second)
    first.weight = max(first.weight, second.weight)


def merge_deployments(drafts: list[Draft]) -> list[Draft]:
    """The deployments of a document, one draft a (force, host, unit, number, status)."""
    return merge(drafts, _same, _join)
