"""The stage that a single word tells outside a clause: in a table cell, in a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.cues import Cue
    from pipelines.annotation.language.parsed import Token


def word_status(token: Token) -> tuple[str, Cue] | None:
    """The stage that a word tells by itself, and its cue."""
    cue = trigger_table("arms_triggers").word(token)
    if cue is None or not cue.extras["status"] or token.is_punct or cue.phrase in ("table", "agenda", "card"):
        return None
    if token.lower_ == "arms":
        return None  # "Arms orders of Morocco": the noun
    status = cue.extras["status"]
    before = token.nbor(-1).lower_ if token.i else ""
    if status == "delivered" and before in ("be", "to", "for", "awaiting"):
        status = "agreed"  # "to be delivered", "due for delivery"
    return status, cue
