"""How long the steps take, as ratios within one run: these figures hold on any machine, seconds do not.

    make bench

prints the share of the model's own time that annotation takes, and how many times faster facts are than annotation.
Nothing is asserted: a slow machine is no failure.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import spacy

from pipelines.annotation.annotator import Annotator
from pipelines.contracts.documents import DocumentRow
from pipelines.facts.extract import Extractor
from pipelines.settings import Settings

ARTICLES = Path(__file__).parents[1] / "seeds" / "articles"


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [path.read_text(encoding="utf-8").split("---", 2)[-1] for path in sorted(ARTICLES.glob("*.md"))]


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    made = Annotator(Settings.load())
    list(made.annotate(["Warm-up: Poland ordered 180 K2 tanks."]))
    return made


def _document(number: int, text: str) -> DocumentRow:
    at = datetime(2025, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    return DocumentRow(
        document_id=str(number),
        external_id=str(number),
        source=None,
        url=None,
        title=None,
        language="en",
        published_at=at,
        ingested_at=at,
        content_hash=str(number),
        text=text,
        origin="benchmark",
        landed_sha256="",
        revision=1,
        duplicate_of=None,
    )


def test_ratios_on_the_sample_corpus(
    texts: list[str], annotator: Annotator, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = spacy.load(Settings.load().spacy_model)
    list(bare.pipe(texts[:2]))
    model = _seconds(lambda: list(bare.pipe(texts)))
    annotations: list[bytes] = []
    annotation = _seconds(lambda: annotations.extend(annotator.annotate(texts)))
    extractor = Extractor(annotator)
    documents = [_document(n, text) for n, text in enumerate(texts)]
    pairs = list(zip(annotations, documents, strict=True))
    facts = _seconds(lambda: [extractor.extract(annotator.load(a), d) for a, d in pairs])
    with capsys.disabled():
        print(f"\n{len(texts)} articles, {sum(map(len, texts)):,} characters")
        print(f"annotation / bare model        {annotation / model:.2f}")
        print(f"annotation / facts             {annotation / facts:.1f}")
