"""A fact as one line for a person."""

from collections.abc import Mapping
from typing import Any

Cells = Mapping[str, Any]

# Instruments whose `target` is a counterpart and nobody who is acted against.
_WITH_A_COUNTERPART = frozenset(
    ("talks", "mediation", "exercise", "defence_cooperation", "intelligence_sharing", "treaty_action")
)


def number(low: int | None, high: int | None) -> str:
    """Bounds as words: `180`, `10 to 12`, `at least 3,000`, `up to 12,000`; empty where none is told."""
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if low is not None:
        return f"at least {low:,}"
    return f"up to {high:,}" if high is not None else ""


def _arms(fact: Cells) -> str:
    count = number(fact["quantity_low"], fact["quantity_high"])
    weapon = fact["weapon_system"] or fact["weapon_text"]
    price = f", {fact['value_currency']} {fact['value_amount']:,.0f}" if fact["value_amount"] is not None else ""
    parties = f"{fact['supplier_country'] or '?'} to {fact['recipient_country'] or '?'}"
    return f"{parties}: {count + ' x ' if count else ''}{weapon} ({fact['deal_status']}{price})"


def _troops(fact: Cells) -> str:
    unit = "" if fact["unit"] == "personnel" else f" {fact['unit']}"
    where = ", ".join(filter(None, (fact["place"], fact["host_country"]))) or "?"
    claim = f", says {fact['claimant']}" if fact["claimant"] else ""
    denial = f", denied by {', '.join(fact['denied_by'])}" if fact["denied_by"] else ""
    force, count = fact["force_country"] or "?", number(fact["count_low"], fact["count_high"])
    return f"{force}: {count}{unit} in {where} ({fact['deployment_status']}{claim}{denial})"


def _policy(fact: Cells) -> str:
    towards = "with" if fact["instrument"] in _WITH_A_COUNTERPART else "against"
    target = f" {towards} {fact['target']}" if fact["target"] else ""
    beneficiary = f" for {fact['beneficiary']}" if fact["beneficiary"] else ""
    return f"{fact['actor']}: {fact['instrument']}{beneficiary}{target} ({fact['category']}, {fact['stance']})"


def _meetings(fact: Cells) -> str:
    where = ", ".join(filter(None, (fact["place"], fact["place_country"])))
    topic = f", on {fact['topic_text']}" if fact["topic_text"] else ""
    told = ", ".join(filter(None, (fact["meeting_format"], where, fact["meeting_status"])))
    return f"{' and '.join(fact['participants'])}: {told}{topic}"


_PHRASES = {
    "arms_deals": _arms,
    "troop_deployment_estimates": _troops,
    "policy_options": _policy,
    "diplomatic_meetings": _meetings,
}


def phrase(family: str, fact: Cells) -> str:
    """A fact in one line, e.g. `KOR to POL: 180 x K2 Black Panther (agreed, USD 5,800,000,000)`."""
    return _PHRASES[family](fact)
