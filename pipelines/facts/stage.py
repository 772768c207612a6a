"""The stage `facts`: the facts of documents that are annotated and have none at the present version.

The loop over batches stands here, with what it needs of the store as a protocol. A document that fails is
named in a fault and has no facts; it is tried again when the version of the rules (or its text) changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from pipelines.annotation.stage import annotated, document_fault
from pipelines.contracts.documents import DocumentRow
from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import FAMILIES, FactRow
from pipelines.contracts.operations import QuarantineRow
from pipelines.contracts.stage import Run, StageReport

if TYPE_CHECKING:
    from pipelines.annotation.annotator import Annotator
    from pipelines.annotation.cache import AnnotationCache
    from pipelines.facts.extractor import Extractor


class FactsStore(Protocol):
    """What this stage needs of the store."""

    def documents_to_extract(self, version: str) -> list[str]: ...  # noqa: D102
    def documents(self, ids: Sequence[str]) -> list[DocumentRow]: ...  # noqa: D102
    def save_faults(self, faults: list[QuarantineRow]) -> None: ...  # noqa: D102
    def save_facts(  # noqa: D102
        self,
        document_ids: list[str],
        facts: dict[str, list[FactRow]],
        evidence: list[EvidenceRow],
        version: str,
        run_id: str,
        now: datetime,
    ) -> None: ...


def extract_facts(
    run: Run, store: FactsStore, annotator: Annotator, extractor: Extractor, cache: AnnotationCache
) -> StageReport:
    """Derive the facts of every document that waits for them, a batch a transaction."""
    waiting = store.documents_to_extract(extractor.version)
    report = StageReport()
    for start in range(0, len(waiting), run.batch_size):
        documents = store.documents(waiting[start : start + run.batch_size])
        annotations = cache.read({d.content_hash for d in documents})
        done, faults = [], []
        facts: dict[str, list[FactRow]] = {family: [] for family in FAMILIES}
        evidence: list[EvidenceRow] = []
        for document in documents:
            if document.duplicate_of is None and document.content_hash not in annotations:
                continue  # in a language that is not read, or waiting for the next run's annotation
            done.append(document.document_id)
            if document.duplicate_of is not None:
                continue  # its facts are those of the first; those that it had before go
            try:
                doc = annotated(annotator, annotations[document.content_hash], document)
                extraction = extractor.extract(doc, document)
            except Exception as error:
                faults.append(document_fault(document, "facts", "E401", "cannot derive facts from", error))
                continue
            evidence += extraction.evidence
            for family, rows in extraction.facts.items():
                facts[family] += rows
        store.save_faults([f.row(run.run_id, None, run.now) for f in faults])
        store.save_facts(done, facts, evidence, extractor.version, run.run_id, run.now)
        report.done += len(done)
        report.faults += faults
        run.progress(min(start + run.batch_size, len(waiting)), len(waiting))
    return report
