"""Arms deals of a document: the dealing in each item, its sides, its price and its status as a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.gazetteers.lexicon import entry_of
from pipelines.facts.arms.cells import FAMILY, put_kind, put_quantity, put_side, put_weapon
from pipelines.facts.arms.dealings.bidders import deals_of_bidders
from pipelines.facts.arms.dealings.clauses import Deal
from pipelines.facts.arms.dealings.country_lists import with_headings
from pipelines.facts.arms.dealings.customers import deals_of_customers
from pipelines.facts.arms.dealings.dealing_above import carriers
from pipelines.facts.arms.dealings.further_buyers import deals_of_further_buyers
from pipelines.facts.arms.dealings.labelled import deals_of_lines
from pipelines.facts.arms.dealings.likewise import deals_done_likewise
from pipelines.facts.arms.dealings.named_only import deals_of_names
from pipelines.facts.arms.dealings.notices import approve_requests
from pipelines.facts.arms.dealings.owners import deals_of_operators
from pipelines.facts.arms.dealings.passed_on import bought_before
from pipelines.facts.arms.dealings.rules import WEIGHTS, deal_of
from pipelines.facts.arms.dealings.shares import Share, gap_of, is_of_several, shares_behind
from pipelines.facts.arms.dealings.tabulated import deals_of_tables
from pipelines.facts.arms.dealings.trading_nouns import deals_of_trading_nouns
from pipelines.facts.arms.price import put_price
from pipelines.facts.arms.sides.actors import acting_together
from pipelines.facts.arms.sides.following import give_likewise
from pipelines.facts.arms.sides.introduced import introduced_sides
from pipelines.facts.arms.sides.onlookers import leave_out_onlookers
from pipelines.facts.arms.sides.parties import add_sentence, is_goal, pairs
from pipelines.facts.arms.sides.sides_told import read_sides
from pipelines.facts.arms.sides.untold import complete_sides
from pipelines.facts.arms.status.answered import answer_wishes
from pipelines.facts.arms.status.delivered_later import deliver_later
from pipelines.facts.arms.status.echoes import follow_up
from pipelines.facts.arms.status.joined import follow_joined
from pipelines.facts.arms.status.same_day import date_by_entry_before
from pipelines.facts.arms.status.signed_later import date_by_signature
from pipelines.facts.arms.status.status_cells import put_status
from pipelines.facts.arms.weapons.anaphora import with_anaphora
from pipelines.facts.arms.weapons.items import Item, find_items
from pipelines.facts.arms.weapons.restated import without_restated
from pipelines.facts.arms.weapons.served import without_served
from pipelines.facts.arms.weapons.stand_ins import is_told_in_parts
from pipelines.facts.arms.weapons.told_later import count_later
from pipelines.facts.arms.weapons.worked_on import with_work
from pipelines.facts.context import Context
from pipelines.facts.draft import Draft
from pipelines.facts.roles import is_verb
from pipelines.facts.when import put_dates

if TYPE_CHECKING:
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Number
    from pipelines.facts.arms.sides.named import Sides

_BANNING = words("arms_words", "banning")
_FURTHER = words("arms_words", "further")


def find_deals(context: Context) -> list[Draft]:
    """The deals of a document, one draft a place where it is told, in its order."""
    tabulated, plain = deals_of_tables(find_items(context.reading), context)
    items = with_work(without_served(without_restated(plain), context.reading), context.reading)
    items = with_anaphora(items, context.reading)
    links = {i.head.i: i.antecedent.head.i for i in items if i.antecedent is not None}
    drafts: list[Draft] = []
    untold: list[Item] = []
    before: tuple[Item, Deal] | None = None
    for item in items:
        found = deal_of(item, before, context)
        if found is not None and found[0].trigger.sense == "use" and is_told_in_parts(item, items, context.reading):
            continue
        if found is not None:
            deal, rule = found
            if (earlier := bought_before(deal, context)) is not None:
                drafts += _drafts(earlier, items, context, rule)
                deal = replace(deal, beside=tuple(t for t in deal.beside if t.token != earlier.trigger.token))
            drafts += _drafts(deal, items, context, rule)
            before = item, deal
        else:
            untold.append(item)
    traded = deals_of_trading_nouns(untold, context)
    told_of = {d.anchor for d in traded}
    traded += deals_of_lines([i for i in untold if i.head.i not in told_of], items, context)
    told_of |= {d.anchor for d in traded}
    operated = deals_of_operators([i for i in untold if i.head.i not in told_of], context)
    drafts += [*deals_of_customers(items, context), *traded, *operated]
    drafts += [*deals_of_further_buyers(items, drafts, context), *deals_done_likewise(drafts, context)]
    told = sorted([*tabulated, *with_headings(drafts, items, context)], key=lambda d: d.anchor)
    approve_requests(told, context)
    give_likewise(told, context)
    completed = complete_sides(told, links, context)
    follow_up(completed, items, context)
    answer_wishes(completed, items, context)
    deliver_later(completed, items, context)
    count_later(completed, items, context)
    date_by_signature(completed, context)
    date_by_entry_before(completed, context)
    completed += deals_of_names(items, completed, told, context)
    completed += deals_of_bidders(items, completed, context)
    return sorted(completed, key=lambda d: d.anchor)


def _drafts(deal: Deal, items: list[Item], context: Context, rule: str) -> list[Draft]:
    shares = shares_behind(deal, context)
    sides, others = _sides_of(deal, shares, items, context)
    apart = leave_out_onlookers(sides, deal.trigger, context)
    if deal.trigger.sense == "buy" and deal.item.origin is not None:  # "they cost what India pays for a Scorpène"
        sides.suppliers = [p for p in sides.suppliers if p.rule != "reference" or p.code == deal.item.origin]
    if deal.is_lost:
        sides.suppliers = [p for p in sides.suppliers if p.start >= _phrase_start(deal.item)]
    is_goal_told = any(is_goal(p, deal.item) for p in sides.recipients)
    is_neutral = not (deal.trigger.sense == "sell" and (is_verb(deal.trigger.token) or is_goal_told))
    if deal.is_home:
        buyer = next(iter((*sides.recipients, *sides.either, *sides.suppliers)), None)
        return [_draft(deal, deal.item.number, items, context, rule, buyer, buyer)] if buyer is not None else []
    if deal.trigger.sense == "sell" and is_verb(deal.trigger.token):
        _part_given(sides, context)
    is_abroad = _is_from_abroad(deal, sides, context, rule)
    is_bought = deal.trigger.sense == "buy"
    told = pairs(sides, deal.item, is_neutral=is_neutral, is_bought=is_bought, is_from_abroad=is_abroad)
    told = [(None if _is_of_foreign_make(deal.item, s, r) else s, r) for s, r in told]
    whole = [] if _is_shared_out(deal, shares, told) else told
    number = None if is_of_several(deal, whole) else deal.item.number
    drafts = [_draft(deal, number, items, context, rule, supplier, recipient) for supplier, recipient in whole]
    for share in shares:
        supplier, recipient = told[0]
        is_giver = share.side == "supplier"
        sides_told = (share.party, share.other or recipient) if is_giver else (share.other or supplier, share.party)
        drafts.append(_draft(deal, share.number, items, context, rule, *sides_told))
    others |= {p.code for p in told[0] if p is not None} if shares else set()
    for draft in drafts:
        draft.others = frozenset(others) | apart
    return drafts


def _sides_of(deal: Deal, shares: list[Share], items: list[Item], context: Context) -> tuple[Sides, set[str]]:
    """Who may stand on the sides of a deal by its sentence, and the codes of those who only have a share."""
    sides = read_sides(deal.trigger, deal.above, deal.beside, context, deal.item)
    if not (sides.suppliers or sides.recipients or sides.either):
        sides = introduced_sides(deal.trigger, context, deal.item) or sides
    verbs = [t.token for t in (deal.trigger, *deal.above)]
    sides.together = acting_together(verbs, context.parties, deal.item)
    gap = gap_of(deal, items, context) or {}
    sides = replace(sides, **gap)
    if "suppliers" in gap:
        sides.recipients = [p for p in sides.recipients if p.code not in {s.code for s in gap["suppliers"]}]
    others = {s.party.code for s in shares}
    others -= {p.code for group in gap.values() for p in group}
    for group in (sides.suppliers, sides.recipients, sides.either):
        group[:] = [p for p in group if p.code not in others]
    is_open = not sides.suppliers or not sides.recipients
    is_banned = any(o.token.lemma in _BANNING for o in deal.above)  # whoever it may be is forbidden to sell
    if not gap and is_open and not is_banned and deal.trigger.sense != "use":
        add_sentence(sides, context, deal.item, deal.trigger.token)
    return sides, others


def _is_of_foreign_make(item: Item, supplier: Party | None, recipient: Party | None) -> bool:
    """Whether one state stands on both sides of a deal in another's make: it buys, and its maker sells."""
    if supplier is None or recipient is None or supplier.code != recipient.code or supplier.kind == "company":
        return False
    return item.origin not in (None, supplier.code)


def _part_given(sides: Sides, context: Context) -> None:
    """Leave out the receiving institution that was taken for the giving state's own: "it is giving the police boats".

    That holds where the giver is not the country from which the document speaks.
    """
    giving = {p.code for p in sides.suppliers if p.kind != "company"}
    sides.recipients[:] = [
        p for p in sides.recipients if p.rule != "reference" or p.code not in giving or p.code == context.home
    ]


def _is_from_abroad(deal: Deal, sides: Sides, context: Context, rule: str) -> bool:
    """Whether a sale is told of nobody in the country from which the document speaks, nor of a weapon's user."""
    if (
        deal.trigger.sense != "sell"
        or deal.trigger.cue.phrase == "lease"
        or deal.beside
        or (rule != "arms.clause" and is_verb(deal.trigger.token))
    ):
        return False
    return context.home is not None and context.home not in {p.code for p in sides.either}


def _is_shared_out(deal: Deal, shares: list[Share], told: list[tuple[Party | None, Party | None]]) -> bool:
    """Whether shares are all of the item: "nine aircraft, five for Lima and four for Quito" are two deals."""
    if (
        not shares
        or deal.item.number is None
        or sum(s.number.low or 0 for s in shares if s.number is not None) != deal.item.number.low
    ):
        return False
    first = min(s.number.start if s.number is not None else s.party.start for s in shares)
    return not any(p is not None and deal.item.end <= p.start < first for sides in told for p in sides)


def _phrase_start(item: Item) -> int:
    return item.head.left_edge.i


def _draft(
    deal: Deal,
    number: Number | None,
    items: list[Item],
    context: Context,
    rule: str,
    supplier: Party | None,
    recipient: Party | None,
) -> Draft:
    item, trigger = deal.item, deal.trigger
    rule = "arms.arrival" if trigger.sense == "arrive" else rule
    draft = Draft(FAMILY, item.head.i, weight=WEIGHTS[rule], rule=rule, is_further=_is_further(item))
    put_weapon(draft, item, context)
    put_quantity(draft, number, context)
    for side, party in (("supplier", supplier), ("recipient", recipient)):
        if party is not None:
            put_side(draft, side, party, f"party:{party.found_by}", context)
    if supplier is not None and supplier.kind == "company" and item.origin not in (None, supplier.code):
        if _makes(supplier, item, context):  # Airbus builds its C-295 in Spain
            draft.put("supplier_country", item.origin, *draft.places["supplier_country"])
    put_dates(draft, trigger.token, ("deal_date_from", "deal_date_to"), context)
    put_status(draft, deal, supplier, recipient, context)
    follow_joined(draft, trigger, context)
    put_kind(draft, item, (trigger, *deal.above))
    if not deal.is_lost:
        put_price(draft, item, items, trigger.token, context)
    return draft


def _is_further(item: Item) -> bool:
    """Whether an item is told to be one lot more: "a further batch of tanks"."""
    return any(c.lower_ in _FURTHER for t in carriers(item.head)[1:] for c in t.children)


def _makes(company: Party, item: Item, context: Context) -> bool:
    """Whether a company is the maker of an item, by the reference data."""
    maker = item.system.extras.get("maker") if item.system else None
    named = (m.entity_id for m in context.reading.mentions if company.start <= m.start < company.end)
    return any(e is not None and e.startswith("companies:") and entry_of(e).name == maker for e in named)
