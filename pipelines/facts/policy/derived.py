"""Policy that other facts imply: who gives arms as aid, or sends troops, takes a stance on doing so.

A plain sale is no policy; neither is a deployment that its own government denies.
"""

from __future__ import annotations

from pipelines.facts.draft import Draft
from pipelines.facts.policy.sides import BODIES

FAMILY = "policy_options"
_OWN_WORDS = 0.6  # weight of a deployment both of whose sides were not taken from elsewhere
_AID = ("aid", "lease")
_OF_DEALS = {
    "considered": "considering",
    "approved": "pledged",
    "agreed": "pledged",
    "delivered": "adopted",
    "cancelled": "ruled_out",
}
_OF_TROOPS = {"planned": "pledged", "deployed": "adopted", "withdrawn": "adopted"}
_CERTAINTY = {"considering": "possible", "pledged": "planned", "adopted": "asserted", "ruled_out": "asserted"}


def _option(fact: Draft, actor: str, other: str, instrument: str, stance: str, status: str, anchor: str) -> Draft:
    draft = Draft(FAMILY, fact.anchor, weight=fact.weight * 0.8)
    draft.put("actor", fact.get(f"{actor}_country"), *fact.places[f"{actor}_country"])
    draft.put("actor_name", fact.get(f"{actor}_name"), *fact.places[f"{actor}_country"])
    draft.put("category", "military", *fact.places[status])
    draft.put("instrument", instrument, *fact.places[status])
    if fact.get(f"{other}_country"):
        draft.put("beneficiary", fact.get(f"{other}_country"), *fact.places[f"{other}_country"])
    draft.put("stance", stance, *fact.places[status])
    draft.put("action_text", fact.get(anchor), *fact.places[anchor])
    draft.put("certainty", _CERTAINTY[stance], *fact.places[status])
    return draft


def options_of_deals(deals: list[Draft]) -> list[Draft]:
    """The stances on supplying arms that deals imply which are aid, or on whose status politics decides."""
    sides = ("supplier_country", "recipient_country")
    traded = {tuple(d.get(s) for s in sides) for d in deals if d.get("transfer_kind") not in _AID}
    return [
        _option(
            d, "supplier", "recipient", "arms_supply", _OF_DEALS[d.get("deal_status")], "deal_status", "weapon_text"
        )
        for d in deals
        if all(d.get(s) for s in sides)
        and d.get("transfer_kind") in _AID
        and tuple(d.get(s) for s in sides) not in traded
        and _is_state(d.get("supplier_country"))
    ]


def _is_state(code: str) -> bool:
    return len(code) == 3 or code in BODIES


def options_of_troops(deployments: list[Draft]) -> list[Draft]:
    """The stances on sending and withdrawing troops that deployments imply."""
    drafts = []
    for d in deployments:
        force, claimant = d.get("force_country"), d.get("claimant")
        if force in (d.get("denied_by") or ()) or d.weight < _OWN_WORDS or not _is_state(force):
            continue
        if claimant is not None and claimant != force:
            continue  # what others say of its soldiers is no stance that it takes
        instrument = "troop_withdrawal" if d.get("deployment_status") == "withdrawn" else "troop_deployment"
        stance = _OF_TROOPS[d.get("deployment_status")]
        drafts.append(_option(d, "force", "host", instrument, stance, "deployment_status", "count_text"))
    return drafts
