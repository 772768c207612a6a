"""What becomes of a deal that a later sentence speaks of without its weapon: "It has since dropped the purchase"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.arms.cells import FAMILY
from pipelines.facts.arms.merge import is_newer
from pipelines.facts.arms.status.operators import operators
from pipelines.facts.arms.status.stages import deal_status
from pipelines.facts.arms.status.verbs import is_simple_past
from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_BACK = 3  # sentences in which the deal that is spoken of again was told
_POINTING = ("the", "this", "that", "both", "its", "their")
_AWAY = ("from", "of", "away", "out")
_DECIDING = ("approved", "agreed", "cancelled")


def follow_up(drafts: list[Draft], items: list[Item], context: Context) -> None:
    """Raise the stage of the deals told last where a newer one is told of "the deal", without a weapon of its own."""
    if not items or not drafts:
        return
    for trigger in trigger_table("arms_triggers").among(context.reading.doc):
        is_talk = trigger.sense == "op" and trigger.cue.extras["status"] == "considered"
        if not _points_back(trigger.token) or not (is_talk or trigger.sense in ("buy", "sell", "deal")):
            continue
        last = _told_last(trigger.token, items, context)
        told = _decided(trigger, context) if last is not None else None
        if told is None or (is_talk and told.get("deal_status") != "cancelled"):
            continue  # "the talks led to": what they led to is told there
        is_past = is_simple_past(context.reading.doc[told.anchor])
        for draft in drafts:
            status = draft.get("deal_status")
            if (status == "cancelled" and is_past) or (is_talk and status != "considered"):
                continue  # what is off was agreed before it was off; other talks
            if context.reading.sentence_index[draft.anchor] == last and is_newer(draft, told):
                draft.take(told, "deal_status", "certainty")


def _points_back(token: Token) -> bool:
    """Whether a noun speaks of what was told: "the deal", "its offer"."""
    pointing = (c for c in token.children if c.dep_ in ("det", "poss"))
    return token.pos_ == "NOUN" and not is_verb(token) and any(c.lower_ in _POINTING for c in pointing)


def _told_last(noun: Token, items: list[Item], context: Context) -> int | None:
    """The sentence whose deals a noun can speak of again: its own where they stand before it, or one shortly before."""
    index = context.reading.sentence_index
    here = [i for i in items if index[i.head.i] == index[noun.i]]
    if here:
        is_behind = all(i.head.i < noun.i and not noun.is_ancestor(i.head) for i in here)
        return index[noun.i] if is_behind and _is_of_other_clause(noun, here[-1].head) else None
    last = max((index[i.head.i] for i in items if i.head.i < noun.i), default=None)
    return last if last is not None and index[noun.i] - last <= _BACK else None


def _is_of_other_clause(noun: Token, weapon: Token) -> bool:
    """Whether the verb over a noun does not govern the weapon before it: "bought jets and then dropped the deal"."""
    verb = _verb_of(noun)
    return is_verb(verb) and verb.i > weapon.i


def _decided(trigger: Trigger, context: Context) -> Draft | None:
    """The decision that the verb over a noun of dealing tells, if it tells one: "walked away from the deal"."""
    table = trigger_table("arms_triggers")
    over = _verb_of(trigger.token)
    above = [o for o in operators(trigger.token, table, context.blocks) if is_verb(o.token) and o.token == over]
    if not above or above[0].cue.extras["status"] not in _DECIDING:
        return None
    stage = deal_status(trigger, above, ())
    is_only_tried = above[0].cue.extras["status"] == "cancelled" != stage.status  # "hoped to stall the deal"
    if stage.status not in _DECIDING or is_only_tried:
        return None
    places = [Place(t.i, t.i + 1, above[0].cue.cue_id, "cue") for t in dict.fromkeys(stage.cues)]
    told = Draft(FAMILY, above[0].token.i, is_past_perfect=stage.is_past_perfect)
    told.put("deal_status", stage.status, *places)
    told.put("certainty", "asserted", *places)
    return told


def _verb_of(noun: Token) -> Token:
    """The verb that a noun hangs on: "walked away from the deal", "backed out of the deal"."""
    over = noun.head
    while over.dep_ in ("prep", "pcomp", "advmod", "prt") and over.lower_ in _AWAY:
        over = over.head
    return over
