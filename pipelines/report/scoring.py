"""The rules by which extracted rows are compared with gold rows: slots, agreement, pairing.

What a fact is stands in the annotation guide, how a row is judged here, the counting in evaluation.py.

A row is a dict, of gold (`{"supplier": "KOR", "weapon": ["K2", "tanks"], "quantity": [10, 12], ...}`) or of
the warehouse (`{"supplier": "KOR", "weapon": ["K2 Black Panther", "K2 tanks"], "quantity_low": 10, ...}`).
A gold cell may be a list of acceptable values; null in it makes the slot optional.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

Cells = Mapping[str, Any]
Bounds = tuple[float | None, float | None]

TOLERANCE = 0.02  # two numbers agree when they differ by no more than this share of the larger


@dataclass(frozen=True)
class FamilyRule:
    """What of a family is compared, and how the warehouse tells it."""

    anchor: tuple[str, ...]
    core: tuple[str, ...]
    slots: tuple[str, ...]
    sql: str
    either: tuple[str, ...] = ()
    """Beside the anchor, one of these must be filled and right for two rows to be a pair."""


RULES: dict[str, FamilyRule] = {
    "arms_deals": FamilyRule(
        anchor=("weapon",),
        core=("supplier", "recipient", "weapon"),
        slots=("supplier", "recipient", "weapon", "quantity", "value", "status"),
        sql="""
            select d.external_id as document, f.fact_id, f.supplier_country as supplier,
                   f.recipient_country as recipient, [f.weapon_system, f.weapon_text] as weapon,
                   f.quantity_low, f.quantity_high, f.value_amount, f.value_currency, f.deal_status as status
            from facts.arms_deals f join core.documents d using (document_id)""",
    ),
    "troop_deployment_estimates": FamilyRule(
        anchor=("number",),
        core=("force", "host", "number"),
        slots=("force", "host", "number", "status", "claimant", "denied_by"),
        either=("force", "host"),
        sql="""
            select d.external_id as document, f.fact_id, f.force_country as force, f.host_country as host,
                   f.count_low, f.count_high, f.unit, f.deployment_status as status, f.claimant, f.denied_by
            from facts.troop_deployment_estimates f join core.documents d using (document_id)""",
    ),
    "policy_options": FamilyRule(
        anchor=("actor", "category"),
        core=("actor", "category", "instrument"),
        slots=("actor", "category", "instrument", "target", "beneficiary", "stance"),
        sql="""
            select d.external_id as document, f.fact_id, f.actor, f.category, f.instrument, f.target,
                   f.beneficiary, f.stance
            from facts.policy_options f join core.documents d using (document_id)""",
    ),
}


def squash(name: str) -> str:
    """A name without case, hyphens, spaces or a plural s: `K-2 tanks` is `k2tank`."""
    words = re.findall(r"[a-z0-9]+", name.casefold())
    return "".join(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words)


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _bounds(low: float | None, high: float | None) -> Bounds | None:
    return None if low is None and high is None else (low, high)


def _number(row: Cells) -> Bounds | None:
    if "low" in row or "high" in row:
        return _bounds(row.get("low"), row.get("high"))
    return _bounds(row.get("count_low"), row.get("count_high"))


def _quantity(row: Cells) -> Bounds | None:
    if "quantity_low" in row:
        return _bounds(row["quantity_low"], row["quantity_high"])
    quantity = row.get("quantity")
    if quantity is None:
        return None
    return (quantity[0], quantity[1]) if isinstance(quantity, list) else (quantity, quantity)


def _values(row: Cells) -> list[tuple[float, str | None]] | None:
    if row.get("value_amount") is not None:
        return [(float(row["value_amount"]), row.get("value_currency"))]
    return [(float(v["amount"]), v.get("currency")) for v in _as_list(row.get("value")) if v is not None] or None


def slot(row: Cells, name: str) -> Any:
    """What a row tells in a slot: bounds of a number, else the list of acceptable values; None if empty."""
    if name == "number":
        return _number(row)
    if name == "quantity":
        return _quantity(row)
    if name == "value":
        return _values(row)
    return [v for v in _as_list(row.get(name)) if v is not None] or None


def is_optional(row: Cells, name: str) -> bool:
    """Whether a gold row accepts an empty slot."""
    return name not in ("number", "quantity") and None in _as_list(row.get(name))


def _close(a: float | None, b: float | None) -> bool:
    return a == b or (a is not None and b is not None and abs(a - b) <= TOLERANCE * max(abs(a), abs(b)))


def _same_weapon(wanted: Sequence[str], told: Sequence[str]) -> bool:
    accepted, offered = {squash(w) for w in wanted}, [squash(t) for t in told]
    return any(
        t and (t in accepted or any(len(w) > 2 and (w in t or (len(t) > 3 and t in w)) for w in accepted))
        for t in offered
    )


def agree(name: str, gold: Cells, predicted: Cells) -> bool:
    """Whether the predicted row is right in this slot."""
    wanted, told = slot(gold, name), slot(predicted, name)
    if told is None:
        return wanted is None or is_optional(gold, name)
    if wanted is None:
        return False
    if name == "weapon":
        return _same_weapon(wanted, told)
    if name in ("number", "quantity"):
        return _close(wanted[0], told[0]) and _close(wanted[1], told[1])
    if name == "value":
        return any(_close(w[0], t[0]) and w[1] == t[1] for w in wanted for t in told)
    return bool({str(w).upper() for w in wanted} & {str(t).upper() for t in told})


def _anchored(rule: FamilyRule, gold: Cells, predicted: Cells) -> bool:
    if not all(agree(name, gold, predicted) for name in rule.anchor):
        return False
    return not rule.either or any(slot(gold, n) and agree(n, gold, predicted) for n in rule.either)


def pair(family: str, gold: Sequence[Cells], predicted: Sequence[Cells]) -> list[tuple[int, int]]:
    """Indices of the gold and predicted rows of one document that belong together (most slots agree)."""
    if not gold or not predicted:
        return []
    rule = RULES[family]
    gain = np.zeros((len(gold), len(predicted)))
    for i, wanted in enumerate(gold):
        for j, told in enumerate(predicted):
            if _anchored(rule, wanted, told):
                gain[i, j] = 1 + sum(agree(name, wanted, told) for name in rule.slots)
    rows, columns = linear_sum_assignment(-gain)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if gain[i, j] > 0]
