"""What was read of a count, and the draft that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.annotation.parties.words import is_seat, party_noun
from pipelines.facts.draft import Draft, Place
from pipelines.facts.troops.forces.sides import IN, OUT
from pipelines.facts.troops.moves import MOVES
from pipelines.facts.when import put_dates, put_day_of_section

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Reading
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger
    from pipelines.facts.troops.claims.claimants import Claimant
    from pipelines.facts.troops.counts.count import Count
    from pipelines.facts.troops.forces.sides import Side
    from pipelines.facts.troops.status import Status

FAMILY = "troop_deployment_estimates"
_PLACES = ("location", "facility")
_LONGEST_PLACE = 6  # tokens


@dataclass(frozen=True)
class Told:
    """A count with what was read of it: what later counts of its sentence leave out is taken from here."""

    count: Count
    triggers: list[Trigger]
    force: Side | None
    host: Side | None
    status: Status
    claimant: Claimant | None
    way: str
    weight: float


def draft_of(told: Told, context: Context) -> Draft:
    """The draft of what was read of a count, each cell with its place."""
    count, reading = told.count, context.reading
    draft = Draft(FAMILY, count.noun.i, weight=told.weight)
    number = count.number
    place = Place(number.start, number.end, f"troops:{told.way}")
    draft.put("count_text", reading.doc[number.start : number.end].text, place)
    draft.put("count_low", number.low, place)
    draft.put("count_high", number.high, place)
    draft.put("count_qualifier", number.qualifier, place)
    draft.put("unit", count.unit, Place(count.noun.i, count.noun.i + 1, "force_nouns"))
    for column, name, side in (("force_country", "force_name", told.force), ("host_country", "place", told.host)):
        if side is not None:
            at = Place(side.start, side.end, side.rule)
            draft.put(column, side.code, at)
            if name != "place" or _is_place(side, count, reading):
                draft.put(name, reading.doc[side.start : side.end].text, at)
    cues = [Place(c.i, c.i + 1, told.status.rule, "cue") for c in dict.fromkeys(told.status.cues)] or [place]
    draft.put("deployment_status", told.status.code, *cues)
    move = next((t for t in told.triggers if t.sense in MOVES), None)
    if move is not None:
        put_dates(draft, move.token, ("date_from", "date_to"), context)
    else:
        put_day_of_section(draft, count.noun, ("date_from", "date_to"), context)
    if told.claimant is not None:
        at = Place(told.claimant.start, told.claimant.end, told.claimant.rule)
        draft.put("claimant", told.claimant.label, at)
    planned = told.status.code == "planned"
    certainty = "planned" if planned else "reported" if told.claimant is not None else "asserted"
    draft.put("certainty", certainty, *cues)
    return draft


def _is_reached(seat: Token) -> bool:
    """Whether a capital is where forces are, and not who speaks or governs there."""
    if seat.dep_ == "dobj":
        return True  # "reached Doha"
    return seat.dep_ == "pobj" and seat.head.lower_ in (*IN, *OUT) and party_noun(seat.head.head) is None


def _is_place(host: Side, count: Count, reading: Reading) -> bool:
    """Whether a host is told by a place within it: "in Gao", not "in Mali", "Malian" or "with the mission".

    A place of another sentence tells the country, and not where in it these forces are.
    """
    head = reading.head(host.start, host.end)
    mention = reading.mention_at(head.i)
    if host.rule == "host:half" or (mention is not None and is_seat(mention) and not _is_reached(head)):
        return False  # "the South"; "Minsk gives a figure", "the government in Bamako"
    is_beside = reading.doc[host.start].sent == count.noun.sent
    is_name = host.end - host.start <= _LONGEST_PLACE
    return is_beside and is_name and mention is not None and mention.label in _PLACES
