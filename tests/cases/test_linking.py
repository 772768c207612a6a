"""What names stand for, judged at the entry that each resolves to: tests/cases/linking.txt.

Cases that do not pass yet stand in linking_not_yet.txt as strict expected failures: one that starts to pass fails
here until it is taken from the list.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipelines.annotation.reading import MENTIONS
from tests.annotated import shared_annotator
from tests.cases.marked import Case, load_cases

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Span

HERE = Path(__file__).parent
CASES = load_cases(HERE / "linking.txt")
NOT_YET = {
    line.strip()
    for line in (HERE / "linking_not_yet.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
}


@pytest.fixture(scope="module")
def docs() -> dict[str, ParsedDoc]:
    """The annotated text of each case; all are annotated in one go."""
    annotator = shared_annotator(gate=True)
    annotated = annotator.annotate([case.text for case in CASES])
    return {case.id: annotator.load(doc) for case, doc in zip(CASES, annotated, strict=True)}


def _parameters() -> list[object]:
    return [
        pytest.param(
            case,
            id=case.id,
            marks=[pytest.mark.xfail(strict=True, reason="not yet")] if case.id in NOT_YET else [],
        )
        for case in CASES
    ]


def _linked(doc: ParsedDoc, start: int, end: int) -> list[Span]:
    return [s for s in doc.spans[MENTIONS] if s.kb_id_ and s.start_char < end and start < s.end_char]


@pytest.mark.parametrize("case", _parameters())
def test_linking_case(case: Case, docs: dict[str, ParsedDoc]) -> None:
    for mark in case.marks:
        found = _linked(docs[case.id], mark.start, mark.end)
        quoted = f"{case.quote(mark)!r}: {[(s.text, s.kb_id_) for s in found]}"
        if mark.name == "no":
            assert not found, quoted
        else:
            covering = [s.kb_id_ for s in found if s.start_char <= mark.start and s.end_char >= mark.end]
            assert covering == [mark.attributes["id"]], quoted


def test_enough_cases() -> None:
    assert len(CASES) >= 130
    assert {mark.name for case in CASES for mark in case.marks} == {"e", "no"}


def test_what_is_not_yet_is_a_case() -> None:
    assert {case.id for case in CASES} >= NOT_YET
