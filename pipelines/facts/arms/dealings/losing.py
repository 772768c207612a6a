"""The choice that went against a weapon: "chose X over Y", "X rather than Y", "X beat Y", "Y lost", "left Y behind"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.roles import governors, is_verb
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from pipelines.facts.arms.weapons.items import Item

_FAVOUR = ("favour", "favor")
_REJECTING = (("rather", "than"), ("instead", "of"), ("ahead", "of"), ("preference", "to"))


def beaten_by(item: Item) -> Trigger | None:
    """The verb that tells of the choice against an item, or None."""
    table = trigger_table("arms_triggers")
    token = item.head.first_conjunct
    if _is_rejected(item):
        over = (table.at(g) for g in governors(item.head) if is_verb(g))
        return next((t for t in over if t is not None and t.sense == "buy"), None)
    verb = token.head
    if token.dep_ == "pobj" and token.head.lower_ in ("over", "against"):
        verb = token.head.head if is_verb(token.head.head) else token.head.head.head
        trigger = table.at(verb)
        return trigger if trigger is not None and trigger.sense == "buy" else None
    if token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lemma == "prefer":
        return table.at(token.head.head)
    trigger = table.at(verb)
    if trigger is not None and trigger.sense == "beat" and token.dep_ in ("dobj", "nsubjpass"):
        return trigger
    if trigger is not None and _is_for_other(trigger) and token.dep_ in ("dobj", "nsubjpass"):
        return trigger  # "dropped the Su-35 in favour of the Rafale"
    if trigger is not None and trigger.sense == "leave" and token.dep_ == "dobj" and verb.dep_ == "advcl":
        choosing = table.at(verb.head)
        return trigger if choosing is not None and choosing.sense in ("buy", "beat") else None
    if token.dep_ == "appos" and token.head.dep_ == "nsubj":  # "the alternative, Raytheon's Patriot, lost on price"
        token, verb = token.head, token.head.head
        trigger = table.at(verb)
    if trigger is not None and trigger.sense == "lose" and token.dep_ == "nsubj":
        has_won = any(c.dep_ == "dobj" or c.lower_ == "with" for c in verb.children)
        return None if has_won else trigger
    return None


def _is_for_other(trigger: Trigger) -> bool:
    """Whether a verb calls a choice off "in favour of" another."""
    if trigger.sense != "op" or trigger.cue.extras["status"] != "cancelled":
        return False
    return any(g.lemma_ in _FAVOUR for c in trigger.token.children if c.lower_ == "in" for g in c.children)


def _is_rejected(item: Item) -> bool:
    """Whether the words before a phrase set it behind another: "rather than the Gripen"."""
    doc, start = item.head.doc, min(item.start, item.head.left_edge.i)
    before = tuple(t.lower_ for t in doc[max(start - 2, 0) : start])
    return before in _REJECTING
