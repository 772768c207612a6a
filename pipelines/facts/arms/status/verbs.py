"""The stage that a verb of dealing tells by itself: by its tense, its negation, its clause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.coreference.shapes import reference_words
from pipelines.annotation.cues import words
from pipelines.facts.qualifiers import Verdict, is_not_yet, is_past_perfect, verdict
from pipelines.facts.roles import is_object, is_passive, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.triggers import Trigger

_NEXT = frozenset(("next", "tomorrow"))
_HAVING = ("after", "since", "upon", "following")
_OPEN = words("arms_words", "undecided")
_GOING_ON = ("process", "midst", "middle", "course")
_FLOATING = words("arms_words", "floating")
_DETAILS = words("arms_words", "detail")
_WISHING = words("arms_words", "wishing")
_BIDDING = ("should", "must", "ought", "shall")
_UNTIL = ("before", "until", "till")
_ENDS = ("war", "fighting", "conflict", "ceasefire")  # of these nobody knows when
UNREAL = ("possible", "conditional", "future")


def told_by(verb: Token) -> Verdict:
    """How a verb is told: a participle as the verb over it, what somebody said that they would do as the future."""
    told = verdict(verb)
    if verb.dep_ == "acomp" and not is_verb(verb) and is_verb(verb.head):
        return replace(told, negated=told.negated or _is_denied(verb.head))  # "is no longer interested in"
    if told.time == "bare" and verb.tag_ == "VBG" and verb.dep_ == "advcl" and is_verb(verb.head):
        if is_object(verb):
            return told  # "has not ruled out sending": what is over it decides
        over = verdict(verb.head)
        return replace(over, negated=told.negated or over.negated)
    if told.time == "bare" and verb.dep_ == "csubj":
        return replace(told, time="possible")  # "selling them would cost Oslo a friend"
    if told.time == "bare" and verb.dep_ == "pcomp" and verb.head.lower_ in _HAVING:
        return replace(told, time="past")  # "months after taking delivery of"
    if told.time == "bare" and verb.dep_ == "pcomp" and verb.head.head.lower_ in _GOING_ON:
        return replace(told, time="present")  # "is in the process of receiving"
    if told.time == "bare" and verb.dep_ == "pcomp" and verb.head.head.lemma in reference_words("judging"):
        return replace(told, time="past")  # "accuses Tehran of supplying"
    if told.time == "present" and any(_NEXT & {g.lower_ for g in c.subtree} for c in verb.children if _is_when(c)):
        return replace(told, time="future")  # "deliveries begin next year"
    if told.time == "conditional" and told.cue is not None and told.cue.lower_ in ("would", "'d"):
        if verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN") and verb.head.i < verb.i:
            return replace(told, time="future")
    return told


def _is_denied(copula: Token) -> bool:
    """Whether a word for being is denied, also by "no longer"."""
    ended = (c for c in copula.children if c.dep_ == "advmod" and c.lower_ == "longer")
    return verdict(copula).negated or any(g.lower_ == "no" for c in ended for g in c.children)


def _is_when(token: Token) -> bool:
    return token.dep_ == "npadvmod" or (
        token.dep_ == "prep" and token.lower_ in ("in", "from", "by", "between", "until")
    )


def own_status(trigger: Trigger, told: Verdict) -> str:
    """The status of a verb by itself."""
    status = trigger.cue.extras["status"] or "agreed"
    if is_thwarted(trigger):
        return "cancelled"
    if told.negated and any(c.dep_ == "nsubjpass" and c.lemma in _DETAILS for c in trigger.token.children):
        told = replace(told, negated=False)  # "the number of missiles was not announced"
    if told.time == "conditional" and told.cue is not None and told.cue.dep_ == "mark" and not told.negated:
        return "considered"  # "only if America sent it"
    if _is_conditioned(trigger.token) and told.time in ("conditional", "possible", "future"):
        return "considered"
    if told.negated and (is_not_yet(trigger.token) or (status == "delivered" and _is_later(trigger.token))):
        return "agreed" if status == "delivered" else "considered"
    if told.negated and is_called_wrong(trigger.token):
        is_done = any(c.lower_ == "have" for c in trigger.token.children)  # "should never have been bought"
        return status if is_done else "considered"
    if told.negated:
        return "considered" if told.time == "past" and status != "delivered" else "cancelled"
    if status == "delivered":
        if told.time == "bare" and trigger.token.dep_ == "ccomp" and trigger.token.head.lemma_ == "let":
            return "approved"  # "let Russia hand over 900 pistols"
        if trigger.token.dep_ == "pcomp" and trigger.token.head.lower_ == "through":
            return "delivered"  # "is half-way through delivering"
        is_going_on = any(c.lower_ == "been" for c in trigger.token.children)  # "has been sending"
        is_aid = trigger.cue.extras["transfer_kind"] == "aid" and not is_passive(trigger.token)
        if told.time == "present" and is_aid and not is_going_on:
            return "agreed"  # "is giving": announced, not yet there
        if told.time == "present" and (trigger.cue.phrase == "take" or _is_under_deal(trigger.token)):
            return "agreed"
        if told.time == "present" and trigger.token.lemma_ == "come" and trigger.token.tag_ in ("VBZ", "VBP"):
            return "agreed"  # "from London come missiles"
        return {"future": "agreed", "possible": "considered", "conditional": "considered", "bare": "agreed"}.get(
            told.time, status
        )
    is_upgrade = trigger.cue.extras["transfer_kind"] == "upgrade" and trigger.token.tag_ == "VBD"
    is_upgrade = is_upgrade and trigger.token.dep_ != "amod"
    if (trigger.sense == "build" or is_upgrade) and told.time == "past":
        is_under_way = trigger.cue.phrase in _FLOATING or any(
            c.dep_ == "auxpass" and c.lower_ == "being" for c in trigger.token.children
        )
        return "agreed" if is_under_way else "delivered"
    if status == "agreed":
        unsure = UNREAL if trigger.sense == "deal" else UNREAL[:2]  # "a contract will be signed": not yet
        return "considered" if told.time in unsure else status
    return status


def _is_under_deal(verb: Token) -> bool:
    """Whether a simple present tells what a deal holds: "under the contract Lima gets", "under which it gets"."""
    under = (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "under" and c.i < verb.i)
    return verb.tag_ in ("VBZ", "VBP") and any(g.dep_ == "pobj" for c in under for g in c.children)


def _is_later(verb: Token) -> bool:
    """Whether what is denied is only that it is soon: "will not arrive before 2026", "are not expected until May"."""
    over = verb.head if verb.dep_ == "xcomp" else verb
    return any(
        c.lower_ in _UNTIL and any(g.dep_ in ("pobj", "pcomp") and g.lemma not in _ENDS for g in c.children)
        for v in (verb, over)
        for c in v.children
        if c.dep_ == "prep"
    )


def is_thwarted(trigger: Trigger) -> bool:
    """Whether a verb tells a wish that came to nothing: "had planned to take 100 fighters"."""
    return trigger.cue.phrase in _WISHING and is_past_perfect(trigger.token)


def is_called_wrong(verb: Token) -> bool:
    """Whether somebody says that a thing is not to be done: "should not be bought", which ends no deal yet."""
    beside = (*verb.children, *([verb.head] if verb.dep_ == "xcomp" else []))
    return any(t.lower_ in _BIDDING for t in beside) and verdict(verb).negated


def is_ahead(verb: Token) -> bool:
    """Whether an infinitive hangs on a verb that leaves it open: "has yet to decide", "wants to decide"."""
    return verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lemma in _OPEN


def is_bygone(attitude: Token) -> bool:
    """Whether an attitude is told of the past: "was unwilling to send", but not "is"."""
    over = next((t for t in attitude.ancestors if is_verb(t)), None)
    return over is not None and over.lemma_ == "be" and told_by(over).time == "past"


def _is_conditioned(verb: Token) -> bool:
    """Whether a clause with "if" or "unless" hangs on a verb."""
    over = verb.head if verb.dep_ in ("ccomp", "xcomp") else verb
    return any(
        c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in ("if", "unless") for m in c.children)
        for v in (verb, over)
        for c in v.children
    )


def is_simple_past(verb: Token) -> bool:
    """Whether a verb tells what was, not what has been: "Israel sold", "were bought", "drones acquired from"."""
    helping = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.tag_ == "VBN":
        return "was" in helping or "were" in helping or (verb.dep_ == "acl" and not helping) or is_past_perfect(verb)
    return verb.tag_ == "VBD"
