"""Platforms that only carry what is dealt in: "AIM-9X missiles for its F-16 fighters"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.weapons.classes import classes_over

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention, Reading
    from pipelines.facts.arms.weapons.items import Item

_PLATFORMS = frozenset("aircraft helicopter ship vehicle artillery anti_aircraft_gun".split())
_CARRIED = frozenset(
    "missile munition rocket air_defence sensor turret naval_gun aircraft_equipment ship_equipment".split()
)
_GROUPS = words("arms_words", "group")


def without_served(items: list[Item], reading: Reading) -> list[Item]:
    """The items without the platforms that other weapons of the document are for."""
    last = {m.end - 1: m for m in reading.of_label("weapon", "military_platform", "vehicle")}

    def is_served(item: Item) -> bool:
        first = item.head.first_conjunct
        if not _PLATFORMS & {*classes_over(item.weapon_class)} or (first != item.head and first.i not in last):
            return False
        thing = _before_for(item, first)
        return thing in last and bool(_CARRIED & _kinds(last[thing]))

    return [i for i in items if not is_served(i)]


def _kinds(mention: Mention) -> set[str]:
    """The classes that a weapon word names or is of."""
    file, _, own = (mention.entity_id or "").partition(":")
    return {*classes_over(own if file == "weapon_classes" else mention.entity_class)}


def _before_for(item: Item, first: Token) -> int | None:
    """The token before the "for" behind which an item's list stands: "missiles | for its fleet of F-16s"."""
    doc, start = first.doc, first.left_edge.i if first != item.head else min(first.left_edge.i, item.start)
    if start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lemma_ in _GROUPS:
        start = doc[start - 2].left_edge.i
    return start - 2 if start > 1 and doc[start - 1].lower_ == "for" else None
