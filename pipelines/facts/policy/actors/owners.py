"""Whose act a noun tells of, whose soldiers are moved and whose goods are delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.policy.actors.aligned import joining_measure
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.acts.hosts import is_eviction
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.acts.predicates import predicates
from pipelines.facts.roles import arguments

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

OF_OWN = frozenset("arms_supply troop_deployment troop_withdrawal".split())  # whose object is the actor's own


def owners_of(act: Act, told: list[Party], context: Context) -> list[Party]:
    """Whose an act is that a noun tells, weighed against who is told over it."""
    if told and (
        act.rule in ("payment", "assigned sum") or (act.token.dep_ == "dobj" and act.instrument == "sanctions")
    ):
        return told  # "adopted the Union's sanctions"
    own = arguments(act.token)
    if act.instrument == "asset_freeze" and act.rule == "noun":  # whose money is frozen freezes none
        return acting(
            [*own.by("by"), *(t for v in predicates(act)[:1] for c in v.children for t in arguments(c).by("by"))],
            context,
        )
    of_whom = [t for t in own.by("of") if "talks" not in kinds_of(t, context, 0)]  # "of the Congolese peace talks"
    if act.instrument == "mediation" and (mediators := acting([*of_whom, *_who_is(act.token)], context)):
        return mediators  # "through the mediation of Qatar", "the go-between was Oman"
    owners = acting([t for t in own.modifiers if t.dep_ == "poss" and t.tag_ != "PRP$"] + own.by("by"), context)
    if not owners and act.direction == "target" and own.by("against", "on"):
        owners = acting(own.by("of"), context)  # "sanctions of Switzerland against Belarus"
    rest = [t for t in own.modifiers if t.dep_ != "poss" or t.tag_ == "PRP$"]
    rest = rest if act.instrument != "energy_measure" else []  # Russian gas is not Russia's measure
    if _is_measure(act) and (joining := acting(joining_measure(act.token), context)):
        return joining  # "joined the sanctions that the Union imposed"
    owners = owners or owners_of_measure(act, context)
    found = owners or told or acting(rest, context)
    may_be_behind = _is_measure(act) or (act.instrument in OF_OWN and not is_eviction(act))
    if not found and may_be_behind:  # "the pull-out of Ghanaian troops"
        found = acting(own.by("of"), context, with_forces=True)
    return found


def _who_is(noun: Token) -> list[Token]:
    """Who a noun is told to be: "the mediator was Angola's president"."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return []
    return [c for c in noun.head.children if c.dep_ in ("attr", "nsubj") and c != noun]


def sent_together(act: Act, context: Context) -> list[Party]:
    """Whose soldiers are moved: of one state, or of each that a unit is made of ("a brigade of Poles and Danes")."""
    if act.object is None:
        return []
    is_moved = act.instrument != "arms_supply" and act.token.lemma_ != "station"  # who is stationed somewhere stands
    each = acting(arguments(act.object).by("of"), context) if is_moved else []
    return each if len(each) > 1 else acting([act.object], context, with_forces=True)


def makers_of(cargo: Token, context: Context) -> list[Party]:
    """Whose aid it is that arrives or is brought: "40 tonnes of Turkish flour reached Mogadishu"."""
    goods = [cargo, *arguments(cargo).by("of")]
    goods += [g for t in goods for g in arguments(t).by("of")]
    return acting([m for t in goods for m in arguments(t).modifiers], context)


def owners_of_measure(act: Act, context: Context) -> list[Party]:
    """Whose measure it is to which something else is said or done: "in protest against British sanctions"."""
    if not _is_measure(act) or act.token.dep_ != "pobj" or act.token.head.lower_ == "of":
        return []
    return acting([t for t in arguments(act.token).modifiers if t.dep_ in ("amod", "conj")], context)


def _is_measure(act: Act) -> bool:
    return act.rule == "noun" and act.instrument in ("sanctions", "trade_measure", "arms_embargo")
