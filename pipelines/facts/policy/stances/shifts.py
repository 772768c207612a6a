"""How tense, modality, negation and condition of a verb change the stance that it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.policy.stances.conditions import condition_of
from pipelines.facts.qualifiers import verdict
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_TIMES = ("until", "once")
_REPORTED = ("would", "'d", "must")  # the "will" of somebody who is reported, or of a plan; what an agreement binds to
NEGATED = {
    "ruled_out": "considering",
    "considering": "ruled_out",
    "proposed": "ruled_out",
    "pledged": "ruled_out",
    "adopted": "ruled_out",
}


def shifted(code: str, verb: Token) -> tuple[str, tuple[Token, ...]]:
    """A stance as tense, modality, negation and condition of the verb that tells it leave it."""
    told = verdict(verb)
    cue = (told.cue,) if told.cue is not None else ()
    if told.negated or _is_denied_by_others(verb):
        return NEGATED[code], cue
    if (likely := _likelihood(verb)) is not None:
        return likely.sense, (likely.token,)
    if verb.dep_ == "csubj" and any(c.lower_ == "whether" and c.dep_ == "mark" for c in verb.children):
        return "considering", cue  # "whether Chile will send any is open"
    if code == "ruled_out" and told.time == "possible":
        return "considering", cue  # "might for a time stop talking to them"
    if code in ("adopted", "pledged"):
        is_open = told.time in ("possible", "conditional")
        if is_open and told.cue is not None and told.cue.lower_ in _REPORTED:
            is_open = False
        if is_open or (told.time in ("future", "conditional") and is_on_condition(verb)):
            return "considering", cue
        if told.time in ("future", "conditional"):
            return "pledged", cue
    return code, ()


def _likelihood(verb: Token) -> Trigger | None:
    """The adjective by which "it" is likely or unlikely that something will be: "it is unlikely that it will send"."""
    above = verb.head
    if verb.dep_ != "ccomp" or above.lemma_ != "be" or verdict(above).negated:
        return None
    if all(c.lower_ != "it" or c.dep_ not in ("nsubj", "expl") for c in above.children):
        return None
    said = (trigger_table("policy_stances").at(c) for c in above.children if c.dep_ == "acomp")
    return next((t for t in said if t is not None and t.sense in ("considering", "ruled_out")), None)


def is_on_condition(verb: Token) -> bool:
    """Whether something is done only if something else happens; "until" and "once" tell for how long, and when."""
    clause = condition_of(verb)
    return clause is not None and all(c.lower_ not in _TIMES for c in clause.children)


def _is_denied_by_others(verb: Token) -> bool:
    """Whether words beside the usual negation deny it: "no longer rules out", "will neither send nor supply"."""
    if verb.dep_ == "conj" and any(c.lower_ == "nor" for c in verb.head.children):
        return True
    if verb.dep_ == "conj" and any(c.lower_ == "or" for c in verb.head.children) and verdict(verb.head).negated:
        return not any(c.dep_ in ("nsubj", "aux") for c in verb.children)  # "not to threaten or use force"
    return any(c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children) for c in verb.children)


def refuses(verb: Token) -> bool:
    """Whether a verb refuses what nobody did yet, and does not end what went on."""
    operator = trigger_table("policy_stances").at(verb)
    return operator is not None and operator.sense == "ruled_out"
