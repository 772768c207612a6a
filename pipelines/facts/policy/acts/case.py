"""An act with its actors and the other acts of its document: what the rules of no_acts.py look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.facts.policy.acts.predicates import predicates
from pipelines.facts.policy.discourse import Telling
from pipelines.facts.roles import arguments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act


@dataclass(frozen=True)
class Sides:
    """Who acts, whom it concerns, and whether who acts was told by another act."""

    actors: list[Party]
    others: list[Party]
    is_borrowed: bool = False


@dataclass(frozen=True)
class Case:
    """An act that has its actors and is looked at for its other side."""

    telling: Telling
    tellings: Sequence[Telling]
    sides: Sides
    context: Context

    @property
    def act(self) -> Act:
        """The act itself."""
        return self.telling.act

    @property
    def is_alone(self) -> bool:
        """Whether no other side is known yet."""
        return not self.sides.others


def is_for(instruments: frozenset[str] | None, case: Case) -> bool:
    """Whether a rule for some instruments, or for all (None), looks at an act."""
    return instruments is None or case.act.instrument in instruments


def with_somebody(act: Act) -> bool:
    """Whether talks are told to be with somebody, known or not."""
    told = (act.token, *([act.object] if act.object is not None else []), *predicates(act)[:1])
    return any(arguments(token).by("with", "between") for token in told)


def land_of(ground: Token, context: Context) -> str | None:
    """The code of the country in which a place lies; "the country" is that of which the document speaks there."""
    mention = context.reading.mention_at(ground.i)
    if mention is not None and mention.label in ("country", "location", "facility"):
        return mention.code
    party = context.parties.of(ground) if ground.lemma_ in ("country", "nation") else None
    inner = next((t for t in arguments(ground).by("of", "in")), None)
    return party.code if party is not None else land_of(inner, context) if inner is not None else None
