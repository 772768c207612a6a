"""Ships, aircraft and vehicles that only carry others or do a task, and weapons that are only a part of them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.weapons.classes import classes_over
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Span, Token
    from pipelines.facts.arms.weapons.items import Item

_VEHICLES = frozenset("transport_aircraft plane aircraft ship vessel landing_ship support_ship warship".split())
_MOVING = words("arms_words", "moving")
_FITTED = words("arms_words", "fitted")
_OFFERING = words("arms_words", "offering")
_BRINGING = words("arms_words", "bringing")
_LOADED = words("arms_words", "loaded")
_TOWARDS = ("to", "into", "from", "over", "for", "in", "on")
_BEARERS = words("arms_words", "single")
_TASKS = words("arms_words", "task")
_UNLOADING = words("arms_words", "unloading")


def is_carrier(item: Item) -> bool:
    """Whether a weapon only brings what is dealt in: "delivered 24 vehicles on board three transport aircraft"."""
    doc, start = item.head.doc, min(item.start, item.head.left_edge.i)
    words = [t.lower_ for t in doc[max(start - 2, 0) : start + 2]]
    if "aboard" in words or any(pair == ("on", "board") for pair in pairwise(words)):
        return True
    over = {item.weapon_class, *classes_over(item.weapon_class)}
    if item.head.dep_ != "pobj" or item.head.head.lower_ not in ("in", "on"):
        return False
    carried = item.head.head.head
    found = trigger_table("arms_triggers").at(carried)
    if item.head.head.lower_ == "on":  # "the arrival of migrants on military planes"
        is_of = carried.dep_ == "pobj" and carried.head.lower_ == "of"
        moving = trigger_table("arms_triggers").at(carried.head.head) if is_of else found
        is_moving = moving is not None and moving.sense == "arrive"
        return is_moving and bool(over & {"plane", "vessel", "transport_aircraft"})
    if "transport_aircraft" not in over:
        return False
    return found is None or found.sense != "op"  # "flew in from Darwin in four transports", but "is interested in"


def is_mounted(item: Item) -> bool:
    """Whether a gun is told only as that of a vehicle or ship: "the VN1 with a 105 mm gun", "the tank's 120 mm gun"."""
    if item.weapon_class not in ("gun", "autocannon", "naval_gun") or item.system is not None:
        return False
    if any(c.dep_ == "poss" and c.lemma in _BEARERS for c in item.head.children):
        return True
    return item.head.dep_ == "pobj" and item.head.head.lower_ == "with" and not is_verb(item.head.head.head)


def is_carrying(item: Item, trigger: Trigger) -> bool:
    """Whether one ship or aircraft that comes or is sent is only on its way, or brings something."""
    is_counted = item.number is not None and item.head.doc[item.number.start].dep_ != "det"
    if trigger.sense == "arrive" and _unloads(item.head.sent, trigger.token):
        return True  # "two ships entered the port and unloaded armoured vehicles"
    if item.head.tag_ in ("NNS", "NNPS") or item.head.text.endswith("s") or is_counted:
        return False
    if arguments(trigger.token).datives:
        return False  # "has lent Tonga a landing craft"
    if trigger.sense == "use" and item.system is not None and not arguments(trigger.token).by(*_TOWARDS):
        return False  # "flew the Wing Loong before"
    if trigger.cue.phrase.endswith("service"):  # "the C-390 is in service with the navy"
        return False
    is_vehicle = item.weapon_class in _VEHICLES or bool(_VEHICLES.intersection(classes_over(item.weapon_class)))
    return is_vehicle and (trigger.sense == "arrive" or trigger.cue.phrase in _MOVING)


def is_lift(item: Item, trigger: Trigger) -> bool:
    """Whether transports only bring others to a place: "offered transport aircraft to bring in reinforcements"."""
    over = {item.weapon_class, *classes_over(item.weapon_class)}
    is_lent = trigger.cue.phrase in _MOVING or trigger.cue.phrase in _OFFERING
    if not over & {"aircraft", "ship", "helicopter"} or not is_lent or arguments(trigger.token).datives:
        return False
    if any(t.lemma in _TASKS for t in (*arguments(trigger.token).by("for"), *arguments(item.head).by("for"))):
        return True  # "offered jets for patrols of the Baltic sky"
    clauses = [c for t in (trigger.token, item.head) for c in t.children if c.tag_ == "VB" and c.i > item.head.i]
    return any(c.lemma in _BRINGING and any(a.lower_ == "to" for a in c.children) for c in clauses)


def is_serving_with(item: Item, trigger: Trigger) -> bool:
    """Whether a thing is what others come with: "the first jets to enter service with the new radar"."""
    token = item.head.first_conjunct
    return trigger.cue.phrase.endswith("service") and token.dep_ == "pobj" and token.head.lower_ == "with"


def is_loaded(item: Item, trigger: Trigger) -> bool:
    """Whether an aircraft or ship is told with what is in it: "five aircraft with vegetables", "a ship laden with"."""
    over = {item.weapon_class, *classes_over(item.weapon_class)}
    is_moving = trigger.sense == "arrive" or trigger.cue.phrase in _MOVING
    if not is_moving or not over & {"aircraft", "ship", "helicopter"}:
        return False
    for child in (*item.head.children, *trigger.token.children):
        if child.lemma in _LOADED and child.dep_ in ("acl", "relcl"):
            return True
        if child.dep_ == "prep" and child.lower_ == "with" and any(g.tag_ in ("NNS", "NN") for g in child.children):
            return not any(g.lemma in _FITTED for g in child.children)
    return False


def _unloads(sentence: Span, arrival: Token) -> bool:
    """Whether what arrives is told to unload something, and nobody else."""
    unloading = (t for t in sentence if t.lemma in _UNLOADING and t.i > arrival.i)
    return any(all(g.dep_ != "nsubj" for g in t.children) for t in unloading)
