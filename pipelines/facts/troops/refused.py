"""Whether forces are told not to go, or not to leave: refused, ruled out, never meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.qualifiers import is_not_yet, verdict
from pipelines.facts.roles import is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.triggers import Trigger


def refusal_over(move: Trigger, above: list[Trigger]) -> Token | None:
    """What refuses a move of which the words above it decide: "ruled out sending", "has no plan to withdraw".

    Args:
        move: the word for the move.
        above: the words over it, nearest first.
    """
    if is_verb(move.token) and verdict(move.token).time != "bare":
        return None
    if (against := _opposed(move.token)) is not None:
        return against
    for over in above:
        if over.sense == "refuse":
            return None if _denial_of(over.token) is not None else over.token
        if over.sense == "op" and (denial := _denial_of(over.token)) is not None and not is_open(over.token):
            return denial
        if over.sense == "op" and (against := _opposed(over.token)) is not None:
            return against
    return None


def is_open(word: Token) -> bool:
    """Whether what is denied may still come: "has not yet sent them", "has not decided to send them"."""
    verb = word if is_verb(word) else word.head
    if any(c.lower_ == "never" for c in verb.children):
        return False
    return is_not_yet(verb) or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _opposed(word: Token) -> Token | None:
    """The "against" before what is decided or voted on: "decided against sending them"."""
    preposition = word.head if word.dep_ in ("pobj", "pcomp") else None
    return preposition if preposition is not None and preposition.lower_ == "against" else None


def _denial_of(word: Token) -> Token | None:
    """What denies a word: "does not plan", "no plans", "does not have a plan", "is not ready"."""
    told = verdict(word)
    if not told.negated and not is_verb(word) and word.dep_ in ("dobj", "attr", "acomp", "nsubjpass"):
        told = verdict(word.head)
    return told.cue if told.negated else None
