"""Who gives what he needs another's leave for: "Warsaw asked Berlin for permission to send tanks to Kyiv".

Whose leave it is takes no part in the deal; who has it, asks for it or is granted it gives the weapon.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.coordination import conjuncts
from pipelines.facts.leave import is_leave
from pipelines.facts.roles import arguments, is_verb, subjects

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.triggers import Trigger

_GRANTING = words("arms_words", "granting")
_SEEKING = words("arms_words", "seeking")


def permitted_givers(trigger: Trigger) -> list[Token] | None:
    """Who gives a weapon with another's leave, empty where nobody is named; None where no leave is told of."""
    leave = _leave_to(trigger.token) if trigger.sense == "sell" and is_verb(trigger.token) else None
    if leave is None:
        return None
    own = [c for c in trigger.token.children if c.dep_ == "nsubj"]  # "leave for Oslo to send jets"
    if own:
        return [t for c in own for t in conjuncts(c)]
    over = leave.head.head if leave.dep_ == "pobj" else leave.head
    named = arguments(leave).by("for", "to")
    if not is_verb(over):
        return named
    told = arguments(over)
    granted = [t for t in (*told.datives, *told.themes, *told.by("to", "from")) if t.i < trigger.token.i and t != leave]
    granted += [c for c in leave.children if c.dep_ == "compound" and c.tag_ == "NNP"]  # "gave Lima permission"
    taker = granted if over.lemma in _GRANTING else []
    return taker or named or subjects(over)  # "Bern refused permission to sell": by one of its own


def is_leave_sought(noun: Token) -> bool:
    """Whether leave is only asked or waited for: "asked for permission to send"."""
    over = noun.head.head if noun.dep_ == "pobj" else noun.head
    return is_leave(noun) and is_verb(over) and over.lemma in _SEEKING


def _leave_to(verb: Token) -> Token | None:
    """The leave that an infinitive tells the content of, also where the parser hangs it on the verb over that."""
    if verb.tag_ != "VB" or verb.dep_ not in ("acl", "relcl", "xcomp", "advcl"):
        return None
    over = verb.head
    if not is_verb(over):
        return over if is_leave(over) else None
    objects = [c for c in over.children if c.dep_ == "dobj"]
    objects += [g for c in over.children if c.lower_ == "for" for g in c.children if g.dep_ == "pobj"]
    return next((c for c in objects if is_leave(c) and c.i < verb.i), None)
