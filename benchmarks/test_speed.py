"""How long the steps take, as ratios within one run: these figures hold on any machine, seconds do not.

    make bench

prints the share of the model's own time that annotation takes, and how many times faster facts are than annotation.
No time is asserted: a slow machine is no failure.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import spacy

from benchmarks.everyday_texts import everyday_texts
from pipelines.annotation.annotator import COMPONENTS, Annotator
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


def _bare_seconds(texts: list[str]) -> float:
    """What the model alone takes, loaded and warmed up."""
    bare = spacy.load(Settings.load().spacy_model)
    list(bare.pipe(texts))
    return _seconds(lambda: list(bare.pipe(texts)))


def test_ratios_on_the_sample_corpus(
    texts: list[str], annotator: Annotator, capsys: pytest.CaptureFixture[str]
) -> None:
    model = _bare_seconds(texts)
    list(annotator.annotate(texts))
    annotator.share.reset()
    annotations: list[bytes] = []
    annotation = _seconds(lambda: annotations.extend(annotator.annotate(texts)))
    shares = annotator.share.ratios()
    docs = [annotator.load(a) for a in annotations]
    parts = {name: annotator.nlp.get_pipe(name) for name in COMPONENTS}
    own = sum(_seconds(lambda part=part: [part(doc) for doc in docs]) for part in parts.values())
    extractor = Extractor(annotator)
    documents = [_document(n, text) for n, text in enumerate(texts)]
    loading = _seconds(lambda: [annotator.load(a) for a in annotations])
    rules = _seconds(lambda: [extractor.extract(doc, d) for doc, d in zip(docs, documents, strict=True)])
    assert len(annotations) == len(texts)
    with capsys.disabled():
        print(f"\n{len(texts)} articles, {sum(map(len, texts)):,} characters; the model read {shares}")
        print(f"annotation / bare model        {annotation / model:.2f}  (at most 0.8 wanted)")
        print(f"our components / bare model    {own / model:.2f}  (less than 0.25 wanted)")
        print(f"annotation / facts             {annotation / (loading + rules):.1f}  (20 wanted)")
        print(f"annotation / loading alone     {annotation / loading:.1f}")


def test_ratio_on_texts_without_facts(annotator: Annotator, capsys: pytest.CaptureFixture[str]) -> None:
    everyday = everyday_texts()
    model = _bare_seconds(everyday)
    list(annotator.annotate(everyday))
    annotator.share.reset()
    annotation = _seconds(lambda: list(annotator.annotate(everyday)))
    shares = annotator.share.ratios()
    assert shares["share_parsed"] < 0.2
    with capsys.disabled():
        print(f"\n{len(everyday)} everyday texts; the model read {shares}")
        print(f"annotation / bare model        {annotation / model:.2f}  (at most 0.15 wanted)")
