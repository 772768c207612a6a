"""When two places tell of the same option, and what the joined row says: the newest stance."""

from __future__ import annotations

from pipelines.facts.draft import Draft
from pipelines.facts.merge import merge

_IDENTITY = ("actor", "category", "instrument", "target", "beneficiary")


def _same(first: Draft, second: Draft) -> bool:
    if any(first.get(c) != second.get(c) for c in ("actor", "category", "instrument")):
        return False
    others = [{d.get("target"), d.get("beneficiary")} - {None} for d in (first, second)]
    return others[0] == others[1] or not others[0] or not others[1]


def _join(first: Draft, second: Draft) -> None:
    first.fill_from(second)
    first.weight = max(first.weight, second.weight)


def merge_options(drafts: list[Draft]) -> list[Draft]:
    """The options of a document, one draft an (actor, category, instrument, target or beneficiary)."""
    return merge(drafts, _same, _join)
