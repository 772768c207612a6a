"""When a fact came about: the date of its own predicate, not that of another noun of the clause."""

from collections.abc import Callable
from datetime import date

import pytest

from pipelines.contracts.facts import ArmsDealRow
from pipelines.facts.ground import Extraction

# Each is read as published on 2 May 2024.
DEALS = [
    ("On 3 May 2023 Germany handed over 18 Leopard 2 tanks to Ukraine.", ["2023-05-03", "2023-05-03"]),
    ("Brazil bought 36 Gripen fighters from Sweden in 2014.", ["2014-01-01", "2014-12-31"]),
    ("Morocco received two frigates from Italy in the first half of 2023.", ["2023-01-01", "2023-06-30"]),
    ("Germany delivered 18 howitzers to Ukraine in the night of 3 May 2023.", ["2023-05-03", "2023-05-03"]),
    ("Under a contract signed in 2021, Italy delivered two frigates to Egypt on Monday.", ["2024-04-29", "2024-04-29"]),
    ("The contract of 26 August 2022 for 180 K2 tanks from South Korea helps Poland.", ["2022-08-26", "2022-08-26"]),
    ("Further to the accords of 27 July 2022, Poland ordered 180 K2 tanks from South Korea.", None),
    ("Spain ordered 20 Eurofighter jets from Germany after the election of 23 July 2023.", None),
    ("Australia said on Tuesday it would buy 200 Tomahawk missiles from the United States.", None),
]


@pytest.mark.parametrize(("text", "days"), DEALS)
def test_a_deal_has_the_date_of_its_own_predicate(
    text: str, days: list[str] | None, extract: Callable[[str], Extraction]
) -> None:
    (deal,) = extract(text).facts["arms_deals"]
    assert isinstance(deal, ArmsDealRow)
    assert (deal.deal_date_from, deal.deal_date_to) == tuple(map(date.fromisoformat, days) if days else (None, None))
