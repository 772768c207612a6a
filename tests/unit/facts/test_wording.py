"""The words in which a fact gives names, actions and places; codes are judged by tests/cases/facts."""

from collections.abc import Callable

import pytest

from pipelines.facts.extract import Extraction

ARMS, TROOPS, POLICY = "arms_deals", "troop_deployment_estimates", "policy_options"
IN_THE_COUNTRY = (
    "Ghana joined the Malian mission. A convoy reached Gao on Friday. It has 3,200 soldiers in the country."
)
DATELINE = "HAIFA, Israel / TALLINN, Estonia, May 2, 2024 -- Elbit Systems will deliver 30 mortars to Estonia."
CALLED_HOME = "The Swedish ambassador to Iran was called home on Friday"
CASES = [
    # a name holds no number of men, and no dateline before it
    (POLICY, "Around 700 Danish soldiers might be taken out of Latvia.", "actor_name", "Danish soldiers"),
    (POLICY, "On Wednesday Sudan's foreign minister expelled an envoy.", "actor_name", "Sudan's foreign minister"),
    (TROOPS, "Ghana has 3,200 soldiers in Mali.", "force_name", "Ghana"),
    (ARMS, DATELINE, "supplier_name", "Elbit Systems"),
    # an action is told with what it is done to
    (POLICY, "Ghana has sent 3,200 soldiers to Mali.", "action_text", "sent 3,200 soldiers to Mali"),
    (POLICY, "Oslo proposed sanctions on two Belarusians.", "action_text", "proposed sanctions on two Belarusians"),
    (POLICY, f"{CALLED_HOME}, it was said.", "action_text", CALLED_HOME),
    # a place is one within the host, told of these forces
    (TROOPS, "Ghana has 3,200 soldiers in Gao in northern Mali.", "place", "Gao"),
    (TROOPS, "Ghana has 3,200 soldiers in Mali.", "place", None),
    (TROOPS, IN_THE_COUNTRY, "place", None),
]


@pytest.mark.parametrize(("family", "text", "column", "words"), CASES)
def test_wording(family: str, text: str, column: str, words: str | None, extract: Callable[[str], Extraction]) -> None:
    extraction = extract(text)
    (row, *_) = extraction.facts[family]
    assert getattr(row, column) == words
    quotes = [e.quote for e in extraction.evidence if (e.fact_id, e.column_name) == (row.fact_id, column)]
    assert quotes == ([words] if words else [])
