"""What clauses on a weapon say about the stage of its deal, in addition to the words of the deal itself.

"the tanks that Oslo bought in 2001 are to be modernised", "flies Rafales bought from France", "has begun to receive"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.status.verbs import told_by
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import is_passive, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.facts.triggers import Trigger

TRADED = words("arms_words", "traded")
_BOUGHT = words("arms_words", "bought")


def is_made(trigger: Trigger) -> bool:
    """Whether a clause on a weapon tells that it has been bought: "the tanks that Oslo bought in 2001"."""
    told = told_by(trigger.token)
    is_told = trigger.cue.phrase in (*TRADED, "order") and trigger.token.dep_ in ("acl", "relcl")
    return is_told and not told.negated and told.time == "past"


def is_begun(trigger: Trigger) -> bool:
    """Whether a delivery is told to have begun or ended: "has now begun to receive"."""
    over = trigger_table("arms_triggers").at(trigger.token.head)
    is_delivery = trigger.cue.extras["status"] == "delivered" and trigger.token.dep_ == "xcomp"
    if not is_delivery or over is None or over.sense != "op" or over.cue.extras["status"] != "delivered":
        return False
    told = verdict(over.token)
    return not told.negated and told.time in ("past", "present")


def is_background(trigger: Trigger) -> bool:
    """Whether a purchase is told in passing of a weapon that is there: "flies Rafales bought from France"."""
    verb = trigger.token
    if verb.dep_ == "relcl" and trigger.cue.phrase in TRADED and not is_passive(verb):
        return verdict(verb).time == "past" and verb.head.pos_ in ("NOUN", "PROPN")  # "missiles which Lima bought"
    if trigger.cue.phrase not in _BOUGHT or verb.tag_ not in ("VBN", "VBD") or verb.dep_ != "acl":
        return False
    main = next((t for t in verb.ancestors if is_verb(t)), None)
    return main is not None and verdict(main).time in ("past", "present")
