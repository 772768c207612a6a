"""The recipient of a sum that somebody pays; the other phrases of an act are read in others.py."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipelines.facts.policy.acts.predicates import predicates
from pipelines.facts.roles import arguments, purposes
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.policy.acts.acts import Act


def payees(act: Act) -> Iterator[list[Token]]:
    """For whom a sum is by its verb or purpose: "compensate Riga with 5 million", "to rebuild Ukrainian schools"."""
    if act.rule not in ("payment", "assigned sum", "idle"):
        return
    clauses = [c for t in (act.token, act.object) if t is not None for c in t.children if c.dep_ in ("relcl", "acl")]
    yield [t for c in clauses for t in arguments(c).by("to", "for")]  # "a package that it has prepared for Belarus"
    verb = next(iter(predicates(act)), act.token)
    yield arguments(verb).themes if verb == act.token else []
    for purpose in purposes(verb):
        bought = trigger_table("arms_triggers").at(purpose)
        told = arguments(purpose)
        yield [] if bought is not None and bought.sense == "buy" else [*told.themes, *told.by("in", "for")]
