"""Who gives, where a sentence says who gets something: "received a loan from Japan", "gets $5m in American aid"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.acts.hosts import where_taught
from pipelines.facts.policy.acts.payments import givers_of_sum
from pipelines.facts.policy.acts.predicates import predicates
from pipelines.facts.roles import arguments, is_passive, is_verb, subjects

if TYPE_CHECKING:
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act


def giver_and_receiver(act: Act, context: Context) -> tuple[list[Party], list[Party]] | None:
    """The two sides where the sentence tells who gets something: "received a loan from Japan"."""
    verb = next(iter(predicates(act)), None)
    if verb is None or is_verb(act.token) or act.token.dep_ not in ("dobj", "conj", "pobj"):
        return None
    if act.instrument == "ceasefire_proposal":
        return None  # who accepts a truce is given nothing
    sense = senses("policy_receiving").get(verb.lemma)
    if sense is None or is_passive(verb):
        return None
    if sense == "thank":  # "thanked India for its credit line"
        return acting(arguments(verb).themes, context), acting(subjects(verb), context)
    if act.token.dep_ == "pobj" and act.token.head.head not in arguments(verb).themes:
        return None  # but "accepted offers of help from Spain"
    receivers = acting(subjects(verb), context)
    codes = {p.code for p in receivers}
    givers = [p for p in acting(givers_of_sum(verb, act.token), context) if p.code not in codes]  # "their training"
    if not givers and act.instrument == "training":
        givers = where_taught(act, context)  # "recruits completed their training in Lithuania"
    return givers, receivers
