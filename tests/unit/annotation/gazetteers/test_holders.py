"""Who of several bearers of a name in office is meant: the article's date decides."""

from datetime import date

import pytest

from pipelines.annotation.gazetteers.lexicon import code_of, entry_of, holder_at
from pipelines.annotation.gazetteers.reference import reference


def _first(name: str) -> str:
    return reference().names[name][0].entity_id


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("Kaja Kallas", date(2022, 3, 1), "EST"),
        ("Kaja Kallas", date(2025, 3, 1), "EU"),
        ("Kaja Kallas", date(2010, 1, 1), "EST"),
        ("Donald Trump", date(2018, 1, 1), "USA"),
        ("Sergei Lavrov", date(2024, 1, 1), "RUS"),
    ],
)
def test_a_name_counts_for_whom_its_bearer_serves_on_the_day(name: str, day: date, code: str) -> None:
    assert code_of(entry_of(holder_at(_first(name), name, day))) == code


def test_the_second_term_is_told_from_the_first() -> None:
    days = (date(2019, 5, 1), date(2023, 5, 1), date(2025, 5, 1))
    ids = [holder_at(_first("Trump"), "Trump", day) for day in days]
    assert ids == ["persons:donald-trump", "persons:donald-trump", "persons:donald-trump-usa"]


def test_a_title_before_the_name_does_not_matter() -> None:
    found = holder_at(_first("Kaja Kallas"), "Prime Minister Kaja Kallas", date(2022, 1, 1))
    assert entry_of(found).country == "EST"


def test_other_entries_and_texts_without_a_date_keep_their_entry() -> None:
    assert holder_at("countries:POL", "Poland", date(2022, 1, 1)) == "countries:POL"
    assert holder_at(_first("Kaja Kallas"), "Kaja Kallas", None) == _first("Kaja Kallas")


def test_an_unknown_entry_is_told() -> None:
    with pytest.raises(KeyError):
        holder_at("persons:nobody", "Nobody", date(2022, 1, 1))
