"""marts.policy_tracker: where an actor stands now."""

from __future__ import annotations

from datetime import date
from typing import Any


def test_the_stance_of_most_publishers_counts(ask: Any) -> None:
    (found,) = ask("select * from marts.policy_tracker where actor = 'DEU'")
    expected = {
        "stance": "considering",
        "stance_since_on": date(2024, 10, 25),
        "first_stance": "ruled_out",
        "shift_count": 1,
        "has_reversal": True,
        "document_count": 6,
        "action_text": "action of d9.t",
    }
    assert {name: found[name] for name in expected} == expected
