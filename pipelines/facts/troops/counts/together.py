"""How the counts of a document affect each other: numbers that share a noun, units given by their strength."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.facts.context import Context
    from pipelines.facts.troops.counts.count import Count


_LINKS = frozenset(("and", "or", ",", "&"))


def joined(found: list[Count], context: Context) -> list[Count]:
    """Numbers that share the noun of the one joined to them: "800 and 270 soldiers"."""
    if not any(c.is_elliptic for c in found):
        return found
    links = {t.i for t in context.reading.doc.among(_LINKS) if t.lower_ in _LINKS}
    counts = [c for c in found if c.way == "phrase"]
    after = {c.number.start: c for c in counts}
    before = {c.number.end: c for c in counts}

    def sharing(count: Count) -> Count | None:
        start, end = count.number.start, count.number.end
        nation = context.reading.mention_at(end) if end < len(context.reading.doc) else None
        if nation is not None and nation.label in ("nationality", "country") and nation.end in links:
            end = nation.end  # "4,000 US and 180 Japanese troops"
        last = after.get(end + 1) if end in links else None
        first = before.get(start - 1) if start - 1 in links else None
        return last or (first if first is not None and first.noun.i >= end else None)

    found = [replace(c, way="phrase") if c.is_elliptic and _is_with(c) and _goes_on(c, counts) else c for c in found]
    return [
        replace(c, noun=shared.noun, unit=shared.unit, way="phrase")
        if c.is_elliptic and (shared := sharing(c)) is not None
        else c
        for c in found
    ]


def _is_with(count: Count) -> bool:
    """Whether a number stands behind "with" and a name: "Italy with 1,100"."""
    doc, start = count.noun.doc, count.number.start
    return start > 1 and doc[start - 1].lower_ == "with" and doc[start - 2].pos_ == "PROPN"


def _goes_on(count: Count, counts: list[Count]) -> bool:
    """Whether a list of names with numbers tells further on what they count: "... and Ireland with 370 soldiers"."""
    behind = (c for c in counts if c.noun.sent == count.noun.sent and c.number.start > count.number.start)
    return any(_is_with(c) for c in behind)


def is_strength_of(count: Count, before: list[Count]) -> bool:
    """Whether units are told as what a number of soldiers is made up of: "12,000 men in four brigades"."""
    if not before or count.unit == "personnel" or before[-1].unit != "personnel":
        return False
    head = count.noun.head
    first = before[-1]
    return head.lower_ in ("in", "from", "of", "with") and 0 <= head.i - max(first.noun.i, first.number.end - 1) <= 2
