"""Parties that do not belong to a deal: in another paragraph, behind a semicolon, right behind another weapon."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.arms.sides.named import Sides
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger


_NAMING = ("NNP", "NNPS", "CD", "HYPH")


def keep_near(sides: Sides, trigger: Trigger, context: Context, item: Item) -> Sides:
    """Leave out who stands in another paragraph or another line of a list, which the parser may have joined."""
    near = {context.lines[t.i] for t in (item.head, trigger.token)}
    for group in (sides.suppliers, sides.recipients, sides.either):
        group[:] = [p for p in group if p.rule == "reference" or context.lines[p.start] in near]
        group[:] = [p for p in group if p.rule not in ("reference", "modifier") or not _is_weapon(p, context)]
        group[:] = [p for p in group if not is_apart(p, trigger.token, item)]
    sides.suppliers[:] = [p for p in sides.suppliers if not is_of_next(p.start, item.head, context)]
    for group in (sides.suppliers, sides.either):
        group[:] = [p for p in group if not is_taker_of_other(p, item, context)]
    return sides


def is_apart(party: Party, trigger: Token, item: Item) -> bool:
    """Whether a semicolon stands between a party of the same sentence and all that tells the deal.

    A pronoun behind it speaks of one before it: "gave them to Kyiv; it had ordered them from Paris".
    """
    if party.reference == "pronoun" or not item.head.sent.start <= party.start < item.head.sent.end:
        return False
    low, high = sorted((trigger.i, item.head.i))
    between = item.head.doc[party.end : low] if party.end <= low else item.head.doc[high : party.start]
    return any(t.text == ";" for t in between)


def is_of_next(start: int, head: Token, context: Context) -> bool:
    """Whether the party at a token stands right behind another weapon: "the Rafale for the Gripen from Sweden"."""
    source = next((t for t in head.doc[max(start - 2, 0) : start] if t.lower_ == "from"), None)
    if source is None or not source.i or start < head.i:
        return False
    before = head.doc[source.i - 1]
    if all(t.tag_ in _NAMING for t in head.doc[head.i + 1 : before.i + 1]):
        return False  # "tanks MBT-2000 from China"
    return before.i in context.item_heads and before.i > head.i and before not in head.conjuncts


def is_taker_of_other(party: Party, item: Item, context: Context) -> bool:
    """Whether a party is whom another weapon is told to be for: "Javelins for Riga, F-16s for Sofia"."""
    doc, start = item.head.doc, party.start
    if party.rule != "name" or start < 2 or doc[start - 1].lower_ not in ("for", "to"):
        return False
    return start - 2 != item.head.i and start - 2 in context.item_heads


def _is_weapon(party: Party, context: Context) -> bool:
    """Whether what a pronoun was taken for is a weapon's phrase: "its Turkish drones"."""
    return any(i in context.item_heads for i in range(party.start, party.end))
