"""marts.policy_shifts: who turned round, and when."""

from __future__ import annotations

from datetime import date
from typing import Any


def test_a_reversal_stands_out(ask: Any) -> None:
    (found,) = ask("select * from marts.policy_shifts")
    expected = {
        "actor": "DEU",
        "shifted_on": date(2024, 10, 25),
        "last_held_on": date(2024, 10, 18),
        "from_stance": "ruled_out",
        "to_stance": "considering",
        "is_reversal": True,
        "fact_ids_before": ["d6.t"],
        "fact_ids_after": ["d7.t", "d8.t"],
    }
    assert {name: found[name] for name in expected} == expected
