"""What landing and reading cost beside trafilatura alone on the same pages, and how much memory large files take.

    make bench                                    files of 200 MB
    BENCH_MEGABYTES=5000 make bench       the full run

Ratios of processor time within one run hold on any machine. Memory is asserted: a file of any size takes no more than
its largest records.
"""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import os
import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import trafilatura
from warcio.warcwriter import WARCWriter

from pipelines.contracts.stage import Run
from pipelines.settings import StatePaths
from pipelines.sources.kinds import ArchiveSource, FileSource, FolderSource, RecordsSource
from pipelines.sources.landing import Landing
from pipelines.sources.source import Source
from pipelines.sources.stage import land
from pipelines.store.store import Store
from pipelines.text.language import detect_language
from pipelines.text.stage import read_landed

ARTICLES = Path(__file__).parents[1] / "seeds" / "articles"
MEGABYTES = int(os.environ.get("BENCH_MEGABYTES", "200"))
NOW = datetime(2025, 6, 1)
ROUNDS = 3
PAGES = 200
WANTED = 1.3  # times trafilatura alone
RECORD = 100_000  # characters of a record of the large files
ALLOWED = 150  # megabytes above what the process had before

_TEASERS = "".join(
    f"<div class='teaser card' data-id='{n}'><a href='/section/article-{n}'><picture><source srcset='/img/{n}.webp 1x'>"
    f"<img src='/img/{n}.jpg' alt='Picture {n}' loading='lazy'></picture><h3 class='title'><span>Teaser {n}</span></h3>"
    f"</a><p class='byline'>By Reporter {n}, <time>today</time></p></div>"
    for n in range(60)
)
_MENU = "".join(f"<li class='item'><a href='/section/{n}'><span>Section {n}</span></a></li>" for n in range(120))
_SCRIPT = f"<script>{'window.dataLayer.push({event: 1, name: 2});' * 400}</script>"


def page(title: str, text: str) -> str:
    """An article as a newspaper's page holds it: some 80 KB, most of it menus, teasers and scripts."""
    paragraphs = "".join(f"<p class='body'>{html.escape(part)}</p>" for part in text.split("\n\n"))
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title><meta property='article:published_time' "
        f"content='2024-05-01T10:00:00Z'>{_SCRIPT}</head><body><nav><ul>{_MENU}</ul></nav><main><article>"
        f"<h1>{title}</h1>{paragraphs}</article></main><aside>{_TEASERS}</aside>{_SCRIPT}"
        f"<footer><ul>{_MENU}</ul></footer></body></html>"
    )


@pytest.fixture(scope="module")
def pages() -> list[str]:
    """Pages of sentences of the sample corpus in ever new orders, so that none repeats another."""
    choose = random.Random(5)
    articles = (path.read_text(encoding="utf-8").split("---", 2)[-1] for path in sorted(ARTICLES.glob("*.md")))
    sentences = [f"{sentence.strip()}." for text in articles for sentence in text.split(". ") if sentence.strip()]
    made = []
    for number in range(PAGES):
        paragraphs = [" ".join(choose.sample(sentences, 4)) for _ in range(5)]
        made.append(page(f"Report {number}", "\n\n".join(paragraphs)))
    return made


def paths_in(folder: Path) -> StatePaths:
    return StatePaths(folder / "w.duckdb", folder, folder / "build/w.duckdb", folder / "landing", folder / "cache")


def bring(folder: Path, source: Source) -> tuple[int, float, float]:
    """Land and read a source into a new warehouse: how many documents, processor time, seconds."""
    paths = paths_in(folder)
    store, landing, run = Store(paths), Landing(paths.landing), Run("run", NOW, 64)
    store.prepare()
    store.begin_run("run", NOW)
    begun = time.process_time(), time.perf_counter()
    land(run, store, landing, [source])
    read = read_landed(run, store, landing.path, {source.name: source}).new
    return read, time.process_time() - begun[0], time.perf_counter() - begun[1]


def alone(pages: list[str]) -> None:
    """What trafilatura itself takes."""
    for text in pages:
        trafilatura.bare_extraction(text, with_metadata=True, include_comments=False)


@pytest.mark.parametrize("form", ["html", "json_lines"])
def test_ratio_to_trafilatura_alone(
    form: str, pages: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source: Source
    (tmp_path / "in").mkdir()
    if form == "html":
        for number, text in enumerate(pages):
            (tmp_path / f"in/{number}.html").write_text(text, encoding="utf-8")
        source = FolderSource(name="pages", path=tmp_path / "in")
    else:
        lines = (json.dumps({"id": str(number), "html": text}) + "\n" for number, text in enumerate(pages))
        (tmp_path / "in/pages.jsonl").write_text("".join(lines), encoding="utf-8")
        source = RecordsSource(name="pages", path=tmp_path / "in")
    (tmp_path / "warm.html").write_text(pages[0])
    bring(tmp_path / "warm", FileSource(name="warm", path=tmp_path / "warm.html"))  # models and names are loaded
    alone(pages[:5])
    ours, rates, theirs = [], [], []
    for number in range(ROUNDS):
        read, processor, seconds = bring(tmp_path / f"state-{number}", source)
        assert read == len(pages)
        ours.append(processor)
        rates.append(read / seconds)
        begun = time.process_time()
        alone(pages)
        theirs.append(time.process_time() - begun)
    ratio, rate = min(ours) / min(theirs), max(rates)
    with capsys.disabled():
        print(f"\n{len(pages)} pages as {form}: landing + text / trafilatura alone {ratio:.2f} ({WANTED} wanted)")
        print(f"documents a second here: {rate:.0f}")


class Sink:
    """A store that keeps nothing but the list of items, so that what grows is not the store."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self.documents = 0

    def unknown_items(self, items: list[Any]) -> list[Any]:
        return list(items)

    def record_landed(self, items: list[Any]) -> int:
        self.items += items
        return len(items)

    def items_to_read(self, text_version: str) -> list[Any]:
        return self.items

    def save_documents(self, batch: list[Any], faults: list[Any], finished: list[Any]) -> None:
        assert not faults
        self.documents += len(batch)

    def save_faults(self, faults: list[Any]) -> None:
        assert not faults

    def fetches(self, source_name: str) -> list[Any]:
        return []

    def save_fetches(self, rows: list[Any]) -> None:
        assert not rows

    def windows(self) -> dict[str, Any]:
        return {}


def texts() -> Iterator[str]:
    """Records of some length, so many that they make up the size that was asked for."""
    choose = random.Random(7)
    words = ["tanks", "Poland", "ministry", "agreement", "Seoul", "deliver", "contract", "howitzers", "said", "the"]
    for number in range(MEGABYTES * 1_000_000 // RECORD):
        yield f"{number} " + " ".join(choose.choices(words, k=RECORD // 7))


def write_lines(path: Path) -> None:
    with gzip.open(path, "wt", 1) if path.suffix == ".gz" else path.open("w") as file:
        file.writelines(json.dumps({"text": text}) + "\n" for text in texts())


def write_csv(path: Path) -> None:
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["text"])
        rows.writerows([text] for text in texts())


def write_parquet(path: Path) -> None:
    schema = pa.schema([("text", pa.string())])
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        batch: list[str] = []
        for text in texts():
            batch.append(text)
            if len(batch) == 200:
                file.write_table(pa.table({"text": batch}, schema))
                batch.clear()
        file.write_table(pa.table({"text": batch}, schema))


def write_archive(path: Path) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, text in enumerate(texts()):
            made = writer.create_warc_record(
                f"https://archive.test/{number}",
                "conversion",
                payload=io.BytesIO(text.encode()),
                length=len(text),
                warc_content_type="text/plain",
            )
            writer.write_record(made)


LARGE: dict[str, Callable[[Path], None]] = {
    "a.jsonl": write_lines,
    "a.jsonl.gz": write_lines,
    "a.csv": write_csv,
    "a.parquet": write_parquet,
    "a.wet.gz": write_archive,
}


def megabytes() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


@pytest.mark.parametrize("name", LARGE)
def test_memory_of_a_large_file_stays_flat(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("the resident memory is read from /proc")
    LARGE[name](tmp_path / name)
    detect_language("The model is loaded before anything is measured.")
    before, peak = megabytes(), 0.0

    def look(done: int, total: int) -> None:
        nonlocal peak
        peak = max(peak, megabytes())

    sink, landing, run = Sink(), Landing(tmp_path / "landing"), Run("run", NOW, 64, look)
    kind = ArchiveSource if "wet" in name else RecordsSource
    source = kind(name="large", path=tmp_path / name)
    land(run, sink, landing, [source])
    read_landed(run, sink, landing.path, {source.name: source})
    assert sink.documents == MEGABYTES * 1_000_000 // RECORD
    with capsys.disabled():
        size = (tmp_path / name).stat().st_size / 1e6
        print(f"\n{name}, {size:,.0f} MB, {MEGABYTES} MB of text: {peak - before:.0f} MB above {before:.0f}")
    assert peak - before < ALLOWED
