"""Purchases told in a clause on a weapon that its buyer gives away: "gave Kyiv ten tanks, which it had bought from".

The clause is a deal of its own, by which the giver came by the weapon.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.arms.dealings.clauses import Deal
from pipelines.facts.arms.sides.named import parties_at, sources
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, is_passive, is_verb

if TYPE_CHECKING:
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger


def bought_before(deal: Deal, context: Context) -> Deal | None:
    """The deal by which the giver of a weapon came by it, None where no clause on the weapon tells it.

    Args:
        deal: by which the weapon is given.
        context: the document.
    """
    if deal.trigger.sense != "sell" or not is_verb(deal.trigger.token):
        return None
    givers = {p.code for p in parties_at(arguments(deal.trigger.token).agents, context.parties, deal.item)}
    own = next((t for t in deal.beside if _is_purchase_of(t, givers, deal, context)), None)
    return replace(deal, trigger=own, above=[], beside=()) if own is not None else None


def _is_purchase_of(trigger: Trigger, givers: set[str], deal: Deal, context: Context) -> bool:
    """Whether a clause tells that one of the givers bought the weapon, and from whom."""
    verb, parties = trigger.token, context.parties
    if trigger.sense != "buy" or verb.dep_ != "relcl" or is_passive(verb) or verdict(verb).time != "past":
        return False
    buyers = {p.code for p in parties_at(arguments(verb).agents, parties, deal.item)}
    sellers = {p.code for p in parties_at(sources(verb), parties, deal.item)}
    return bool(buyers & givers) and bool(sellers - givers)
