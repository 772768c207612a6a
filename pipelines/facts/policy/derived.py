"""Policy that other facts imply: who gives arms as aid, or sends troops, takes a stance on doing so.

A plain sale is no policy; neither is a deployment that its own government denies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.draft import Draft, Place
from pipelines.facts.policy.stance import read_stance
from pipelines.facts.roles import is_verb

if TYPE_CHECKING:
    from pipelines.facts.context import Context
    from pipelines.facts.troops.sides import Topic

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
    return [
        _option(
            d, "supplier", "recipient", "arms_supply", _OF_DEALS[d.get("deal_status")], "deal_status", "weapon_text"
        )
        for d in deals
        if d.get("supplier_country") and d.get("recipient_country") and d.get("transfer_kind") in _AID
    ]


def options_of_troops(deployments: list[Draft]) -> list[Draft]:
    """The stances on sending and withdrawing troops that deployments imply."""
    drafts = []
    for d in deployments:
        if d.get("force_country") in (d.get("denied_by") or ()) or d.weight < _OWN_WORDS:
            continue
        instrument = "troop_withdrawal" if d.get("deployment_status") == "withdrawn" else "troop_deployment"
        stance = _OF_TROOPS[d.get("deployment_status")]
        drafts.append(_option(d, "force", "host", instrument, stance, "deployment_status", "count_text"))
    return drafts


def options_of_topics(spoken: list[Topic], deployments: list[Draft], context: Context) -> list[Draft]:
    """The stances on sending or withdrawing troops of which the document tells no number."""
    drafts = []
    counted = {d.get("force_country") for d in deployments}
    for topic in spoken:
        if topic.force is not None and topic.force.code in counted:
            continue
        move = next((t for t in topic.triggers if t.sense in ("send", "withdraw")), None)
        if (
            move is not None
            and is_verb(move.token)
            and (topic.token.head != move.token or topic.token.dep_ not in ("dobj", "nsubjpass"))
        ):
            continue
        if move is None or topic.force is None or topic.host is None or topic.force.code == topic.host.code:
            continue
        if len(topic.force.code) != 3 and topic.force.code not in ("EU", "NATO", "UN", "AU", "ECOWAS", "SADC", "CSTO"):
            continue
        stance = read_stance(topic.token if not is_verb(move.token) else move.token)
        if stance is None:
            continue
        trigger = Place(move.token.i, move.token.i + 1, move.cue.cue_id, "trigger")
        cues = [Place(t.i, t.i + 1, stance.found_by, "cue") for t in stance.cues]
        draft = Draft(FAMILY, topic.index, weight=0.6)
        at = Place(topic.force.start, topic.force.end, topic.force.rule)
        draft.put("actor", topic.force.code, at)
        draft.put("actor_name", context.reading.doc[topic.force.start : topic.force.end].text, at)
        draft.put("category", "military", trigger)
        draft.put("instrument", "troop_deployment" if move.sense == "send" else "troop_withdrawal", trigger)
        draft.put("beneficiary", topic.host.code, Place(topic.host.start, topic.host.end, topic.host.rule))
        draft.put("stance", stance.code, *cues)
        draft.put("action_text", move.token.text, trigger)
        draft.put("certainty", stance.certainty, *cues)
        drafts.append(draft)
    return drafts
