"""What counts as a publication date, and what is rather left empty than guessed."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.text.dates import parse_published


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-03-04", datetime(2024, 3, 4)),
        ("20240304", datetime(2024, 3, 4)),
        ("2024-03-04 10:15", datetime(2024, 3, 4, 10, 15)),
        ("2024-03-04T10:15:30Z", datetime(2024, 3, 4, 10, 15, 30)),
        ("20240304T101530Z", datetime(2024, 3, 4, 10, 15, 30)),
        ("2024-03-04T00:30:00+05:30", datetime(2024, 3, 3, 19)),
        ("2024-03-04T10:15:30.123456789+00:00", datetime(2024, 3, 4, 10, 15, 30, 123456)),
        ("Mon, 04 Mar 2024 23:15:00 -0500", datetime(2024, 3, 5, 4, 15)),
        ("Mon, 04 Mar 2024 10:15:00 EST", datetime(2024, 3, 4, 15, 15)),
        ("Mon, 04 Mar 2024 10:15:00 GMT", datetime(2024, 3, 4, 10, 15)),
        ("4 March 2024", datetime(2024, 3, 4)),
        ("March 4th, 2024", datetime(2024, 3, 4)),
        ("Mar. 4, 2024 3:00 PM KST", datetime(2024, 3, 4, 6)),
        ("13/04/2024", datetime(2024, 4, 13)),
        ("04/13/2024", datetime(2024, 4, 13)),
        ("04/04/2024", datetime(2024, 4, 4)),
        ("2024/03/04", datetime(2024, 3, 4)),
        ("13.04.2024", datetime(2024, 4, 13)),
        ("1700000000", datetime(2023, 11, 14, 22, 13, 20)),
        ("1700000000000", datetime(2023, 11, 14, 22, 13, 20)),
        ("1700000000.5", datetime(2023, 11, 14, 22, 13, 20, 500000)),
    ],
)
def test_dates_and_timestamps(value, moment):
    assert parse_published(value) == moment


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "last Tuesday",
        "2024",
        "March 2024",
        "4 March",
        "10:15",
        "2024-02-30",
        "2024-13-01",
        "03/04/2024",
        "4/5/24",
        "2024-03-04 10:15 QQT",
        "Tuesday",
        "0001-01-01T00:00+05:00",
        "9999-12-31T23:59:59-10:00",
        "17",
    ],
)
def test_what_is_not_told_is_not_guessed(value):
    assert parse_published(value) is None


@given(st.text() | st.from_regex(r"[0-9]{1,5}[-/. :T]{1,2}[0-9]{1,5}[-/. :T]{1,2}[0-9]{1,9}[-+A-Z0-9:.]{0,9}"))
def test_no_value_raises_and_every_answer_is_utc_without_a_zone(value):
    moment = parse_published(value)
    assert moment is None or moment.tzinfo is None


@given(st.datetimes())
def test_iso_form_of_any_moment_is_read_back(moment):
    assert parse_published(moment.isoformat()) == moment
