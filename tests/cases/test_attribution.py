"""Who says what and who denies what: tests/cases/attribution.txt and denial.txt, and what must hold for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipelines.annotation.annotator import Annotator
from pipelines.annotation.parties.phrases import Parties
from pipelines.annotation.reading import Reading
from pipelines.annotation.speech.attribution import Attribution
from tests.annotated import shared_annotator
from tests.cases.marked import Case, load_cases
from tests.cases.parsing import governor, not_yet, readings

HERE = Path(__file__).parent
SAID = load_cases(HERE / "attribution.txt")
DENIED = load_cases(HERE / "denial.txt")
NOT_YET = not_yet((HERE / "attribution_not_yet.txt").read_text(encoding="utf-8"))
PIECES = (
    "Moscow", "Kyiv", "the Polish minister", "Reuters", "it", "they", "he", "we", "officials", "a diplomat", "said",
    "says", "denied", "denies", "rejected", "told", "was quoted as saying", "according to", "citing", "that", "which",
    "neither", "nor", "confirmed", "the claim", "as false", "no troops", "3,000 soldiers", "arrived", "will be sent",
    "by", "'s", "denial", '"', "'", ":", ",", ".", "?", "\n", "\n\n", "-", "(", ")",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))


def _attribution(reading: Reading) -> Attribution:
    return Attribution(reading, Parties(reading))


def _parameters(cases: list[Case]) -> list[object]:
    marks = [pytest.mark.xfail(strict=True, reason="not yet")]
    return [pytest.param(c, id=c.id, marks=marks if c.id in NOT_YET else []) for c in cases]


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return shared_annotator(gate=False)


@pytest.fixture(scope="module")
def said() -> dict[str, Reading]:
    return readings(SAID)


@pytest.fixture(scope="module")
def denied() -> dict[str, Reading]:
    return readings(DENIED)


@pytest.mark.parametrize("case", _parameters(SAID))
def test_attribution_case(case: Case, said: dict[str, Reading]) -> None:
    attribution = _attribution(said[case.id])
    for mark in case.marks:
        speaker = attribution.speaker(governor(said[case.id], mark))
        told = (speaker.code, None if speaker.code else speaker.name) if speaker else (None, None)
        code = mark.attributes.get("by")
        assert told == (None if code == "none" else code, mark.attributes.get("name")), case.text


@pytest.mark.parametrize("case", _parameters(DENIED))
def test_denial_case(case: Case, denied: dict[str, Reading]) -> None:
    reading = denied[case.id]
    stated = [(case.quote(m), set(m.attributes["by"].split("+"))) for m in case.marks]
    assert [(d.cue.text, set(d.codes)) for d in _attribution(reading).denials] == stated, case.text


def test_a_speaker_stands_where_it_was_told(said: dict[str, Reading]) -> None:
    reading = said["before-that"]
    (mark,) = next(c for c in SAID if c.id == "before-that").marks
    speaker = _attribution(reading).speaker(governor(reading, mark))
    assert speaker is not None
    assert (speaker.name, reading.doc[speaker.start : speaker.end].text) == ("Seoul", "Seoul")
    assert (speaker.label, speaker.found_by) == ("KOR", "attribution:say")


def test_not_yet_names_cases() -> None:
    assert {case.id for case in (*SAID, *DENIED)} >= NOT_YET


def test_enough_cases() -> None:
    assert len(SAID) >= 60
    assert len(DENIED) >= 45
    assert len({case.id for case in (*SAID, *DENIED)}) == len(SAID) + len(DENIED)


@settings(deadline=None, max_examples=60)
@given(TEXTS)
@example("WE TOlD wE Told")  # each of the two says what the other says
def test_any_text_gives_the_same_speakers_inside_it(annotator: Annotator, text: str) -> None:
    reading = Reading(annotator.load(next(annotator.annotate([text]))), text)
    first, second = _attribution(reading), _attribution(reading)
    length = len(reading.doc)
    for token in reading.doc:
        speaker = first.speaker(token)
        assert speaker == second.speaker(token)
        assert speaker is None or (0 <= speaker.start < speaker.end <= length and speaker.label)
    told = [(d.codes, d.cue.i, d.sentence) for d in first.denials]
    assert told == [(d.codes, d.cue.i, d.sentence) for d in second.denials]
    assert all(codes and 0 <= at < length for codes, at, _ in told)
