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
    from spacy.tokens import Doc

    from pipelines.annotation.annotator import Annotator
    from pipelines.annotation.cache import AnnotationCache

FAILED = b""


class AnnotationStore(Protocol):
    """What this stage needs of the store."""

    def hashes_to_annotate(self) -> list[str]: ...  # noqa: D102
    def texts(self, hashes: Sequence[str]) -> Mapping[str, str]: ...  # noqa: D102
    def documents_to_mention(self, version: str) -> list[str]: ...  # noqa: D102
    def documents(self, ids: Sequence[str]) -> list[DocumentRow]: ...  # noqa: D102
    def save_faults(self, faults: list[QuarantineRow]) -> None: ...  # noqa: D102
    def save_mentions(  # noqa: D102
        self,
        document_ids: list[str],
        mentions: list[MentionRow],
        entities: list[EntityRow],
        version: str,
        run_id: str,
    ) -> None: ...


def document_fault(document: DocumentRow, stage: str, code: str, what: str, error: Exception) -> Fault:
    """The fault of a document that a stage could not work on."""
    origin, _, line = document.origin.rpartition("#")
    if not (origin and line.isdigit()):
        origin, line = document.origin, "0"
    message = f"{what} document {document.external_id}: {type(error).__name__}: {error}"
    return Fault(origin=origin, line=int(line), stage=stage, code=code, message=message)


def annotate_texts(run: Run, store: AnnotationStore, annotator: Annotator, cache: AnnotationCache) -> int:
    """Annotate what the cache does not hold, a batch a file.

    Returns:
        How many texts were annotated (failed ones, which are cached as `FAILED`, included).
    """
    missing = cache.missing(store.hashes_to_annotate())
    for start in range(0, len(missing), run.batch_size):
        texts = store.texts(missing[start : start + run.batch_size])
        cache.write(dict(zip(texts, _annotations(annotator, list(texts.values())), strict=True)))
        run.progress(min(start + run.batch_size, len(missing)), len(missing))
    return len(missing)


def _annotations(annotator: Annotator, texts: Sequence[str]) -> list[bytes]:
    """A batch's annotations. Where the batch fails, each text is tried by itself."""
    try:
        return list(annotator.annotate(texts))
    except Exception:
        if len(texts) == 1:
            return [FAILED]
    return [annotation for text in texts for annotation in _annotations(annotator, [text])]


def annotated(annotator: Annotator, annotation: bytes, document: DocumentRow) -> Doc:
    """A cached annotation as a document; a text that failed is annotated again, so that its error is told."""
    return annotator.load(
        annotation if annotation != FAILED else next(iter(annotator.annotate([document.text])))
    )


def find_mentions(
    run: Run, store: AnnotationStore, annotator: Annotator, cache: AnnotationCache
) -> StageReport:
    """Enter the mentions of annotated documents that have none at this version, a batch a transaction."""
    waiting = store.documents_to_mention(annotator.version)
    report = StageReport()
    for start in range(0, len(waiting), run.batch_size):
        documents = store.documents(waiting[start : start + run.batch_size])
        annotations = cache.read({d.content_hash for d in documents})
        done, mentions, faults = [], [], []
        for document in documents:
            annotation = annotations.get(document.content_hash)
            if annotation is None:
                continue  # in a language that is not read, or waiting for the next run's annotation
            done.append(document.document_id)
            try:
                mentions += mentions_of(annotated(annotator, annotation, document), document)
            except Exception as error:
                faults.append(document_fault(document, "annotation", "E301", "cannot annotate", error))
        store.save_faults([f.row(run.run_id, None, run.now) for f in faults])
        store.save_mentions(done, mentions, entities_of(mentions), annotator.version, run.run_id)
        report.done += len(done)
        report.faults += faults
        run.progress(min(start + run.batch_size, len(waiting)), len(waiting))
    return report
