"""What a stage derives from annotated documents, a batch a transaction: mentions in this room, facts in the next.

A document that fails is named in a fault and nothing is derived from it; the others go on. It is tried again when
the version of what is derived (or its text) changes.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from pipelines.annotation.workers import Failed, spread
from pipelines.contracts.documents import DocumentRow
from pipelines.contracts.operations import QuarantineRow
from pipelines.contracts.records import Fault
from pipelines.contracts.stage import Run, StageReport

if TYPE_CHECKING:
    from pipelines.annotation.annotator import Annotator
    from pipelines.annotation.cache import AnnotationCache
    from pipelines.annotation.language.parsed import ParsedDoc

FAILED = b"failed: "  # begins the annotation of a text that could not be annotated; behind it stands why
_LEAST = 256  # documents that are read while a process starts
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

    def fault(self, document: DocumentRow, reason: str) -> Fault:
        """The fault of a document that fails."""
        origin, _, line = document.origin.rpartition("#")
        if not (origin and line.isdigit()):
            origin, line = document.origin, "0"
        return Fault.of(self.code, origin, int(line), f"{document.external_id}: {reason}")


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
    hands = run.hands(len(waiting), _LEAST)
    work = partial(_read, annotator.load, derivation.read)
    batches = (_annotated(store, cache, ids) for ids in run.batches(waiting, hands))
    for batch, told in spread(work, batches, hands):
        documents = [document for document, _ in batch]
        outcomes = list(zip(documents, [told] if isinstance(told, Failed) else told, strict=True))
        faults = [derivation.fault(d, outcome.reason) for d, outcome in outcomes if isinstance(outcome, Failed)]
        found = {d.document_id: outcome for d, outcome in outcomes if outcome and not isinstance(outcome, Failed)}
        # before the documents are marked as done, or a kill in between would lose the word of them
        store.save_faults([fault.row(run.run_id, None, run.now) for fault in faults])
        faults += _save(run, store, documents, found, derivation)
        report.done += len(documents)
        report.faults += faults
        run.progress(report.done, len(waiting))
    gc.unfreeze()
    return report


def _annotated(store: DocumentStore, cache: AnnotationCache, ids: Sequence[str]) -> list[tuple[DocumentRow, bytes]]:
    """Documents with their annotations. One whose text has none (at another version, say) waits for the next run."""
    documents = store.documents(ids)
    annotations = cache.read({d.content_hash for d in documents})
    return [(d, annotations[d.content_hash]) for d in documents if d.content_hash in annotations]


def _read(
    load: Callable[[bytes], ParsedDoc],
    read: Callable[[ParsedDoc, DocumentRow], _Found],
    batch: Sequence[tuple[DocumentRow, bytes]],
) -> list[_Found | Failed]:
    """What is found in each document of a batch."""
    found: list[_Found | Failed] = []
    for document, annotation in batch:
        if annotation.startswith(FAILED):
            found.append(Failed(annotation.removeprefix(FAILED).decode()))
            continue
        try:
            with opened(load, annotation) as doc:
                found.append(read(doc, document))
        except Exception as error:
            found.append(Failed(f"{type(error).__name__}: {error}"))
    if not gc.get_freeze_count():
        gc.freeze()  # words, reference data and model stay: a collector that walks them costs a tenth of the time
    return found


@contextmanager
def opened(load: Callable[[bytes], ParsedDoc], annotation: bytes) -> Iterator[ParsedDoc]:
    """The document of an annotation, which can be read inside alone.

    Python does not search for cyclic garbage meanwhile: it takes a fifth of the time and finds nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        doc = load(annotation)
        yield doc
        doc.dissolve()
    finally:
        if was_on:
            gc.enable()


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
        fault = derivation.fault(documents[0], f"{type(error).__name__}: {error}")
        store.save_faults([fault.row(run.run_id, None, run.now)])
        derivation.save(ids, [])
        return [fault]
