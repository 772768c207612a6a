"""Names in a text: spellings that are one name, plurals, shouted words, what is no name."""

import pytest

from pipelines.annotation.gazetteers.matcher import NameMatcher, plural

NAMES = (
    "K2",
    "K2 Black Panther",
    "F-16",
    "U.S.",
    "US",
    "Leopard 2A6",
    "South Korea",
    "Madrid",
    "AN/TPY-2",
    "Port-au-Prince",
    "AU",
)
MATCHER = NameMatcher([(name, name) for name in NAMES], plurals=True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the K-2 and the K 2", ["K-2", "K 2"]),
        ("K2 Black Panthers arrived", ["K2 Black Panthers"]),
        ("F16s and F-16s", ["F16s", "F-16s"]),
        ("Leopard 2A6s", ["Leopard 2A6s"]),
        ("South Korea's army", ["South Korea"]),
        ("MADRID MOVES", ["MADRID"]),
        ("PORT-AU-PRINCE - The first", ["PORT-AU-PRINCE"]),
        ("tell us", []),
        ("an F-167", []),
        ("the AN/TPY-2 radar", ["AN/TPY-2"]),
    ],
)
def test_names_are_found_in_their_spellings(text: str, found: list[str]) -> None:
    assert [text[m.start : m.end] for m in MATCHER.find(text)] == found


def test_the_longest_name_wins_and_matches_do_not_overlap() -> None:
    matches = MATCHER.find("K2 Black Panther, K2")
    assert [m.values for m in matches] == [("K2 Black Panther",), ("K2",)]


def test_a_name_with_two_bearers_gives_both() -> None:
    assert NameMatcher([("Hisar", 1), ("Hisar", 2)]).find("Hisar")[0].values == (1, 2)


@pytest.mark.parametrize(
    ("word", "several"), [("tank", "tanks"), ("battery", "batteries"), ("torch", "torches"), ("Rafales", None)]
)
def test_plurals(word: str, several: str | None) -> None:
    assert plural(word) == several
