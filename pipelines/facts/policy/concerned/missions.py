"""The country in which the mission named by an act serves; the other phrases of an act are read in others.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.parties.phrases import Party
from pipelines.facts.policy.concerned.phrase_parties import phrase_of
from pipelines.facts.roles import arguments
from pipelines.facts.troops.places.lands import land_of_mission

if TYPE_CHECKING:
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act


def served_by_mission(act: Act, codes: set[str], context: Context) -> list[Party]:
    """In whose country a mission serves that an act names: "suspended its part in MINUSMA", "200 men for UNIFIL"."""
    told = arguments(act.token)
    phrases = [*([act.object] if act.object is not None else [act.token]), *told.by("to", "in", "for", "from", "with")]
    mentions = [m for p in phrases for t in phrase_of(p) if (m := context.reading.mention_at(t.i)) is not None]
    lands = ((m, land) for m in mentions if (land := land_of_mission(m)) is not None and land not in codes)
    return [Party(land, m.start, m.end, "place", "country") for m, land in lands][:1]
