"""Who gives leave and who forbids: "let", "permission to send", "the green light". Words: seeds/cues/leave_words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.triggers import trigger_table
from pipelines.facts.verbs import is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_WORDS = trigger_table("leave_words")
LEAVE_WORDS = _WORDS.words  # the lemmas at which one may stand


def leave_told(token: Token) -> str:
    """What a verb or noun tells of leave: "permit", "forbid", or "" for any other word."""
    trigger = _WORDS.at(token)
    return trigger.sense if trigger is not None else ""


def is_leave(noun: Token) -> bool:
    """Whether a noun is the leave that somebody has, needs or gives: "the licence", "the green light"."""
    return not is_verb(noun) and leave_told(noun) == "permit"


def is_letting(verb: Token) -> bool:
    """Whether somebody lets others act: "allowed Denmark to pass its jets on"."""
    return is_verb(verb) and leave_told(verb) == "permit"
