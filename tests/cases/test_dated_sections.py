"""Stretches of a text that dates as headings govern: dated_sections.txt, and what must hold for any text and day."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.annotation.dates import dated_sections
from tests.cases.marked import Case, load_cases

LONG = 100_000  # characters
LIMIT = 20  # seconds of the processor; what is not linear takes minutes
CASES = load_cases(Path(__file__).parent / "dated_sections.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_dated_sections_case(case: Case) -> None:
    text = case.text.replace("\\n", "\n")
    published = case.options.get("published")
    found = dated_sections(text, date.fromisoformat(published) if published else None)
    stated = [(case.quote(m).replace("\\n", "\n"), m.attributes["from"], m.attributes["to"]) for m in case.marks]
    assert [(text[s.start : s.until].strip(), str(s.days.low), str(s.days.high)) for s in found] == stated


HEADS = (
    "12 March",
    "5 May 2022",
    "2021",
    "29 February",
    "April",
    "14:05",
    "Today",
    "## 1 May",
    "9999-12-31",
    "January 1",
)
BEHIND = ("", "\n", ":\n", ": It rains.", " - It rains.", "\nIt rains.\n", "\n\nIt rains.\n\n", " It rains.")
LINES = st.tuples(st.sampled_from(("", "- ", "**")), st.sampled_from(HEADS), st.sampled_from(BEHIND)).map("".join)


@given(st.lists(LINES, max_size=12).map("\n".join), st.one_of(st.none(), st.dates()))
def test_any_text_and_day_give_sound_sections(text: str, published: date | None) -> None:
    found = dated_sections(text, published)
    assert len(found) != 1
    assert all(s.start <= s.date_start < s.date_end <= s.until <= len(text) for s in found)
    assert all(s.days.low and s.days.high and s.days.low <= s.days.high for s in found)
    assert all(first.until <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    "piece", ["12 March\n", "12 March 2022 - It rains.\n\n", "5 May\n\n\n", "# ", "\n", "2021\nIt\n"]
)
def test_long_repetitive_text_takes_linear_time(piece: str) -> None:
    begun = time.process_time()
    dated_sections(piece * (LONG // len(piece)), date(2024, 5, 2))
    assert time.process_time() - begun < LIMIT
