"""The price of a deal: the sum told in its sentence, else in the sentences around it that speak of the same deal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.draft import Draft, Place

if TYPE_CHECKING:
    from pipelines.annotation.reading import Money
    from pipelines.facts.arms.items import Item
    from pipelines.facts.context import Context

_PRICE_WORDS = frozenset(
    "worth value cost price contract deal package order sale total bill agreement estimate".split()
)


def put_price(draft: Draft, item: Item, context: Context) -> None:
    """Fill the cells of the price, where one is told."""
    found = _price(item, context)
    if found is None:
        return
    place = Place(found.start, found.end, "money")
    draft.put("value_amount", found.amount, place)
    draft.put("value_currency", found.currency, place)
    draft.put("value_usd", context.in_dollars(found.amount, found.currency), place)
    shared = {i for i in context.item_heads if context.reading.sentence_index[i] == _sentence(item, context)}
    draft.put("value_basis", "package" if len(shared) > 1 else "row", place)


def _sentence(item: Item, context: Context) -> int:
    return context.reading.sentence_index[item.head.i]


def _price(item: Item, context: Context) -> Money | None:
    reading, here = context.reading, _sentence(item, context)
    for distance in (0, 1, -1):
        index = here + distance
        if not 0 <= index < len(reading.sentences):
            continue
        sentence = reading.sentences[index]
        sums = [m for m in reading.money if sentence.start <= m.start < sentence.end]
        if distance and (not any(t.lemma_.lower() in _PRICE_WORDS for t in sentence) or _has_items(index, context)):
            continue
        if sums and not (distance and _has_break(item.head.i, sums[0].start, context)):
            return min(sums, key=lambda m: abs(m.start - item.head.i))
    return None


def _has_items(index: int, context: Context) -> bool:
    return any(context.reading.sentence_index[i] == index for i in context.item_heads)


def _has_break(first: int, second: int, context: Context) -> bool:
    low, high = sorted((first, second))
    return any("\n" in t.text for t in context.reading.doc[low:high])
