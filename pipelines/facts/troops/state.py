"""The state of forces by all that is told of them: their number, their words, their place, the document around them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.troops.counts.ceilings import status_under_ceiling
from pipelines.facts.troops.departures import come_home, setting_out
from pipelines.facts.troops.spoken_of import spoken_of
from pipelines.facts.troops.status import Status, is_left, status_now, status_of, status_of_whole

if TYPE_CHECKING:
    from pipelines.facts.context import Context
    from pipelines.facts.troops.counts.count import Count
    from pipelines.facts.troops.forces.sides import Topic
    from pipelines.facts.troops.told import Told

NOT_YET = Status(None, (), "status:none")


def state_of(told: Told, before: list[Told], spoken: list[Topic], context: Context) -> Status:
    """The state of the forces of a count, of which all else has been read.

    Args:
        told: the count with its force and place; its status is not looked at.
        before: what was told before it.
        spoken: the forces that the document speaks of.
        context: the document.
    """
    count, noun, triggers = told.count, told.count.noun, told.triggers
    assert told.force is not None
    force = told.force.code
    status = _part_of(count, before) or status_under_ceiling(count) or status_now(count.number.start, noun.doc)
    status = status or status_of_whole(count) or status_of(noun, triggers)
    if told.force.rule == "force:pledge" and status.rule == "status:none":
        status = replace(status, code="planned", rule="status:pledged")
    if status.rule == "status:none" and count.way != "unit" and told.claimant is not None and not triggers:
        status = spoken_of(noun, told.claimant, force, before, spoken, context) or status
    status = come_home(triggers, force, context) or status
    if status.code == "deployed" and told.host is not None and is_left(told.host, triggers, noun.doc):
        return replace(status, code="withdrawn", rule="status:left")
    if status.code == "withdrawn" and status.rule != "status:home":
        return setting_out(noun, force, triggers, spoken, context) or status
    return status


def _part_of(count: Count, before: list[Told]) -> Status | None:
    """The state of the whole that its sentence told, for a part: "1,400 soldiers, including 400 in the west"."""
    first = before[-1] if before else None
    if not count.is_elliptic or first is None or first.count.noun.sent != count.noun.sent:
        return None
    words = {t.lower_ for t in count.noun.doc[first.count.noun.i : count.number.start]}
    instead = "than" in words and words & {"rather", "instead"}  # "1,000 would return rather than the 600 planned"
    return first.status if instead or words & {"including", "among"} else None
