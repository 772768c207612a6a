"""Weapons that move with those who keep them: with their soldiers, for a drill or on a rotation, to a border."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.roles import arguments, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_MOVING = words("arms_words", "moving")
_DRILLS = words("arms_words", "drill")
_FRONTS = words("arms_words", "front")
_CREWS = words("force_nouns", "personnel") | {"crew"}
_GOALS = ("to", "toward", "towards")
_OCCASIONS = ("for", "during", "of", "as", "in", "at", "with")  # "ahead of a drill", "as part of a drill"
_SERVING = words("arms_words", "serving")


def is_own_move(trigger: Trigger) -> bool:
    """Whether a state moves weapons of its own: "sent tanks to the border with Chad", "sent jets for an exercise"."""
    if not is_verb(trigger.token):
        return False
    if trigger.sense == "arrive" or trigger.cue.phrase in _MOVING:
        is_manned = _is_manned(trigger.token) or _brings_own(trigger)
        return is_manned or _is_to_front(trigger) or _is_for_drill(trigger.token)
    return trigger.sense in ("sell", "use") and (_is_to_front(trigger) or _is_said_for_drill(trigger))


def _is_to_front(trigger: Trigger) -> bool:
    return any(t.lemma in _FRONTS for t in arguments(trigger.token).by(*_GOALS))


def _is_said_for_drill(trigger: Trigger) -> bool:
    return any(t.lemma in _DRILLS for t in arguments(trigger.token).by("for"))


def _is_for_drill(verb: Token) -> bool:
    """Whether a drill is what weapons come for, by the verb's own phrases: "ahead of", "as part of a rotation"."""
    drills = (t for t in verb.subtree if t.lemma in _DRILLS and t.i > verb.i and t.dep_ == "pobj")
    told = (t for t in drills if t.head.lower_ in _OCCASIONS)
    return any(next((a for a in t.ancestors if is_verb(a)), None) == verb for t in told)


def _is_manned(verb: Token) -> bool:
    """Whether those who move a weapon man it: "with 100 men to operate it", "where its crews took up positions"."""
    for token in verb.subtree:
        if token.lemma not in _CREWS or token.i < verb.i:
            continue
        is_own = any(c.tag_ == "PRP$" for c in token.children) or token.head.lemma in _SERVING
        if token.dep_ == "nsubj" and is_own:
            return True
        is_with = token.dep_ == "pobj" and token.head.lower_ in ("with", "by")
        clauses = (c for c in token.children if c.dep_ in ("relcl", "acl", "advcl"))
        if is_with and any(c.lemma in _SERVING for c in clauses):
            return True
    return False


def _brings_own(trigger: Trigger) -> bool:
    """Whether those who come have a weapon with them: "they bring their own vehicles", "brought its battery along"."""
    if trigger.cue.phrase != "bring" or arguments(trigger.token).datives:
        return False
    brought = [c for c in trigger.token.children if c.dep_ == "dobj"]
    return any(c.tag_ == "PRP$" for t in brought for c in t.children)


def is_of_troops(trigger: Trigger, item: Item, context: Context) -> bool:
    """Whether weapons move with the soldiers who keep them: "sent 600 soldiers and two dozen armoured vehicles"."""
    personnel = words("force_nouns", "personnel")
    along = [*item.head.conjuncts]
    if trigger.sense != "arrive" and trigger.cue.phrase not in _MOVING:
        return any(t.lemma in personnel and t.i not in context.item_heads for t in along)
    along += [t for c in item.head.children if c.lower_ in ("of", "with") for t in c.children]
    along += [t for c in trigger.token.children if c.lower_ in ("with", "alongside") for t in c.children]
    along += [t for t in trigger.token.children if t.dep_ in ("dobj", "nsubj", "nsubjpass") and not _is_service(t)]
    return any((t.lemma in _CREWS or t.lower_.rstrip("s") in _CREWS) and t.i not in context.item_heads for t in along)


def _is_service(noun: Token) -> bool:
    """Whether a force is one that has aircraft: "the air force flies six jets"."""
    return noun.lemma_ == "force" and any(c.lower_ == "air" for c in noun.children)
