"""marts.deal_events: the life of a deal, step by step."""

from __future__ import annotations

from datetime import date
from typing import Any


def k2_deal(ask: Any) -> dict[str, Any]:
    (found,) = ask(
        "select * from marts.deals where supplier_country = 'KOR' and year(first_reported_on) = 2022",
    )
    return found


def test_the_life_of_a_deal_is_in_order(ask: Any) -> None:
    deal_id = k2_deal(ask)["deal_id"]
    events = ask(f"select * from marts.deal_events where deal_id = '{deal_id}' order by event_number")
    assert [(e["deal_status"], e["first_on"], e["days_since_previous"], e["quote"]) for e in events] == [
        ("approved", date(2022, 7, 27), None, None),
        ("agreed", date(2022, 8, 26), 30, "signed"),
        ("delivered", date(2024, 3, 1), 553, None),
    ]
