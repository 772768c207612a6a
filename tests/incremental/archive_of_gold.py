"""An archive that grows: the bundled articles with their gold facts, read night by night, corrected, taken back."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contracts.documents import DocumentRevisionRow
from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import FAMILIES, FactRow
from pipelines.settings import StatePaths
from pipelines.store.store import Store


def state_paths(folder: Path) -> StatePaths:
    return StatePaths(folder / "w.duckdb", folder, folder / "build/attache.duckdb", folder / "landing", folder / "a")


@dataclass
class Archive:
    """The bundled articles with their gold facts, of which some have been read so far."""

    store: Store
    documents: dict[str, DocumentRevisionRow]
    facts: dict[str, list[FactRow]]
    evidence: dict[str, list[EvidenceRow]]
    unread: list[str]
    nights: int = 0
    present: list[str] = field(default_factory=list)

    def copy(self, folder: Path) -> Archive:
        """Another one in which the same has been read, built as far."""
        paths = state_paths(folder)
        paths.build.parent.mkdir(parents=True)
        shutil.copy(self.build, paths.build)
        told = [copy.copy(self.documents), copy.copy(self.facts), copy.copy(self.evidence)]
        return Archive(Store(paths), *told, list(self.unread), self.nights, list(self.present))

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.build)) as connection:
            return connection.execute(query).fetchall()

    def change(self, statement: str) -> None:
        """What no night does, to see what the next one makes of it."""
        with duckdb.connect(str(self.build)) as connection:
            connection.execute(statement)

    @property
    def build(self) -> Path:
        return self.store.paths.build

    def was_step(self) -> bool:
        """Whether the last build renewed only what was touched, and that was something."""
        return self.rows("select count(*) > 0 from intermediate.int_touched") == [(True,)]

    def begin_night(self) -> None:
        self.nights += 1
        self.store.begin_run(self.run, self.now)

    @property
    def run(self) -> str:
        return f"night-{self.nights}"

    @property
    def now(self) -> datetime:
        return datetime(2026, 1, 1) + timedelta(days=self.nights)

    def arrive(self, *ids: str) -> None:
        """Documents are read, and their facts; those of a document that is a duplicate are left out by the store."""
        self.store.save_documents([self.documents[d].model_copy(update={"ingested_at": self.now}) for d in ids], [], [])
        self.present += [d for d in ids if d not in self.present]
        self.extract(*ids)

    def extract(self, *ids: str) -> None:
        facts: dict[str, list[FactRow]] = {family: [] for family in FAMILIES}
        for fact in (f for d in ids for f in self.facts[d]):
            facts[type(fact).TABLE].append(fact)
        known = {f.fact_id for rows in facts.values() for f in rows}
        evidence = [e for d in ids for e in self.evidence[d] if e.fact_id in known]
        self.store.save_facts(ids, facts, evidence, "gold", self.run, self.now)

    def correct(self, document_id: str, change: Callable[[FactRow], FactRow | None], **cells: Any) -> None:
        """A later text of the document, and other facts: each as `change` makes it, None where it takes it away."""
        old = self.documents[document_id]
        words = {"text": f"{old.text}\n\nCorrected {self.now}.", "content_hash": f"{old.content_hash}.{self.nights}"}
        later = (old.published_at or datetime(2024, 1, 1)) + timedelta(seconds=1)
        self.documents[document_id] = old.model_copy(update=words | {"published_at": later} | cells)
        changed = [change(fact) for fact in self.facts[document_id]]
        self.facts[document_id] = [fact for fact in changed if fact]
        self.arrive(document_id)

    def retract(self, document_id: str) -> None:
        """The same bytes are read again, as another document: the first is gone."""
        other = f"{document_id}-again"
        self.documents[other] = self.documents[document_id].model_copy(update={"document_id": other, "language": "de"})
        self.facts[other], self.evidence[other] = [], []
        self.present.remove(document_id)
        self.arrive(other)


def unread_archive(gold: Path, folder: Path) -> Archive:
    """An archive in `folder` of what the database `gold` holds (tests/storylines/gold_facts.py), all unread."""
    with duckdb.connect(str(gold)) as connection:

        def read(row: Any, table: str) -> list[Any]:
            return [row(**r) for r in connection.execute(f"from {table}").to_arrow_table().to_pylist()]

        revisions = read(DocumentRevisionRow, "history.document_revisions")
        documents = {r.document_id: r for r in sorted(revisions, key=lambda r: r.published_at or datetime.max)}
        facts: dict[str, list[FactRow]] = {d: [] for d in documents}
        for family, row in FAMILIES.items():
            for fact in read(row, f"facts.{family}"):
                facts[fact.document_id].append(fact)
        evidence: dict[str, list[EvidenceRow]] = {d: [] for d in documents}
        for place in read(EvidenceRow, "facts.evidence"):
            evidence[place.document_id].append(place)
    store = Store(state_paths(folder))
    store.prepare()
    return Archive(store, documents, facts, evidence, sorted(documents, key=lambda d: documents[d].content_hash))
