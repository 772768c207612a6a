"""What a stage derives from annotated documents, a batch a transaction: mentions in this room, facts in the next.

A document that fails is named in a fault and nothing is derived from it; the others go on. It is tried again when
the version of what is derived (or its text) changes.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from pipelines.contracts.documents import DocumentRow
from pipelines.contracts.operations import QuarantineRow
from pipelines.contracts.records import Fault
from pipelines.contracts.stage import Run, StageReport

if TYPE_CHECKING:
    from pipelines.annotation.annotator import Annotator
    from pipelines.annotation.cache import AnnotationCache
    from pipelines.annotation.language.parsed import ParsedDoc

FAILED = b""  # the annotation of a text that could not be annotated
_Found = TypeVar("_Found")


class DocumentStore(Protocol):
    """What every derivation needs of the store."""

    def documents(self, ids: Sequence[str]) -> list[DocumentRow]: ...  # noqa: D102
    def save_faults(self, faults: Sequence[QuarantineRow]) -> None: ...  # noqa: D102


@dataclass(frozen=True)
class Derivation(Generic[_Found]):
    """What is derived from documents.

    Attributes:
        code: of the fault of a document that fails.
        read: what is found in a document; false where it is nothing.
        save: enters the documents of these ids, with what was found in them, as one transaction; those in which
            nothing was found are entered, too, or they would wait for ever.
    """

    code: str
    read: Callable[[ParsedDoc, DocumentRow], _Found]
    save: Callable[[list[str], list[_Found]], None]

    def fault(self, document: DocumentRow, error: Exception) -> Fault:
        """The fault of a document that fails."""
        origin, _, line = document.origin.rpartition("#")
        if not (origin and line.isdigit()):
            origin, line = document.origin, "0"
        return Fault.of(self.code, origin, int(line), f"{document.external_id}: {type(error).__name__}: {error}")


def derive(
    run: Run,
    store: DocumentStore,
    annotator: Annotator,
    cache: AnnotationCache,
    waiting: Sequence[str],
    derivation: Derivation[_Found],
) -> StageReport:
    """Derive what the documents hold that wait for it."""
    report = StageReport()
    for start in range(0, len(waiting), run.batch_size):
        documents = store.documents(waiting[start : start + run.batch_size])
        annotations = cache.read({d.content_hash for d in documents})
        # one whose text is not annotated (by another version, say) waits for the next run's annotation
        ready = [d for d in documents if d.content_hash in annotations]
        faults: list[Fault] = []
        found: dict[str, _Found] = {}
        for document in ready:
            try:
                doc = _annotated(annotator, annotations[document.content_hash], document)
                if told := derivation.read(doc, document):
                    found[document.document_id] = told
                doc.dissolve()
            except Exception as error:
                faults.append(derivation.fault(document, error))
        # before the documents are marked as done, or a kill in between would lose the word of them
        store.save_faults([fault.row(run.run_id, None, run.now) for fault in faults])
        faults += _save(run, store, ready, found, derivation)
        report.done += len(ready)
        report.faults += faults
        run.progress(min(start + run.batch_size, len(waiting)), len(waiting))
        if start == 0:
            gc.freeze()  # words, reference data and model stay: a collector that walks them costs a tenth of the time
    gc.unfreeze()
    return report


def _annotated(annotator: Annotator, annotation: bytes, document: DocumentRow) -> ParsedDoc:
    """A cached annotation as a document; a text that failed is annotated again, so that its error is told."""
    return annotator.load(annotation if annotation != FAILED else next(iter(annotator.annotate([document.text]))))


def _save(
    run: Run,
    store: DocumentStore,
    documents: Sequence[DocumentRow],
    found: dict[str, _Found],
    derivation: Derivation[_Found],
) -> list[Fault]:
    """Save a batch in one transaction; where the store refuses it, each document by itself."""
    ids = [d.document_id for d in documents]
    try:
        derivation.save(ids, [found[id_] for id_ in ids if id_ in found])
        return []
    except Exception as error:
        if len(documents) > 1:
            return [fault for one in documents for fault in _save(run, store, [one], found, derivation)]
        if found.keys().isdisjoint(ids):
            raise  # it is nothing of the document's that the store refuses
        fault = derivation.fault(documents[0], error)
        store.save_faults([fault.row(run.run_id, None, run.now)])
        derivation.save(ids, [])
        return [fault]
