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
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.everyday_texts import everyday_texts
from pipelines.annotation.annotator import COMPONENTS, Annotator
from pipelines.contracts.documents import DocumentRow
from pipelines.facts.extract import Extractor
from pipelines.settings import Settings

ROUNDS = 3
ARTICLES = Path(__file__).parents[1] / "seeds" / "articles"


def _seconds(work: Callable[[], object]) -> float:
    """The least seconds of several rounds: whatever else the machine does only adds to them."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


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


def _annotate(
    texts: list[str], annotator: Annotator, benchmark: BenchmarkFixture
) -> tuple[list[bytes], float, dict[str, float]]:
    """The texts annotated, the least seconds of three rounds, and the shares that the model read."""
    list(annotator.annotate(texts))
    annotator.share.reset()
    annotations = benchmark.pedantic(lambda: list(annotator.annotate(texts)), rounds=ROUNDS)
    return annotations, benchmark.stats.stats.min, annotator.share.ratios()


def _seconds_of_components(texts: list[str], annotator: Annotator) -> float:
    """What our components take on documents that the whole model has read."""
    with annotator.nlp.select_pipes(disable=COMPONENTS):
        docs = list(annotator.nlp.pipe(texts))
    parts = [annotator.nlp.get_pipe(name) for name in COMPONENTS]
    return sum(_seconds(lambda part=part: [part(doc) for doc in docs]) for part in parts)


def test_ratios_on_the_sample_corpus(
    texts: list[str], annotator: Annotator, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    model = _bare_seconds(texts)
    annotations, annotation, shares = _annotate(texts, annotator, benchmark)
    own = _seconds_of_components(texts, annotator)
    docs = [annotator.load(a) for a in annotations]
    extractor = Extractor(annotator)
    documents = [_document(n, text) for n, text in enumerate(texts)]
    loading = _seconds(lambda: [annotator.load(a) for a in annotations])
    rules = _seconds(lambda: [extractor.extract(doc, d) for doc, d in zip(docs, documents, strict=True)])
    assert len(annotations) == len(texts)
    benchmark.extra_info |= {
        "annotation / bare model": annotation / model,
        "components / bare model": own / model,
        "annotation / facts": annotation / (loading + rules),
    }
    with capsys.disabled():
        print(f"\n{len(texts)} articles, {sum(map(len, texts)):,} characters; the model read {shares}")
        print(f"annotation / bare model        {annotation / model:.2f}  (at most 0.8 wanted)")
        print(f"our components / bare model    {own / model:.2f}  (less than 0.25 wanted)")
        print(f"annotation / facts             {annotation / (loading + rules):.1f}  (20 wanted)")
        print(f"annotation / loading alone     {annotation / loading:.1f}")


def test_ratio_on_texts_without_facts(
    annotator: Annotator, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    everyday = everyday_texts()
    model = _bare_seconds(everyday)
    _, annotation, shares = _annotate(everyday, annotator, benchmark)
    benchmark.extra_info["annotation / bare model"] = annotation / model
    assert shares["share_parsed"] < 0.2
    with capsys.disabled():
        print(f"\n{len(everyday)} everyday texts; the model read {shares}")
        print(f"annotation / bare model        {annotation / model:.2f}  (at most 0.15 wanted)")
