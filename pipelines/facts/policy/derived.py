"""Policy that other facts imply: who gives arms as aid, or sends troops, takes a stance on doing so.

A plain sale is no policy; neither is a deployment that its own government denies.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, senses
from pipelines.facts.draft import Draft, Place
from pipelines.facts.policy.presence import tells_presence
from pipelines.facts.policy.states import is_state_or_body
from pipelines.facts.policy.wars import is_armed_in_war
from pipelines.facts.roles import arguments, is_verb, purposes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.annotation.parsed import Token
    from pipelines.annotation.parties import Party
    from pipelines.facts.context import Context

FAMILY = "policy_options"
_LISTED = ("troops:row",)
_UNTOLD = ("status:none", "status:with")  # "Fiji, with 300 soldiers in the force, is weighing whether to stay"
_OWN_WORDS = 0.6  # weight of a deployment both of whose sides were not taken from elsewhere
_SIDES = ("supplier_country", "recipient_country")
_AID = ("aid", "lease")
_OF_DEALS = {
    "considered": "considering",
    "approved": "pledged",
    "agreed": "pledged",
    "delivered": "adopted",
    "cancelled": "ruled_out",
}
_OF_TROOPS = {"planned": "pledged", "deployed": "adopted", "withdrawn": "adopted"}
_ALONGSIDE = ("with", "alongside")
_CERTAINTY = {"considering": "possible", "pledged": "planned", "adopted": "asserted", "ruled_out": "asserted"}


def _option(fact: Draft, actor: str, other: str, instrument: str, stance: str, status: str, anchor: str) -> Draft:
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
    """The stances on supplying arms that are told of a state at war. At peace a gift is mostly told as trade is."""
    return [
        _option(
            d, "supplier", "recipient", "arms_supply", _OF_DEALS[d.get("deal_status")], "deal_status", "weapon_text"
        )
        for d in deals
        if _is_at_war(d, context)
        and d.get("supplier_country") is not None
        and (d.get("deal_status") != "delivered" or d.get("transfer_kind") in _AID)
        and is_state_or_body(d.get("supplier_country"))
        and not any(place.found_by == "party:maker" for place in d.places["supplier_country"])
        and not _is_demanded(d, context)
    ]


def _pair(deal: Draft) -> tuple[str | None, ...]:
    return tuple(deal.get(s) for s in _SIDES)


def _is_at_war(deal: Draft, context: Context) -> bool:
    return is_armed_in_war(deal.get("recipient_country"), context.published)


def _is_demanded(deal: Draft, context: Context) -> bool:
    """Whether a deal is only what others ask for: a demand is no stance of the supplier."""
    words = senses("policy_stances")
    told = (context.reading.doc[i] for p in deal.places["deal_status"] for i in range(p.start, p.end))
    return any(words.get(token.lemma_.lower()) == "appeal" for token in told)


def options_of_troops(deployments: list[Draft], context: Context) -> list[Draft]:
    """The stances on sending, training with and withdrawing troops that deployments imply."""
    drafts = []
    for d in deployments:
        force, claimant = d.get("force_country"), d.get("claimant")
        if force in (d.get("denied_by") or ()) or d.weight < _OWN_WORDS or not is_state_or_body(force):
            continue
        if claimant is not None and claimant != force:
            continue  # what others say of its soldiers is no stance that it takes
        is_teaching = "teach" in _tasks(context.reading.doc[d.anchor])
        if not is_teaching and all(tells_presence(context.reading.doc[p.start]) for p in d.places["deployment_status"]):
            continue  # "has 500 soldiers there" tells of a state, not of a choice; but 60 instructors teach there
        if d.get("host_country") == force or d.places["count_text"][0].found_by in _LISTED:
            continue  # a table of contingents counts forces and tells of no act
        counted = context.reading.mention_at(d.anchor)
        if counted is not None and counted.label == "nationality" and d.get("deployment_status") == "deployed":
            continue  # "4,000 Ukrainians have gone through the centre": people of a country are not always its soldiers
        told = [context.reading.doc[p.start] for p in d.places["deployment_status"]]
        if d.get("deployment_status") == "withdrawn" and any(purposes(t) for t in told):
            continue  # "flew out to join the force" leaves for somewhere
        if _is_taught(context.reading.doc[d.anchor]) or (_is_only_there(d, context) and not is_teaching):
            continue
        instrument = _instrument_of(d, context)
        stance = _OF_TROOPS[d.get("deployment_status")]
        option = _option(d, "force", "host", instrument, stance, "deployment_status", "count_text")
        if instrument == "training" and (pupils := _pupils(context.reading.doc[d.anchor], context)) is not None:
            option.put("beneficiary", pupils.code, Place(pupils.start, pupils.end, f"party:{pupils.rule}"))
        drafts.append(option)
    return drafts


def unless_withdrawn(implied: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """All options, without the deployments of soldiers whom the document tells to leave: who leaves still stands.

    One that is only implied goes wherever they stand; one that is told goes where they leave the same country.
    """
    leaving = [d for d in (*implied, *told) if d.get("instrument") == "troop_withdrawal"]
    sent = ("troop_deployment", "training")
    codes = {d.get("actor") for d in leaving}
    kept = [d for d in implied if d.get("actor") not in codes or d.get("instrument") not in sent]
    return [d for d in (*told, *kept) if not any(_is_undone(d, other) for other in leaving)]


def _is_undone(sending: Draft, leaving: Draft) -> bool:
    """Whether soldiers who were sent to a country leave it or are sent away from it."""
    if sending.get("instrument") != "troop_deployment" or sending.get("stance") != "adopted":
        return False
    if leaving.get("stance") != "adopted":
        return False
    host = sending.get("beneficiary") or sending.get("target")
    if leaving.get("actor") == sending.get("actor"):
        return leaving.get("target") in (None, host)
    return (leaving.get("actor"), leaving.get("target")) == (host, sending.get("actor"))


def _is_only_there(deployment: Draft, context: Context) -> bool:
    """Whether a force is told to be there and nothing of what is done with it: "there are 330 in the Sinai"."""
    places = deployment.places["deployment_status"]
    told = [context.reading.doc[i] for p in places for i in range(p.start, p.end)]
    is_untold = all(p.found_by in _UNTOLD for p in places) and deployment.get("deployment_status") == "deployed"
    return is_untold or any(c.dep_ == "expl" for token in told for c in token.children)


def _instrument_of(deployment: Draft, context: Context) -> str:
    """What a deployment is by its own words: instructors train, some come to exercise."""
    if deployment.get("deployment_status") == "withdrawn":
        return "troop_withdrawal"
    doc = context.reading.doc
    words = [
        doc[deployment.anchor],
        *(doc[i] for p in deployment.places["deployment_status"] for i in range(p.start, p.end)),
    ]
    tasks = [_tasks(token) for token in words]
    teaching = [arguments(verb) for verb in _teaching_verbs(words[0])]
    if any(words[0] in told.agents and told.themes for told in teaching):
        return "training"  # "sixty commandos train marines"
    if any("teach" in task for task in tasks):
        return "training"
    if any("join" in task for task in tasks):
        tasks += [_tasks(token) for token in doc[deployment.anchor].sent]
    shared = any("share" in t and arguments(w).by(*_ALONGSIDE) for t, w in zip(tasks, words, strict=False))
    return "exercise" if shared or any("exercise" in task for task in tasks) else "troop_deployment"


def _tasks(token: Token) -> frozenset[str]:
    """What the word tells that soldiers are sent for."""
    scope = "verb" if is_verb(token) else "noun"
    return _words()[token.lemma_.lower(), scope]


@cache
def _words() -> dict[tuple[str, str], frozenset[str]]:
    found: defaultdict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    for cue in cues("policy_tasks"):
        found[cue.phrase, cue.scope] |= {cue.sense}
    return found


def _is_taught(counted: Token) -> bool:
    """Whether those who are counted are pupils, not who is sent: "15,000 Ukrainians are to be trained in Poland"."""
    return any(counted in arguments(verb).themes for verb in _teaching_verbs(counted))


def _pupils(counted: Token, context: Context) -> Party | None:
    """Whose soldiers those who are counted teach: they are helped, wherever they are taught."""
    verbs = (v for v in _teaching_verbs(counted) if counted in arguments(v).agents)
    told = (context.parties.of(theme) for verb in verbs for theme in arguments(verb).themes)
    return next((party for party in told if party is not None), None)


def _teaching_verbs(counted: Token) -> list[Token]:
    teaching = {cue.phrase for cue in cues("policy_verbs") if cue.sense == "teach"}
    return [t for t in counted.sent if is_verb(t) and t.lemma_.lower() in teaching]
