"""marts.claims_and_denials: who says it and who denies it, in which words."""

from __future__ import annotations

from typing import Any


def test_each_voice_of_a_fact_has_a_row(ask: Any) -> None:
    voices = ask(
        "select * from marts.claims_and_denials where is_denied order by fact_id, position, party",
    )
    assert [(v["fact_id"], v["party"], v["position"], v["quotes"]) for v in voices] == [
        ("d7.a", "UKR", "claims", []),
        ("d7.a", "PRK", "denies", ["Pyongyang", "denies"]),
        ("d7.a", "RUS", "denies", ["Pyongyang", "denies"]),
        ("d9.k2", None, "denies", []),
    ]
