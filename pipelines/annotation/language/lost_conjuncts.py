"""Nouns and names that the parser does not coordinate with what they go with.

- "aid for Ukraine and sanctions on Iran": two nouns that each have a phrase of their own are coordinated, and not the
  second with the name in that of the first
- "Turkey, Somalia sign pact": of two countries before the verb of a headline both are its subject
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token

_NOUNS = ("NN", "NNS")
_PLACES = ("country", "location")
_PLURAL = ("VBP", "VBD")
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


def join_headed_names(doc: ParsedDoc) -> None:
    """Coordinate the two countries or places at the head of a sentence that a comma alone joins before its verb."""
    starts = {m.start: m for m in doc.spans.get("mentions", ()) if m.label_ in _PLACES}
    for sentence in doc.sents:
        first = starts.get(sentence.start)
        second = starts.get(first.end + 1) if first is not None and first.end < len(doc) else None
        if first is None or second is None or second.end >= sentence.end or doc[first.end].text != ",":
            continue
        name, other = first.root, second.root
        verb = other.head
        is_subject = other.dep_ == "nsubj" and verb.tag_ in _PLURAL and verb.i == second.end
        if is_subject and first.label_ == second.label_ and name.head is verb:
            doc.hang(name, verb, "nsubj")
            doc.hang(other, name, "conj")


def _noun_over(name: Token) -> Token | None:
    """The noun in whose phrase a name stands behind a preposition."""
    over = name.head.head
    is_in_phrase = name.pos_ == "PROPN" and name.dep_ == "pobj" and name.head.dep_ == "prep"
    return over if is_in_phrase and over.tag_ in _NOUNS and over.i < name.i else None
