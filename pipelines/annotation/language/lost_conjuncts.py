"""Nouns that the parser takes for one more of the names before them: "aid for Ukraine and sanctions on Iran".

Two nouns that each have a phrase of their own are coordinated, and not the second with the name in that of the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token

_NOUNS = ("NN", "NNS")
_OWN = frozenset("on against for to".split())  # prepositions behind what is done, and seldom behind who it is done to


def hang_lost_conjuncts(doc: ParsedDoc) -> None:
    """Coordinate each such noun of a document with the noun before the name, and give it the phrase behind it."""
    for noun in doc.tokens:
        if noun.dep_ != "conj" or noun.tag_ not in _NOUNS or noun.i + 1 >= len(doc):
            continue
        over, behind = _noun_over(noun.head.first_conjunct), doc[noun.i + 1]
        if over is None or behind.lower_ not in _OWN or behind.dep_ != "prep":
            continue
        doc.hang(noun, over, "conj")
        if behind.head == over:
            doc.hang(behind, noun, "prep")


def _noun_over(name: Token) -> Token | None:
    """The noun in whose phrase a name stands behind a preposition."""
    over = name.head.head
    is_in_phrase = name.pos_ == "PROPN" and name.dep_ == "pobj" and name.head.dep_ == "prep"
    return over if is_in_phrase and over.tag_ in _NOUNS and over.i < name.i else None
