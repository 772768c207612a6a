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

_BACK = 3  # sentences in which the deal that is spoken of again was told
_POINTING = ("the", "this", "that", "both", "its", "their")
_DECIDING = ("approved", "agreed", "cancelled")


def follow_up(drafts: list[Draft], items: list[Item], context: Context) -> None:
    """Raise the stage of the deals told last where a sentence without a weapon tells a newer one of "the deal"."""
    reading = context.reading
    told = sorted({reading.sentence_index[i.head.i] for i in items})
    if not told or not drafts:
        return
    table = trigger_table("arms_triggers")
    for trigger in table.among(reading.doc):
        token = trigger.token
        is_talk = trigger.sense == "op" and trigger.cue.extras["status"] == "considered"
        if token.pos_ != "NOUN" or is_verb(token) or not (is_talk or trigger.sense in ("buy", "sell", "deal")):
            continue
        here = reading.sentence_index[token.i]
        if here in told or not any(c.lower_ in _POINTING for c in token.children if c.dep_ in ("det", "poss")):
            continue
        last = max((n for n in told if n < here), default=None)
        if last is None or here - last > _BACK:
            continue
        above = [o for o in operators(token, table, context.blocks) if is_verb(o.token) and o.token == _verb_of(token)]
        if not above or above[0].cue.extras["status"] not in _DECIDING:
            continue
        stage = deal_status(trigger, above, ())
        if is_talk and stage.status != "cancelled":
            continue  # "the talks led to": what they led to is told there
        is_only_tried = above[0].cue.extras["status"] == "cancelled" != stage.status  # "hoped to stall the deal"
        if stage.status not in _DECIDING or is_only_tried:
            continue
        places = [Place(t.i, t.i + 1, above[0].cue.cue_id, "cue") for t in dict.fromkeys(stage.cues)]
        newer = Draft(FAMILY, token.i, is_past_perfect=stage.is_past_perfect)
        newer.put("deal_status", stage.status, *places)
        newer.put("certainty", "asserted", *places)
        is_past = is_simple_past(above[0].token)
        for draft in drafts:
            if draft.get("deal_status") == "cancelled" and is_past:
                continue  # what is off was agreed before it was off
            if is_talk and draft.get("deal_status") != "considered":
                continue  # other talks
            if reading.sentence_index[draft.anchor] == last and is_newer(draft, newer):
                draft.take(newer, "deal_status", "certainty")


def _verb_of(noun: Token) -> Token:
    return noun.head
