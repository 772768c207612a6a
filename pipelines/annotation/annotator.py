"""The spaCy pipeline: the language model and the components of this room, and its results as bytes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from pipelines.annotation import quantities
from pipelines.annotation.cues import FOLDER as CUES
from pipelines.annotation.language.lost_conjuncts import hang_lost_conjuncts, join_headed_names
from pipelines.annotation.language.lost_objects import hang_lost_objects
from pipelines.annotation.language.lost_subjects import hang_lost_subjects
from pipelines.annotation.language.model import Model, Share
from pipelines.annotation.language.packing import pack, unpack
from pipelines.annotation.language.verb_lemmas import teach
from pipelines.annotation.mentions import merge, names
from pipelines.annotation.reading import VIEW
from pipelines.contracts.digest import digest_of
from pipelines.settings import Settings
from pipelines.text.reading_view import reading_view

if TYPE_CHECKING:
    from spacy.language import Language

    from pipelines.annotation.language.parsed import ParsedDoc

_ROOM = Path(__file__).parent
# Files of words that pipelines/facts alone reads.
_OF_FACTS = ("arms_", "leave_", "meeting_", "policy_", "qualifier_", "reaction_", "troop_")
COMPONENTS = ("attache_candidates", "attache_names", "attache_quantities", "attache_mentions")
_MODEL_BATCH = 32  # documents that the model reads at once
_PROBE = "France has sold ten tanks to Poland."
_LIFE = 2_000  # texts, after which the pipeline is loaded anew: its vocabulary grows with every new word

__all__ = ["Annotator", "merge", "names", "quantities"]


class Annotator:
    """Text to annotated documents. The model is loaded when it is first needed.

    Attributes:
        share: of how many tokens, over all texts annotated so far, the model read how many.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._read = 0
        self.share = Share()

    def __reduce__(self) -> tuple[Callable[..., Annotator], tuple[Path, str, bool]]:
        """In another process it is one made of the same settings, the same one however often it is sent there."""
        return _annotator_of, (self._settings.project_root, self._settings.spacy_model, self._settings.gate)

    @cached_property
    def nlp(self) -> Language:
        """The language pipeline; the model's own parts, and behind them the components of this room."""
        nlp = spacy.load(self._settings.spacy_model)
        teach(nlp)
        for component in COMPONENTS:
            nlp.add_pipe(component)
        return nlp

    @cached_property
    def _model(self) -> Model:
        return Model(self.nlp, self.share, besides=COMPONENTS, gated=self._settings.gate)

    @cached_property
    def version(self) -> str:
        """Digest of what the annotation depends on beside the text: model, code, words, whether the gate is on.

        A word that only facts are read by changes no annotation.
        """
        meta = spacy.util.get_package_path(self._settings.spacy_model) / "meta.json"
        seeds = self._settings.project_root / "seeds"
        reading_view_file = _ROOM.parent / "text" / "reading_view.py"
        words = (file for file in sorted(CUES.glob("*.csv")) if not file.name.startswith(_OF_FACTS))
        digest = digest_of(_ROOM, reading_view_file, meta, seeds / "reference", *words)
        return digest if self._settings.gate else f"{digest}-ungated"

    def prepare(self) -> None:
        """Load the model, the word lists and the reference data, where that was not done yet.

        Raises:
            Exception: one of them is missing or broken.
        """
        if not self._read:
            list(self.annotate([_PROBE]))

    def annotate(self, texts: Iterable[str]) -> Iterator[bytes]:
        """Annotate texts: for each its document as bytes (`load` reads them), in the order given."""
        waiting = iter(texts)
        while batch := list(islice(waiting, _MODEL_BATCH)):
            if self._read >= _LIFE:
                self._forget()
            self._read += len(batch)
            yield from self._annotate(batch)

    def _annotate(self, texts: list[str]) -> list[bytes]:
        views = [reading_view(text) for text in texts]
        docs = self._model.read([view.text for view in views])
        for name in COMPONENTS[1:]:
            component = self.nlp.get_pipe(name)
            docs = [component(doc) for doc in docs]
        for doc, view in zip(docs, views, strict=True):
            doc.user_data[VIEW] = view.breaks, view.shifts
        return [pack(doc) for doc in docs]

    def _forget(self) -> None:
        """Drop the pipeline with all the words that it has met; the next text loads it anew."""
        self.__dict__.pop("_model", None)
        self.__dict__.pop("nlp", None)
        self._read = 0
        gc.collect()

    def load(self, annotation: bytes) -> ParsedDoc:
        """The document that `annotate` gave as bytes. Needs no model."""
        doc = unpack(annotation)
        hang_lost_subjects(doc)
        hang_lost_conjuncts(doc)
        join_headed_names(doc)
        hang_lost_objects(doc)
        return doc


@cache
def _annotator_of(project_root: Path, spacy_model: str, gate: bool) -> Annotator:
    return Annotator(Settings.load(project_root=project_root, spacy_model=spacy_model, gate=gate))
