"""Exports that need leave: "exporters have to ask for licences", "needs a permit from The Hague to ship its machines",
"will oblige makers to ask for a licence".

The words stand in seeds/cues/policy_licences, those for leave in leave_words. What is told by a verb of forbidding
("barred the export of") stands in frames.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, senses
from pipelines.facts.leave import is_leave
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.acts.acts import Act
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.stances.conditions import asks_own_house
from pipelines.facts.roles import arguments, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context

_AHEAD = ("to", "before")
_EXTRAS = {"category": "economic", "direction": "target", "stance": ""}
_CUE = Cue("policy_licences:need", "need", "export_controls", "verb", _EXTRAS)


def licences(context: Context) -> Iterator[Act]:
    """The verbs of a document by which exporters are told to need leave."""
    words = senses("policy_licences")
    for token in context.reading.doc.among(frozenset(words)):
        if not is_verb(token) or words.get(token.lemma) != "need":
            continue
        told = arguments(token)
        leave = next((t for t in (*told.themes, *told.by("for")) if is_leave(t)), None)
        if leave is not None and not asks_own_house(token) and _is_for_export(token, leave, context):
            verb = _demanding(token)
            yield Act(verb, verb.i, verb.i + 1, _CUE, leave, rule="licence")


def exporters_state(act: Act, context: Context) -> list[Party]:
    """Whose leave exporters need where no other is told: their own country's, "Dutch makers need a permit"."""
    exporters = arguments(act.token).agents
    homes = (p for t in exporters if (p := context.parties.stated(t)) is not None and p.kind == "company")
    own = [replace(p, kind="country") for p in homes if p.code]
    return own or acting([m for t in exporters for m in arguments(t).modifiers], context)


def _demanding(verb: Token) -> Token:
    """The verb by which exporters are told to ask for leave: "will oblige makers to ask for a licence"."""
    is_demanded = verb.dep_ in ("xcomp", "ccomp", "advcl") and is_verb(verb.head)
    return verb.head if is_demanded and senses("policy_licences").get(verb.head.lemma) in ("need", "demand") else verb


def _is_for_export(verb: Token, leave: Token, context: Context) -> bool:
    """Whether it is exporters or exports that need leave, or goods that are to be shipped."""
    words = senses("policy_licences")
    needing = [*arguments(verb).agents, *arguments(leave).by("for"), *arguments(verb).by("for")]
    if any("shipper" in (words.get(t.lower_), words.get(t.lemma)) for t in needing if t != leave):
        return True
    behind = (t for t in leave.doc[leave.i + 1 : leave.sent.end])
    above = {leave, verb, _demanding(verb)}
    ways = (t for t in behind if not above.isdisjoint(t.ancestors))
    shipping = (t for t in ways if words.get(t.lemma) == "ship" and _is_ahead(t))
    return any(not any("troops" in kinds_of(sent, context) for sent in arguments(t).themes) for t in shipping)


def _is_ahead(verb: Token) -> bool:
    """Whether something is yet to be done: "to ship", "before they ship", "before shipping"."""
    return any(c.lower_ in _AHEAD for c in verb.children) or (verb.dep_ == "pcomp" and verb.head.lower_ in _AHEAD)
