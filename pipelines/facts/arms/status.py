"""How far a deal has got: the status of its trigger, changed by tense, negation and by what governs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.qualifiers import Verdict, verdict
from pipelines.facts.roles import governors, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipelines.annotation.cues import Cue
    from pipelines.facts.triggers import Trigger, TriggerTable

_CLAUSAL = frozenset(
    "xcomp ccomp pcomp acl advcl dobj pobj prep nsubj nsubjpass attr oprd relcl agent compound nmod poss dative "
    "appos amod".split()
)


def operators(trigger: Token, table: TriggerTable) -> list[Trigger]:
    """The cues above a trigger in its own clause chain, nearest first ("approved" above "sale")."""
    found = []
    governed = {trigger, *governors(trigger)}
    below = trigger
    for token in governors(trigger):
        if below.dep_ not in _CLAUSAL:
            break
        if below.dep_ in ("relcl", "advcl") and is_verb(below):
            break
        if below.dep_ == "ccomp" and below.i < token.i and any(t.text in ";:" for t in below.doc[below.i : token.i]):
            break  # two sentences in one, not a clause in another
        if (cue := table.at(token)) is not None:
            found.append(cue)
        if is_verb(token):  # "was given approval", "has been put on hold"
            told = (table.at(c) for c in token.children if c.dep_ in ("dobj", "attr", "prep") and c != trigger)
            found += [t for t in told if t is not None and t.sense == "op" and t.token not in governed]
        below = token
    return found


def _own(status: str, told: Verdict) -> str:
    if told.negated:
        return "considered" if told.time == "past" else "cancelled"
    if status == "delivered":
        return {"future": "agreed", "possible": "considered", "conditional": "agreed", "bare": "agreed"}.get(
            told.time, status
        )
    if status == "agreed":
        return {"possible": "considered", "conditional": "considered"}.get(told.time, status)
    return status


def deal_status(trigger: Trigger, above: list[Trigger]) -> tuple[str, list[Token]]:
    """The status code, and the tokens that decided it."""
    told = verdict(trigger.token)
    cues = [trigger.token] + ([told.cue] if told.cue is not None else [])
    status = (
        _own(trigger.cue.extras["status"] or "agreed", told) if is_verb(trigger.token) else trigger.cue.extras["status"]
    )
    if not is_verb(trigger.token) and told.negated:
        status = "considered"
    for operator in above:
        told = verdict(operator.token)
        op_status = operator.cue.extras["status"]
        if not op_status:
            continue
        if operator.cue.sense == "op" or (
            operator.cue.sense in ("buy", "sell") and op_status in ("considered", "agreed")
        ):
            cues += [operator.token] + ([told.cue] if told.cue is not None else [])
            if op_status == "cancelled":
                return ("considered" if told.negated or told.time in ("possible", "conditional") else "cancelled"), cues
            if op_status == "approved":
                return (
                    "considered" if told.negated or told.time in ("future", "possible", "conditional") else "approved"
                ), cues
            if op_status == "considered":
                return "considered", cues
            if operator.cue.sense == "op" and op_status == "delivered":
                return (
                    "delivered"
                    if trigger.cue.extras["status"] == "delivered" and told.time in ("past", "present")
                    else status
                ), cues
            return _own(op_status, told), cues
        if operator.cue.sense == "deal" and is_verb(operator.token):
            cues.append(operator.token)
            return _own("agreed", told), cues
        if operator.cue.sense == "arrive":
            return _own("delivered", told), [*cues, operator.token]
    return status, cues


def word_status(token: Token) -> tuple[str, Cue] | None:
    """The stage that a word tells by itself, where no clause is built with it: a cell of a table, a label."""
    cue = trigger_table("arms_triggers").word(token)
    if cue is None or not cue.extras["status"] or token.is_punct:
        return None
    status = cue.extras["status"]
    before = token.nbor(-1).lower_ if token.i else ""
    if status == "delivered" and before in ("be", "to", "for", "awaiting"):
        status = "agreed"  # "to be delivered", "due for delivery"
    return status, cue
