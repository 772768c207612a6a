"""The stage `annotation`: texts that are new are annotated, and their mentions entered in the store.

The loops over batches stand here, with what they need of the store as a protocol. A text or document that
fails is named in a fault and left without annotations or mentions; the others go on. A text that failed is
cached as empty bytes, so that it is tried again only when the annotation's version changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from pipelines.annotation.mentions import entities_of, mentions_of
from pipelines.contracts.documents import DocumentRow, EntityRow, MentionRow
from pipelines.contracts.operations import QuarantineRow
from pipelines.contracts.records import Fault
from pipelines.contracts.stage import Run, StageReport

if TYPE_CHECKING:
    from pipelines.annotation.annotator import Annotator
    from pipelines.annotation.cache import AnnotationCache
    from pipelines.annotation.parsed import ParsedDoc

FAILED = b""
_PROBE = "France has sold ten tanks to Poland."


class AnnotationStore(Protocol):
    """What this stage needs of the store."""

    def hashes_to_annotate(self) -> list[str]: ...  # noqa: D102
    def texts(self, hashes: Sequence[str]) -> Mapping[str, str]: ...  # noqa: D102
    def documents_to_mention(self, version: str) -> list[str]: ...  # noqa: D102
    def documents(self, ids: Sequence[str]) -> list[DocumentRow]: ...  # noqa: D102
    def save_faults(self, faults: Sequence[QuarantineRow]) -> None: ...  # noqa: D102
    def save_mentions(  # noqa: D102
        self,
        document_ids: Sequence[str],
        mentions: Sequence[MentionRow],
        entities: Sequence[EntityRow],
        version: str,
        run_id: str,
        /,
    ) -> None: ...


def document_fault(document: DocumentRow, code: str, error: Exception) -> Fault:
    """The fault of a document that a stage could not work on."""
    origin, _, line = document.origin.rpartition("#")
    if not (origin and line.isdigit()):
        origin, line = document.origin, "0"
    return Fault.of(code, origin, int(line), f"{document.external_id}: {type(error).__name__}: {error}")


def annotate_texts(run: Run, store: AnnotationStore, annotator: Annotator, cache: AnnotationCache) -> StageReport:
    """Annotate what the cache does not hold, a batch a file.

    Returns:
        How many texts were annotated (failed ones, which are cached as `FAILED`, included), and how much of them
        the model read.
    """
    missing = cache.missing(store.hashes_to_annotate())
    if missing:
        list(annotator.annotate([_PROBE]))  # a missing model or word list is no fault of the documents: raise
        annotator.share.reset()
    for start in range(0, len(missing), run.batch_size):
        texts = store.texts(missing[start : start + run.batch_size])
        cache.write(dict(zip(texts, _annotations(annotator, list(texts.values())), strict=True)))
        run.progress(min(start + run.batch_size, len(missing)), len(missing))
    return StageReport(done=len(missing), shares=annotator.share.ratios() if missing else {})


def _annotations(annotator: Annotator, texts: Sequence[str]) -> list[bytes]:
    """A batch's annotations. Where the batch fails, each text is tried by itself."""
    try:
        return list(annotator.annotate(texts))
    except Exception:
        if len(texts) == 1:
            return [FAILED]
    return [annotation for text in texts for annotation in _annotations(annotator, [text])]


def annotated(annotator: Annotator, annotation: bytes, document: DocumentRow) -> ParsedDoc:
    """A cached annotation as a document; a text that failed is annotated again, so that its error is told."""
    return annotator.load(annotation if annotation != FAILED else next(iter(annotator.annotate([document.text]))))


def find_mentions(run: Run, store: AnnotationStore, annotator: Annotator, cache: AnnotationCache) -> StageReport:
    """Enter the mentions of annotated documents that have none at this version, a batch a transaction."""
    waiting = store.documents_to_mention(annotator.version)
    report = StageReport()
    for start in range(0, len(waiting), run.batch_size):
        documents = store.documents(waiting[start : start + run.batch_size])
        annotations = cache.read({d.content_hash for d in documents})
        ready = [d for d in documents if d.content_hash in annotations]
        faults: list[Fault] = []
        found: dict[str, list[MentionRow]] = {}
        for document in ready:
            try:
                doc = annotated(annotator, annotations[document.content_hash], document)
                found[document.document_id] = mentions_of(doc, document)
            except Exception as error:
                faults.append(document_fault(document, "E301", error))
        # before the documents are marked as done, or a kill in between would lose the word of them
        store.save_faults([fault.row(run.run_id, None, run.now) for fault in faults])
        faults += _save(run, store, annotator.version, ready, found)
        report.done += len(ready)
        report.faults += faults
        run.progress(min(start + run.batch_size, len(waiting)), len(waiting))
    return report


def _save(
    run: Run,
    store: AnnotationStore,
    version: str,
    documents: Sequence[DocumentRow],
    found: dict[str, list[MentionRow]],
) -> list[Fault]:
    """Save a batch in one transaction; where the store refuses it, each document by itself."""
    ids = [d.document_id for d in documents]
    mentions = [mention for document_id in ids for mention in found.get(document_id, ())]
    try:
        store.save_mentions(ids, mentions, entities_of(mentions), version, run.run_id)
        return []
    except Exception as error:
        if len(documents) > 1:
            return [fault for one in documents for fault in _save(run, store, version, [one], found)]
        if not mentions:
            raise  # it is not the document's mentions that the store refuses
        fault = document_fault(documents[0], "E301", error)
        store.save_faults([fault.row(run.run_id, None, run.now)])
        store.save_mentions(ids, [], [], version, run.run_id)
        return [fault]
