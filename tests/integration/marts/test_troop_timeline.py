"""marts.troop_timeline: what was said of a deployment, month by month."""

from __future__ import annotations

from datetime import date
from typing import Any


def test_the_timeline_has_a_range_for_each_month(ask: Any) -> None:
    timeline = ask("select * from marts.troop_timeline order by deployment_status, month_on")
    shown = [
        (r["deployment_status"], r["month_on"], r["count_low"], r["count_high"], r["estimate_count"]) for r in timeline
    ]
    # the undated 500 have no month
    assert shown == [
        ("deployed", date(2024, 10, 1), 3000, 11000, 3),
        ("deployed", date(2024, 11, 1), 10000, 12000, 1),
        ("planned", date(2024, 10, 1), 12000, 12000, 1),
    ]
    assert [r["is_disputed"] for r in timeline] == [True, False, False]
    assert [(r["previous_count_median"], r["count_median"]) for r in timeline[:2]] == [
        (None, 10000),
        (10000, 11000),
    ]
