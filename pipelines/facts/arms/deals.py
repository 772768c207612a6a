"""Arms deals of a document: an item, the trigger that deals in it, its sides, its price, its status."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.facts.arms.anaphora import with_anaphora
from pipelines.facts.arms.context import complete_sides
from pipelines.facts.arms.customers import deals_of_customers
from pipelines.facts.arms.echoes import follow_up
from pipelines.facts.arms.items import Item, find_items
from pipelines.facts.arms.lists import lead_of
from pipelines.facts.arms.notices import approve_requests
from pipelines.facts.arms.parties import add_sentence, pairs
from pipelines.facts.arms.price import put_price
from pipelines.facts.arms.sides import read_sides
from pipelines.facts.arms.status import deal_status, operators
from pipelines.facts.arms.tabulated import deals_of_tables
from pipelines.facts.context import Context
from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import conjuncts, governors, is_verb, prepositional
from pipelines.facts.triggers import Trigger, TriggerTable, trigger_table
from pipelines.facts.when import put_dates

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
    from pipelines.annotation.parties import Party

FAMILY = "arms_deals"
_DEALING = ("buy", "use", "sell", "arrive", "deal")
_WEIGHTS = {"arms.clause": 0.8, "arms.list": 0.7, "arms.use": 0.6, "arms.losing": 0.6, "arms.near": 0.5}
_CLAUSES = ("xcomp", "ccomp", "acl", "pcomp")
_VEHICLES = ("transport_aircraft", "plane", "aircraft", "ship", "vessel", "landing_ship", "support_ship")


@dataclass(frozen=True)
class Deal:
    """An item with the trigger that deals in it, the cues above the trigger, and further ones in the item's clauses."""

    item: Item
    trigger: Trigger
    above: list[Trigger]
    beside: tuple[Trigger, ...] = ()
    is_lost: bool = False


def _dealing(item: Item, context: Context) -> Deal | None:
    """The deal that the item's own clause tells of, by the parse."""
    table = trigger_table("arms_triggers")
    own = _own_clauses(item, table)
    main = _main_dealing(item, table, context)
    if main is None:
        if not own:
            return None
        return Deal(item, own[0], operators(carriers(item.head)[-1], table, context.blocks))
    return replace(main, beside=tuple(t for t in own if t.token != main.trigger.token))


def carriers(token: Token) -> list[Token]:
    """A token and the nouns of number or measure that it hangs on: "tanks" < "batch" in "the first batch of tanks"."""
    found = [token]
    while token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.dep_ == "prep":
        token = token.head.head
        if is_verb(token):
            break
        found.append(token)
    return found


def _own_clauses(item: Item, table: TriggerTable) -> list[Trigger]:
    """The triggers of the relative and participial clauses on the item: "tanks that Oslo ordered", "jets built in"."""
    clauses = (
        verb
        for token in carriers(item.head)[:2]
        for clause in token.children
        if clause.dep_ in ("relcl", "acl") and is_verb(clause)
        for verb in conjuncts(clause)
    )
    return [t for verb in clauses if (t := table.at(verb)) is not None and t.sense in ("buy", "use", "sell", "arrive")]


def _main_dealing(item: Item, table: TriggerTable, context: Context) -> Deal | None:
    below = item.head
    talks: Trigger | None = None
    for token in governors(item.head):
        trigger = table.at(token)
        if context.blocks[token.i] != context.blocks[item.head.i]:
            break
        if trigger is None:
            if is_verb(token) and token.dep_ not in _CLAUSES:
                break
            if token.dep_ == "pobj" and token.head.lower_ == "with" and (partner := table.at(token.head.head)):
                trigger = partner  # "in talks with Beijing about": the parser hangs the topic on the partner
        elif is_verb(token):
            if trigger.sense == "none":
                return None
            light = _light_noun(token, below, table)
            if light is not None:
                return Deal(item, light, [trigger, *operators(token, table, context.blocks)])
            if trigger.sense == "deal" or not _is_theme(below, trigger) or _is_carrying(item, trigger):
                break  # "Saab makes radars"; "a warship unloaded guns": no deal in radars, none in the ship
            if trigger.sense in (*_DEALING, "op"):
                return Deal(item, trigger, operators(token, table, context.blocks))
        if trigger is not None and not is_verb(trigger.token):
            if trigger.sense in _DEALING:
                return Deal(item, trigger, operators(trigger.token, table, context.blocks))
            if trigger.sense == "op" and trigger.cue.extras["status"] == "considered":
                talks = talks or trigger
        below = token
    return Deal(item, talks, operators(talks.token, table, context.blocks)) if talks else None


def _is_carrying(item: Item, trigger: Trigger) -> bool:
    """Whether one aircraft or ship that arrives is only what brings something."""
    return (
        trigger.sense == "arrive"
        and item.weapon_class in _VEHICLES
        and item.head.tag_ not in ("NNS", "NNPS")
        and (item.number is None)
    )


def _light_noun(verb: Token, below: Token, table: TriggerTable) -> Trigger | None:
    """The noun that a light verb brings about: "signed a contract for tanks", "placed an order with X for tanks"."""
    if below.dep_ != "prep":
        return None
    for child in verb.children:
        if child.dep_ in ("dobj", "nsubjpass", "attr") and child != below:
            found = table.at(child)
            if found is not None and found.sense in _DEALING and not is_verb(child):
                return found
    return None


def _is_theme(below: Token, trigger: Trigger) -> bool:
    """Whether what hangs on a verb of dealing is what it deals in, rather than who does or where or why."""
    if below.dep_ == "nsubj" and trigger.sense in ("buy", "use", "sell"):
        return False
    if below.dep_ == "prep" and below.i < trigger.token.i and trigger.sense != "arrive":
        return below.lower_ == "of"
    if below.dep_ == "prep" and trigger.sense in ("buy", "use", "sell"):
        return below.lower_ in ("with", "for", "of", "on", "including", "like", "as") or "to" in below.lower_
    return True


def _near_dealing(item: Item, context: Context) -> Deal | None:
    """The deal that the sentence tells where the parse leads from the item to none."""
    if item.number is None and item.system is None:
        return None
    table = trigger_table("arms_triggers")
    block = context.blocks[item.head.i]
    sentence = [t for t in item.head.sent if context.blocks[t.i] == block]
    triggers = [t for token in sentence if (t := table.at(token)) and t.sense in ("buy", "sell", "deal")]
    triggers = [t for t in triggers if t.sense != "deal" or not is_verb(t.token)]
    if not triggers:
        return None
    nearest = min(triggers, key=lambda t: abs(t.token.i - item.head.i))
    return Deal(item, nearest, operators(nearest.token, table, context.blocks))


def _table() -> TriggerTable:
    return trigger_table("arms_triggers")


def _losing(item: Item) -> Deal | None:
    """The choice that went against an item: "chose X over Y", "X beat Y"."""
    token = item.head
    while token.dep_ == "conj":
        token = token.head
    verb = token.head
    if token.dep_ == "pobj" and token.head.lower_ in ("over", "against"):
        verb = token.head.head if is_verb(token.head.head) else token.head.head.head
        trigger = _table().at(verb)
        return Deal(item, trigger, [], is_lost=True) if trigger is not None and trigger.sense == "buy" else None
    trigger = _table().at(verb)
    if trigger is not None and trigger.sense == "beat" and token.dep_ in ("dobj", "nsubjpass"):
        return Deal(item, trigger, [], is_lost=True)
    return None


def _deal_of(item: Item, context: Context) -> tuple[Deal, str] | None:
    """The deal in an item, and the rule that found it."""
    lost = _losing(item)
    if lost is not None:
        return lost, "arms.losing"
    deal = _dealing(item, context)
    if deal is not None and any(t.sense == "home" for c in item.head.sent if (t := _table().at(c)) is not None):
        return None  # "from a domestic manufacturer"
    if deal is not None:
        return deal, "arms.use" if deal.trigger.sense == "use" else "arms.clause"
    lead = lead_of(item, context)
    if lead is not None:
        return Deal(item, lead, operators(lead.token, trigger_table("arms_triggers"), context.blocks)), "arms.list"
    deal = _near_dealing(item, context)
    return (deal, "arms.near") if deal is not None else None


def find_deals(context: Context) -> list[Draft]:
    """The deals of a document, one draft a place where it is told, in its order."""
    tabulated, plain = deals_of_tables(find_items(context.reading), context)
    items = with_anaphora(plain, context.reading)
    links = {i.head.i: i.antecedent.head.i for i in items if i.antecedent is not None}
    drafts = []
    for item in items:
        found = _deal_of(item, context)
        if found is not None:
            drafts += _drafts(found[0], items, context, found[1])
    drafts += deals_of_customers(items, context)
    told = sorted([*tabulated, *drafts], key=lambda d: d.anchor)
    approve_requests(told, context)
    completed = complete_sides(told, links, context)
    follow_up(completed, items, context)
    return completed


def _drafts(deal: Deal, items: list[Item], context: Context, rule: str) -> list[Draft]:
    sides = read_sides(deal.trigger, deal.above, deal.beside, context, deal.item)
    if not sides.suppliers or not sides.recipients:
        add_sentence(sides, context, deal.item, deal.trigger.token)
    if deal.is_lost:
        sides.suppliers = [p for p in sides.suppliers if p.start >= _phrase_start(deal.item)]
    told = pairs(sides, deal.item, is_neutral=not (deal.trigger.sense == "sell" and is_verb(deal.trigger.token)))
    return [
        _draft(deal, items, context, rule, supplier, recipient)
        for supplier, recipient in told
        if not (supplier and recipient and supplier.code == recipient.code)
        and not (deal.trigger.sense == "arrive" and recipient is None)
    ]


def _phrase_start(item: Item) -> int:
    return item.head.left_edge.i


def _draft(
    deal: Deal, items: list[Item], context: Context, rule: str, supplier: Party | None, recipient: Party | None
) -> Draft:
    item, trigger = deal.item, deal.trigger
    found_by = trigger.cue.cue_id
    draft = Draft(FAMILY, item.head.i, weight=_WEIGHTS[rule], rule=rule)
    span = Place(item.start, item.end, "weapon")
    draft.put("weapon_text", context.reading.doc[item.start : item.end].text, span)
    draft.put("weapon_system", item.system.name if item.system else None, span)
    draft.put("weapon_class", item.weapon_class, span)
    if item.number is not None:
        place = Place(item.number.start, item.number.end, "number")
        draft.put("quantity_low", item.number.low, place)
        draft.put("quantity_high", item.number.high, place)
        draft.put("quantity_text", context.reading.doc[item.number.start : item.number.end].text, place)
    put_side(draft, "supplier", supplier, context)
    put_side(draft, "recipient", recipient, context)
    stage = deal_status(trigger, deal.above, deal.beside)
    cues = dict.fromkeys(stage.cues)
    places = [Place(c.i, c.i + 1, found_by, "trigger" if c == trigger.token else "cue") for c in cues]
    draft.put("deal_status", "cancelled" if deal.is_lost else stage.status, *places)
    draft.is_past_perfect = stage.is_past_perfect
    if stage.status in ("approved", "agreed") and recipient is not None:
        _put_presence(draft, item, recipient, context)
    kinds = [t for t in (trigger, *deal.above) if t.cue.extras["transfer_kind"]]
    if kinds:
        cue = kinds[0].cue
        place = Place(kinds[0].token.i, kinds[0].token.i + 1, cue.cue_id, "cue")
        draft.put("transfer_kind", cue.extras["transfer_kind"], place)
    speaker = context.attribution.speaker(trigger.token)
    certainty = "possible" if stage.status == "considered" else "reported" if speaker else "asserted"
    draft.put("certainty", certainty, *places)
    if speaker is not None:
        draft.put("attributed_to", speaker.label, Place(speaker.start, speaker.end, speaker.found_by))
    put_dates(draft, trigger.token, ("deal_date_from", "deal_date_to"), context)
    put_price(draft, item, items, context)
    return draft


def _put_presence(draft: Draft, item: Item, recipient: Party, context: Context) -> None:
    """Delivered is what stands with the recipient: "the first six jets, a gift of Oslo, are in Ukraine"."""
    subject = carriers(item.head)[-1]
    while subject.dep_ == "appos":
        subject = subject.head
    verb = subject.head
    if subject.dep_ != "nsubj" or verb.lemma_ != "be" or verb.tag_ not in ("VBP", "VBZ"):
        return
    for preposition, place in prepositional(verb):
        party = context.parties.stated(place) if preposition == "in" else None
        if party is not None and party.code == recipient.code:
            draft.put("deal_status", "delivered", Place(verb.i, verb.i + 1, "presence", "cue"))


def put_side(draft: Draft, side: str, party: Party | None, context: Context) -> None:
    """Fill the two cells of a side of a deal."""
    if party is None:
        return
    place = Place(party.start, party.end, f"party:{party.rule}")
    draft.put(f"{side}_country", party.code, place)
    draft.put(f"{side}_name", context.reading.doc[party.start : party.end].text, place)
