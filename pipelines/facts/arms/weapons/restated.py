"""Class nouns that only repeat what others name: the sum of a list, the apposition of a designation.

"four vessels: a frigate, a patrol ship and two landing craft", "the BrahMos, a supersonic missile"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.weapons.classes import covers, kind_of

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Span, Token
    from pipelines.facts.arms.weapons.items import Item

_HOLDING = words("arms_words", "holding") | {"be"}


def without_restated(items: list[Item]) -> list[Item]:
    """The items of a document without such nouns."""
    named = {item.head: item for item in items if item.system is not None}
    return [
        item for n, item in enumerate(items) if not _is_sum_of(item, items[n + 1 :]) and not _is_kind_told(item, named)
    ]


def _is_kind_told(item: Item, named: dict[Token, Item]) -> bool:
    """Whether a noun without a number of its own tells what kind of thing the designation before it is."""
    before = named.get(item.head.head) if item.head.dep_ == "appos" and item.system is None else None
    if before is None or (item.number is not None and item.number.low != 1):
        return False
    return kind_of(before.weapon_class) == kind_of(item.weapon_class)


def _is_sum_of(whole: Item, behind: list[Item]) -> bool:
    if whole.system is not None or whole.number is None or whole.number.low is None:
        return False
    counted, parts = 0, 0
    for part in behind:
        number = part.number
        if part.head.sent != whole.head.sent:
            if part.head.sent.start != whole.head.sent.end or not tells_parts(part.head.sent):
                return False
        if number is None and _is_enclosed(part):
            continue  # "one amphibious vessel (LPD - Landing Platform Dock)"
        if number is None or number.low is None or number.start < whole.end:
            return False
        if not _is_headed(whole, part):
            return False
        counted, parts = counted + number.low, parts + 1
        if counted >= whole.number.low:
            return counted == whole.number.low and parts > 1
    return False


def tells_parts(sentence: Span) -> bool:
    """Whether a sentence tells what the weapons before it are: "These include 12 Su-30s and 21 MiG-29s"."""
    return sentence[0].lower_ in ("these", "they") and sentence.root.lemma in _HOLDING


def _is_enclosed(item: Item) -> bool:
    """Whether an item stands in brackets."""
    before = [t.text for t in item.head.sent if t.i < item.start]
    return before.count("(") > before.count(")")


def _is_headed(whole: Item, part: Item) -> bool:
    """Whether a noun can speak of a part: it covers its class, or a colon leads from the one to the other."""
    if covers(whole.weapon_class, part.weapon_class):
        return True
    is_led = any(t.text == ":" for t in whole.head.doc[whole.end : part.start])
    return is_led and kind_of(whole.weapon_class) == kind_of(part.weapon_class)
