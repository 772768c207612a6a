"""Policy that deployments imply: who sends soldiers, or takes them home, has taken a stance on doing so.

Not every deployment tells of a choice: what its own government denies is none, what others say of its soldiers, or that
it has 500 somewhere, tells too little by itself. It is a part of a mission all the same where others are told to send
theirs to the same country: "Kenya is sending 1,000 to Haiti ... and the Bahamas has committed 150".
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, senses, words
from pipelines.facts.draft import Draft, Place
from pipelines.facts.policy.actors.states import BODIES, is_state_or_body
from pipelines.facts.policy.acts.hosts import is_put_out
from pipelines.facts.policy.acts.object_words import is_fighter
from pipelines.facts.policy.acts.presence import are_pupils, is_bound, tells_presence
from pipelines.facts.policy.implied.of_deals import implied_option
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, conjuncts, governors, is_passive, is_verb, purposes
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context

_LISTED = ("troops:row",)
_UNTOLD = ("status:none", "status:with")  # "Fiji, with 300 soldiers in the force, is weighing whether to stay"
_OWN_WORDS = 0.6  # weight of a deployment both of whose sides were not taken from elsewhere
_ELSEWHERE = frozenset(("force:topic", "force:mission_topic", "force:next"))  # whose soldiers, by another sentence
_OF_TROOPS = {"planned": "pledged", "deployed": "adopted", "withdrawn": "adopted"}
_SENDING = ("adopted", "pledged")
_MANY = 2  # others who send soldiers to a country in which "has 500" tells of a part in it
_ALONGSIDE = ("with", "alongside")
_CALLED = words("policy_words", "called")
_AUTHORISING = words("policy_words", "authorising")
_IRREGULARS = words("policy_words", "irregular")


def options_of_troops(deployments: list[Draft], context: Context) -> list[Draft]:
    """The stances on sending, training with and withdrawing troops that deployments tell by themselves."""
    chosen = (d for d in _of_each(deployments, context) if not _is_no_choice(d, context))
    return [_option_of(d, context) for d in chosen if not (_is_vague(d) or _is_foreign_claim(d) or _stands(d, context))]


def parts_of_missions(deployments: list[Draft], options: Sequence[Draft], context: Context) -> list[Draft]:
    """The options of who sends soldiers where others of the options are told to send theirs.

    Such a deployment need not be told in full: where its soldiers go is known from the others.
    """
    found = []
    leaving = {o.get("actor") for o in options if o.get("instrument") == "troop_withdrawal"}
    sending = [o for o in options if o.get("instrument") == "troop_deployment" and o.get("stance") in _SENDING]
    for d in _of_each(deployments, context):
        if _is_no_choice(d, context) or _ELSEWHERE & {p.found_by for p in d.places["force_country"]}:
            continue
        if (_is_foreign_claim(d) and not _is_reported(d)) or d.get("force_country") == "UN":
            continue  # what the Council decides on is an act of its own
        option = _option_of(d, context)
        others = {o.get("actor") for o in sending if _is_beside(o, option)}
        least = max(_MANY, 2 * len(leaving) + 1) if _stands(d, context) else 1  # where others leave, he only stays on
        if len(others) >= least:
            found.append(option)
    return found


def _of_each(deployments: Sequence[Draft], context: Context) -> list[Draft]:
    """The deployments, and those of who is told to send the same soldiers: "400 British and Czech troops"."""
    found = list(deployments)
    for d in deployments:
        place = d.places["force_country"][0] if d.get("force_country") else None
        first = context.reading.head(place.start, place.end) if place is not None else None
        if first is None or first.dep_ not in ("amod", "compound", "nmod"):
            continue
        beside = (context.parties.stated(t) for t in conjuncts(first) if t != first)
        for party in (p for p in beside if p is not None and p.code != d.get("force_country")):
            other = replace(d, values=dict(d.values), places=dict(d.places))
            at = Place(party.start, party.end, f"party:{party.rule}")
            other.put("force_country", party.code, at)
            other.put("force_name", context.reading.doc[party.start : party.end].text, at)
            found.append(other)
    return found


def _is_beside(other: Draft, option: Draft) -> bool:
    """Whether an option of sending soldiers is that of another who does the same to the same country."""
    host = option.get("beneficiary")
    return (
        option.get("instrument") == "troop_deployment"
        and other.get("actor") not in (option.get("actor"), host)
        and host in (other.get("beneficiary"), other.get("target"))
    )


def _option_of(deployment: Draft, context: Context) -> Draft:
    instrument = _instrument_of(deployment, context)
    is_decided = _is_authorised(deployment, context) or _is_of_body(deployment, context)
    stance = "adopted" if is_decided else _OF_TROOPS[deployment.get("deployment_status")]
    option = implied_option(deployment, "force", "host", instrument, stance, "deployment_status", "count_text")
    if instrument == "training" and (pupils := _pupils(deployment, context)) is not None:
        option.put("beneficiary", pupils.code, Place(pupils.start, pupils.end, f"party:{pupils.rule}"))
    return option


def _is_authorised(deployment: Draft, context: Context) -> bool:
    """Whether a number of soldiers is what a council or a parliament has decided on: "the 11,100 it has authorised"."""
    told = (context.reading.doc[p.start] for p in deployment.places["deployment_status"])
    return any(t.lemma in _AUTHORISING and verdict(t).time in ("past", "present") for t in told)


def _is_of_body(deployment: Draft, context: Context) -> bool:
    """Whether a body of states is to have a number of soldiers, which it has none of before it decides on them."""
    told = (context.reading.doc[p.start] for p in deployment.places["deployment_status"])
    return deployment.get("force_country") in BODIES and all(verdict(t).time != "possible" for t in told)


def _is_no_choice(deployment: Draft, context: Context) -> bool:
    """Whether a deployment is none of a state's, or no act of its own."""
    doc, force, status = context.reading.doc, deployment.get("force_country"), deployment.get("deployment_status")
    if force in (deployment.get("denied_by") or ()) or not is_state_or_body(force):
        return True
    if deployment.get("host_country") == force or deployment.places["count_text"][0].found_by in _LISTED:
        return True  # a table of contingents counts forces and tells of no act
    if force == "UN" and status == "deployed":
        return True  # what the Council decides on is an act of its own
    if _are_irregulars(deployment, context):
        return True  # "2,400 Syrian fighters" are sent by whoever pays them
    counted = context.reading.mention_at(deployment.anchor)
    if counted is not None and counted.label == "nationality" and status == "deployed":
        return True  # "4,000 Ukrainians have gone through the centre": people of a country are not always its soldiers
    told = [doc[p.start] for p in deployment.places["deployment_status"]]
    if is_bound(doc[deployment.anchor], told, is_of_body=force in BODIES, is_ahead=status == "planned"):
        return True
    if status == "withdrawn" and any(purposes(t) or is_put_out(t) for t in told):
        return True  # "flew out to join the force" leaves for somewhere, who "was sent away" was put out by the host
    if status == "withdrawn" and any(_is_ahead(g) for t in told for g in governors(t)):
        return True  # "threatened to expel thousands of them"
    return _is_taught(doc[deployment.anchor]) or are_pupils(doc[deployment.anchor], told)


def _is_ahead(verb: Token) -> bool:
    """Whether a verb only threatens, weighs or proposes what it governs."""
    stance = trigger_table("policy_stances").at(verb) if is_verb(verb) else None
    return stance is not None and stance.sense in ("considering", "proposed")


def _are_irregulars(deployment: Draft, context: Context) -> bool:
    """Whether those who are counted, or after whose country they are called, belong to no army."""
    doc = context.reading.doc
    called = [doc[i] for p in deployment.places["force_country"] for i in range(p.start, p.end)]
    told = {doc[deployment.anchor], *called, *(t.head for t in called)}
    return any(is_fighter(t) or t.lemma in _IRREGULARS for t in told)


def _is_vague(deployment: Draft) -> bool:
    """Whether whose soldiers they are and where they stand is known from elsewhere; a plan is a choice all the same."""
    return deployment.weight < _OWN_WORDS and deployment.get("deployment_status") != "planned"


def _is_foreign_claim(deployment: Draft) -> bool:
    """Whether it is others who tell of a state's soldiers, which is no stance that it takes."""
    return deployment.get("claimant") not in (None, deployment.get("force_country"))


def _is_reported(deployment: Draft) -> bool:
    """Whether who tells of soldiers is no state with an interest of its own: a paper, or the host of those to come."""
    claimant = deployment.get("claimant")
    is_host = claimant == deployment.get("host_country") and deployment.get("deployment_status") == "planned"
    return is_host or not is_state_or_body(claimant)


def _stands(deployment: Draft, context: Context) -> bool:
    """Whether soldiers are only told to be somewhere: "has 500 soldiers there", "there are 330 in the Sinai".

    Instructors who are somewhere teach there.
    """
    if "teach" in _tasks(context.reading.doc[deployment.anchor]):
        return False
    if any(t.lemma in _CALLED for w in _told(deployment, context) for t in arguments(w).by("at", "upon", "on", "by")):
        return False  # "has 1,000 there at the invitation of the president"
    places = deployment.places["deployment_status"]
    if all(tells_presence(context.reading.doc[p.start]) for p in places):
        return True
    told = [context.reading.doc[i] for p in places for i in range(p.start, p.end)]
    is_untold = all(p.found_by in _UNTOLD for p in places) and deployment.get("deployment_status") == "deployed"
    return is_untold or any(c.dep_ == "expl" for token in told for c in token.children)


def unless_withdrawn(implied: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """All options, without the deployments of soldiers whom the document tells to leave: who leaves still stands.

    One that is only implied goes wherever they stand, if it is no plan; one that is told goes where they leave the same
    country.
    """
    sent_off = {(d.get("actor"), d.anchor) for d in told if d.get("instrument") == "troop_deployment"}
    implied = [d for d in implied if not _is_set_out(d, sent_off)]
    leaving = [d for d in (*implied, *told) if d.get("instrument") == "troop_withdrawal"]
    sent = ("troop_deployment", "training")
    codes = {d.get("actor") for d in leaving}
    kept = [
        d
        for d in implied
        if d.get("actor") not in codes or d.get("instrument") not in sent or d.get("stance") == "pledged"
    ]
    return [d for d in (*told, *kept) if not any(_is_undone(d, other) for other in leaving)]


def _is_set_out(leaving: Draft, sent_off: set[tuple[str, int]]) -> bool:
    """Whether the words for soldiers who leave are told to send them off: "flew out on Monday" to a mission."""
    places = leaving.places["stance"]
    is_leaving = leaving.get("instrument") == "troop_withdrawal"
    return is_leaving and any((leaving.get("actor"), p.start) in sent_off for p in places)


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


def _instrument_of(deployment: Draft, context: Context) -> str:
    """What a deployment is by its own words: instructors train, some come to exercise."""
    if deployment.get("deployment_status") == "withdrawn":
        return "troop_withdrawal"
    words = _told(deployment, context)
    tasks = [_tasks(token) for token in words]
    teaching = [arguments(verb) for verb in _teaching_verbs(words[0])]
    if any(words[0] in told.agents and told.themes for told in teaching):
        return "training"  # "sixty commandos train marines"
    if any("teach" in task for task in tasks) or any(_is_below(verb, words) for verb in _teaching_verbs(words[0])):
        return "training"
    if any("join" in task for task in tasks):
        tasks += [_tasks(token) for token in words[0].sent]
    shared = any("share" in t and arguments(w).by(*_ALONGSIDE) for t, w in zip(tasks, words, strict=False))
    tasks += [_tasks(t) for w in words for t in arguments(w).by("for", "on")]  # "came for the drills"
    return "exercise" if shared or any("exercise" in task for task in tasks) else "troop_deployment"


def _told(deployment: Draft, context: Context) -> list[Token]:
    """The men who are counted, and the words that tell of them."""
    doc = context.reading.doc
    places = deployment.places["deployment_status"]
    return [doc[deployment.anchor], *(doc[i] for p in places for i in range(p.start, p.end))]


def _is_below(teaching: Token, words: Sequence[Token]) -> bool:
    """Whether a clause on where men are tells that they teach there: "are in Britain, where they train recruits"."""
    told = arguments(teaching)
    is_theirs = all(t in words or t.pos_ in ("PRON", "NUM") for t in told.agents)
    is_clause = teaching.dep_ in ("advcl", "relcl", "acl") and not is_passive(teaching)
    return is_clause and is_theirs and bool(told.themes) and any(w in teaching.ancestors for w in words)


def _tasks(token: Token) -> frozenset[str]:
    """What the word tells that soldiers are sent for."""
    if is_verb(token):
        return _words()[token.lemma, "verb"]
    is_named = senses("policy_instruments").get(token.lower_) == "exercise"  # "came for Balikatan"
    return frozenset(("exercise",)) if is_named else _words()[token.lemma, "noun"]


@cache
def _words() -> dict[tuple[str, str], frozenset[str]]:
    found: defaultdict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
    for cue in cues("policy_tasks"):
        found[cue.phrase, cue.scope] |= {cue.sense}
    return found


def _is_taught(counted: Token) -> bool:
    """Whether those who are counted are pupils, not who is sent: "15,000 Ukrainians are to be trained in Poland"."""
    return any(counted in arguments(verb).themes for verb in _teaching_verbs(counted))


def _pupils(deployment: Draft, context: Context) -> Party | None:
    """Whose soldiers those who are counted teach: they are helped, wherever they are taught."""
    words = _told(deployment, context)
    verbs = (v for v in _teaching_verbs(words[0]) if words[0] in arguments(v).agents or _is_below(v, words))
    told = (context.parties.of(theme) for verb in verbs for theme in arguments(verb).themes)
    return next((party for party in told if party is not None), None)


def _teaching_verbs(counted: Token) -> list[Token]:
    teaching = words("policy_verbs", "teach")
    return [t for t in counted.sent if t.lemma in teaching and is_verb(t)]
