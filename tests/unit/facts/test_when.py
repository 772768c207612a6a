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
    # a day to come is not that on which the stage came about, nor is a contract's term
    ("Oman will buy 12 Typhoon jets from Britain in 2027.", None),
    ("Saab has received an order from Hungary for support of its 14 Gripen fighters until 2036.", None),
    ("Australia is to acquire 11 Mogami-class frigates from Japan over the next ten years.", None),
]
ORDERED = "Oman has ordered eight Typhoon jets from Britain."
# The day that another sentence tells.
SIGNED = [
    (f"{ORDERED} The contract was signed in Muscat on 4 May 2021.", "2021-05-04"),
    (f"{ORDERED} The two sides signed the agreement on 23 February 2024.", "2024-02-23"),
    (f"{ORDERED} It was signed on 9 July 2023 by the minister.", "2023-07-09"),
    (f"{ORDERED} Signed on 29 August 2023, the contract is the largest in years.", "2023-08-29"),
    (f"{ORDERED} The contract, signed in 2012, was worth £2.5 billion.", "2012-01-01"),
    (f"{ORDERED} Nothing has been paid. The deal was sealed in October 2014.", "2014-10-01"),
    (f"Ministry of Defence. Done at Muscat on 26 August 2022. {ORDERED}", "2022-08-26"),
    (f"{ORDERED} A separate agreement on training was signed on 3 May 2023.", None),
    (f"{ORDERED} The treaty of friendship was signed on 3 May 2021.", None),
    (f"{ORDERED} The contract was to be signed on 31 January 2020.", None),
    (f"{ORDERED} The contract was not signed in 2023.", None),
    (f"{ORDERED}\n\nDone at Muscat on 26 August 2022.", None),
    ("Britain delivered eight Typhoon jets to Oman. The contract was signed on 3 May 2023.", None),
]
# The day of the second of two entries of a list.
ENTRIES = [
    ("1. Italy sells Oman 12 howitzers. Place and date as under 0.", None),
    ("(b) Italy sells Oman 12 howitzers. Place and date as under (a).", "2023-08-26"),
    ("(b) Italy sells Oman 12 howitzers. Date: as above.", "2023-08-26"),
    ("(b) Italy sells Oman 12 howitzers. Done on the same date.", "2023-08-26"),
    ("(b) Italy sells Oman 12 howitzers. The date is not known.", None),
]
# The day of a table's row, the newest of several about one weapon.
TABLES = [
    ("Signed", "Aug 2022", "Nov 2023", 18, "2023-11-01"),
    ("Year of order", "2022", "2021", 8, "2022-01-01"),
    ("Date", "26 August 2022", "3 May 2023", 18, "2023-05-03"),
    ("Ordered", "Aug 2022", "Nov 2023", 18, "2023-11-01"),
]


@pytest.mark.parametrize(("text", "days"), DEALS)
def test_a_deal_has_the_date_of_its_own_predicate(
    text: str, days: list[str] | None, extract: Callable[[str], Extraction]
) -> None:
    (deal,) = extract(text).facts["arms_deals"]
    assert isinstance(deal, ArmsDealRow)
    assert (deal.deal_date_from, deal.deal_date_to) == tuple(map(date.fromisoformat, days) if days else (None, None))


@pytest.mark.parametrize(("text", "day"), SIGNED)
def test_a_deal_has_the_day_of_its_signature(text: str, day: str | None, extract: Callable[[str], Extraction]) -> None:
    (deal,) = extract(text).facts["arms_deals"]
    assert isinstance(deal, ArmsDealRow)
    assert deal.deal_date_from == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(("entry", "day"), ENTRIES)
def test_an_entry_has_the_day_of_the_one_that_it_points_to(
    entry: str, day: str | None, extract: Callable[[str], Extraction]
) -> None:
    text = f"(a) Ministry of Defence. Done at Muscat on 26 August 2023. {ORDERED}\n\n{entry}"
    days = {
        d.supplier_country: d.deal_date_from for d in extract(text).facts["arms_deals"] if isinstance(d, ArmsDealRow)
    }
    assert days == {"GBR": date(2023, 8, 26), "ITA": date.fromisoformat(day) if day else None}


@pytest.mark.parametrize(("header", "first", "second", "number", "day"), TABLES)
def test_a_table_tells_the_newest_deal_and_its_day(
    header: str, first: str, second: str, number: int, day: str, extract: Callable[[str], Extraction]
) -> None:
    rows = [
        ("Buyer", "Supplier", "System", header, "Units"),
        ("Bulgaria", "United States", "F-16", first, "8"),
        ("Bulgaria", "United States", "F-16", second, "18"),
    ]
    (deal,) = extract("\n".join(" | ".join(row) for row in rows)).facts["arms_deals"]
    assert isinstance(deal, ArmsDealRow)
    assert (deal.quantity_low, deal.deal_date_from) == (number, date.fromisoformat(day))


def test_a_delivery_in_a_table_has_not_the_day_of_the_order(extract: Callable[[str], Extraction]) -> None:
    text = "Buyer | Supplier | System | Signed | Status\nBulgaria | Sweden | Gripen | Aug 2022 | delivered"
    (deal,) = extract(text).facts["arms_deals"]
    assert isinstance(deal, ArmsDealRow)
    assert (deal.deal_status, deal.deal_date_from) == ("delivered", None)
