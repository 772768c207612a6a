"""One draft a fact: places of a document that tell the same thing become one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipelines.facts.draft import Draft


def merge(
    drafts: Iterable[Draft], same: Callable[[Draft, Draft], bool], join: Callable[[Draft, Draft], None]
) -> list[Draft]:
    """Join each draft into the first earlier one that is the same fact, in the order of the document.

    Args:
        drafts: of one family and document.
        same: whether two drafts tell one fact.
        join: takes over into the first what the second adds.
    """
    kept: list[Draft] = []
    for draft in drafts:
        first = next((k for k in kept if same(k, draft)), None)
        if first is None:
            kept.append(draft)
        else:
            join(first, draft)
    return kept
