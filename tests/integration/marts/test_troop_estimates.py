"""marts.troop_estimates: one figure of one claimant, whoever prints it."""

from __future__ import annotations

from typing import Any


def test_an_estimate_in_two_papers_is_one(ask: Any) -> None:
    (found,) = ask("select * from marts.troop_estimates where claimant = 'UKR'")
    expected = {
        "fact_ids": ["d6.a", "d7.a"],
        "publisher_count": 2,
        "denied_by": ["PRK", "RUS"],
        "place": "Kursk",
        "claimant_name": "Ukraine",
        "certainty": "asserted",
    }
    assert {name: found[name] for name in expected} == expected
