"""How long the steps take, as ratios within one run: these figures hold on any machine, seconds do not.

    make bench

prints the share of the model's own time that annotation takes, how many times faster facts are than annotation, and
what more processes bring.
No time is asserted: a slow machine is no failure.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
import spacy
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.everyday_texts import everyday_texts
from pipelines.annotation.annotator import COMPONENTS, Annotator
from pipelines.annotation.derivation import opened
from pipelines.annotation.stage import annotate_batch
from pipelines.annotation.workers import spread
from pipelines.contracts.documents import DocumentRow
from pipelines.facts.extract import Extractor
from pipelines.settings import Settings

ROUNDS = 3
ARTICLES = Path(__file__).parents[1] / "seeds" / "articles"


def _seconds(*works: Callable[[], object]) -> list[float]:
    """For each piece of work the least processor time of several rounds, in which they take turns.

    Whatever else the machine does only adds to a round; and what is compared meets the same disturbances.
    """
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for times, work in zip(taken, works, strict=True):
            begun = time.process_time()
            work()
            times.append(time.process_time() - begun)
    return [min(times) for times in taken]


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


def _annotate(texts: list[str], annotator: Annotator, benchmark: BenchmarkFixture) -> tuple[list[float], list[bytes]]:
    """Seconds of annotating texts and of the model alone on them, both warmed up; and the annotations."""
    bare = spacy.load(Settings.load().spacy_model)
    list(bare.pipe(texts))
    annotations = benchmark.pedantic(lambda: list(annotator.annotate(texts)), rounds=1, warmup_rounds=1)
    annotator.share.reset()
    return _seconds(lambda: list(annotator.annotate(texts)), lambda: list(bare.pipe(texts))), annotations


def _components(texts: list[str], annotator: Annotator) -> Callable[[], object]:
    """Runs our components, on documents that the whole model has read."""
    with annotator.nlp.select_pipes(disable=COMPONENTS):
        docs = list(annotator.nlp.pipe(texts))
    parts = [annotator.nlp.get_pipe(name) for name in COMPONENTS]
    return lambda: [part(doc) for doc in docs for part in parts]


def test_ratios_on_the_sample_corpus(
    texts: list[str], annotator: Annotator, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    (annotation, model), annotations = _annotate(texts, annotator, benchmark)
    shares = annotator.share.ratios()
    extractor = Extractor(annotator)
    documents = [_document(n, text) for n, text in enumerate(texts)]

    def facts() -> None:
        for packed, document in zip(annotations, documents, strict=True):
            with opened(annotator.load, packed) as doc:
                extractor.extract(doc, document)

    facts()
    own, rules, loading = _seconds(
        _components(texts, annotator), facts, lambda: [annotator.load(packed) for packed in annotations]
    )
    assert len(annotations) == len(texts)
    ratios = {
        "annotation / bare model": annotation / model,
        "our components / bare model": own / model,
        "annotation / facts": annotation / rules,
        "annotation / loading alone": annotation / loading,
    }
    benchmark.extra_info |= ratios
    wanted = ("at most 0.8", "less than 0.25", "at least 20", "-")
    with capsys.disabled():
        print(f"\n{len(texts)} articles, {sum(map(len, texts)):,} characters; the model read {shares}")
        for (name, ratio), aim in zip(ratios.items(), wanted, strict=True):
            print(f"{name:30} {ratio:6.2f}  (wanted: {aim})")


def test_ratio_on_texts_without_facts(
    annotator: Annotator, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    everyday = everyday_texts()
    (annotation, model), _ = _annotate(everyday, annotator, benchmark)
    shares = annotator.share.ratios()
    benchmark.extra_info["annotation / bare model"] = annotation / model
    assert shares["share_parsed"] < 0.2
    with capsys.disabled():
        print(f"\n{len(everyday)} everyday texts; the model read {shares}")
        print(f"annotation / bare model        {annotation / model:6.2f}  (wanted: at most 0.15)")


def test_ratio_of_one_process_to_all(
    texts: list[str], annotator: Annotator, benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    cores = Settings.load(processes=0).hands
    batches = [[("", text) for text in texts[n : n + 16]] for n in range(0, len(texts), 16)] * 6

    def seconds(processes: int) -> float:
        begun = time.perf_counter()
        list(spread(partial(annotate_batch, annotator), batches, processes))
        return time.perf_counter() - begun

    one, all_ = seconds(1), benchmark.pedantic(lambda: seconds(cores), rounds=1)
    benchmark.extra_info["one process / one a core"] = one / all_
    with capsys.disabled():
        print(f"\n{6 * len(texts)} texts annotated in {cores} processes, their start included")
        print(f"{'one process / one a core':30} {one / all_:6.2f}  (at best: {cores})")
