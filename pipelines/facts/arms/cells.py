"""The cells of a deal, each with its place: the weapon, its number, a side, the kind of transfer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.facts.arms.weapons.counts import how_many
from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Mention, Number
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

FAMILY = "arms_deals"


def newer_stage(trigger: Trigger, status: str) -> Draft:
    """The stage that a later word tells of deals told before, as a draft of that cell alone."""
    token = trigger.token
    newer = Draft(FAMILY, token.i)
    newer.put("deal_status", status, Place(token.i, token.i + 1, trigger.cue.cue_id, "cue"))
    return newer


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


def put_kind(draft: Draft, item: Item, told: Sequence[Trigger]) -> None:
    """How the item changes hands: as the words of dealing tell, or upgraded where they are of the work on it."""
    kind = next((t for t in told if t.cue.extras["transfer_kind"] and not _is_light(t.token)), None)
    if item.work is not None:
        draft.put("transfer_kind", "upgrade", Place(item.work.i, item.work.i + 1, "work", "cue"))
    elif kind is not None:
        place = Place(kind.token.i, kind.token.i + 1, kind.cue.cue_id, "cue")
        draft.put("transfer_kind", kind.cue.extras["transfer_kind"], place)


def _is_light(verb: Token) -> bool:
    """Whether what a verb gives is a word about the deal and no weapon: "gives its consent to the sale"."""
    given = (trigger_table("arms_triggers").at(c) for c in verb.children if c.dep_ == "dobj" and is_verb(verb))
    return any(t is not None and t.sense == "op" for t in given)
