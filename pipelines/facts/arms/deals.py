"""Arms deals of a document: an item, the trigger that deals in it, its sides, its price, its status."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.facts.arms.context import complete_sides
from pipelines.facts.arms.items import Item, find_items
from pipelines.facts.arms.parties import read_sides, settle
from pipelines.facts.arms.status import deal_status, operators
from pipelines.facts.context import Context
from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import governors, is_verb
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.parties import Party

FAMILY = "arms_deals"
_DEALING = ("buy", "sell", "arrive", "deal")


@dataclass(frozen=True)
class Deal:
    """An item with the trigger that deals in it, and the cues above the trigger."""

    item: Item
    trigger: Trigger
    above: list[Trigger]


def _dealing(item: Item) -> Deal | None:
    table = trigger_table("arms_triggers")
    below = [c for c in item.head.children if c.dep_ in ("relcl", "acl") and is_verb(c)]
    for clause in below:
        trigger = table.at(clause)
        if trigger is not None and trigger.sense in _DEALING:
            return Deal(item, trigger, [])
    carried = item.head
    for token in governors(item.head):
        trigger = table.at(token)
        if trigger is not None and trigger.sense in _DEALING:
            return Deal(item, trigger, operators(token, table))
        if trigger is not None and trigger.sense == "op" and is_verb(token):
            return Deal(item, trigger, operators(token, table))
        if (
            is_verb(token)
            and trigger is None
            and token.dep_ not in ("xcomp", "ccomp", "acl", "relcl", "advcl", "pcomp")
        ):
            return None
        clauses = (
            [c for c in token.children if c.dep_ in ("relcl", "acl") and c != carried] if not is_verb(token) else []
        )
        for clause in clauses:
            inner = table.at(clause)
            if (
                inner is not None
                and inner.sense in _DEALING
                and token.pos_ in ("NOUN", "PROPN")
                and trigger is not None
            ):
                return Deal(item, inner, [])
        carried = token
    return None


def find_deals(context: Context) -> list[Draft]:
    """The deals of a document, one draft a place where it is told, in its order."""
    drafts = []
    for item in find_items(context.reading):
        deal = _dealing(item)
        if deal is None:
            continue
        draft = _draft(deal, context)
        if draft is not None:
            drafts.append(draft)
    return complete_sides(drafts, context)


def _draft(deal: Deal, context: Context) -> Draft | None:
    item, trigger = deal.item, deal.trigger
    found_by = trigger.cue.cue_id
    draft = Draft(FAMILY, item.head.i)
    span = Place(item.start, item.end, "weapon")
    draft.put("weapon_text", context.reading.doc[item.start : item.end].text, span)
    draft.put("weapon_system", item.system.name if item.system else None, span)
    draft.put("weapon_class", item.weapon_class, span)
    if item.number is not None:
        place = Place(item.number.start, item.number.end, "number")
        draft.put("quantity_low", item.number.low, place)
        draft.put("quantity_high", item.number.high, place)
        draft.put("quantity_text", context.reading.doc[item.number.start : item.number.end].text, place)
    supplier, recipient = settle(read_sides(trigger, deal.above, context.parties, item), item)
    if supplier and recipient and supplier.code == recipient.code:
        return None
    put_side(draft, "supplier", supplier, context)
    put_side(draft, "recipient", recipient, context)
    status, cues = deal_status(trigger, deal.above)
    places = [Place(c.i, c.i + 1, found_by, "trigger" if c == trigger.token else "cue") for c in dict.fromkeys(cues)]
    draft.put("deal_status", status or "agreed", *places)
    kinds = [t for t in (trigger, *deal.above) if t.cue.extras["transfer_kind"]]
    if kinds:
        kind = kinds[0]
        draft.put(
            "transfer_kind",
            kind.cue.extras["transfer_kind"],
            Place(kind.token.i, kind.token.i + 1, kind.cue.cue_id, "cue"),
        )
    draft.put("certainty", {"considered": "possible"}.get(status, "asserted"), *places)
    _put_price(draft, deal, context)
    return draft


def put_side(draft: Draft, side: str, party: Party | None, context: Context) -> None:
    """Fill the two cells of a side of a deal."""
    if party is None:
        return
    place = Place(party.start, party.end, f"party:{party.rule}")
    draft.put(f"{side}_country", party.code, place)
    draft.put(f"{side}_name", context.reading.doc[party.start : party.end].text, place)


def _put_price(draft: Draft, deal: Deal, context: Context) -> None:
    """The sum told in the item's sentence, or in the next where that speaks of the deal's price."""
    reading = context.reading
    sentence = deal.item.head.sent
    sums = [m for m in reading.money if sentence.start <= m.start < sentence.end]
    if not sums:
        return
    price = min(sums, key=lambda m: abs(m.start - deal.item.head.i))
    place = Place(price.start, price.end, "money")
    draft.put("value_amount", price.amount, place)
    draft.put("value_currency", price.currency, place)
    draft.put("value_usd", context.in_dollars(price.amount, price.currency), place)
    draft.put(
        "value_basis",
        "package" if len([i for i in find_items(reading) if i.head.sent == sentence]) > 1 else "row",
        place,
    )
