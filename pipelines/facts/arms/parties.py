"""Supplier and recipient of a deal, from the arguments of its trigger and of what governs it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.facts.roles import arguments, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipelines.annotation.parties import Parties, Party
    from pipelines.annotation.reading import Reading
    from pipelines.facts.arms.items import Item
    from pipelines.facts.triggers import Trigger


_WINNING = frozenset("receive win get land secure book bag clinch".split())


@dataclass
class Sides:
    """Who may supply and who may receive, the likeliest first; and those of whom only the part in it is known."""

    suppliers: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    either: list[Party] = field(default_factory=list)


def _parties(tokens: list[Token], parties: Parties, item: Item) -> list[Party]:
    found: list[Party] = []
    for token in tokens:
        if item.start <= token.i < item.end or token == item.head:
            continue
        party = parties.of(token)
        if party is not None and party.code not in {p.code for p in found}:
            found.append(party)
    return found


def read_sides(trigger: Trigger, above: list[Trigger], parties: Parties, item: Item) -> Sides:
    """The sides of a deal as its trigger and the cues above it tell."""
    sides, sense = Sides(), trigger.sense
    _add(sides, trigger, parties, item)
    _add_own(sides, parties, item, is_given=sense == "sell")
    if sense == "buy" and not is_verb(trigger.token) and any(o.cue.phrase in _WINNING for o in above):
        # "won an order from Hungary": the one who wins it sells
        sides.recipients, sides.suppliers = sides.suppliers, []
        sides.suppliers = _parties(arguments(above[0].token).agents, parties, item)
        return sides
    for operator in above:
        if not is_verb(operator.token):
            found = arguments(operator.token)
            owners = _parties([*found.modifiers, *found.agents], parties, item)
            to = _parties(found.by("to", "for"), parties, item)
            source = _parties(found.by("from"), parties, item)
            sides.suppliers += source
            if operator.sense in ("sell",):
                sides.recipients += to
                sides.suppliers += owners
            elif operator.sense == "buy":
                sides.recipients += owners
                sides.suppliers += _parties(found.by("with"), parties, item)
            else:
                sides.either += owners + _parties(found.by("with", "between"), parties, item)
                sides.recipients += _parties(found.by("for"), parties, item)
            continue
        found = arguments(operator.token)
        agents = _parties(found.agents, parties, item)
        if operator.sense == "buy":
            sides.recipients += agents if not _passive_theme(operator.token, found) else []
            sides.suppliers += _parties([*found.by("from", "with"), *found.themes], parties, item)
        elif operator.sense == "sell" and sense != "buy":
            sides.suppliers += agents
            sides.recipients += _parties([*found.datives, *found.by("to", "for")], parties, item)
        elif operator.sense in ("sell", "op"):
            if sense == "buy":
                sides.recipients += agents
            elif sense == "sell":
                sides.suppliers += agents
            else:
                sides.either += agents
            if operator.cue.phrase in ("ask", "urge", "press", "call", "request", "beg", "plead"):
                sides.recipients, sides.suppliers = (
                    agents + sides.recipients,
                    [s for s in sides.suppliers if s not in agents],
                )
                sides.suppliers += _parties(found.themes, parties, item)
        else:
            sides.either += agents + _parties(found.datives, parties, item)
        sides.either += _parties(found.by("with"), parties, item)
        sides.recipients += _parties(found.by("to", "for"), parties, item) if operator.sense != "arrive" else []
        sides.suppliers += _parties(found.by("from"), parties, item)
    return sides


def _add_own(sides: Sides, parties: Parties, item: Item, *, is_given: bool) -> None:
    """What hangs on the item itself, or on the list that it stands in: "tanks, howitzers and launchers from Korea"."""
    following = sorted((c for c in item.head.conjuncts if c.i > item.head.i), key=lambda c: c.i)
    for member in (item.head, *following):
        found = arguments(member)
        told = _parties(found.by("from"), parties, item), _parties(found.by("to", "for"), parties, item)
        if told[0] or told[1]:
            sides.suppliers = told[0] + sides.suppliers
            sides.recipients += told[1]
            break
    makers = [c for c in item.head.children if c.dep_ in ("amod", "compound", "nmod", "poss") and c.i < item.head.i]
    for owner in _parties(makers, parties, item):
        if owner.code == item.origin or is_given:
            sides.suppliers.append(owner)
        else:
            sides.recipients.append(owner)


def _passive_theme(token: Token, found: object) -> bool:
    return any(c.dep_ == "nsubjpass" for c in token.children)


def _add(sides: Sides, trigger: Trigger, parties: Parties, item: Item) -> None:
    token, sense = trigger.token, trigger.sense
    found = arguments(token)
    if is_verb(token):
        agents = _parties(found.agents, parties, item)
        themes = _parties([*found.themes, *found.datives], parties, item)
        to = _parties(found.by("to", "for"), parties, item)
        source = _parties(found.by("from"), parties, item)
        if sense == "buy":
            sides.recipients += agents + to
            sides.suppliers += source + themes + _parties(found.by("with"), parties, item)
        elif sense == "sell" and source and not to and not themes:
            sides.suppliers += source  # "is leasing it from Germany"
            sides.recipients += agents
        elif sense == "sell":
            sides.suppliers += agents + source
            sides.recipients += themes + to
        elif sense == "arrive":
            sides.recipients += _parties([*found.by("in", "to", "at", "into"), *found.themes], parties, item)
            sides.suppliers += source + _parties(found.by("by"), parties, item)
        else:
            sides.either += agents + themes + _parties(found.by("with", "between", "by"), parties, item)
            sides.suppliers += source
            sides.recipients += to
        return
    owners = _parties([*found.modifiers, *found.agents], parties, item)
    to = _parties(found.by("to", "for"), parties, item)
    source = _parties(found.by("from"), parties, item)
    sides.suppliers += source
    if sense == "sell":
        sides.suppliers += owners
        sides.recipients += to + _parties(found.by("in"), parties, item)
    elif sense == "buy":
        sides.recipients += owners + _parties(found.by("for"), parties, item)
        sides.suppliers += _parties(found.by("with", "to"), parties, item)
    else:
        sides.either += owners + _parties(found.by("with", "between"), parties, item)
        sides.recipients += to


def pairs(sides: Sides, item: Item, *, is_neutral: bool) -> list[tuple[Party | None, Party | None]]:
    """Supplier and recipient of each deal told of: "Egypt, Qatar and Greece have ordered it" tells three."""
    supplier, recipient = settle(sides, item, is_neutral=is_neutral)
    told = [r for r in sides.recipients if r.rule == "name" and (supplier is None or r.code != supplier.code)]
    if recipient is not None and len(told) > 1 and recipient in told and _is_list(told):
        return [(supplier, r) for r in told]
    return [(supplier, recipient)]


def _is_list(told: list[Party]) -> bool:
    return all(0 < b.start - a.end <= 3 for a, b in pairwise(sorted(told, key=lambda p: p.start)))


def settle(sides: Sides, item: Item, *, is_neutral: bool) -> tuple[Party | None, Party | None]:
    """The one supplier and the one recipient, where they can be told.

    A weapon's maker is its supplier rather than its recipient, whatever the words' order, unless it is given on.
    """
    makers = [p for p in sides.either if p.kind == "company" or p.code == item.origin]
    supplier = _first(sides.suppliers) or _first(makers)
    if is_neutral and item.origin and sides.recipients and sides.recipients[0].code == item.origin:
        if supplier is not None and supplier.code != item.origin:
            return sides.recipients[0], supplier
        if supplier is None:
            supplier = sides.recipients[0]
    if supplier is not None and not sides.suppliers and sides.recipients and sides.recipients[0].code == supplier.code:
        return supplier, supplier  # bought at home
    recipient = _first([p for p in sides.recipients if supplier is None or p.code != supplier.code])
    others = [p for p in sides.either if p.code not in {q.code for q in (supplier, recipient) if q}]
    if supplier is None and sides.either and others:
        supplier = None
    if recipient is None and supplier is not None:
        recipient = _first(others)
    if recipient is None and supplier is None and others:
        recipient = others[0]
    elif supplier is None and recipient is not None and others:
        supplier = others[0]
    return supplier, recipient


def _first(found: list[Party]) -> Party | None:
    return found[0] if found else None


def add_sentence(sides: Sides, parties: Parties, reading: Reading, item: Item) -> None:
    """The makers that the sentence names elsewhere, where a side is missing."""
    known = {p.code for p in (*sides.suppliers, *sides.recipients, *sides.either)}
    for mention in reading.mentions:
        if item.head.sent.start <= mention.start < item.head.sent.end and mention.code not in (None, *known):
            head = reading.head(mention.start, mention.end)
            party = parties.stated(head)
            if (
                party is not None
                and party.code == mention.code
                and mention.label not in ("weapon", "military_platform")
            ):
                known.add(party.code)
                sides.either.append(party)
