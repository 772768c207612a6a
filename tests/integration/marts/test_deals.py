"""marts.deals: which reports are one deal, who tells it, when it has ended."""

from __future__ import annotations

from datetime import date
from typing import Any


def k2_deal(ask: Any) -> dict[str, Any]:
    (found,) = ask(
        "select * from marts.deals where supplier_country = 'KOR' and year(first_reported_on) = 2022",
    )
    return found


def test_reports_of_a_deal_are_one_deal(ask: Any) -> None:
    found = k2_deal(ask)
    expected = {
        "supplier_name": "South Korea",
        "weapon_family": "K2",
        "weapon_system": "K2 Black Panther",
        "quantity_low": 180,
        "quantity_highest_reported": 1000,
        "has_differing_quantities": True,
        "value_usd": 3.37e9,
        "deal_status": "delivered",
        "status_since_on": date(2024, 3, 1),
        "is_denied": True,
        "document_count": 5,
        "fact_ids": ["d1.k2", "d2.k2", "d3.k2", "d4.k2", "d9.k2"],
    }
    assert {name: found[name] for name in expected} == expected


def test_publishers_are_counted_and_not_documents(ask: Any) -> None:
    # Warsaw Post twice, in two spellings; one document without a publisher; a duplicate, which brings nothing
    found = k2_deal(ask)
    assert (found["publisher_count"], found["publishers"]) == (
        3,
        ["Berlin Bote", "Seoul Wire", "Warsaw Post"],
    )


def test_a_deal_ends_with_long_silence_unless_it_moves_on(ask: Any) -> None:
    deals = ask(
        "select fact_ids, deal_status from marts.deals where weapon_level = 'family' order by fact_ids",
    )
    assert [(d["fact_ids"], d["deal_status"]) for d in deals] == [
        (["d1.k2", "d2.k2", "d3.k2", "d4.k2", "d9.k2"], "delivered"),
        (["d1.s400", "d10.s400", "d6.s400"], "cancelled"),
        (["d10.k2"], "delivered"),
    ]
