"""What the phrase of counted forces tells by itself, whatever is done around it: who has them, that they wait.

The words for moves stand in told_of_move.py; what follows for their state in status.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.triggers import trigger_table
from pipelines.facts.troops.moves import clauses_on
from pipelines.facts.troops.words import article_of, force_lemma, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.triggers import Trigger


def is_lent(preposition: Token) -> bool:
    """Whether "with" tells by whom a mission is led or strengthened: "will lead the mission with 1,000 officers"."""
    holder = preposition.head
    is_acted_on = holder.dep_ == "dobj" and holder.i == preposition.i - 1 and is_verb(holder.head)
    return is_acted_on and verdict(holder.head).time in ("future", "possible", "conditional", "bare")


def has_them(body: Token) -> bool:
    """Whether who stands before "with" has the counted ones already: a name, "the mission, with 13,000 men,"."""
    return body.pos_ == "PROPN" or (force_lemma(body) in setting("mission_body") and article_of(body) == "the")


def size_of_mission(noun: Token) -> Token | None:
    """The mission that stands beside its name with its size: "is to join MONUSCO, the UN mission of 17,000 troops"."""
    body = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    if body is None or body.dep_ != "appos" or force_lemma(body) not in setting("mission_body"):
        return None
    planned = any(trigger_table("troop_triggers").as_adjective(c) for c in body.children if c.dep_ == "amod")
    return body if article_of(body) in ("the", "its") and not planned and not clauses_on(body) else None


def on_standby(noun: Token, triggers: list[Trigger]) -> Token | None:
    """What tells that forces wait at home to be sent: "another 120 are on standby"."""
    words = (noun, *(t.token for t in triggers))
    if kept := next((c for t in words for c in t.children if c.dep_ == "oprd" and c.lemma in setting("standby")), None):
        return kept
    phrases = (p for t in words for p in arguments(t).obliques)
    return next((t for p, t in phrases if p in ("on", "in") and t.lemma in setting("standby")), None)
