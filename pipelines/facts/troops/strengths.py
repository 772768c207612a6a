"""Units given together with their number of men: one deployment, not two."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.troops.words import UNITS

if TYPE_CHECKING:
    from pipelines.facts.context import Context
    from pipelines.facts.troops.drafts import Told


def has_strength(told: Told, behind: Told | None, context: Context) -> bool:
    """Whether what is told next is how many men a unit has: "a second battalion has arrived. It has 750 men"."""
    is_one = told.way == "unit" or (told.count.unit in UNITS and _is_sized(told, behind))
    if behind is None or not is_one or behind.count.unit != "personnel":
        return False
    sentence = context.reading.sentence_index
    further = sentence[behind.count.noun.i] - sentence[told.count.noun.i]
    same = [(t.force and t.force.code, t.host and t.host.code) for t in (told, behind)]
    return same[0] == same[1] and (further == 0 or (further == 1 and told.status.code == behind.status.code))


def _is_sized(unit: Told, behind: Told | None) -> bool:
    """Whether the phrase of one unit tells its men: "one battalion of 870 soldiers"."""
    men = behind.count.noun if behind is not None else None
    is_one = unit.count.number.low == unit.count.number.high == 1
    return men is not None and is_one and men.dep_ == "pobj" and men.head.head == unit.count.noun


def with_strength(unit: Told, told: Told) -> Told | None:
    """A unit told before with the strength that it is named by: "a brigade ... the 3,069-strong brigade", or None."""
    noun = told.count.noun
    is_same = unit.way == "unit" and told.count.unit == "personnel" and unit.count.noun.lemma == noun.lemma
    if not is_same or not any(c.lower_ == "the" for c in noun.children):
        return None
    if unit.force is None or told.force is None or unit.force.code != told.force.code:
        return None
    return replace(told, status=unit.status) if told.status.rule == "status:none" else told
