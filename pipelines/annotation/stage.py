"""The stage `annotation`: texts that are new are annotated, and their mentions entered in the store.

What the stage needs of the store stands here as a protocol. A text that fails costs no other: it is cached as
empty bytes, so that it is tried again only when the annotation's version changes, and told of with its document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from pipelines.annotation.derivation import FAILED, Derivation, DocumentStore, derive
from pipelines.annotation.mentions.rows import entities_of, mentions_of
from pipelines.contracts.documents import EntityRow, MentionRow
from pipelines.contracts.stage import Run, StageReport

if TYPE_CHECKING:
    from pipelines.annotation.annotator import Annotator
    from pipelines.annotation.cache import AnnotationCache

_PROBE = "France has sold ten tanks to Poland."


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


def find_mentions(run: Run, store: AnnotationStore, annotator: Annotator, cache: AnnotationCache) -> StageReport:
    """Enter the mentions of annotated documents that have none at this version, a batch a transaction."""

    def save(ids: list[str], found: list[list[MentionRow]]) -> None:
        mentions = list(chain.from_iterable(found))
        store.save_mentions(ids, mentions, entities_of(mentions), annotator.version, run.run_id)

    waiting = store.documents_to_mention(annotator.version)
    return derive(run, store, annotator, cache, waiting, Derivation("E301", mentions_of, save))
