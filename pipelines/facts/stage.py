"""The stage `facts`: the facts of documents that are annotated and have none at the present version.

The loop over batches stands here, with what it needs of the store as a protocol. A document that fails is
named in a fault and has no facts; it is tried again when the version of the rules (or its text) changes.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from pipelines.annotation.stage import annotated, document_fault
from pipelines.contracts.documents import DocumentRow
from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import FactRow
from pipelines.contracts.operations import QuarantineRow
from pipelines.contracts.records import Fault
from pipelines.contracts.stage import Run, StageReport

if TYPE_CHECKING:
    from pipelines.annotation.annotator import Annotator
    from pipelines.annotation.cache import AnnotationCache
    from pipelines.facts.extract import Extraction, Extractor


class FactsStore(Protocol):
    """What this stage needs of the store."""

    def documents_to_extract(self, version: str) -> list[str]: ...  # noqa: D102
    def documents(self, ids: Sequence[str]) -> list[DocumentRow]: ...  # noqa: D102
    def save_faults(self, faults: Sequence[QuarantineRow]) -> None: ...  # noqa: D102
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
    waiting = store.documents_to_extract(extractor.version)
    report = StageReport()
    for start in range(0, len(waiting), run.batch_size):
        documents = store.documents(waiting[start : start + run.batch_size])
        annotations = cache.read({d.content_hash for d in documents})
        # one whose text is not annotated (by another version, say) waits for the next run's annotation
        ready = [d for d in documents if d.content_hash in annotations]
        faults: list[Fault] = []
        found: dict[str, Extraction] = {}
        for document in ready:
            try:
                doc = annotated(annotator, annotations[document.content_hash], document)
                found[document.document_id] = extractor.extract(doc, document)
            except Exception as error:
                faults.append(document_fault(document, "E401", error))
        # before the documents are marked as done, or a kill in between would lose the word of them
        store.save_faults([fault.row(run.run_id, None, run.now) for fault in faults])
        faults += _save(run, store, extractor.version, ready, found)
        report.done += len(ready)
        report.faults += faults
        run.progress(min(start + run.batch_size, len(waiting)), len(waiting))
        if start == 0:
            gc.freeze()  # words, reference data and model stay: a collector that walks them costs a tenth of the time
    gc.unfreeze()
    return report


def _save(
    run: Run,
    store: FactsStore,
    version: str,
    documents: Sequence[DocumentRow],
    found: dict[str, Extraction],
) -> list[Fault]:
    """Save a batch in one transaction; where the store refuses it, each document by itself."""
    facts: dict[str, list[FactRow]] = {}
    evidence: list[EvidenceRow] = []
    for extraction in (found[d.document_id] for d in documents if d.document_id in found):
        evidence += extraction.evidence
        for family, rows in extraction.facts.items():
            facts.setdefault(family, []).extend(rows)
    ids = [d.document_id for d in documents]
    try:
        store.save_facts(ids, facts, evidence, version, run.run_id, run.now)
        return []
    except Exception as error:
        if len(documents) > 1:
            return [fault for one in documents for fault in _save(run, store, version, [one], found)]
        if not facts:
            raise  # it is not the document's facts that the store refuses
        fault = document_fault(documents[0], "E401", error)
        store.save_faults([fault.row(run.run_id, None, run.now)])
        store.save_facts(ids, {}, [], version, run.run_id, run.now)
        return [fault]
