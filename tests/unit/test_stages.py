"""The loops over batches: a document that fails costs no other, and what is broken for all is told as such."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from pipelines.annotation import derivation, stage
from pipelines.annotation.derivation import FAILED
from pipelines.annotation.language.model import Share
from pipelines.annotation.stage import annotate_texts
from pipelines.contracts.documents import DocumentRow
from pipelines.contracts.operations import QuarantineRow
from pipelines.contracts.stage import Run
from pipelines.facts.ground import Extraction
from pipelines.facts.stage import extract_facts
from pipelines.report.throwaway import extract_folder
from pipelines.settings import Settings

NOW = datetime(2025, 6, 1)


def document(name: str) -> DocumentRow:
    return DocumentRow(
        document_id=name, external_id=name, source=None, url=None, title=None, language="en", published_at=None,
        ingested_at=NOW, content_hash=f"hash-{name}", text=name, origin=f"news.jsonl#{ord(name)}", landed_sha256="0",
        revision=1, duplicate_of=None,
    )  # fmt: skip


class Memory:
    """A store and a cache that remember; `refused` documents are those whose facts it does not take."""

    def __init__(self, names: str, refused: str = "") -> None:
        self.names, self.refused = names, refused
        self.saved: dict[str, list[str]] = {}
        self.faults: list[QuarantineRow] = []
        self.transactions: list[list[str]] = []
        self.cached: dict[str, bytes] = {}

    def documents_to_extract(self, version: str) -> list[str]:
        return [name for name in self.names if name not in self.saved]

    def documents(self, ids: list[str]) -> list[DocumentRow]:
        return [document(name) for name in ids]

    def save_faults(self, faults: list[QuarantineRow]) -> None:
        self.faults += faults

    def save_facts(self, ids: list[str], facts: dict[str, list[str]], *_: Any) -> None:
        rows = facts.get("arms_deals", [])
        if set(self.refused) & set(rows):
            raise ValueError("two facts with one id")
        self.transactions.append(list(ids))
        for name in ids:
            self.saved[name] = [row for row in rows if row == name]

    def hashes_to_annotate(self) -> list[str]:
        return list(self.names)

    def texts(self, hashes: list[str]) -> dict[str, str]:
        return {name: name for name in hashes}

    def missing(self, hashes: list[str]) -> list[str]:
        return [name for name in hashes if name not in self.cached]

    def write(self, annotations: dict[str, bytes]) -> None:
        self.cached |= annotations

    def read(self, hashes: set[str]) -> dict[str, bytes]:
        return dict.fromkeys(hashes, b"doc")


def extractor(failing: str = "") -> Any:
    def extract(doc: Any, read: DocumentRow) -> Any:
        if read.document_id in failing:
            raise ZeroDivisionError("a rule that fails")
        return SimpleNamespace(facts={"arms_deals": [read.document_id]}, evidence=[])

    return SimpleNamespace(version="1", extract=extract)


def run(**more: Any) -> Run:
    return Run("run", NOW, 2, **more)


ANNOTATOR: Any = SimpleNamespace(load=lambda annotation: SimpleNamespace(dissolve=lambda: None), version="1")


def test_facts_are_saved_batch_by_batch_and_told_of() -> None:
    store, told = Memory("abcde"), []
    report = extract_facts(run(progress=lambda *at: told.append(at)), store, ANNOTATOR, extractor(), store)
    assert store.transactions == [["a", "b"], ["c", "d"], ["e"]]
    assert store.saved == {name: [name] for name in "abcde"}
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert (report.done, report.faults) == (5, [])


def test_a_document_whose_rules_fail_costs_no_other() -> None:
    store = Memory("abc")
    report = extract_facts(run(), store, ANNOTATOR, extractor(failing="b"), store)
    assert store.saved == {"a": ["a"], "b": [], "c": ["c"]}
    assert [(f.origin, f.line, f.stage, f.code) for f in report.faults] == [("news.jsonl", ord("b"), "facts", "E401")]
    assert [f.error_code for f in store.faults] == ["E401"]
    assert "a rule that fails" in store.faults[0].message
    assert store.documents_to_extract("1") == []


def test_a_document_whose_facts_the_store_refuses_costs_no_other() -> None:
    store = Memory("abc", refused="a")
    report = extract_facts(run(), store, ANNOTATOR, extractor(), store)
    assert store.saved == {"a": [], "b": ["b"], "c": ["c"]}
    assert len(report.faults) == len(store.faults) == 1
    assert "two facts with one id" in store.faults[0].message


def test_a_store_that_takes_nothing_at_all_is_no_fault_of_the_documents() -> None:
    class Full(Memory):
        def save_facts(self, *_: Any) -> None:
            raise OSError("no space left")

    store = Full("a")
    nothing: Any = SimpleNamespace(version="1", extract=lambda doc, read: Extraction())
    with pytest.raises(OSError, match="no space left"):
        extract_facts(run(), store, ANNOTATOR, nothing, store)
    assert store.faults == []


def annotator(failing: str) -> Any:
    def annotate(texts: list[str]) -> list[bytes]:
        if set(failing) & set(texts):
            raise ValueError("too long")
        return [text.encode() for text in texts]

    return SimpleNamespace(annotate=annotate, prepare=lambda: None, share=Share(100, 60, 40))


def test_a_text_that_cannot_be_annotated_costs_no_other_and_is_not_tried_again() -> None:
    store = Memory("abc")
    assert annotate_texts(run(), store, annotator("b"), store).done == 3
    assert store.cached == {"a": b"a", "b": FAILED + b"ValueError: too long", "c": b"c"}
    assert annotate_texts(run(), store, annotator("b"), store).done == 0


def test_why_a_text_could_not_be_annotated_is_told_with_its_document() -> None:
    class Unread(Memory):
        def read(self, hashes: set[str]) -> dict[str, bytes]:
            return {h: FAILED + b"ValueError: too long" if h == "hash-b" else b"doc" for h in hashes}

    store = Unread("abc")
    report = extract_facts(run(), store, ANNOTATOR, extractor(), store)
    assert store.saved == {"a": ["a"], "b": [], "c": ["c"]}
    assert len(report.faults) == 1
    assert "(b: ValueError: too long)" in store.faults[0].message


def test_a_language_model_that_is_not_there_is_no_fault_of_the_documents() -> None:
    def prepare() -> None:
        raise OSError("no such model")

    store = Memory("abc")
    with pytest.raises(OSError, match="no such model"):
        annotate_texts(run(), store, SimpleNamespace(prepare=prepare), store)
    assert store.cached == {}


def test_two_processes_read_what_one_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage, "_LEAST", 1)
    monkeypatch.setattr(derivation, "_LEAST", 1)
    (tmp_path / "articles").mkdir()
    for number in range(2, 12):
        text = f"Poland ordered {number} K2 tanks from South Korea. France has sent {number} soldiers to Chad."
        (tmp_path / "articles" / f"{number}.txt").write_text(text)
    rows = []
    for processes in (1, 2):
        build, faults = extract_folder(
            tmp_path / "articles", tmp_path / str(processes), Settings.load(processes=processes)
        )
        assert faults == []
        with duckdb.connect(str(build)) as connection:
            rows.append(connection.sql("from facts.evidence order by all").fetchall())
    assert rows[0] == rows[1]
    assert len(rows[0]) > 100
