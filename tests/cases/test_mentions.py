"""Mentions, judged at their bounds, label and code: tests/cases/mentions.txt, and what must hold for any text."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.annotation.annotator import Annotator
from pipelines.annotation.mentions.rows import mentions_of
from pipelines.contracts.documents import DocumentRow, MentionRow
from tests.annotated import shared_annotator
from tests.cases.marked import Case, load_cases

CASES = load_cases(Path(__file__).parent / "mentions.txt")
AT = datetime(2024, 5, 2)
PIECES = (
    "The", "Iraqi", "government", "Secretary", "of", "State", "President", "Paris", "Hilton", "near", "Operation",
    "we", "12", "$3m", "K2", "tanks", "Jan.", "-", "\u00a0", "\n\n", "\u200f", ".", "“", "é", "🛩",
)  # fmt: skip


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return shared_annotator(gate=False)  # a sentence by itself is not yet a document of the field


def _mentions(annotator: Annotator, text: str, published: datetime = AT) -> list[MentionRow]:
    document = DocumentRow(
        document_id="d", external_id="d", source=None, url=None, title=None, language="en", published_at=published,
        ingested_at=AT, content_hash="h", text=text, origin="test", landed_sha256="", revision=1, duplicate_of=None,
    )  # fmt: skip
    return mentions_of(annotator.load(next(annotator.annotate([text]))), document)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_mention_case(case: Case, annotator: Annotator) -> None:
    published = datetime.fromisoformat(case.options.get("published", AT.date().isoformat()))
    found = _mentions(annotator, case.text, published)
    for mark in case.marks:
        told = mark.attributes
        if mark.name == "not":
            met = [m.text for m in found if m.start_char < mark.end and mark.start < m.end_char]
            labels = {m.label for m in found if m.text in met}
            assert told["label"] not in labels, met
            continue
        here = {m.label: m for m in found if (m.start_char, m.end_char) == (mark.start, mark.end)}
        assert told["label"] in here, [(m.text, m.label) for m in found]
        if "code" in told:
            assert here[told["label"]].country_code == told["code"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)))
def test_any_text_gives_mentions_inside_it_and_the_same_ones_again(annotator: Annotator, text: str) -> None:
    found = _mentions(annotator, text)
    assert [m.text for m in found] == [text[m.start_char : m.end_char] for m in found]
    assert all(m.text for m in found)
    assert found == _mentions(annotator, text)
