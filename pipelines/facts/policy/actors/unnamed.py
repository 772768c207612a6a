"""Who acts where the sentence has no agent: the speaker; and whether the document may name somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.policy.actors.labels import label_before
from pipelines.facts.policy.actors.states import acting, acts_for_itself
from pipelines.facts.policy.acts.predicates import predicates
from pipelines.facts.policy.words import turn_of
from pipelines.facts.roles import arguments, is_passive, subjects

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_IN_FORCE = frozenset(
    "sanctions arms_embargo trade_measure energy_measure export_controls".split()
)  # "the embargo is in force"
_BY_MEASURES = _IN_FORCE | {"asset_freeze", "other"}
_SUFFERED = ("strike", "diplomatic_expulsion", "asset_freeze", "sanctions")  # what nobody does to his own
_THE = ("the", "these", "those", "they")
_WHEN = ("when", "where")  # "in May, when visa bans were imposed" tells of the ban and not of May


def may_borrow_actor(act: Act) -> bool:
    """Whether the sentence leaves it open who acts: a passive that tells of it as news."""
    verb = next(iter(predicates(act)), None)
    if act.rule == "licence":
        return True  # whose leave is needed
    if verb is not None and _is_what_is_said_to_be(verb):
        return True
    is_subject = act.token.dep_ == "nsubjpass" or (act.token.dep_ == "nsubj" and act.instrument in _IN_FORCE)
    if verb is None or (act.rule == "nominal" and not is_subject):
        return False
    if act.instrument in _SUFFERED and any(c.tag_ == "PRP$" for t in arguments(verb).themes for c in t.children):
        return False  # "said that its ports had been shelled"
    if act.instrument == "other" and verb.dep_ in ("ccomp", "parataxis"):
        return True  # who warns that something would be an act of war
    if any(c.dep_ == "poss" for c in act.token.children):
        return False  # "after its incursion" has an owner, only that nobody knows which
    if verb.dep_ in ("acl", "relcl") and not any(c.lower_ in _WHEN for c in verb.children):
        return _teller(verb) is not None
    if act.object is not None and act.object in arguments(act.token).agents and act.instrument == "troop_deployment":
        return verb.dep_ in ("ROOT", "conj")  # "a squadron of about 1,000 soldiers went by road to Romania"
    if act.instrument in _BY_MEASURES and _is_told_measure(arguments(verb).agents):
        return True
    is_there = any(c.dep_ == "expl" for c in verb.children)
    return is_passive(verb) or is_there or (act.token.head == verb and act.token.dep_ == "nsubj")


def _is_what_is_said_to_be(verb: Token) -> bool:
    """Whether something is told of a step: "sending soldiers is not on the table, the minister said"."""
    return verb.dep_ == "csubj" and verb.head.lemma_ in words("policy_governors", "link")


def _is_told_measure(agents: list[Token]) -> bool:
    """Whether measures told before are what does something: "the measures bar imports of timber"."""
    told = words("policy_words", "told measure")
    return bool(agents) and all(
        t.lemma in told and any(c.lower_ in _THE for c in t.children) and not arguments(t).by("of", "by")
        for t in agents
    )


def speakers_of(act: Act, context: Context) -> list[Party]:
    """The governments that tell of an act without an agent: "Exports were banned, the ministry of commerce said"."""
    for predicate in predicates(act)[:1]:
        # "The movement is to be named a terror group, the ministry said."
        is_ahead = predicate.dep_ == "xcomp" and predicate.head.lemma_ == "be"
        verb = predicate.head if is_ahead or _is_what_is_said_to_be(predicate) else predicate
        for child in verb.children:
            if child.dep_ in ("parataxis", "ccomp") and (found := acting(subjects(child), context)):
                return found
        if (teller := _teller(verb)) is not None and (found := acting(subjects(teller), context)):
            return found
    label = label_before(act.token, context)
    return [label] if label is not None and acts_for_itself(label) else []


def _teller(clause: Token) -> Token | None:
    """The verb that tells a clause: "said that", "warned it in a letter that"."""
    if clause.dep_ in ("ccomp", "parataxis"):
        return clause.head
    by_letter = clause.dep_ in ("acl", "relcl") and clause.head.lemma in words("policy_words", "letter")
    verb = clause.head.head.head if by_letter and clause.head.dep_ == "pobj" else clause
    return verb if verb != clause and turn_of(verb) == "address" and not is_passive(verb) else None
