"""When two places tell of the same deal, and what the merged row holds: the newest stage, the whole quantity."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from pipelines.annotation.cues import words
from pipelines.annotation.gazetteers.reference import Entry, reference
from pipelines.facts.arms.status.stage_above import RANK
from pipelines.facts.arms.weapons.classes import classes_over, covers
from pipelines.facts.draft import Draft
from pipelines.facts.merge import merge

_PARCELS = words("arms_words", "parcel")
_SHIP_KILLERS = {"cruise_missile", "anti_ship_missile"}
_BESIDE = 8  # tokens within which two weapons with numbers of their own are two entries of a list
_NUMBER = ("quantity_low", "quantity_high", "quantity_text")
_DAYS = ("deal_date_from", "deal_date_to")
_PRICE = ("value_amount", "value_currency", "value_usd", "value_basis")


def system_of(draft: Draft) -> Entry | None:
    """The reference row of a draft's designation, or None for a bare class or an unknown name."""
    name = draft.get("weapon_system")
    return _system_named(name) if name else None


@cache
def _system_named(name: str) -> Entry | None:
    return next((e for e in reference().names.get(name, ()) if e.file == "weapons"), None)


def family_of(draft: Draft) -> str | None:
    """The family of a draft's designation (ref.weapons.family), or None for a bare class."""
    entry = system_of(draft)
    return (entry.extras.get("family") or entry.id) if entry else draft.get("weapon_system")


def _same(first: Draft, second: Draft) -> bool:
    for side in ("supplier_country", "recipient_country"):
        if first.get(side) != second.get(side):
            return False
    family = family_of(first), family_of(second)
    kinds = first.get("weapon_class"), second.get("weapon_class")
    numbers = {d.get("quantity_low") for d in (first, second)} - {None}
    if len(numbers) == 2 and _are_two(first, second, family):
        return False
    if None not in family:
        return family[0] == family[1]
    if kinds[0] != kinds[1] and all(_is_entry(d) for d in (first, second)):
        return False  # "- M113 carriers / - four Bandvagn vehicles"
    if kinds[0] != kinds[1] and family == (None, None) and second.anchor in first.joined:
        return False  # "127 tanks and armoured vehicles"
    if _is_more(first, second, family) or _is_more(second, first, family[::-1]):
        return False
    if kinds[0] == kinds[1] or kinds[0] in classes_over(kinds[1]) or kinds[1] in classes_over(kinds[0]):
        return True
    if family != (None, None) and _is_called_so(first, second):
        return True
    if family != (None, None) and all(_SHIP_KILLERS & set(classes_over(k)) for k in kinds):
        return len(numbers) < 2  # a shore-based missile system is of cruise missiles
    return len(numbers) < 2 and (covers(kinds[0], kinds[1]) or covers(kinds[1], kinds[0]))


def _is_called_so(first: Draft, second: Draft) -> bool:
    """Whether a bare noun is the one by which the other's designation is called: "jets", of "T-50 fighter jets"."""
    named, bare = (first, second) if "weapon_system" in first.values else (second, first)
    return bare.get("weapon_class") in classes_over(named.called)


def _is_entry(draft: Draft) -> bool:
    """Whether a weapon is an entry of a list with a name or number of its own."""
    is_told = "weapon_system" in draft.values or "quantity_text" in draft.values
    return draft.rule.split("+")[0] == "arms.list" and is_told


def _are_two(first: Draft, second: Draft, family: tuple[str | None, str | None]) -> bool:
    """Whether two drafts with numbers of their own, and other words for the weapon, tell of two things."""
    if first.get("weapon_text") == second.get("weapon_text"):
        return False
    if second.anchor in first.joined:
        return True  # "72 launchers and several thousand missiles"
    if (first.get("transfer_kind") == "upgrade") != (second.get("transfer_kind") == "upgrade"):
        return True  # "25 new F-16 fighters and the upgrade of 23 older F-16s"
    if None not in family:
        return False
    is_beside = abs(first.anchor - second.anchor) <= _BESIDE
    if first.get("weapon_class") == second.get("weapon_class"):
        return is_beside and family == (None, None)  # "two armoured trucks and 13 military vehicles"
    return is_beside or family == (None, None)  # "168 Spike launchers and 1,680 missiles", "900 pistols, 5,200 rifles"


def _is_more(named: Draft, bare: Draft, family: tuple[str | None, ...]) -> bool:
    """Whether a bare class noun of another class tells of more than the named weapon: "40 Marders, 100 vehicles"."""
    if family[0] is None or family[1] is not None or named.get("weapon_class") == bare.get("weapon_class"):
        return False
    return (bare.get("quantity_low") or 0) > (named.get("quantity_low") or bare.get("quantity_low") or 0)


def is_newer(first: Draft, second: Draft) -> bool:
    """Whether the second, told later in the text, tells a newer stage than the first."""
    before, after = first.get("deal_status"), second.get("deal_status")
    if _is_old_fleet(first, second):
        return True
    if _is_old_fleet(second, first):
        return False
    if first.is_past_perfect != second.is_past_perfect:
        return first.is_past_perfect
    if second.is_further and before in ("agreed", "delivered") and after in ("considered", "approved"):
        return True  # "got 180 tanks; talks on a second batch go on": the newest deal
    if before == "approved" and _is_bare_parcel(second):
        return False  # "cleared the sale. The package of 210 missiles is worth"
    if before in ("considered", "approved") and second.is_resumed:
        return False  # "cleared the sale. The deal covers 210 missiles"
    if before == "cancelled":
        return after == "delivered" or (after == "agreed" and _is_later(first, second))
    return RANK[after] > RANK[before]


def _is_bare_parcel(draft: Draft) -> bool:
    """Whether nothing but the word for a package tells how far a deal has got."""
    places = draft.places["deal_status"]
    return len(places) == 1 and places[0].found_by.partition(":")[2] in _PARCELS


def _is_later(first: Draft, second: Draft) -> bool:
    """Whether the second is told to be of a later day than the first: news begin with what has been called off."""
    days = first.get("deal_date_from"), second.get("deal_date_from")
    return None not in days and bool(days[1] > days[0])


def _is_old_fleet(used: Draft, dealt: Draft) -> bool:
    """Whether weapons that are flown are not those of a deal that is still open: "has flown the F-16 for years"."""
    is_use = used.rule.startswith(("arms.use", "arms.operator"))
    return is_use and not dealt.rule.startswith("arms.use") and dealt.get("deal_status") in ("considered", "approved")


_FIRM = {"considered": 0, "approved": 1}  # every other stage is of a deal that was made


def _is_better_number(first: Draft, second: Draft) -> bool:
    """Whether the second tells how many are in the deal.

    That is the one told with a side of its own ("in all 599 have been ordered" is of other deals too), else that of the
    firmer stage, else the whole before a part.
    """
    here, there = first.get("quantity_low") or 0, second.get("quantity_low") or 0
    is_open = first.get("quantity_high") is None
    if is_open and 0 < here <= there == second.get("quantity_high"):
        return True  # "thousands of rifles", "3,000 rifles"
    is_told = [not all(f"+{side}:" in d.rule for side in ("supplier", "recipient")) for d in (first, second)]
    if here and there and is_told[0] != is_told[1]:
        return is_told[1]
    firm = [_FIRM.get(d.get("deal_status"), 2) for d in (first, second)]
    if not here or not there or firm[0] == firm[1]:
        return there > here
    return firm[1] > firm[0]


def _are_two_orders(first: Draft, second: Draft) -> bool:
    """Whether one deal is made and the other, of another number, still open: the price of one is not the other's."""
    numbers = first.get("quantity_low"), second.get("quantity_low")
    is_firm = [d.get("deal_status") in ("agreed", "delivered") for d in (first, second)]
    return None not in numbers and numbers[0] != numbers[1] and is_firm[0] != is_firm[1]


def _join(first: Draft, second: Draft) -> None:
    if _are_two_orders(first, second):  # "ordered six last year and wants 84 more for 155 million dollars"
        is_newer_firm = _is_better_number(first, second)
        (first if is_newer_firm else second).drop(*_PRICE)
    if _is_better_number(first, second):
        first.drop(*_NUMBER)
        first.take(second, *_NUMBER)
    if is_newer(first, second):
        first.drop(*_DAYS)  # of the stage before
        first.take(second, "deal_status", "certainty", *_DAYS)
        first.is_past_perfect = second.is_past_perfect
    elif first.get("deal_status") == second.get("deal_status") and first.get("deal_date_from") is None:
        first.take(second, *_DAYS)
    if first.get("weapon_system") is None and second.get("weapon_system") is not None:
        first.take(second, "weapon_system", "weapon_text", "weapon_class")
        first.called = second.called
    if first.get("value_amount") is None:
        first.take(second, *_PRICE)
    if second.get("transfer_kind") == "sale" or first.get("transfer_kind") is None:
        first.take(second, "transfer_kind")
    if second.weight > first.weight:
        first.weight, first.rule = second.weight, second.rule


def _find_supplier(draft: Draft, drafts: list[Draft]) -> None:
    """Take the supplier that is told elsewhere for the same weapon and recipient, where only one is."""
    told = [d for d in drafts if d.get("supplier_country") and not d.rule.startswith(("arms.use", "arms.operator"))]
    told = [d for d in told if _same(replace(draft, values={**draft.values, **_supplier(d)}), d)]
    if len({d.get("supplier_country") for d in told}) == 1:
        draft.take(told[0], *_supplier(told[0]))
        draft.rule += "+supplier:again"


def _supplier(draft: Draft) -> dict[str, Any]:
    return {c: draft.values[c] for c in ("supplier_country", "supplier_name") if c in draft.values}


def _is_of_day_to_come(draft: Draft, published: date) -> bool:
    """Whether a day is that on which something will be, and not on which the stage came about: "flying from 2030".

    A period that begins now ("over the next ten years") or has no beginning ("support until 2036") is the deal's term.
    """
    since, until = (draft.get(c) for c in _DAYS)
    if since is not None and since > published:
        return True
    return (since is None or since == published) and until is not None and until > published


def merge_deals(drafts: list[Draft], published: date | None) -> list[Draft]:
    """The deals of a document that is of a day, one draft a (supplier, recipient, weapon)."""
    for draft in drafts:
        if draft.get("supplier_country") is None and draft.get("recipient_country") is not None:
            _find_supplier(draft, drafts)
    merged = merge(drafts, _same, _join)
    for draft in merged:
        if published is not None and _is_of_day_to_come(draft, published):
            draft.drop(*_DAYS)
    return merged
