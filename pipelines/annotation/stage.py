"""The stage `annotation`: texts that are new are annotated, and their mentions entered in the store.

What the stage needs of the store stands here as a protocol. A text that fails costs no other: why is cached in place
of its annotation, so that it is tried again only when the annotation's version changes, and told of with its document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from pipelines.annotation.derivation import FAILED, Derivation, DocumentStore, derive
from pipelines.annotation.language.model import Share
from pipelines.annotation.mentions.rows import entities_of, mentions_of
from pipelines.annotation.workers import Failed, spread
from pipelines.contracts.documents import EntityRow, MentionRow
from pipelines.contracts.stage import Run, StageReport

if TYPE_CHECKING:
    from pipelines.annotation.annotator import Annotator
    from pipelines.annotation.cache import AnnotationCache

_LEAST = 64  # texts that are annotated while a process starts


class AnnotationStore(DocumentStore, Protocol):
    """What this stage needs of the store."""

    def hashes_to_annotate(self) -> list[str]: ...  # noqa: D102
    def texts(self, hashes: Sequence[str]) -> Mapping[str, str]: ...  # noqa: D102
    def documents_to_mention(self, version: str) -> list[str]: ...  # noqa: D102
    def save_mentions(  # noqa: D102
        self,
        document_ids: Sequence[str],
        mentions: Sequence[MentionRow],
        entities: Sequence[EntityRow],
        version: str,
        run_id: str,
        /,
    ) -> None: ...


def annotate_texts(run: Run, store: AnnotationStore, annotator: Annotator, cache: AnnotationCache) -> StageReport:
    """Annotate what the cache does not hold, a batch a file.

    Returns:
        How many texts were annotated (failed ones, which are cached as `FAILED`, included), and how much of them
        the model read.
    """
    missing = cache.missing(store.hashes_to_annotate())
    hands = run.hands(len(missing), _LEAST)
    batches = (list(store.texts(hashes).items()) for hashes in run.batches(missing, hands))
    done, share = 0, Share()
    for batch, told in spread(partial(annotate_batch, annotator), batches, hands):
        annotations, read = told if not isinstance(told, Failed) else ([_failed(told.reason)], Share())
        cache.write(dict(zip((content_hash for content_hash, _ in batch), annotations, strict=True)))
        share += read
        done += len(batch)
        run.progress(done, len(missing))
    return StageReport(done=done, shares=share.ratios())


def annotate_batch(annotator: Annotator, batch: Sequence[tuple[str, str]]) -> tuple[list[bytes], Share]:
    """The annotations of a batch of (content hash, text), and how much of it the model read."""
    annotator.prepare()  # a missing model or word list is no fault of the documents: raise
    annotator.share.reset()
    return _annotations(annotator, [text for _, text in batch]), replace(annotator.share)


def _annotations(annotator: Annotator, texts: Sequence[str]) -> list[bytes]:
    """The annotations of texts. Where they fail together, each text is tried by itself."""
    try:
        return list(annotator.annotate(texts))
    except Exception as error:
        if len(texts) == 1:
            return [_failed(f"{type(error).__name__}: {error}")]
    return [annotation for text in texts for annotation in _annotations(annotator, [text])]


def _failed(reason: str) -> bytes:
    return FAILED + reason.encode("utf-8", "backslashreplace")


def find_mentions(run: Run, store: AnnotationStore, annotator: Annotator, cache: AnnotationCache) -> StageReport:
    """Enter the mentions of annotated documents that have none at this version, a batch a transaction."""

    def save(ids: list[str], found: list[list[MentionRow]]) -> None:
        mentions = list(chain.from_iterable(found))
        store.save_mentions(ids, mentions, entities_of(mentions), annotator.version, run.run_id)

    waiting = store.documents_to_mention(annotator.version)
    return derive(run, store, annotator, cache, waiting, Derivation("E301", mentions_of, save))
