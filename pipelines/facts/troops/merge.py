"""When two places tell of the same deployment, and what the joined row says."""

from __future__ import annotations

from pipelines.facts.draft import Draft
from pipelines.facts.merge import merge

_IDENTITY = ("force_country", "host_country", "unit", "count_low", "count_high", "deployment_status")


def _same(first: Draft, second: Draft) -> bool:
    return all(first.get(c) == second.get(c) for c in _IDENTITY)


def _join(first: Draft, second: Draft) -> None:
    first.fill_from(second)
    first.weight = max(first.weight, second.weight)


def merge_deployments(drafts: list[Draft]) -> list[Draft]:
    """The deployments of a document, one draft a (force, host, unit, number, status)."""
    return merge(drafts, _same, _join)
