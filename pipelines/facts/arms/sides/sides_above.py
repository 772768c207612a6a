"""Who takes part in a deal by a word above its own: "approved the sale", "asked Berlin for", "a contract for"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.dealings.contests import commissioned
from pipelines.facts.arms.dealings.no_dealings import only_says
from pipelines.facts.arms.sides.named import Sides, parties_at
from pipelines.facts.leave import is_leave, is_letting
from pipelines.facts.likewise.companions import joint_arguments
from pipelines.facts.roles import Arguments, arguments, is_passive, is_verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Parties, Party
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.triggers import Trigger

_ASKING = words("arms_words", "asking")
_SALES = words("arms_words", "sale")
_PROMISING = words("arms_words", "promising")
_PLACING = words("arms_words", "placing")
_DIRECTING = words("arms_words", "directing")
_TALKING = words("arms_words", "talking_over")
_OFFERS = words("arms_words", "offer")
_REQUESTS = words("arms_words", "request")
_AGREEING = {"agree", *words("arms_words", "unveiling")}


def add_above(sides: Sides, operator: Trigger, trigger: Trigger, parties: Parties, item: Item) -> None:
    """Add who takes part by a word above the dealing.

    Args:
        sides: what is known; it is added to.
        operator: the word above.
        trigger: the dealing.
        parties: of the document.
        item: the weapon.
    """
    if is_verb(operator.token) and (task := commissioned(trigger.token, parties, item)) is not None:
        if not is_verb(trigger.token):  # a verb's own words have told it
            sides.suppliers, sides.recipients = task.suppliers, task.recipients  # "shortlisted Saab for the supply"
    elif is_verb(operator.token):
        _add_verb(sides, operator, trigger, parties, item)
    else:
        _add_noun(sides, operator, parties, item)


def _add_noun(sides: Sides, operator: Trigger, parties: Parties, item: Item) -> None:
    """ "Poland's contract with Hanwha for deliveries of ..." """
    found = arguments(operator.token)
    owners = parties_at([*found.modifiers, *found.agents], parties, item)
    sides.suppliers += parties_at(found.by("from"), parties, item)
    if operator.sense == "sell":
        sides.suppliers += owners
        sides.recipients += parties_at(found.by("to", "for"), parties, item)
    elif operator.sense == "buy":
        sides.recipients += owners
        sides.suppliers += parties_at(found.by("with"), parties, item)
    else:
        leaving = found.by("of") if is_leave(operator.token) else []  # "needs the consent of Oslo"
        sides.either += owners + parties_at([*found.by("with", "between"), *leaving], parties, item)
        sides.recipients += parties_at(found.by("for"), parties, item)


def _add_verb(sides: Sides, operator: Trigger, trigger: Trigger, parties: Parties, item: Item) -> None:
    """ "Berlin approved the sale", "Kyiv asked Berlin for ...", "Oslo signed a contract with ..." """
    sense, is_sale = trigger.sense, trigger.cue.phrase in _SALES
    is_mutual = (is_sale and operator.sense == "op") or operator.cue.phrase in _TALKING
    if operator.sense == "fund" or operator.cue.phrase == "follow":
        return  # who pays for a purchase neither gives nor gets, nor who buys after it: "follows Oman's order"
    found = replace(joint_arguments(operator.token))
    if operator.token.dep_ == "conj":  # not those of the verb that it is joined to
        found.obliques = [(p, t) for p, t in found.obliques if operator.token.is_ancestor(t)]
    agents = parties_at(found.agents, parties, item)
    if operator.cue.phrase == "award" and sense == "sell":  # "awarded Aselsan the upgrade of its tanks"
        sides.suppliers += [p for p in parties_at(found.themes, parties, item) if p.kind == "company"]
    if operator.cue.phrase in _ASKING:
        sides.recipients = agents + sides.recipients
        sides.suppliers += parties_at(found.themes, parties, item)
    elif agents and (request := _answered(operator, trigger)) is not None:
        asking = {p.code for p in _askers(request, parties, item)}
        sides.suppliers[:] = agents + [p for p in sides.suppliers if p.code not in asking]
    elif is_letting(operator.token) and is_passive(operator.token) and sense == "buy" and is_verb(trigger.token):
        sides.suppliers += agents  # "was cleared by Washington to buy"
    elif operator.sense == "op" and (side := _answering_side(sides, agents, operator, trigger)) is not None:
        side += agents
    elif operator.cue.phrase in _PLACING and sense == "buy":
        sides.recipients += agents  # "placed an order"
    elif operator.sense == "lose" and sense in ("deal", "buy"):
        sides.suppliers += agents  # "Paris lost its contract with Canberra"
    elif only_says(operator) and sense == "buy" and _is_of_others(item, agents):
        return  # "announced sanctions over jets that Beijing had received"
    elif only_says(operator) and (sense != "sell" or sides.suppliers):
        sides.either += agents
    elif sense == "deal" and (operator.sense == "buy" or operator.cue.phrase in _AGREEING):
        sides.either += agents  # "signed an agreement for", "agreed to a contract for"
    elif operator.sense == "buy":
        is_done_to = any(c.dep_ == "nsubjpass" for c in operator.token.children)
        sides.recipients += [] if is_done_to else agents
        sides.suppliers += parties_at(found.themes, parties, item)
    elif operator.cue.phrase in _PROMISING and sense == "buy" and found.datives:
        sides.recipients += parties_at(found.datives, parties, item)  # "promised Hanoi a sum for the purchase of"
    elif operator.sense == "await" or (operator.sense in ("sell", "op") and sense == "buy"):
        giving = {p.code for p in sides.suppliers if p.kind != "company"}
        sides.recipients += [p for p in agents if p.code not in giving]  # "Oslo plans to buy shells for Kyiv"
    elif operator.sense == "op" and sense == "sell" and not is_sale and _is_of_others(item, agents):
        sides.either += agents  # whoever approves or stops it may stand on either side
        sides.recipients += parties_at(found.datives, parties, item)
    elif is_mutual and sense == "sell" and len(agents) > 1 and not sides.recipients:
        sides.either += agents  # "Rome and Nairobi are negotiating the sale", "discussed the supply"
    elif operator.sense == "sell" or (operator.sense == "op" and sense == "sell"):
        sides.suppliers += agents
        sides.recipients += parties_at(found.datives, parties, item)
    else:
        sides.either += agents + parties_at(found.datives, parties, item)
    _add_phrases(sides, operator, trigger, found, lambda tokens: parties_at(tokens, parties, item))


def _add_phrases(
    sides: Sides, operator: Trigger, trigger: Trigger, found: Arguments, at: Callable[[list[Token]], list[Party]]
) -> None:
    """Add with whom, from whom and to whom a verb tells a deal to be."""
    sides.either += at(found.by("with"))
    sides.suppliers += at(found.by("from"))
    if operator.cue.phrase in _DIRECTING and trigger.sense in ("buy", "deal") and not is_verb(trigger.token):
        sides.suppliers += at(found.by("to"))  # "sent a request to Oslo", "the order went to"
    elif operator.sense != "arrive":
        sides.recipients += at(found.by("to", "for"))


def _askers(request: Token, parties: Parties, item: Item) -> list[Party]:
    told = arguments(request)
    return parties_at([*told.modifiers, *told.by("from", "by")], parties, item)


def _answered(operator: Trigger, trigger: Trigger) -> Token | None:
    """The request to give a weapon that somebody answers: "Athens turned down a request to hand its guns over"."""
    giving = trigger.token
    if trigger.sense != "sell" or not is_verb(giving) or giving.dep_ not in ("acl", "relcl"):
        return None
    request = giving.head
    over = request.head.head if request.dep_ == "pobj" and request.head.lower_ == "to" else request.head
    is_decided = operator.cue.extras["status"] in ("approved", "agreed", "cancelled") and is_verb(operator.token)
    is_told = operator.sense == "op" or operator.cue.phrase == "agree"
    return request if is_decided and is_told and request.lemma in _REQUESTS and over == operator.token else None


def _answering_side(sides: Sides, agents: list[Party], operator: Trigger, trigger: Trigger) -> list[Party] | None:
    """The side of who decides on what another asks or offers: "turned down Lima's request", "rejected Oslo's offer"."""
    is_of_clause = trigger.token.dep_ in ("acl", "relcl")  # "annulled licences for rifles ordered by Riyadh"
    if is_verb(trigger.token) and not is_of_clause:
        return None
    if operator.cue.extras["status"] not in ("approved", "cancelled"):
        return None
    if trigger.sense == "buy":
        told, other = sides.recipients, sides.suppliers
    elif trigger.cue.phrase in _OFFERS:
        told, other = sides.suppliers, sides.recipients
    else:
        return None
    named = {p.code for p in told if p.rule != "reference"}
    return other if named and agents and not other and named.isdisjoint(p.code for p in agents) else None


def _is_of_others(item: Item, agents: list[Party]) -> bool:
    """Whether a weapon is known to be the make of none of those who act."""
    return item.origin is not None and item.origin not in {p.code for p in agents}
