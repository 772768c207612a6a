"""The stage `facts`: the facts of documents that are annotated and have none at the present version.

What it needs of the store stands here as a protocol; the loop over batches, which the mentions share, in
pipelines/annotation/derivation.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from pipelines.annotation.derivation import Derivation, DocumentStore, derive
from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import FactRow
from pipelines.contracts.stage import Run, StageReport

if TYPE_CHECKING:
    from pipelines.annotation.annotator import Annotator
    from pipelines.annotation.cache import AnnotationCache
    from pipelines.facts.extract import Extraction, Extractor


class FactsStore(DocumentStore, Protocol):
    """What this stage needs of the store."""

    def documents_to_extract(self, version: str) -> list[str]: ...  # noqa: D102
    def save_facts(  # noqa: D102
        self,
        document_ids: Sequence[str],
        facts: dict[str, list[FactRow]],
        evidence: Sequence[EvidenceRow],
        version: str,
        run_id: str,
        now: datetime,
        /,
    ) -> None: ...


def extract_facts(
    run: Run, store: FactsStore, annotator: Annotator, extractor: Extractor, cache: AnnotationCache
) -> StageReport:
    """Derive the facts of every document that waits for them, a batch a transaction."""

    def save(ids: list[str], found: list[Extraction]) -> None:
        facts: dict[str, list[FactRow]] = {}
        for extraction in found:
            for family, rows in extraction.facts.items():
                facts.setdefault(family, []).extend(rows)
        evidence = [piece for extraction in found for piece in extraction.evidence]
        store.save_facts(ids, facts, evidence, extractor.version, run.run_id, run.now)

    waiting = store.documents_to_extract(extractor.version)
    return derive(run, store, annotator, cache, waiting, Derivation("E401", extractor.extract, save))
