"""Numbers, judged at their bounds: tests/cases/numbers.txt, and what must hold for any text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.annotation.numbers import NumberPhrase, find_all_numbers, find_numbers
from tests.cases.marked import Case, load_cases

CASES = load_cases(Path(__file__).parent / "numbers.txt")
LONG = 100_000  # characters
LIMIT = 20  # seconds of the processor; what is not linear takes minutes
PIECES = (
    "more than", "up to", "between", "and", "to", "or", "-", "–", "a", "half", "one", "twenty", "five",
    "hundred", "thousand", "million", "dozen", "dozens", "of", "thousands", "several", "few", "3", "12",
    "3,000", "12,000", "1.5", "8 000", "10k", "5m", "155mm", "K2", "F-16", "(3)", "%", "percent", "$", "bn",
    "2022", "July", "27", "votes", "more", "another", "in", "total", ".", ",", "\n",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)


def _bound(written: str) -> int | None:
    return None if written == "none" else int(written)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_number_case(case: Case) -> None:
    found = {(n.start, n.end): n for n in find_numbers(case.text)}
    marked = [m for m in case.marks if m.name == "n"]
    assert sorted(case.text[s:e] for s, e in found) == sorted(case.quote(m) for m in marked)
    for mark in marked:
        number, told = found[mark.start, mark.end], mark.attributes
        assert (number.low, number.high) == (_bound(told["low"]), _bound(told["high"]))
        assert number.qualifier == told.get("q")
        assert number.is_additional == (told.get("add") == "yes")
        assert number.is_total == (told.get("total") == "yes")
        if "approx" in told:
            assert number.approximate == (told["approx"] == "yes")


@pytest.mark.parametrize("case", [c for c in CASES if any(m.name == "not" for m in c.marks)], ids=lambda case: case.id)
def test_what_counts_nothing_has_its_kind(case: Case) -> None:
    numbers = find_all_numbers(case.text)
    for mark in case.marks:
        if mark.name == "not":
            kinds = {n.kind for n in numbers if n.value_start < mark.end and mark.start < n.value_end}
            assert kinds == {mark.attributes["kind"]}, case.quote(mark)


def test_enough_cases() -> None:
    assert len(CASES) >= 90


def _sound(text: str, numbers: list[NumberPhrase]) -> None:
    last = 0
    for n in numbers:
        assert 0 <= n.start <= n.value_start < n.value_end <= n.end <= len(text)
        assert n.value_start >= last
        last = n.value_end
        assert n.low is None or n.high is None or 0 <= n.low <= n.high
        assert n.qualifier is None or n.qualifier in text


@given(TEXTS)
@example("10K to 1m")
def test_any_text_gives_sound_numbers(text: str) -> None:
    numbers = find_all_numbers(text)
    _sound(text, numbers)
    assert numbers == find_all_numbers(text)
    assert [n for n in numbers if n.kind == "cardinal"] == find_numbers(text)


@given(st.integers(min_value=1, max_value=999_999_999))
def test_grouped_digits_are_read_as_they_are_written(value: int) -> None:
    (number,) = find_numbers(f"They counted {value:,} soldiers there.")
    assert (number.low, number.high) == (value, value)


@given(st.integers(min_value=2, max_value=400), st.integers(min_value=1, max_value=400))
def test_ranges_keep_their_bounds(low: int, more: int) -> None:
    (number,) = find_numbers(f"between {low} and {low + more} tanks")
    assert (number.low, number.high) == (low, low + more)


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "1,000", "10-", "twenty-", "half a ", "between 1 and ", "(", "three (", "more than ",
     "thousands of ", "1.", " ", "votes to "],
)  # fmt: skip
def test_long_repetitive_text_takes_linear_time(piece: str) -> None:
    text = piece * (LONG // len(piece))
    begun = time.process_time()
    _sound(text, find_all_numbers(text))
    assert time.process_time() - begun < LIMIT
