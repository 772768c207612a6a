"""From where a document speaks: its dateline in any form, else its publisher's name, else the money it counts in."""

from collections.abc import Callable

import pytest

from pipelines.annotation.reading import Reading
from pipelines.facts.context import Context
from pipelines.facts.standpoint import published_in


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("SANTIAGO. Chile signed for ten fighters.", "CHL"),
        ("**MANILA** - The first battery has arrived.", "PHL"),
        ("DURRES, April 15. Italian marines landed on Tuesday.", "ALB"),
        ("VILNIUS, 22 May 2025. A brigade was set up.", "LTU"),
        ("CAM RANH, Vietnam (Agency) - The corvette has arrived.", "VNM"),
        ("Manila and Tokyo signed a pact on Monday.", None),
        ("**CHILE.** The tanks are at Iquique.\n\n**BOLIVIA.** The gas fields are quiet.", None),
    ],
)
def test_a_document_speaks_from_where_it_is_dated(read: Callable[[str], Reading], text: str, home: str | None) -> None:
    assert Context(read(text), None).home == home


@pytest.mark.parametrize(
    ("source", "home"),
    [("Radio NZ", "NZL"), ("Daily (Wellington)", "NZL"), ("Sea Institute", None), ("Skopje Daily", None)],
)
def test_a_publisher_speaks_for_a_country_that_the_text_names(
    read: Callable[[str], Reading], source: str, home: str | None
) -> None:
    assert published_in(source, read("The Army of New Zealand has 105 vehicles.")) == home


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Korean builders will be paid 28 billion Philippine pesos for two ships of the Philippines.", "PHL"),
        ("The Swedish firm asks for 3 billion Brazilian reais and the Swedish state for 2 billion kronor.", "SWE"),
        ("The Philippines will pay Korean builders 28 million dollars.", None),
        ("Danish builders ask Norway for 3 billion Norwegian kroner, Denmark for 2 billion Danish kroner.", None),
    ],
)
def test_a_document_counts_in_the_money_of_its_country(
    read: Callable[[str], Reading], text: str, home: str | None
) -> None:
    assert Context(read(text), None).home == home


def test_the_navy_is_that_of_the_document(read: Callable[[str], Reading]) -> None:
    reading = read(
        "MANILA - Japan sent two ships to the Philippines last week.\n\nThe winner will be named by the Navy."
    )
    context = Context(reading, None)
    navy = next(t for t in reading.doc if t.text == "Navy")
    party = context.parties.of(navy)
    assert party is not None and party.code == "PHL"
