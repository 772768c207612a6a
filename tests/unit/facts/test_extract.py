"""Facts of a text: the same rows every time, and every cell with the characters that it was read from."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from pipelines.contracts.facts import FAMILIES
from pipelines.facts.draft import Draft, Place
from pipelines.facts.extract import Extraction
from pipelines.facts.ground import GroundingError, ground

TEXT = (
    "Poland on Monday ordered 180 K2 tanks from Hyundai Rotem for $3.4 billion.\n\n"
    "About 3,000 North Korean soldiers have arrived in Russia, South Korea's spy agency said. Pyongyang denied it.\n\n"
    "Japan has imposed sanctions on Belarus."
)
FREE = ("fact_id", "document_id", "confidence")


def test_a_deal_a_deployment_and_a_stance_are_read(extract: Callable[[str], Extraction]) -> None:
    facts = extract(TEXT).facts
    (deal,) = facts["arms_deals"]
    assert (deal.supplier_country, deal.recipient_country, deal.weapon_system) == ("KOR", "POL", "K2 Black Panther")
    assert (deal.quantity_low, deal.quantity_high, deal.value_usd, deal.deal_status) == (180, 180, 3.4e9, "agreed")
    (deployment,) = facts["troop_deployment_estimates"]
    assert (deployment.force_country, deployment.host_country, deployment.count_low) == ("PRK", "RUS", 3000)
    assert (deployment.claimant, deployment.denied_by, deployment.certainty) == ("KOR", ["PRK"], "denied")
    assert ("JPN", "sanctions", "BLR", "adopted") in {
        (o.actor, o.instrument, o.target, o.stance) for o in facts["policy_options"]
    }


def test_every_filled_cell_has_a_quote_that_stands_in_the_text(extract: Callable[[str], Extraction]) -> None:
    extraction = extract(TEXT)
    told = {(e.fact_id, e.column_name) for e in extraction.evidence}
    for rows in extraction.facts.values():
        for row in rows:
            filled = {c for c, v in row.model_dump().items() if v not in (None, []) and c not in FREE}
            assert filled == {column for fact_id, column in told if fact_id == row.fact_id}
    assert all(TEXT[e.start_char : e.end_char] == e.quote for e in extraction.evidence)


def test_the_same_text_gives_the_same_rows(extract: Callable[[str], Extraction]) -> None:
    assert extract(TEXT) == extract(TEXT)


@pytest.mark.parametrize("text", ["", " \n", "No fact stands here.", "In 1956 Britain sent 80,000 soldiers to Egypt."])
def test_texts_without_facts(text: str, extract: Callable[[str], Extraction]) -> None:
    assert extract(text).facts == {family: [] for family in FAMILIES}


def test_a_cell_without_a_place_is_refused(read: Callable[[str], object]) -> None:
    draft = Draft("arms_deals", 0)
    draft.put("weapon_text", "tanks", Place(0, 1, "weapon"))
    draft.put("certainty", "asserted", Place(0, 1, "weapon"))
    draft.put("deal_status", "agreed")
    with pytest.raises(GroundingError, match="deal_status"):
        ground([draft], read("Poland ordered tanks."), "d1")  # type: ignore[arg-type]


# Two buyers with a deal each: which of them the third weapon is for is told by nothing but the order of the text.
TIED = (
    "LIMA, 3 May - Peru ordered 12 F-16 fighters from the United States. Chile ordered 10 Black Hawk helicopters from "
    "the United States.\n\nAmerican AIM-120 missiles are on the list too."
)
ASKING = """
import sys
from pipelines.annotation.annotator import Annotator
from pipelines.facts.extract import Extractor
from pipelines.settings import Settings
from tests.unit.facts.conftest import document
annotator = Annotator(Settings.load())
doc = annotator.load(next(annotator.annotate([sys.argv[1]])))
print(Extractor(annotator).extract(doc, document(sys.argv[1])).facts)
"""


def test_processes_that_order_sets_otherwise_read_the_same() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", ASKING, TIED],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
    assert "AIM-120" in next(iter(told))


def test_a_text_may_end_within_a_row_of_names(extract: Callable[[str], Extraction]) -> None:
    extraction = extract(
        "Malawi is short of food. Two members have sent flour, an official said, naming Angola, Zambia"
    )
    assert not any(extraction.facts.values())
