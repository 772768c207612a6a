"""Supplier and recipient of a deal, out of all who take part in it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.sides.makers import outmakes
from pipelines.facts.arms.sides.named import Sides
from pipelines.facts.arms.sides.parted import is_apart, is_of_next, is_taker_of_other
from pipelines.facts.roles import clause_of, is_verb
from pipelines.facts.triggers import trigger_table
from pipelines.facts.verbs import is_contrast

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_FORUMS = (
    "UN",
    "EU",
    "NATO",
    "AU",
    "ECOWAS",
    "G7",
    "G20",
    "IAEA",
    "OPCW",
)  # where deals are talked about; none of them takes part in one
_SAYING = words("arms_words", "saying")
_GAP = 3  # tokens between two names of a list
_PARTAKING = ("by", "from", "to", "for", "with", "between")


def pairs(
    sides: Sides, item: Item, *, is_neutral: bool, is_bought: bool, is_from_abroad: bool
) -> list[tuple[Party | None, Party | None]]:
    """Supplier and recipient of each deal: "Egypt, Qatar and Greece have ordered it" gives three.

    So does "came from Denmark and the Netherlands" tell two. Who alone is told of a sale from abroad is who sells.
    """
    _part_references(sides)
    _part_maker(sides, item)
    joined = _joined_buyers(sides, item)
    sides.either = [p for p in sides.either if p not in joined[1:]]
    supplier, recipient = settle(sides, item, is_neutral=is_neutral, is_bought=is_bought)
    if is_from_abroad and supplier is None and recipient in sides.either:
        supplier, recipient = recipient, None
    if joined and recipient == joined[0]:
        return [(supplier, r) for r in joined if supplier is None or r.code != supplier.code]
    told = _named_once(sides.recipients, supplier)
    if recipient is not None and len(told) > 1 and recipient in told and _is_list(told, sides, item):
        return [(supplier, r) for r in told]
    giving = _named_once(sides.suppliers, recipient)
    if supplier is not None and len(giving) > 1 and supplier in giving and _is_list(giving, sides, item):
        return [(s, recipient) for s in giving]
    return [(supplier, recipient)]


def _named_once(side: list[Party], other: Party | None) -> list[Party]:
    """Those of one side that are named, each once, whoever the other side is left out."""
    named = {(p.code, p.start): p for p in side if p.rule == "name" and (other is None or p.code != other.code)}
    return list(named.values())


def _joined_buyers(sides: Sides, item: Item) -> list[Party]:
    """The states that share one part in a deal in another's make: "talks with Hanoi and Jakarta about the BrahMos"."""
    origin = item.origin or (item.antecedent.origin if item.antecedent is not None else None)
    told = sorted((p for p in sides.either if p.rule == "name" and p.kind != "company"), key=lambda p: p.start)
    told = [p for p in told if p.code != origin]
    return told if origin is not None and len(told) > 1 and _is_list(told, sides, item) else []


def _part_references(sides: Sides) -> None:
    """A pronoun on one side does not stand for whom the other side names.

    Nor for who takes part, where another is named beside it: "Oslo approved the sale to Doha of work on its jets".
    """
    for side, other in ((sides.suppliers, sides.recipients), (sides.recipients, sides.suppliers)):
        named = {p.code for p in other if p.rule != "reference"}
        if any(p.rule != "reference" for p in side):
            named |= {p.code for p in sides.either if p.rule == "name"}
        side[:] = [p for p in side if p.rule != "reference" or p.code not in named]


def _part_maker(sides: Sides, item: Item) -> None:
    """A maker's own forces in a list of those who have its weapon are no customer: "Sweden, Hungary and Brazil"."""
    own = [p for p in sides.recipients if p.code == item.origin]
    if own and not sides.suppliers and len({p.code for p in sides.recipients}) > len(own) + 1:
        sides.suppliers[:] = own[:1]
        sides.recipients[:] = [p for p in sides.recipients if p.code != item.origin]


def _is_list(told: list[Party], sides: Sides, item: Item) -> bool:
    """Whether parties stand in one list, with no verb between them: not "Washington has allowed Denmark to".

    Those who are told to act along with the others need no list.
    """
    doc, together = item.head.doc, {p.code for p in sides.together}
    beside = pairwise(sorted((p for p in told if p.code not in together), key=lambda p: p.start))
    return all(0 < b.start - a.end <= _GAP and not any(is_verb(t) for t in doc[a.end : b.start]) for a, b in beside)


def settle(sides: Sides, item: Item, *, is_neutral: bool, is_bought: bool) -> tuple[Party | None, Party | None]:
    """The one supplier and the one recipient, where they can be told.

    A weapon's maker is its supplier rather than its recipient, whatever the words' order, unless it is given on.
    """
    is_own_make = all(p.kind == "company" and item.origin in (None, p.code) for p in sides.recipients)
    if sides.recipients and not sides.suppliers and is_own_make:
        sides.suppliers, sides.recipients = sides.recipients, []  # "a French yard expects to sign for a vessel"
    if _is_with_maker(sides, item):
        sides.suppliers, sides.recipients = sides.recipients or sides.either, sides.suppliers
    if not sides.recipients and not sides.suppliers and (own := _home_contract(sides.either)) is not None:
        return own, own
    if is_bought and item.origin and not sides.suppliers and {p.code for p in sides.either} == {item.origin}:
        if not sides.recipients and sides.either[0].kind != "company":
            return sides.either[0], sides.either[0]  # "Delhi has finalised an order for Tejas fighters"
    takers = {p.code for p in sides.recipients}
    if takers and takers == {p.code for p in sides.suppliers}:
        return sides.suppliers[0], sides.recipients[0]  # bought at home
    if takers == {item.origin} and not sides.suppliers and is_neutral and sides.recipients[0].kind != "company":
        others = [p for p in sides.either if p.code != item.origin]
        return (sides.recipients[0], others[0]) if others else (sides.recipients[0], sides.recipients[0])
    makers = [p for p in sides.either if p.kind == "company" or p.code == item.origin]
    is_foreign = item.origin is not None and item.origin not in takers
    if is_foreign:  # a company that buys what another land makes, for its own
        makers = [p for p in makers if p.code == item.origin or p.code not in takers]
        sides.either = [p for p in sides.either if p.kind != "company" or p.code not in takers]
    supplier = _first(sides.suppliers) or _first(makers)
    if is_neutral and item.origin and sides.recipients and sides.recipients[0].code == item.origin:
        if supplier is not None and supplier.code != item.origin and supplier.kind == "company":
            return sides.recipients[0], sides.recipients[0]  # bought at home from a maker with its seat abroad
        if supplier is not None and supplier.code != item.origin:
            return sides.recipients[0], supplier
        if supplier is None:
            supplier = sides.recipients[0]
    if supplier is not None and not sides.suppliers and sides.recipients and sides.recipients[0].code == supplier.code:
        return supplier, supplier  # bought at home
    recipient = _first([p for p in sides.recipients if supplier is None or p.code != supplier.code])
    others = [p for p in sides.either if p.code not in {q.code for q in (supplier, recipient) if q}]
    others = [p for p in others if p.code not in _FORUMS]
    if recipient is None and supplier is not None:
        recipient = _first(others)
    if recipient is None and supplier is None and others:
        partner = next((p for p in others if _is_partner(p, item)), None)
        is_of_neither = item.origin not in {p.code for p in others}
        if is_of_neither and len(others) > 1:  # "Paris and Rabat reached an agreement on howitzers"
            rivals = {p.code for p in others}
            partner = next((p for p in others if all(outmakes(p.code, r) for r in rivals - {p.code})), partner)
        recipient = next((p for p in others if p is not partner), None if is_bought else partner)
        supplier = partner if partner is not recipient else None
    elif supplier is None and recipient is not None and others:
        supplier = others[0]
    return supplier, recipient


def _home_contract(either: list[Party]) -> Party | None:
    """Who contracts with a company of its own country, nobody else taking part: "the army awarded Lockheed Martin"."""
    states = [p for p in either if p.kind != "company"]
    companies = {p.code for p in either if p.kind == "company"}
    is_home = len({p.code for p in either}) == 1 and bool(states) and bool(companies)
    return states[0] if is_home else None


def _is_partner(party: Party, item: Item) -> bool:
    """Whether a deal is told to be made with a party: "Argentina signed a contract for 24 jets with Denmark"."""
    doc = item.head.doc
    is_told = party.rule in ("name", "modifier")  # "with his Russian counterpart"
    return is_told and any(t.lower_ == "with" for t in doc[max(party.start - 2, 0) : party.start])


def is_goal(party: Party, item: Item) -> bool:
    """Whether a party is named as the one to whom something goes: "the export of missiles to Washington"."""
    doc = item.head.doc
    return party.rule == "name" and any(t.lower_ == "to" for t in doc[max(party.start - 2, 0) : party.start])


def _is_with_maker(sides: Sides, item: Item) -> bool:
    """Whether a state comes to terms with a company, which gives and does not get: "agreed with Saab on a boat"."""
    companies, states = sides.recipients or sides.either, sides.suppliers
    if not companies or not states or any(p.kind != "company" for p in companies):
        return False
    maker = companies[0].code
    return item.origin in (None, maker) and all(p.kind != "company" and p.code != maker for p in states)


def _first(found: list[Party]) -> Party | None:
    return found[0] if found else None


def add_sentence(sides: Sides, context: Context, item: Item, trigger: Token) -> None:
    """Those who act or take part in the clauses over the deal, where its own words leave a side open."""
    if _is_doer_unnamed(trigger):
        return
    parties, reading = context.parties, context.reading
    clause, block = clause_of(trigger), context.blocks[item.head.i]
    over = {trigger, *_over(trigger), *_over(item.head)}
    told = (*sides.suppliers, *sides.recipients, *sides.either)
    known = {p.code for p in told}
    for mention in reading.within(item.head.sent):
        if mention.code in (None, *known) or any(p.start <= mention.start < p.end for p in told):
            continue
        if mention.label in ("weapon", "military_platform", "vehicle") or context.blocks[mention.start] != block:
            continue
        head = reading.head(mention.start, mention.end)
        while head.dep_ in ("conj", "appos") and head.head not in over:
            head = head.head
        party = parties.stated(head)
        if (
            party is not None
            and party.code == mention.code
            and _takes_part(head, over)
            and clause_of(head) in (clause, *clause.ancestors)
        ):
            if (
                is_apart(party, trigger, item)
                or is_of_next(party.start, item.head, context)
                or is_taker_of_other(party, item, context)
                or _is_of_other_clause(head, trigger)
                or (item.origin not in (None, party.code) and _only_tells(head, trigger))
            ):
                continue
            if sides.suppliers and not sides.recipients and _gives_elsewhere(head, trigger):
                continue
            if _buys_elsewhere(head, trigger) or (_is_buyers_clause(trigger) and item.origin != party.code):
                continue
            known.add(party.code)
            is_goal = head.dep_ == "pobj" and head.head.lower_ == "to"
            (sides.recipients if is_goal and not sides.recipients else sides.either).append(party)


def _over(token: Token) -> list[Token]:
    """What governs a token, up to where another statement begins.

    "adding that he had talks about"; "Oslo bought ten, while Riga leases two"
    """
    found: list[Token] = []
    for below, over in pairwise((token, *token.ancestors)):
        if is_contrast(below):
            break
        if over.tag_ == "VBG" and over.dep_ == "advcl" and over.lemma in _SAYING:
            break
        found.append(over)
    return found


def _is_doer_unnamed(verb: Token) -> bool:
    """Whether those who deal are told by a pronoun alone: "sanctions on those who supply drones"."""
    is_clause = verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ == "WP" for c in verb.children)
    return is_clause and verb.head.lower_ in ("those", "anyone", "anybody", "whoever", "all")


def _is_buyers_clause(trigger: Token) -> bool:
    """Whether a clause tells what its noun bought: whom "Egypt, which has bought 54 jets" is told of sells none."""
    found = trigger_table("arms_triggers").at(trigger)
    is_subject = any(c.tag_ == "WDT" and c.dep_ == "nsubj" for c in trigger.children)
    return trigger.dep_ == "relcl" and is_subject and found is not None and found.sense == "buy"


def _is_of_other_clause(head: Token, trigger: Token) -> bool:
    """Whether a party belongs to a clause that the deal's is only joined to: "broke off talks with X and bought Y"."""
    if head.dep_ != "pobj" or not is_verb(trigger) or trigger.dep_ != "conj":
        return False
    return head.i < trigger.i and any(t.dep_ == "cc" for t in head.doc[head.i : trigger.i])


def _only_tells(head: Token, trigger: Token) -> bool:
    """Whether a party only says what another buys or wishes for: "the Pentagon said that Iran had bought Su-30s"."""
    wish = trigger_table("arms_triggers").at(trigger)
    is_bought = wish is not None and wish.sense == "buy"
    return is_bought and head.dep_ == "nsubj" and head.head != trigger and head.head.lemma in _SAYING


def _gives_elsewhere(head: Token, trigger: Token) -> bool:
    """Whether a party gives something else: "Oslo offered X, and Y sells", "boats from Oslo; jets, from Y"."""
    is_source = head.dep_ == "pobj" and head.head.lower_ == "from"
    doing = trigger_table("arms_triggers").at(head.head) if head.dep_ == "nsubj" else None
    is_giving = doing is not None and (doing.sense == "sell" or doing.cue.extras["status"] == "approved")
    return is_source or (is_giving and head.head not in (trigger, trigger.head))


def _buys_elsewhere(head: Token, trigger: Token) -> bool:
    """Whether a party buys by a verb that another's buying is joined to: "Oslo received ten, and Riga has ordered"."""
    if head.dep_ != "nsubj" or trigger.dep_ != "conj" or head.head not in trigger.ancestors:
        return False
    table = trigger_table("arms_triggers")
    return all((t := table.at(verb)) is not None and t.sense == "buy" for verb in (head.head, trigger))


def _takes_part(head: Token, over: set[Token]) -> bool:
    if head.dep_ in ("nsubj", "nsubjpass"):
        doing = trigger_table("arms_triggers").at(head.head)
        return head.head in over and not (doing is not None and doing.sense == "fund")
    if head.dep_ == "pobj" and head.head.lower_ in _PARTAKING:
        return head.head.head in over
    return False
