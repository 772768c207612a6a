"""Whether an extraction is what a case states: every row in every slot, and no row more.

A slot agrees by the annotation guide: one of the accepted values, numbers within two percent, a weapon by its
name or by a part of it, an empty slot where nothing is stated or where null is accepted.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from pipelines.contracts.facts import FactRow

SLOTS = {
    "arms_deals": ("supplier", "recipient", "weapon", "quantity", "value", "status"),
    "troop_deployment_estimates": ("force", "host", "number", "unit", "status", "claimant", "denied_by"),
    "policy_options": ("actor", "category", "instrument", "target", "beneficiary", "stance"),
    "diplomatic_meetings": (
        "participants",
        "persons",
        "status",
        "format",
        "level",
        "place",
        "day",
        "topic",
        "category",
    ),
}
TOLERANCE = 0.02
SHORTEST_PART = 3  # letters of a weapon's name that stands for the whole


def found_row(family: str, fact: FactRow) -> dict[str, Any]:
    """A row of the extraction in the slots of the cases."""
    told = fact.model_dump()
    if family == "arms_deals":
        quantity, value = (
            (told["quantity_low"], told["quantity_high"]),
            (told["value_amount"], told["value_currency"]),
        )
        return {
            "supplier": told["supplier_country"],
            "recipient": told["recipient_country"],
            "weapon": [w for w in (told["weapon_system"], told["weapon_text"]) if w],
            "quantity": None if quantity == (None, None) else quantity,
            "value": None if value[0] is None else value,
            "status": told["deal_status"],
        }
    if family == "troop_deployment_estimates":
        return {
            "force": told["force_country"],
            "host": told["host_country"],
            "number": (told["count_low"], told["count_high"]),
            "status": told["deployment_status"],
            "denied_by": list(told["denied_by"] or []),
        } | {name: told[name] for name in ("unit", "claimant")}
    if family == "diplomatic_meetings":
        day = (told["date_from"], told["date_to"])
        return {
            "status": told["meeting_status"],
            "format": told["meeting_format"],
            "level": told["meeting_level"],
            "place": told["place_country"] or told["place"],
            "day": None if day == (None, None) else day,
            "topic": told["topic_text"],
            "category": told["topic_category"],
        } | {name: told[name] for name in ("participants", "persons")}
    return {name: told[name] for name in SLOTS[family]}


def complaints(family: str, stated: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the found rows, in words; empty where all is right."""
    slots = SLOTS[family]
    agreed = np.array(
        [[sum(agrees(s, gold.get(s), row[s]) for s in slots) for row in found] for gold in stated],
        dtype=float,
    )
    pairs = zip(*linear_sum_assignment(-agreed), strict=True) if agreed.size else ()
    partner = {int(g): int(f) for g, f in pairs}
    told = [f"missed {gold}" for i, gold in enumerate(stated) if i not in partner]
    told += [f"invented {row}" for j, row in enumerate(found) if j not in partner.values()]
    for i, j in partner.items():
        wrong = [s for s in slots if not agrees(s, stated[i].get(s), found[j][s])]
        told += [f"row {i + 1}: {s} is {found[j][s]!r}, stated {stated[i].get(s)!r}" for s in wrong]
    return told


def agrees(slot: str, stated: Any, found: Any) -> bool:
    """Whether what is found in a slot is what is stated there."""
    if slot in ("number", "quantity"):
        return stated == found or (stated is not None and found is not None and all(map(_near, stated, found)))
    if slot == "value":
        return stated == found or bool(stated and found and _near(stated[0], found[0]) and stated[1] == found[1])
    if slot == "day":
        return stated == found
    if slot in ("denied_by", "participants", "persons"):
        return set(stated or []) == set(found)
    if not found:
        return not stated or None in stated
    if slot == "weapon":
        return any(_same_weapon(accepted, offered) for accepted in stated for offered in found)
    return found.casefold() in {s.casefold() for s in stated or [] if s}


def _near(a: float | None, b: float | None) -> bool:
    return a == b or (a is not None and b is not None and abs(a - b) <= TOLERANCE * max(abs(a), abs(b)))


def _same_weapon(accepted: str, offered: str) -> bool:
    a, b = _letters(accepted), _letters(offered)
    return bool(a and b) and (a == b or (len(a) >= SHORTEST_PART and a in b) or (len(b) > SHORTEST_PART and b in a))


def _letters(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", name.casefold())
    return "".join(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)
