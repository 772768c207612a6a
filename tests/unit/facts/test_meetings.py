"""Diplomatic meetings: one row a meeting of a document, every cell with its place, levels ranked."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipelines.contracts.facts import DiplomaticMeetingRow
from pipelines.facts.draft import Draft
from pipelines.facts.extract import Extraction
from pipelines.facts.meetings.merge import merge_meetings
from pipelines.facts.meetings.participants import LEVELS

ROOT = Path(__file__).parents[3]
TEXT = (
    "Norwegian Foreign Minister Espen Barth Eide met his Chinese counterpart, Wang Yi, in Beijing on Tuesday to "
    "discuss trade. The meeting lasted two hours."
)


def draft(anchor: int, status: str = "held", **cells: object) -> Draft:
    values = {"participants": ["CHN", "NOR"], "meeting_format": "bilateral", "certainty": "asserted"}
    made = Draft("diplomatic_meetings", anchor, values | {"meeting_status": status} | cells)
    made.places = {column: [] for column in made.values}
    return made


def test_a_meeting_is_one_row_with_a_place_for_every_cell(extract: Callable[[str], Extraction]) -> None:
    extraction = extract(TEXT)
    (row,) = extraction.facts["diplomatic_meetings"]
    assert isinstance(row, DiplomaticMeetingRow)
    assert (row.participants, row.persons) == (["CHN", "NOR"], ["Espen Barth Eide", "Wang Yi"])
    assert (row.meeting_level, row.meeting_format, row.meeting_status) == ("minister", "bilateral", "held")
    assert (row.place_country, row.place, row.date_from) == ("CHN", "Beijing", date(2024, 4, 30))
    assert (row.topic_text, row.topic_category) == ("trade", "economic")
    quotes: dict[str, set[str]] = {}
    for piece in extraction.evidence:
        if piece.fact_id == row.fact_id:
            assert TEXT[piece.start_char : piece.end_char] == piece.quote
            quotes.setdefault(piece.column_name, set()).add(piece.quote)
    filled = {name for name, value in row.model_dump().items() if value not in (None, [])}
    assert set(quotes) == filled - {"fact_id", "document_id", "confidence"}
    assert quotes["persons"] == {"Espen Barth Eide", "Wang Yi"}


@pytest.mark.parametrize(
    ("second", "rows"),
    [
        (draft(2, "planned"), 2),  # held, and another one to come
        (draft(2, "held", place_country="CHN"), 1),
        (draft(2, "held", meeting_format="phone_call"), 2),
        (draft(2, "held", participants=["CHN", "DNK"]), 2),
        (draft(2, "held", date_from=date(2024, 5, 3), date_to=date(2024, 5, 3)), 2),
    ],
)
def test_what_cannot_be_of_one_meeting_is_two(second: Draft, rows: int) -> None:
    first = draft(1, date_from=date(2024, 5, 1), date_to=date(2024, 5, 1))
    assert len(merge_meetings([first, second])) == rows


@pytest.mark.parametrize(
    ("states", "last"),
    [
        (["planned", "held"], "held"),
        (["planned", "cancelled"], "cancelled"),
        (["refused", "planned"], "planned"),
        (["held", "ongoing"], "held"),
    ],
)
def test_the_newest_state_wins(states: list[str], last: str) -> None:
    (joined,) = merge_meetings([draft(n, status) for n, status in enumerate(states)])
    assert joined.get("meeting_status") == last


def test_a_visit_tells_more_than_a_meeting_and_a_surname_is_no_second_person() -> None:
    first = draft(1, persons=["Wang Yi"])
    (joined,) = merge_meetings([first, draft(2, meeting_format="visit", persons=["Mr Yi", "Espen Barth Eide"])])
    assert joined.get("meeting_format") == "visit"
    assert joined.get("persons") == ["Wang Yi", "Espen Barth Eide"]


def test_levels_are_the_code_list_in_its_order() -> None:
    with (ROOT / "seeds" / "codes" / "meeting_level.csv").open(encoding="utf-8", newline="") as lines:
        assert tuple(row["code"] for row in csv.DictReader(lines)) == LEVELS
