"""When a fact came about that a date governs which stands as a heading over it."""

from collections.abc import Callable
from datetime import date

import pytest

from pipelines.contracts.facts import ArmsDealRow, DiplomaticMeetingRow, TroopDeploymentEstimateRow
from pipelines.facts.ground import Extraction

# Each is read as published on 2 May 2024, with another dated stretch before it.
BEFORE = "3 March 2022\nThe parliament in Vienna debates the budget.\n\n"
DEALS = [
    ("6 April 2022\nGermany hands over 18 Leopard 2 tanks to Ukraine.", "2022-04-06"),
    ("6 April 2022\nThe day begins with rain. Germany hands over 18 Leopard 2 tanks to Ukraine.", "2022-04-06"),
    ("6 April\nGermany handed over 18 Leopard 2 tanks to Ukraine.", "2022-04-06"),
    ("**6 April** - Germany hands over 18 Leopard 2 tanks to Ukraine.", "2022-04-06"),
    ("6 April 2022\n\n14:05 A first batch\n\nGermany has handed over 18 Leopard 2 tanks to Ukraine.", "2022-04-06"),
    ("6 April 2022\nOn Monday Germany handed over 18 Leopard 2 tanks to Ukraine.", "2022-04-04"),
    ("April 2022\nGermany handed over 18 Leopard 2 tanks to Ukraine on 6 April.", "2022-04-06"),
    ("6 April 2022\nIn June 2021 Germany handed over 18 Leopard 2 tanks to Ukraine.", "2021-06-01"),
    ("Early 2030s\nGermany has promised 18 Leopard 2 tanks to Ukraine.", None),
    ("6 April 2022\nGermany had handed over 18 Leopard 2 tanks to Ukraine.", None),
    ("6 April 2022\nThe minister inspects the 18 Leopard 2 tanks that Germany handed over to Ukraine.", None),
]
# The day of a deal of which two stretches tell: that of the stage that it has got to.
HANDED_OVER = "6 April 2022\nGermany hands over 18 Leopard 2 tanks to Ukraine."
STAGES = [
    ("6 April 2022\nGermany promises Ukraine 18 Leopard 2 tanks.", HANDED_OVER.replace("April", "May"), "2022-05-06"),
    ("Germany has handed over 18 Leopard 2 tanks to Ukraine. How it came about:", BEFORE + HANDED_OVER, "2022-04-06"),
]


@pytest.mark.parametrize(("text", "day"), DEALS)
def test_a_deal_has_the_day_of_the_heading_above_it(
    text: str, day: str | None, extract: Callable[[str], Extraction]
) -> None:
    (deal,) = extract(BEFORE + text).facts["arms_deals"]
    assert isinstance(deal, ArmsDealRow)
    assert deal.deal_date_from == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(("first", "second", "day"), STAGES)
def test_a_deal_told_twice_has_the_day_of_its_newest_stage(
    first: str, second: str, day: str, extract: Callable[[str], Extraction]
) -> None:
    (deal,) = extract(f"{first}\n\n{second}").facts["arms_deals"]
    assert isinstance(deal, ArmsDealRow)
    assert (deal.deal_status, deal.deal_date_from) == ("delivered", date.fromisoformat(day))


def test_a_count_has_the_day_of_the_heading_above_it(extract: Callable[[str], Extraction]) -> None:
    text = BEFORE + "6 April 2022\nWashington puts the number of Russian soldiers in Belarus at 9,000."
    (estimate,) = extract(text).facts["troop_deployment_estimates"]
    assert isinstance(estimate, TroopDeploymentEstimateRow)
    assert estimate.date_from == estimate.date_to == date(2022, 4, 6)


@pytest.mark.parametrize(
    ("heading", "telling", "day"),
    [
        ("6 April 2022", "met", date(2022, 4, 6)),
        ("6 April 2022", "will meet", None),
        ("6 May 2024", "will meet", date(2024, 5, 6)),
    ],
)
def test_a_meeting_that_lies_ahead_has_only_a_day_that_does(
    heading: str, telling: str, day: date | None, extract: Callable[[str], Extraction]
) -> None:
    text = BEFORE + f"{heading}\nPresident Emmanuel Macron of France {telling} Chancellor Olaf Scholz in Berlin."
    (meeting,) = extract(text).facts["diplomatic_meetings"]
    assert isinstance(meeting, DiplomaticMeetingRow)
    assert meeting.date_from == day


def test_the_place_of_a_day_is_its_heading(extract: Callable[[str], Extraction]) -> None:
    places = [e.quote for e in extract(BEFORE + HANDED_OVER).evidence if e.column_name == "deal_date_from"]
    assert places == ["6 April 2022"]
