"""marts.country_brief: a country in each of its roles."""

from __future__ import annotations

from typing import Any


def test_a_country_is_shown_in_each_of_its_roles(ask: Any) -> None:
    brief = {r["code"]: r for r in ask("select * from marts.country_brief")}
    assert set(brief) == {"DEU", "IND", "KOR", "NATO", "POL", "PRK", "RUS", "UKR", "USA"}
    assert (brief["KOR"]["deals_as_supplier"], brief["KOR"]["supplies_to"]) == (2, ["POL"])
    assert (brief["RUS"]["deals_as_supplier"], brief["RUS"]["forces_from"], brief["RUS"]["denial_count"]) == (
        0,
        ["PRK"],
        1,
    )
    assert (brief["UKR"]["helped_by"], brief["UKR"]["claim_count"]) == (["DEU"], 2)
