"""Who "it" is in the clause that gives the reason of a measure: the one against whom the measure is taken.

"Canada stopped its exports to Eritrea after its troops had crossed into Ethiopia": the troops are Eritrea's, though
Canada is the subject above. What pronouns stand for elsewhere is read in annotation/coreference/references.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.roles import arguments, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.policy.discourse import Telling

_GIVING_REASON = frozenset("after because since when as unless until".split())
_PRONOUNS = frozenset("it its they their".split())


def blamed_for(tellings: Sequence[Telling]) -> list[Telling]:
    """The acts of a document, those told as a measure's reason by a pronoun done by whom the measure is against."""
    measures = {t.act.token.i: t for t in tellings if t.act.direction == "target" and t.actors and t.others}
    return [_blamed(telling, measures) for telling in tellings]


def _blamed(telling: Telling, measures: dict[int, Telling]) -> Telling:
    clause = telling.act.token
    if telling.act.direction != "target" or not is_verb(clause) or clause.dep_ not in ("advcl", "relcl"):
        return telling
    if not any(c.lower_ in _GIVING_REASON for c in clause.children) or not _has_pronoun(arguments(clause).agents):
        return telling
    above = next((t for t in clause.ancestors if is_verb(t)), clause)  # "froze exports in 2019 when its army marched"
    under = [above, *(c for c in above.children if c.dep_ in ("dobj", "nsubjpass", "xcomp"))]
    measure = next((measures[t.i] for t in under if t.i in measures), None)
    if measure is None or {a.code for a in measure.actors} != {a.code for a in telling.actors}:
        return telling
    blamed = [replace(o, rule="reference") for o in measure.others]
    codes = {b.code for b in blamed}
    return replace(telling, actors=blamed, others=[o for o in telling.others if o.code not in codes])


def _has_pronoun(agents: Sequence[Token]) -> bool:
    return any(t.lower_ in _PRONOUNS for agent in agents for t in (agent, *agent.children))
