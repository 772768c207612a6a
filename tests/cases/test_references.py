"""Whom a phrase stands for, and by which rule: tests/cases/references.txt, and what must hold for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.annotation.annotator import Annotator
from pipelines.annotation.parties.phrases import Parties
from pipelines.annotation.reading import Reading
from tests.annotated import shared_annotator
from tests.cases.marked import Case, load_cases
from tests.cases.parsing import governor, not_yet, readings

HERE = Path(__file__).parent
CASES = load_cases(HERE / "references.txt")
NOT_YET = not_yet((HERE / "references_not_yet.txt").read_text(encoding="utf-8"))
PIECES = (
    "Poland", "South Korea", "the Asian nation", "the kingdom", "the country", "it", "its", "they", "their troops",
    "he", "his minister", "who", "which", "whose army", "we", "our", "both sides", "the two countries", "the former",
    "the latter", "the deal", "the trio", "the alliance", "NATO", "President Duda", "General Adam Borek", "Borek",
    "the minister", "an ally", "of", "in", "and", "said", "signed", "met", "will send", "was sent", '"', ",", ".", "\n",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))


def _parameters() -> list[object]:
    marks = [pytest.mark.xfail(strict=True, reason="not yet")]
    return [pytest.param(c, id=c.id, marks=marks if c.id in NOT_YET else []) for c in CASES]


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return shared_annotator(gate=False)


@pytest.fixture(scope="module")
def read() -> dict[str, Reading]:
    return readings(CASES)


@pytest.mark.parametrize("case", _parameters())
def test_reference_case(case: Case, read: dict[str, Reading]) -> None:
    reading = read[case.id]
    parties = Parties(reading)
    for mark in case.marks:
        token, stated = governor(reading, mark), mark.attributes["is"]
        found = parties.all_of(token)
        assert sorted(p.code for p in found) == ([] if stated == "none" else sorted(stated.split("+"))), case.text
        if "+" not in stated:
            assert parties.of(token) == (found[0] if found else None)
        else:
            assert parties.of(token) is None
        if rule := mark.attributes.get("by"):
            assert {p.reference or p.rule for p in found} == {rule}
            assert all((p.rule == "reference") == (p.reference is not None) for p in found)


def test_what_is_stated_needs_no_look_back(read: dict[str, Reading]) -> None:
    for case in CASES:
        parties = Parties(read[case.id])
        for mark in case.marks:
            found = parties.stated(governor(read[case.id], mark))
            is_told_there = mark.attributes.get("by") in ("name", "modifier", "place", "apposition")
            assert (found is not None) >= is_told_there, case.id
            assert found is None or found.rule in ("name", "modifier", "place", "apposition"), case.id


def test_not_yet_names_cases() -> None:
    assert {case.id for case in CASES} >= NOT_YET


def test_enough_cases() -> None:
    assert len(CASES) >= 70


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_any_text_gives_the_same_parties_inside_it(annotator: Annotator, text: str) -> None:
    reading = Reading(annotator.load(next(annotator.annotate([text]))), text)
    first, second = Parties(reading), Parties(reading)
    for token in reading.doc:
        found = [*first.all_of(token), *filter(None, (first.of(token), first.actor_before(token)))]
        assert found == [*second.all_of(token), *filter(None, (second.of(token), second.actor_before(token)))]
        assert all(p.code and 0 <= p.start < p.end <= len(reading.doc) for p in found)
