"""Nouns that only sum up what is listed behind them: "four vessels: a frigate, a patrol ship and two landing craft"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.arms.weapons.items import covers, kind_of

if TYPE_CHECKING:
    from pipelines.facts.arms.weapons.items import Item


def without_wholes(items: list[Item]) -> list[Item]:
    """The items of a document, without the counted nouns that those behind them in the sentence add up to."""
    return [item for n, item in enumerate(items) if not _is_sum_of(item, items[n + 1 :])]


def _is_sum_of(whole: Item, behind: list[Item]) -> bool:
    if whole.system is not None or whole.number is None or whole.number.low is None:
        return False
    counted, parts = 0, 0
    for part in behind:
        number = part.number
        if part.head.sent != whole.head.sent or number is None or number.low is None or number.start < whole.end:
            return False
        if not _is_headed(whole, part):
            return False
        counted, parts = counted + number.low, parts + 1
        if counted >= whole.number.low:
            return counted == whole.number.low and parts > 1
    return False


def _is_headed(whole: Item, part: Item) -> bool:
    """Whether a noun can speak of a part: it covers its class, or a colon leads from the one to the other."""
    if covers(whole.weapon_class, part.weapon_class):
        return True
    is_led = any(t.text == ":" for t in whole.head.doc[whole.end : part.start])
    return is_led and kind_of(whole.weapon_class) == kind_of(part.weapon_class)
