"""Policy that deals imply: who gives arms as aid takes a stance on doing so. A plain sale is no policy.

What deployments imply is read in of_troops.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.facts.draft import Draft
from pipelines.facts.leave import is_letting
from pipelines.facts.policy.actors.states import is_state_or_body
from pipelines.facts.policy.acts.wars import is_armed_in_war
from pipelines.facts.roles import arguments, is_verb, subjects
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.facts.context import Context

FAMILY = "policy_options"
_SIDES = ("supplier_country", "recipient_country")
_AID = ("aid", "lease")
_OF_DEALS = {
    "considered": "considering",
    "approved": "pledged",
    "agreed": "pledged",
    "delivered": "adopted",
    "cancelled": "ruled_out",
}
_CERTAINTY = {"considering": "possible", "pledged": "planned", "adopted": "asserted", "ruled_out": "asserted"}


def implied_option(
    fact: Draft, actor: str, other: str, instrument: str, stance: str, status: str, anchor: str
) -> Draft:
    """The option that a fact of another family tells, with the cells and places of that fact.

    Args:
        fact: a deal or a deployment.
        actor, other: whose columns of the fact are those of who acts and of whom it concerns.
        instrument, stance: codes of the option.
        status, anchor: the columns of the fact that tell its stage and what is given or sent.
    """
    draft = Draft(FAMILY, fact.anchor, weight=fact.weight * 0.8)
    draft.put("actor", fact.get(f"{actor}_country"), *fact.places[f"{actor}_country"])
    draft.put("actor_name", fact.get(f"{actor}_name"), *fact.places[f"{actor}_country"])
    draft.put("category", "military", *fact.places[status])
    draft.put("instrument", instrument, *fact.places[status])
    if fact.get(f"{other}_country") and instrument != "troop_withdrawal":  # whom soldiers leave is no side of theirs
        draft.put("beneficiary", fact.get(f"{other}_country"), *fact.places[f"{other}_country"])
    draft.put("stance", stance, *fact.places[status])
    draft.put("action_text", fact.get(anchor), *fact.places[anchor])
    draft.put("certainty", _CERTAINTY[stance], *fact.places[status])
    return draft


def trading_pairs(deals: list[Draft], context: Context) -> set[tuple[str | None, ...]]:
    """(Supplier, recipient) between whom arms are sold, and the recipient is at peace: supplying them is no policy."""
    return {_pair(d) for d in deals if d.get("transfer_kind") not in (*_AID, None) and not _is_at_war(d, context)}


def options_of_deals(deals: list[Draft], context: Context) -> list[Draft]:
    """The stances on supplying arms to a state at war. In peacetime a gift is mostly reported as trade is."""
    return [
        implied_option(
            d, "supplier", "recipient", "arms_supply", _OF_DEALS[d.get("deal_status")], "deal_status", "weapon_text"
        )
        for d in deals
        if _is_at_war(d, context) and _is_choice_of_supplier(d, context)
    ]


def _is_choice_of_supplier(deal: Draft, context: Context) -> bool:
    """Whether a deal tells what a state or body that supplies has decided: no firm does, and nobody who is asked to."""
    supplier = deal.get("supplier_country")
    if supplier is None or not is_state_or_body(supplier):
        return False
    if any(place.found_by == "party:maker" for place in deal.places["supplier_country"]):
        return False
    if deal.get("deal_status") == "delivered" and deal.get("transfer_kind") not in _AID:
        return False
    return not _is_demanded(deal, context) and not _is_permitted(deal, context)


def _pair(deal: Draft) -> tuple[str | None, ...]:
    return tuple(deal.get(s) for s in _SIDES)


def _is_at_war(deal: Draft, context: Context) -> bool:
    return is_armed_in_war(deal.get("recipient_country"), context.published)


def _is_demanded(deal: Draft, context: Context) -> bool:
    """Whether a deal is only what others ask for: a demand is no stance of the supplier."""
    words = senses("policy_stances")
    told = (context.reading.doc[i] for p in deal.places["deal_status"] for i in range(p.start, p.end))
    return any(words.get(token.lemma) == "appeal" for token in told)


def _is_permitted(deal: Draft, context: Context) -> bool:
    """Whether another state only lets the supplier give it: "Washington has allowed Denmark to pass on its jets"."""
    if _is_left_to_another(deal, context):
        return True
    if deal.get("deal_status") != "approved":
        return False
    told = (context.reading.doc[i] for p in deal.places["deal_status"] for i in range(p.start, p.end))
    cues = (trigger_table("arms_triggers").at(t) for t in told if is_verb(t))
    verbs = [c.token for c in cues if c is not None and c.cue.extras["status"] == "approved"]
    allowing = (context.parties.of(t) for verb in verbs for t in arguments(verb).agents)
    codes = {p.code for p in allowing if p is not None}
    return bool(codes) and deal.get("supplier_country") not in codes


def _is_left_to_another(deal: Draft, context: Context) -> bool:
    """Whether the supplier is who is let or not let give it: "would not let Oslo send its guns"."""
    told = deal.places["supplier_country"][0]
    giving = context.reading.head(told.start, told.end).head
    is_told = is_verb(giving) and giving.dep_ in ("ccomp", "xcomp") and is_letting(giving.head)
    return is_told and any(told.start <= t.i < told.end for t in subjects(giving))


def unless_told(implied: Sequence[Draft], told: Sequence[Draft], context: Context) -> list[Draft]:
    """The options that are implied, without supplies of arms that the document tells otherwise.

    As an embargo, where they are refused; in the same sentence as money that is given for them.
    """
    barred = {(d.get("actor"), d.get("target")) for d in told if d.get("instrument") == "arms_embargo"}
    index = context.reading.sentence_index
    paid = {_given(d, index[d.anchor]) for d in told if d.get("instrument") == "military_aid_funding"}
    left = [d for d in implied if not (_is_refused(d) and (d.get("actor"), d.get("beneficiary")) in barred)]
    return [d for d in left if d.get("instrument") != "arms_supply" or _given(d, index[d.anchor]) not in paid]


def _given(option: Draft, sentence: int) -> tuple[str | None, str | None, int]:
    return option.get("actor"), option.get("beneficiary"), sentence


def _is_refused(option: Draft) -> bool:
    return option.get("instrument") == "arms_supply" and option.get("stance") == "ruled_out"
