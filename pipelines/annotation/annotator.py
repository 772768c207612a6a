"""The spaCy pipeline: the language model and the components of this room, and its results as bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import DocBin

from pipelines.annotation import merge, names, quantities  # registers the components
from pipelines.contracts.digest import digest_of
from pipelines.settings import Settings
from pipelines.text.reading_view import reading_view

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ROOM = Path(__file__).parent
_COMPONENTS = ("attache_names", "attache_quantities", "attache_mentions")
_MODEL_BATCH = 32  # documents that the model reads at once

__all__ = ["Annotator", "merge", "names", "quantities"]


class Annotator:
    """Text to annotated documents. The model is loaded when it is first needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def nlp(self) -> Language:
        """The language pipeline."""
        nlp = spacy.load(self._settings.spacy_model)
        for component in _COMPONENTS:
            nlp.add_pipe(component)
        return nlp

    @cached_property
    def version(self) -> str:
        """Digest of what the annotation depends on beside the text: model, code, reference data and words."""
        meta = spacy.util.get_package_path(self._settings.spacy_model) / "meta.json"
        seeds = self._settings.project_root / "seeds"
        reading_view_file = _ROOM.parent / "text" / "reading_view.py"
        return digest_of(_ROOM, reading_view_file, meta, seeds / "reference", seeds / "cues")

    def annotate(self, texts: Iterable[str]) -> Iterator[bytes]:
        """Annotate texts: for each the bytes of a DocBin with its one document, in the order given."""
        views = (reading_view(text).text for text in texts)
        for doc in self.nlp.pipe(views, batch_size=_MODEL_BATCH):
            yield DocBin(docs=[doc], store_user_data=True).to_bytes()

    def load(self, annotation: bytes) -> Doc:
        """The document that `annotate` gave as bytes."""
        return next(DocBin(store_user_data=True).from_bytes(annotation).get_docs(self.nlp.vocab))
