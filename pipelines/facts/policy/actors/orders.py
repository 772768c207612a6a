"""Who stands behind those who act: who gives its own people the order, who gives others permission."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.leave import is_letting
from pipelines.facts.roles import arguments, is_passive, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_ORDERING = words("policy_words", "having it done")


def ordering(agents: Sequence[Token], verb: Token) -> list[Token]:
    """Who has it done by people of its own: "instructed the envoys to resume talks", "tasked the army to disarm"."""
    while verb.dep_ == "xcomp" and verb.head.lemma not in _ORDERING and is_verb(verb.head):
        verb = verb.head  # "ordered its services to stop passing on"
    head = verb.head
    if (
        verb.dep_ == "relcl"
        and head.dep_ == "dobj"
        and is_passive(verb)
        and any(c.lower_ == "to" for c in verb.children)
    ):
        above = head.head  # "voted to authorise troops to be sent": the parser hangs the clause on the troops
        return arguments(above).agents if above.lemma in _ORDERING or is_letting(above) else []
    is_ordered = verb.dep_ in ("xcomp", "ccomp") and is_verb(head) and head.lemma in _ORDERING
    return arguments(head).agents if is_ordered and not is_passive(head) and agents else []


def leaving(verb: Token) -> list[Token]:
    """Who permits others to hand arms on: "allowed Denmark to pass its jets on to Kyiv"."""
    head = verb.head
    is_left = verb.dep_ in ("xcomp", "ccomp") and is_letting(head)
    return arguments(head).agents if is_left and not is_passive(head) else []
