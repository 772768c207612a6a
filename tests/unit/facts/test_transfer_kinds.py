"""The kind of a transfer: what its own words tell, and not what is only given along with it."""

from collections.abc import Callable

import pytest

from pipelines.contracts.facts import ArmsDealRow
from pipelines.facts.ground import Extraction

KINDS = [
    ("Italy sold Egypt two FREMM frigates.", "sale"),
    ("Berlin gave its consent to the sale of 40 Typhoon jets to Turkey.", "sale"),
    ("The State Department approved a possible sale of spare parts for Pakistan's F-16s.", "upgrade"),
    ("Kuwait's army signed a contract with America for repairs of its 60 Abrams tanks.", "upgrade"),
    ("Sweden will lend Hungary four Gripen fighters free of charge.", "lease"),
    ("Norway donated 22 howitzers to Ukraine.", "aid"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_deal_has_the_kind_that_its_words_tell(text: str, kind: str, extract: Callable[[str], Extraction]) -> None:
    (deal,) = extract(text).facts["arms_deals"]
    assert isinstance(deal, ArmsDealRow)
    assert deal.transfer_kind == kind


def test_an_upgrade_is_no_part_of_an_order_of_new_ones(extract: Callable[[str], Extraction]) -> None:
    told = extract(
        "Washington has cleared an arms sale to Jordan. The sale covers up to 12 new F-16V jets, as well as kits to "
        "bring 20 of the F-16A jets already flown by the Jordanian air force up to the same standard."
    ).facts["arms_deals"]
    deals = [d for d in told if isinstance(d, ArmsDealRow)]
    assert [(d.quantity_high, d.transfer_kind == "upgrade") for d in deals] == [(12, False), (20, True)]


def test_bounds_of_a_number_stay_together(extract: Callable[[str], Extraction]) -> None:
    told = extract(
        "Hanwha of South Korea and Poland have concluded the contract for 72 Homar-K launchers and several thousand "
        "CGR-080 missiles."
    ).facts["arms_deals"]
    deals = [d for d in told if isinstance(d, ArmsDealRow)]
    assert [(d.quantity_low, d.quantity_high) for d in deals] == [(72, 72), (1000, None)]
