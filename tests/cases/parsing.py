"""The texts of cases as the annotator reads them, and the token that governs a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.reading import Reading
from tests.annotated import annotations, shared_annotator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.annotation.language.parsed import Token
    from tests.cases.marked import Case, Mark


def readings(cases: Iterable[Case]) -> dict[str, Reading]:
    """The reading of each case by its id; all texts are annotated in one go."""
    told = list(cases)
    annotated = annotations([case.text for case in told], gate=False)  # read whole, whatever they speak of
    return {c.id: Reading(shared_annotator(gate=False).load(a), c.text) for c, a in zip(told, annotated, strict=True)}


def governor(reading: Reading, mark: Mark) -> Token:
    """The token that governs the phrase under a mark."""
    under = [t.i for t in reading.doc if t.idx < mark.end and mark.start < t.idx + len(t)]
    return reading.head(under[0], under[-1] + 1)


def not_yet(lines: str) -> frozenset[str]:
    """The ids in the text of a list of cases that do not pass yet."""
    return frozenset(x for line in lines.splitlines() if (x := line.split("#")[0].strip()))
