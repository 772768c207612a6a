"""The rules that find the dealing in a weapon, in the order in which they are tried, with their weights."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.arms.dealings.bearers import is_carrier, is_mounted
from pipelines.facts.arms.dealings.clauses import Deal, dealing_of_clauses
from pipelines.facts.arms.dealings.contests import won_by
from pipelines.facts.arms.dealings.lists import lead_of, lead_over
from pipelines.facts.arms.dealings.losing import beaten_by
from pipelines.facts.arms.dealings.near import near_dealing
from pipelines.facts.arms.dealings.no_dealings import (
    belongs_to_other,
    is_given_in_return,
    is_of_fleet,
    is_policy_field,
    is_shared_or_none,
    is_threat,
)
from pipelines.facts.arms.dealings.own_moves import is_of_troops
from pipelines.facts.arms.dealings.series import is_borne, is_listed_after
from pipelines.facts.arms.status.operators import operators
from pipelines.facts.arms.weapons.worked_on import is_part_of_upgrade
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

WEIGHTS = {
    "arms.clause": 0.8,
    "arms.list": 0.7,
    "arms.listed": 0.7,
    "arms.arrival": 0.7,
    "arms.use": 0.6,
    "arms.losing": 0.6,
    "arms.near": 0.5,
}


def deal_of(item: Item, before: tuple[Item, Deal] | None, context: Context) -> tuple[Deal, str] | None:
    """The deal in an item, and the rule that found it; `before` is the item told before it, and the deal in that."""
    if any(is_none(item) for is_none in (is_threat, is_carrier, is_mounted, is_shared_or_none)):
        return None
    if is_given_in_return(item) or is_of_fleet(item) or is_policy_field(item) or is_part_of_upgrade(item):
        return None
    lost = beaten_by(item)
    if lost is not None:
        return Deal(item, lost, [], is_lost=True), "arms.losing"
    won = won_by(item, context)
    if won is not None:
        return Deal(item, won, [], is_won=True), "arms.clause"
    if before is not None and not before[1].is_lost and is_borne(item, before[0]):
        return replace(before[1], item=item, beside=()), "arms.listed"
    if before is not None and before[1].is_lost and is_listed_after(item, before[0]):
        return replace(before[1], item=item), "arms.losing"
    table = trigger_table("arms_triggers")
    is_apart = belongs_to_other(item, context)
    deal = dealing_of_clauses(item, context, is_apart=is_apart)
    if deal is not None and deal.trigger.token in item.head.subtree and (lead := lead_over(item, context)) is not None:
        above = operators(lead.token, table, context.blocks)
        return Deal(item, lead, above, (deal.trigger, *deal.beside)), "arms.list"  # "- ten boats, which will be sent"
    if deal is not None and _is_from_home(deal):
        deal = replace(deal, is_home=True)
    if deal is not None:
        return deal, "arms.use" if deal.trigger.sense == "use" else "arms.clause"
    if is_apart:
        return None
    if before is not None and not before[1].is_lost and is_listed_after(item, before[0]):
        rule = "arms.use" if before[1].trigger.sense == "use" else "arms.listed"
        return replace(before[1], item=item, beside=()), rule
    lead = lead_of(item, context)
    if lead is not None and not is_of_troops(lead, item, context):
        return Deal(item, lead, operators(lead.token, table, context.blocks)), "arms.list"
    deal = near_dealing(item, context)
    return (deal, "arms.near") if deal is not None else None


def _is_from_home(deal: Deal) -> bool:
    """Whether a deal is told to be with the buyer's own industry: "ordered from a domestic manufacturer".

    A word of home in another clause tells of something else: "and spends 2 percent of its gross domestic product".
    """
    table = trigger_table("arms_triggers")
    telling = {deal.trigger.token, *(t.token for t in (*deal.above, *deal.beside))}
    for token, cue in table.among(deal.item.head.doc):
        if cue.sense == "home" and token.sent == deal.item.head.sent:
            verb = next((t for t in token.ancestors if is_verb(t)), None)
            if verb is None or verb in telling or deal.trigger.token in verb.children or verb.head == deal.item.head:
                return True
    return False
