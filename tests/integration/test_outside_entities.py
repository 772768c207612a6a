"""Entities that others annotated (re3d, development part), scored by their scorer: no type below its floor."""

from __future__ import annotations

import importlib.util
import json
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest

from pipelines.annotation.annotator import Annotator
from pipelines.annotation.mentions.rows import mentions_of
from pipelines.contracts.documents import DocumentRow
from pipelines.settings import Settings

OUTSIDE = Path(__file__).parents[2] / ".." / "shared" / "eval"
AT = datetime(2016, 12, 31)
# Overlap F1. Vehicle has none: most of its gold spans are pieces of other words ("st" of "against").
FLOORS = {
    "Location": 0.82, "MilitaryPlatform": 0.70, "Nationality": 0.80, "Organisation": 0.65, "Person": 0.70,
    "Temporal": 0.87, "Weapon": 0.70,
}  # fmt: skip
FLOOR_OVERALL, FLOOR_EXACT = 0.75, 0.55


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_entities", OUTSIDE / "score_entities.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.skipif(not OUTSIDE.is_dir(), reason=f"{OUTSIDE} is not there: re3d is not part of this repository")
def test_entities_that_others_annotated_are_found() -> None:
    scorer, annotator = _scorer(), Annotator(Settings.load())
    lines = (OUTSIDE / "re3d" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {record["id"]: record["text"] for record in map(json.loads, lines)}
    found = {}
    for (name, text), annotation in zip(texts.items(), annotator.annotate(texts.values()), strict=True):
        document = DocumentRow(
            document_id=name, external_id=name, source=None, url=None, title=None, language="en", published_at=AT,
            ingested_at=AT, content_hash=name, text=text, origin="re3d", landed_sha256="", revision=1,
            duplicate_of=None,
        )  # fmt: skip
        rows = mentions_of(annotator.load(annotation), document)
        found[name] = [(m.start_char, m.end_char, scorer.TYPES[m.label]) for m in rows if m.label in scorer.TYPES]
    counts = scorer.figures(scorer.read_gold(OUTSIDE / "re3d"), found)
    overlap = {label: scorer.f1(c[4], c[1], c[5], c[3])[2] for label, c in counts.items()}
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    assert {label: overlap[label] for label, floor in FLOORS.items() if overlap[label] < floor} == {}
    assert scorer.f1(total[4], total[1], total[5], total[3])[2] >= FLOOR_OVERALL
    assert scorer.f1(total[0], total[1], total[2], total[3])[2] >= FLOOR_EXACT
