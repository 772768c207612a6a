"""Acts of those who stand in clauses without a verb: "London has promised 4.5 billion; Norway some 1.6; Denmark 800".

The clauses are found for all families (facts/likewise/gaps.py). Counts of soldiers in them are read with the troops.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.likewise.gaps import gap_around, gaps, receivers_in_gaps
from pipelines.facts.policy.actors.states import acts_for_itself
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.discourse import Telling
from pipelines.facts.roles import prepositional

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context

_COUNTS = ("money", "quantity")
_TOWARDS = ("to", "for", "on", "against", "from", "with", "of")


def with_gapped(tellings: Sequence[Telling], context: Context) -> list[Telling]:
    """The acts of a document with those of the clauses that leave their verb out."""
    found: list[Telling] = []
    for telling in tellings:
        if gap_around(telling.act.token) is not None:
            continue  # a sum of the clause itself
        found.append(telling)
        doing = {p.code for p in telling.actors}
        for name in gaps(telling.act.token) if doing else ():
            party = context.parties.stated(name)
            if (
                party is not None
                and acts_for_itself(party)
                and party.code not in doing
                and _is_same(telling, name, context)
            ):
                others = _towards(name, party, context) or [replace(o, rule="act before") for o in telling.others]
                found.append(_told_at(telling, party, name, [party], [o for o in others if o.code != party.code]))
        for name in receivers_in_gaps(telling.act.token) if telling.others else ():
            party = context.parties.stated(name)
            if party is not None and _is_same(telling, name, context):
                actors = [replace(a, rule="act before") for a in telling.actors]
                found.append(_told_at(telling, party, name, actors, [party]))
    return found


def _told_at(telling: Telling, party: Party, name: Token, actors: list[Party], others: list[Party]) -> Telling:
    act = replace(telling.act, start=party.start, end=name.right_edge.i + 1)
    return replace(telling, act=act, actors=actors, others=others)


def _is_same(telling: Telling, name: Token, context: Context) -> bool:
    """Whether a clause tells of the same act: what it has of its own or counts is what the act has or counts."""
    act, doc = telling.act, name.doc
    inside = range(name.i + 1, name.right_edge.i + 1)
    if act.instrument == "troop_deployment" and any(doc[i].tag_ == "CD" for i in inside):
        return False
    counts = [i for i in inside if (m := context.reading.mention_at(i)) is not None and m.label in _COUNTS]
    if counts:
        over = act.token if name.head is act.token else act.object or act.token
        counted = (context.reading.mention_at(t.i) for t in over.subtree)
        return any(m is not None and m.label in _COUNTS for m in counted)
    own = next((doc[i].head for i in inside if doc[i].tag_ == "PRP$"), None)
    if own is not None:
        return act.object is not None and not set(kinds_of(own, context)).isdisjoint(kinds_of(act.object, context))
    return True


def _towards(name: Token, party: Party, context: Context) -> list[Party]:
    """Whom the act of a clause without a verb is told to concern: "and Australia on Myanmar"."""
    phrases = [p for t in name.subtree for p in prepositional(t)]
    told = [context.parties.stated(t) for preposition, t in phrases if preposition in _TOWARDS]
    return [p for p in told if p is not None and p.code != party.code]
