"""Measures in force, named with their owner: "refused to join the Union's sanctions against Minsk".

The sentence tells what somebody else does about them; that they are there is told as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.concerned.others import others_of
from pipelines.facts.policy.discourse import Telling
from pipelines.facts.policy.stances.conditions import is_condition
from pipelines.facts.policy.stances.stance import Stance
from pipelines.facts.roles import arguments
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_MEASURES = frozenset(("sanctions", "trade_measure", "arms_embargo", "export_controls"))
_AGAINST = ("against", "on", "upon")
_OWNED = ("poss", "amod", "compound", "nmod")
_FRESH = words("policy_words", "fresh")


def standing_measures(acts: Iterable[Act], tellings: Iterable[Telling], context: Context) -> Iterator[Telling]:
    """The measures of one state or body that a sentence tells of another's doing, as acts of their owner."""
    told = {t.act.token.i: {a.code for a in t.actors} for t in tellings}
    for act in acts:
        if act.rule != "noun" or act.instrument not in _MEASURES or not _is_in_force(act.token):
            continue
        actors = [a for a in _owners(act.token, context) if a.code not in told.get(act.token.i, ())]
        others = others_of(act, actors, context) if actors and act.token.i in told else []
        if others:
            yield Telling(act, Stance("adopted", (act.token,), "policy_stances:in force"), actors, others)


def _owners(noun: Token, context: Context) -> list[Party]:
    """Whose measure a noun tells it to be, where it also tells against whom: "the Union's sanctions on Minsk"."""
    told = arguments(noun)
    if not told.by(*_AGAINST):
        return []
    owners = [t for t in told.modifiers if t.dep_ in _OWNED and t.tag_ != "PRP$"]
    return acting([*owners, *told.by("of", "by")], context)


def _is_in_force(noun: Token) -> bool:
    """Whether no word beside or over a measure tells that it is only on its way."""
    table = trigger_table("policy_stances")
    if is_condition(noun) or any(c.lower_ in _FRESH for c in noun.children):
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        return False  # "the return of", "the end of", "a breach of"
    beside = (table.at(c) for c in noun.children if c.dep_ in ("amod", "acl"))
    return all(t is None or t.sense not in ("considering", "proposed", "pledged") for t in beside)
