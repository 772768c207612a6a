"""The language model on chosen sentences: a document of which only what the gate lets through is parsed.

What is not read has tokens, and sentences by punctuation: every token hangs on the first of its sentence with the
relation `unparsed`, and has no tag, part of speech or lemma.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, ORTH, POS, SENT_START, SPACY, TAG
from spacy.tokens import Doc, Span

from pipelines.annotation.language.gate import Gate, Sentence, needs_entities
from pipelines.annotation.language.layout import GOES_ON, behind_datelines, line_starts
from pipelines.annotation.language.plural_names import parsed_as, put_names_back
from pipelines.annotation.language.word_forms import WordForms
from pipelines.annotation.mentions.candidates import find_candidates, sure_tokens

if TYPE_CHECKING:
    from spacy.language import Language

UNPARSED = "unparsed"
_READ = [TAG, POS, LEMMA, DEP, HEAD]
_DEP, _HEAD = _READ.index(DEP), _READ.index(HEAD)  # columns of the arrays of what was read
_ENTITIES = "ner"


@dataclass
class Share:
    """Of how many tokens how many were given to the parser, and how many to the entity recogniser."""

    tokens: int = 0
    parsed: int = 0
    searched: int = 0

    def reset(self) -> None:
        """Set the counts to zero."""
        self.tokens = self.parsed = self.searched = 0

    def __add__(self, other: Share) -> Share:
        """Both counts together."""
        return Share(self.tokens + other.tokens, self.parsed + other.parsed, self.searched + other.searched)

    def ratios(self) -> dict[str, float]:
        """The two as shares of all tokens; empty where there were none."""
        if not self.tokens:
            return {}
        return {
            "share_parsed": round(self.parsed / self.tokens, 4),
            "share_searched_for_names": round(self.searched / self.tokens, 4),
        }


@dataclass
class _Draft:
    """A document while the model reads it: its sentences, and the stretches [start, end) given to the model.

    Attributes:
        parsed: the words that the parser reads (plural_names.py).
        starts: for each token whether its line shows that a sentence begins or goes on; else 0: the model decides.
        cuts: the tokens before which the model sees nothing: it reads a dateline by itself.
    """

    doc: Doc
    words: list[int]
    sentences: list[Sentence]
    orths: Any  # spaCy takes numbers of words, too, which its stubs do not know
    spaces: list[bool]
    array: Any = field(init=False)
    parsed: list[int] = field(init=False)
    starts: list[int] = field(init=False)
    cuts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.parsed = parsed_as(self.doc)
        self.starts = line_starts(self.doc)
        self.cuts = behind_datelines(self.doc)
        self.array = np.zeros((len(self.doc), len(_READ)), dtype=np.uint64)

    def part(self, start: int, end: int, sent_starts: Any, words: Any) -> Doc:
        """Tokens [start, end) as a document of their own, with the words that are to be read."""
        return Doc(self.doc.vocab, words=words[start:end], spaces=self.spaces[start:end], sent_starts=sent_starts)


class Model:
    """The language model of a loaded spaCy pipeline, given the sentences that the gate chooses.

    Args:
        nlp: the pipeline.
        share: is told of what is read.
        besides: its components that are not the model's.
        gated: whether the gate chooses; if not, every sentence is read, with the results of the pipeline itself.
    """

    def __init__(self, nlp: Language, share: Share, *, besides: Sequence[str] = (), gated: bool) -> None:
        self._nlp = nlp
        self._gate = Gate() if gated else None
        self._parsing: list[tuple[str, Any]] = [
            (name, pipe) for name, pipe in nlp.pipeline if name not in (_ENTITIES, *besides)
        ]
        self._forms = WordForms.of(nlp, [name for name, _ in self._parsing])
        if self._forms is not None:
            self._parsing = [(n, p) for n, p in self._parsing if n not in ("attribute_ruler", "lemmatizer")]
        self._ner: Any = nlp.get_pipe(_ENTITIES) if _ENTITIES in nlp.pipe_names else None
        self._share = share

    def read(self, texts: Iterable[str]) -> list[Doc]:
        """Texts as documents, each with its text unchanged, and with the candidates for names (candidates.py).

        Where these are all the names of a sentence and mean nothing else, the model is not asked for more.
        """
        drafts = [self._draft(text) for text in texts]
        self._parse(drafts)
        for draft in drafts:
            find_candidates(draft.doc)
        self._find_entities(drafts)
        return [draft.doc for draft in drafts]

    def _draft(self, text: str) -> _Draft:
        doc = self._nlp.make_doc(text)
        array = doc.to_array([ORTH, SPACY])
        if self._gate is None:
            words, sentences = [], [Sentence(0, len(doc), True)] if len(doc) else []
        else:
            words = self._gate.words(doc)
            sentences = self._gate.sentences(words, doc)
        self._share.tokens += len(doc)
        return _Draft(doc, words, sentences, array[:, 0].tolist(), array[:, 1].astype(bool).tolist())

    def _parse(self, drafts: Sequence[_Draft]) -> None:
        stretches = [
            (d, a, b)
            for d in drafts
            for s, e in _joined(x for x in d.sentences if x.is_read)
            for a, b in pairwise((s, *(c for c in d.cuts if s < c < e), e))
        ]
        parts: Iterable[Doc] = [d.part(s, e, d.starts[s:e], d.parsed) for d, s, e in stretches]
        for _, pipe in self._parsing:
            parts = pipe.pipe(parts, batch_size=len(stretches)) if hasattr(pipe, "pipe") else map(pipe, parts)
        for (draft, start, end), part in zip(stretches, parts, strict=True):
            draft.array[start:end] = part.to_array(_READ) if self._forms is None else self._forms.read(part)
            put_names_back(draft.array[start:end], draft.parsed[start:end], draft.orths[start:end], draft.doc)
            _join_labels(draft.array[start:end], part, draft.starts[start:end])
            self._share.parsed += end - start
        unparsed = self._nlp.vocab.strings.add(UNPARSED)
        for draft in drafts:
            for sentence in draft.sentences:
                if not sentence.is_read:
                    rows = draft.array[sentence.start : sentence.end]
                    rows[:, _DEP] = unparsed
                    rows[:, _HEAD] = (-np.arange(len(rows), dtype=np.int64)).astype(np.uint64)
            if len(draft.doc):
                draft.doc.from_array(_READ, draft.array)

    def _find_entities(self, drafts: Sequence[_Draft]) -> None:
        if self._ner is None:
            return
        stretches = []
        for draft in drafts:
            known = sure_tokens(draft.doc)
            chosen = [
                s
                for s in draft.sentences
                if s.is_read and (self._gate is None or needs_entities(draft.words, draft.doc, s, known))
            ]
            stretches += [(draft, start, end) for start, end in _joined(chosen)]
        parts = []
        for draft, start, end in stretches:
            starts = draft.doc.to_array(SENT_START)[start:end].astype(np.int64).tolist()
            parts.append(draft.part(start, end, starts, draft.orths))
        entities: dict[int, list[Span]] = {}
        for (draft, start, end), part in zip(
            stretches, self._ner.pipe(parts, batch_size=max(1, len(parts))), strict=True
        ):
            entities.setdefault(id(draft), []).extend(
                Span(draft.doc, start + e.start, start + e.end, label=e.label) for e in part.ents
            )
            self._share.searched += end - start
        for draft in drafts:
            draft.doc.set_ents(entities.get(id(draft), []), default="outside")


def _join_labels(array: Any, part: Doc, starts: Sequence[int]) -> None:
    """Hang what the parser left without a head before a token that goes on on the head of what follows it."""
    dep = part.vocab.strings.add("dep")
    for index, start in enumerate(starts):
        if index and start == GOES_ON and part[index].is_sent_start:
            left, head = part[index - 1].sent.root.i, part[index].sent.root.i
            array[left, _DEP], array[left, _HEAD] = dep, np.uint64(head - left)


def _joined(sentences: Iterable[Sentence]) -> list[tuple[int, int]]:
    """The sentences as stretches of tokens, neighbours joined: the model sees what stands around them."""
    found: list[tuple[int, int]] = []
    for sentence in sentences:
        if found and found[-1][1] == sentence.start:
            found[-1] = (found[-1][0], sentence.end)
        else:
            found.append((sentence.start, sentence.end))
    return found
