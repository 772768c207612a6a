"""Whether a document tells of the time before 1990."""

from datetime import date

import pytest

from pipelines.annotation.annotator import Annotator
from pipelines.annotation.reading import Reading
from pipelines.facts.history import is_history


@pytest.mark.parametrize(
    ("text", "is_old"),
    [
        ("In 1956 Britain sent 80,000 soldiers to Egypt.", True),
        ("Seventy years ago this week the first convoys reached Murmansk with tanks from Britain.", True),
        ("Seven years ago Kenya sent 600 soldiers to Somalia.", False),
        ("Oman, which bought its first tanks in 1981, ordered 80 howitzers in 2023 and 20 more in 2024.", False),
        ("Oman ordered 80 howitzers on Monday.", False),
    ],
)
def test_history(text: str, is_old: bool, annotator: Annotator) -> None:
    doc = annotator.load(next(annotator.annotate([text])))
    assert is_history(Reading(doc, text, date(2024, 5, 2))) is is_old
