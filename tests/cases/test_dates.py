"""Dates, judged at the days that they stand for: tests/cases/dates.txt, and what must hold for any text and any day."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.annotation.dates import DatePhrase, find_dates
from tests.cases.marked import Case, load_cases

CASES = load_cases(Path(__file__).parent / "dates.txt")
LONG = 100_000  # characters
LIMIT = 20  # seconds of the processor; what is not linear takes minutes
PIECES = (
    "27", "July", "2022", "8-13", "Oct.", "Monday", "last", "next", "this", "week", "year", "years", "two",
    "a", "ago", "later", "the", "end of", "by", "since", "until", "from", "to", "between", "and", "-", "mid-",
    "early", "late", "Q2", "H1", "FY2024", "2020s", "spring", "first", "half", "quarter", "of", "10:30",
    "9/11", "31", "February", "29", "century", "9999", "1900", "within", "in", ",", ".", "Easter",
    "New Year's Day", "9999 years ago",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)


def _day(written: str) -> date | None:
    return None if written == "none" else date.fromisoformat(written)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_date_case(case: Case) -> None:
    published = _day(case.options.get("published", "none"))
    found = find_dates(case.text)
    assert [case.text[d.start : d.end] for d in found] == [case.quote(m) for m in case.marks]
    for phrase, mark in zip(found, case.marks, strict=True):
        told = mark.attributes
        assert phrase.resolve(published) == (_day(told["from"]), _day(told["to"]), told["p"]), str(phrase.expression)
        assert phrase.kind == told.get("kind", phrase.kind)


def test_enough_cases() -> None:
    assert len(CASES) >= 90


def _sound(text: str, dates: list[DatePhrase]) -> None:
    last = 0
    for d in dates:
        assert last <= d.start <= d.core_start < d.core_end <= d.end <= len(text)
        last = d.end


@given(TEXTS, st.one_of(st.none(), st.dates()))
def test_any_text_and_day_give_sound_dates(text: str, published: date | None) -> None:
    dates = find_dates(text)
    _sound(text, dates)
    assert dates == find_dates(text)
    for phrase in dates:
        low, high, precision = phrase.resolve(published)
        assert low is None or high is None or low <= high, str(phrase.expression)
        assert (precision == "unknown") == (low is None and high is None)


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y"]),
)
def test_a_full_date_is_that_day(day: date, form: str) -> None:
    (phrase,) = find_dates(f"It was signed on {day.strftime(form)} in the capital.")
    assert phrase.resolve(None) == (day, day, "day")


@given(
    st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["Monday", "Thursday", "Sunday"]),
)
def test_a_weekday_told_lies_in_the_week_before(published: date, weekday: str) -> None:
    (phrase,) = find_dates(f"The minister said on {weekday} that it had failed.")
    low, high, _ = phrase.resolve(published)
    assert low == high
    assert low is not None
    assert timedelta(0) <= published - low < timedelta(7)
    assert low.strftime("%A") == weekday


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "27 July ",
        "27-",
        "Monday, ",
        "last ",
        "the end of ",
        "two ",
        "two years ",
        "2022-",
        "2022 to ",
        "by ",
        "1.1.",
        "early ",
        " ",
    ],
)
def test_long_repetitive_text_takes_linear_time(piece: str) -> None:
    text = piece * (LONG // len(piece))
    begun = time.process_time()
    _sound(text, find_dates(text))
    assert time.process_time() - begun < LIMIT
