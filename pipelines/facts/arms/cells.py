"""The cells of a deal that several rules fill, each with its place: the weapon, a side, the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.arms.weapons.counts import how_many
from pipelines.facts.draft import Draft, Place

if TYPE_CHECKING:
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Mention, Number
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

FAMILY = "arms_deals"


def put_weapon(draft: Draft, item: Item, context: Context) -> None:
    """Fill the three cells of the weapon."""
    span = Place(item.start, item.end, "weapon")
    draft.put("weapon_text", context.reading.doc[item.start : item.end].text, span)
    draft.put("weapon_system", item.system.name if item.system else None, span)
    draft.put("weapon_class", item.weapon_class, span)
    draft.called = item.called
    draft.joined = frozenset(t.i for t in item.head.conjuncts)


def put_quantity(draft: Draft, number: Number | None, context: Context) -> None:
    """Fill the three cells of the quantity; None leaves them unknown."""
    if number is None:
        return
    place = Place(number.start, number.end, "number")
    low, high = how_many(number, context.reading)
    draft.put("quantity_low", low, place)
    draft.put("quantity_high", high, place)
    draft.put("quantity_text", context.reading.doc[number.start : number.end].text, place)


def put_side(draft: Draft, side: str, party: Party | Mention, found_by: str, context: Context) -> None:
    """Fill the two cells of a side: supplier or recipient."""
    place = Place(party.start, party.end, found_by)
    draft.put(f"{side}_country", party.code, place)
    draft.put(f"{side}_name", context.reading.doc[party.start : party.end].text, place)


def put_value(draft: Draft, amount: float, currency: str, basis: str, place: Place, context: Context) -> None:
    """Fill the four cells of the value; `basis` is a code of ref.value_basis."""
    draft.put("value_amount", amount, place)
    draft.put("value_currency", currency, place)
    draft.put("value_usd", context.in_dollars(amount, currency), place)
    draft.put("value_basis", basis, place)
