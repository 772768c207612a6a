"""Designations in the plural ("F-16s", "2A4s"), which the parser takes for anything but nouns.

Behind one it takes the verb for a noun ("14 Leopard 2A4s roll in"). It is given a plain noun in its place, and the
token is a proper noun in the plural, under its own name, afterwards.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from spacy.symbols import PROPN

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NOUN, _TAG = "vehicles", "NNPS"
_NAMES = re.compile(r"(?:[A-Z][A-Za-z/-]*[0-9][0-9A-Z/-]*|[0-9]+[A-Z][0-9A-Z]*)s")
_MARKS = re.compile(r"[1-9]s")  # behind a name: "Leopard 2s"


def parsed_as(doc: Doc) -> list[int]:
    """The words that the parser is given for the tokens of a document, as numbers of its vocabulary."""
    noun = doc.vocab.strings.add(_NOUN)
    words = [token.orth for token in doc]
    for index, token in enumerate(doc):
        if token.text[-1] == "s" and len(token.text) > 1 and _may_be_verb(doc, index + 1):
            is_mark = index > 0 and _MARKS.fullmatch(token.text) and doc[index - 1].is_title
            if is_mark or _NAMES.fullmatch(token.text):
                words[index] = noun
    return words


def _may_be_verb(doc: Doc, index: int) -> bool:
    """Whether a word may be the verb of a plural before it; before marks, names and small words all is read well."""
    if index >= len(doc) or doc[index].is_stop or not (doc[index].is_lower and doc[index].is_alpha):
        return False
    return not doc[index].text.endswith("s") or doc[index].text.endswith("ss")  # "F-16s pass", not "F-16s hopes"


def put_names_back(rows: Any, words: list[int], orths: list[int], doc: Doc) -> None:
    """Tag, part of speech and lemma (the first three columns of `rows`) of the tokens that were given other words."""
    for row, word, orth in zip(rows, words, orths, strict=True):
        if word != orth:
            row[:3] = doc.vocab.strings.add(_TAG), PROPN, orth
