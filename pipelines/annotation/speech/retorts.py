"""Denials that no verb tells: a bare "no" or a word of falsehood, and whose it is.

"No, says Moscow"; ""Fake news", said the Pentagon"; ""Not true," was Cairo's answer"; "Kigali: a lie". Verbs and
nouns of denying stand in denials.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.speech.saying import is_saying, owner_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.annotation.language.parsed import Token

_LONGEST = 8  # words; more is a statement
_VERBAL = ("VERB", "AUX")


def falsehood_words(sense: str) -> frozenset[str]:
    """The lemmas with a sense in seeds/cues/falsehood.csv."""
    return words("falsehood", sense)


def retorting(token: Token) -> Token | None:
    """The token that governs the phrase of the one who answers a claim with a bare "no" at a token, or None."""
    sentence = token.sent
    if is_saying(token) and token.lemma not in ("speak", "talk"):
        behind = next((c for c in token.children if c.dep_ == "nsubj" and c.i > token.i), None)
        speaker = behind or subject_of(token, 0)  # of ""Fake news", said the ministry" the parse makes two subjects
        if speaker is None or not (_is_no(_before(token, speaker)) or _is_no(_behind(token))):
            return None
        return speaker
    if token.lemma in ("speak", "talk") and (named := _spoken_of(token)):
        return subject_of(token) if _is_no(named) else None
    if token.lemma in falsehood_words("answer") and token.pos_ == "NOUN":
        verb = token.head if token.head.lemma_ == "be" else None
        rest = [t for t in sentence if t != verb and t != token and not token.is_ancestor(t)]
        return owner_of(token) if _is_no(rest) else None
    if token.text == ":" and token.i > sentence.start and _is_no(token.doc[token.i + 1 : sentence.end]):
        head = token.doc[sentence.start : token.i].root
        return owner_of(head) if head.lemma in falsehood_words("answer") else head
    return None


def _spoken_of(verb: Token) -> list[Token]:
    """What somebody speaks of: "spoke of pure fabrication"."""
    told = (t for c in verb.children if c.dep_ == "prep" and c.lower_ == "of" for t in c.children if t.dep_ == "pobj")
    return [t for noun in told for t in noun.subtree]


def is_none_such(words: Iterable[Token]) -> bool:
    """Whether words say that there is nothing of the kind: "there is no such plan"."""
    return any(t.lower_ == "such" and t.i and t.nbor(-1).lower_ == "no" for t in words)


def _before(verb: Token, speaker: Token) -> list[Token]:
    end = min(verb.i, speaker.left_edge.i)
    return list(verb.doc[verb.sent.start : end])


def _behind(verb: Token) -> list[Token]:
    """What a verb of saying is followed by, where a colon or a quotation mark stands right behind it."""
    rest = list(verb.doc[verb.i + 1 : verb.sent.end])
    return rest if rest and rest[0].is_punct and rest[0].text != "," else []


def _is_no(tokens: Iterable[Token]) -> bool:
    """Whether a few words without a verb say that something is not so."""
    words = [t for t in tokens if not (t.is_punct or t.is_space)]
    if words and len(words) <= _LONGEST and is_none_such(words):
        return True
    if not words or len(words) > _LONGEST or any(t.pos_ in _VERBAL for t in words):
        return False
    if words[0].lower_ == "no" and (len(words) == 1 or words[0].nbor(1).is_punct):
        return True
    if words[0].lower_ == "not":
        return any(t.lemma in falsehood_words("truth") for t in words)
    return any(t.lemma in falsehood_words("falsehood") for t in words)
