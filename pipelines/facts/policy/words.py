"""What the word of an act says by itself: seeds/cues/policy_turns, policy_endings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token


def turn_of(word: Token) -> str | None:
    """The sense of a word in seeds/cues/policy_turns."""
    return senses("policy_turns").get(word.lemma)


def ends(word: Token) -> bool:
    """Whether a word ends or weakens something ongoing: "lift", "suspend"."""
    return word.lemma in senses("policy_endings")
