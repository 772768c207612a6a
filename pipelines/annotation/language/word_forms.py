"""Part of speech and lemma of tagged and parsed words, remembered: what spaCy's attribute ruler and lemmatizer give.

Both are tables over (word, tag, relation), but matched anew at every token, which is a sixth of the model's time.
Here they are asked once a distinct triple. Rules over two words ("gonna", "there is") are matched in every text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, ORTH, POS, TAG
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.language import Language

_FILLER, _FILLER_TAG = "|", "NN"  # a word between two that no rule over two words meets
_GIVEN = [TAG, DEP]
_MADE = [TAG, POS, LEMMA, DEP]
_KNOWN_KEYS = frozenset(("LOWER", "TAG", "DEP", "IS_SPACE", "ORTH"))


class WordForms:
    """The attribute ruler and the lemmatizer of one pipeline, with a memory."""

    def __init__(self, nlp: Language, ruler: AttributeRuler, lemmatizer: Any) -> None:
        self._vocab = nlp.vocab
        self._ruler, self._lemmatizer = ruler, lemmatizer
        self._memory: dict[tuple[int, int, int], tuple[int, ...]] = {}
        self._long = Matcher(nlp.vocab)
        rules: Any = ruler.patterns
        for rule in rules:
            longer: Any = [p for p in rule["patterns"] if len(p) > 1]
            if longer:
                self._long.add(str(len(self._long)), longer)

    @classmethod
    def of(cls, nlp: Language, steps: list[str]) -> WordForms | None:
        """For a pipeline whose last steps of parsing are the two, with rules over tables; None for any other."""
        if steps[-2:] != ["attribute_ruler", "lemmatizer"]:
            return None
        ruler: Any = nlp.get_pipe("attribute_ruler")
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        keys = {key for rule in ruler.patterns for pattern in rule["patterns"] for token in pattern for key in token}
        is_table = isinstance(ruler, AttributeRuler) and type(lemmatizer).__name__ == "EnglishLemmatizer"
        if not is_table or lemmatizer.mode != "rule" or not keys <= _KNOWN_KEYS:
            return None
        return cls(nlp, ruler, lemmatizer)

    def read(self, doc: Doc) -> Any:
        """TAG, POS, LEMMA, DEP and HEAD of each token of a tagged and parsed document, as 64-bit numbers."""
        given = doc.to_array([ORTH, TAG, DEP, HEAD])
        keys = list(map(tuple, given[:, :3].tolist()))
        if new := set(keys).difference(self._memory):
            self._learn(sorted(new))
        made = [self._memory[key] for key in keys]
        for _, start, end in self._long(doc, allow_missing=True):
            made[start:end] = self._ask(keys, start, end)
        found = np.empty((len(keys), 5), dtype=np.uint64)
        found[:, :4] = made
        found[:, 4] = given[:, 3]
        return found

    def _learn(self, keys: list[tuple[int, int, int]]) -> None:
        filler = (self._vocab.strings.add(_FILLER), self._vocab.strings.add(_FILLER_TAG), 0)
        spaced = [part for key in keys for part in (key, filler)]
        self._memory |= dict(zip(keys, self._run(spaced)[::2], strict=True))

    def _ask(self, keys: list[tuple[int, int, int]], start: int, end: int) -> list[tuple[int, ...]]:
        """Words [start, end) that rules over several words meet, with the words around them."""
        first = max(0, start - 2)
        return self._run(keys[first : end + 2])[start - first : end - first]

    def _run(self, keys: list[tuple[int, int, int]]) -> list[tuple[int, ...]]:
        words: Any = [orth for orth, _, _ in keys]
        given: Any = np.array([key[1:] for key in keys], dtype=np.uint64)
        doc = Doc(self._vocab, words=words, spaces=[True] * len(keys))
        doc.from_array(_GIVEN, given)
        return list(map(tuple, self._lemmatizer(self._ruler(doc)).to_array(_MADE).tolist()))
