"""Whether weapons are found as others spell them: SIPRI's designations, and the names that newspapers use.

The measure: a designation stands in a neutral sentence, one that speaks of an army and holds no word for a weapon; it
is found where mentions of weapons together cover all its letters and digits.
"""

from __future__ import annotations

import csv
import gc
import time
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from pipelines.annotation.mentions.names import NAMES

ROOT = Path(__file__).parents[3]
DESIGNATIONS = ROOT.parent / "shared" / "data" / "weapon_designations.csv"
WEAPON_LABELS = {"weapon", "military_platform", "vehicle"}
AT_LEAST = 0.95
ALIASES = Path(__file__).parents[2] / "data" / "press_weapon_aliases.csv"
SENTENCES = (
    "The army ordered the {} in 2021.",
    "The defence ministry said that the {} was delivered last year.",
    "The country bought 20 {} from abroad.",
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.add_pipe("attache_candidates")
    pipeline.add_pipe("attache_names")
    return pipeline


def _is_covered(nlp: Language, sentence: str, name: str) -> bool:
    doc = nlp(sentence.replace("{}", name))
    start = sentence.index("{}")
    covered = {i for s in doc.spans[NAMES] if s.label_ in WEAPON_LABELS for i in range(s.start_char, s.end_char)}
    return all(i in covered for i in range(start, start + len(name)) if doc.text[i].isalnum())


@pytest.mark.skipif(not DESIGNATIONS.exists(), reason="shared/data/weapon_designations.csv is not beside the project")
@pytest.mark.parametrize("sentence", SENTENCES)
def test_designations_are_found_as_sipri_spells_them(nlp: Language, sentence: str) -> None:
    with DESIGNATIONS.open(encoding="utf-8", newline="") as file:
        names = [row["designation"] for row in csv.DictReader(file)]
    missed = [name for name in names if not _is_covered(nlp, sentence, name)]
    assert len(missed) <= (1 - AT_LEAST) * len(names), missed


def _aliases() -> list[dict[str, str]]:
    with ALIASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", _aliases(), ids=lambda case: case["phrase"])
def test_press_alias_is_found_and_resolved(nlp: Language, case: dict[str, str]) -> None:
    start = case["sentence"].index(case["phrase"])
    doc = nlp(case["sentence"])
    found = [s for s in doc.spans[NAMES] if s.start_char <= start and s.end_char >= start + len(case["phrase"])]
    assert [s.kb_id_ for s in found] == [f"weapons:{case['weapon_id']}"]


def test_there_are_enough_aliases() -> None:
    assert len({case["phrase"] for case in _aliases()}) >= 150


@pytest.mark.parametrize(
    "text",
    [
        "The army held a vigil for the G7 summit in 2021.", "He drove along the M-4 to the E40.",
        "The COVID-19 vaccine was delivered by the army.", "Resolution 2231 was adopted in 2015.",
        "Flight MH-17 was shot down.", "Apartment B-12 was destroyed.", "Chapter 7 and Article 5 were invoked.",
    ],
)  # fmt: skip
def test_other_codes_are_no_weapons(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert [s.text for s in doc.spans[NAMES] if s.label_ in WEAPON_LABELS] == []


@pytest.mark.parametrize(
    "piece", ["Georgia Tiger ", "F-16 ", "Type-", "USS A ", "tanks of ", "12 Patriots ", "X-class "]
)
def test_a_long_text_without_sentences_takes_linear_time(nlp: Language, piece: str) -> None:
    def seconds(length: int) -> float:
        doc = nlp.make_doc(piece * (length // len(piece)))
        doc[0].is_sent_start = True
        for token in doc[1:]:
            token.is_sent_start = False
        gc.collect()
        gc.disable()  # a collection over what other tests hold is no time of these components
        begun = time.process_time()
        for component in ("attache_candidates", "attache_names"):
            nlp.get_pipe(component)(doc)
        taken = time.process_time() - begun
        gc.enable()
        return taken

    seconds(1_000)
    assert seconds(20_000) < 8 * seconds(5_000) + 1
