"""Who takes part in a deal: the arguments of its trigger, of what governs it, and of the item itself.

Which of them is the supplier and which the recipient is settled in parties.py.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.dealings.contests import commissioned, contest_of, contest_sides
from pipelines.facts.arms.dealings.no_dealings import only_says
from pipelines.facts.arms.sides.actors import answerable, bought_for, carriers_of, fronted, holders, let_have
from pipelines.facts.arms.sides.item_sides import Sides, add_own, parties_at, sources
from pipelines.facts.arms.sides.parted import keep_near
from pipelines.facts.arms.status.above import appeals_to_cancel
from pipelines.facts.roles import arguments, is_verb, prepositional
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Parties, Party
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger


_ASKING = words("arms_words", "asking")
_WINNING = words("arms_words", "winning")
_SALES = ("sale", "export")  # the seller's words: who clears or stops one is no buyer
_REFLEXIVE = ("itself", "themselves", "himself")
_REQUESTS = frozenset("request appeal plea demand".split())
_ORDERING = words("arms_words", "ordering")
_PAYING = _ORDERING | {"pay for"}
_PROMISING = frozenset(("promise", "offer", "pledge"))
_PLACING = words("arms_words", "placing")
_DIRECTING = words("arms_words", "directing")
_OFFERS = frozenset("offer proposal pitch".split())


def read_sides(
    trigger: Trigger, above: list[Trigger], beside: tuple[Trigger, ...], context: Context, item: Item
) -> Sides:
    """The sides of a deal as the item's own clauses, its trigger and the cues above it tell."""
    sides, sense, parties = Sides(), trigger.sense, context.parties
    if sense == "beat" or contest_of(trigger.token) is not None:
        return contest_sides(trigger.token, parties, item)
    _add(sides, trigger, parties, item)
    if not (is_verb(trigger.token) and _is_told_whole(sides)):
        sides = Sides()
        for own in (*beside, trigger, *_carrying_verb(trigger)):
            _add(sides, own, parties, item)
    is_worked_on = _is_upgrade(trigger)
    is_given, is_promised = sense == "sell" and not is_worked_on, trigger.cue.phrase in _PROMISING
    add_own(sides, parties, item, is_given=is_given, is_promised=is_promised, is_worked_on=is_worked_on)
    if trigger.cue.phrase in _PAYING and (others := bought_for(trigger.token, parties, item)):
        buyers = [p for p in sides.recipients if p.code not in _codes(others)]
        sides.suppliers, sides.recipients = sides.suppliers or buyers, others
    if sense in ("buy", "deal") and not is_verb(trigger.token):
        sums = {i for m in context.reading.money for i in range(m.start, m.end)}  # "1.9 trillion won"
        above = [o for o in above if o.token.i not in sums]
        winning = next((o for o in above if o.cue.phrase in _WINNING and is_verb(o.token)), None)
        if winning is not None:  # "won an order from Hungary": the one who wins it sells
            args, told = arguments(winning.token), arguments(trigger.token)
            given = parties_at([*args.by("from", "by"), *told.by("from", "by", "with")], parties, item)
            return Sides(suppliers=parties_at(args.agents, parties, item), recipients=given + sides.recipients)
    appeals = appeals_to_cancel(above)
    for operator in above:
        if operator.token in appeals:
            sides.either += parties_at(arguments(operator.token).themes, parties, item)
        elif is_verb(operator.token):
            _add_verb_above(sides, operator, trigger, parties, item)
        else:
            _add_noun_above(sides, operator, parties, item)
    partners = parties_at(arguments(item.head).by("with"), parties, item)
    sides.either += [p for p in partners if p.rule == "name"]  # "a contract for jets with Denmark"
    return keep_near(sides, trigger, context, item)


def _is_told_whole(sides: Sides) -> bool:
    """Whether a verb names both who gives and who gets: what a clause on the item tells is then another deal."""
    return any(p.rule == "name" for p in sides.suppliers) and any(p.rule == "name" for p in sides.recipients)


def _carrying_verb(trigger: Trigger) -> list[Trigger]:
    """The verb that a participle goes on with: "containers were shipped to Russia, bringing shells"."""
    verb = trigger.token
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or not is_verb(verb.head):
        return []
    over = trigger_table("arms_triggers").at(verb.head)
    return [over] if over is not None and over.sense in ("sell", "arrive") else []


def _is_upgrade(trigger: Trigger) -> bool:
    """Whether it is the owner's own weapon that is worked on."""
    return trigger.cue.extras["transfer_kind"] == "upgrade"


def _add_noun_above(sides: Sides, operator: Trigger, parties: Parties, item: Item) -> None:
    """ "Poland's contract with Hanwha for deliveries of ..." """
    found = arguments(operator.token)
    owners = parties_at([*found.modifiers, *found.agents], parties, item)
    sides.suppliers += parties_at(found.by("from"), parties, item)
    if operator.sense == "sell":
        sides.suppliers += owners
        sides.recipients += parties_at(found.by("to", "for"), parties, item)
    elif operator.sense == "buy":
        sides.recipients += owners
        sides.suppliers += parties_at(found.by("with"), parties, item)
    else:
        sides.either += owners + parties_at(found.by("with", "between"), parties, item)
        sides.recipients += parties_at(found.by("for"), parties, item)


def _add_verb_above(sides: Sides, operator: Trigger, trigger: Trigger, parties: Parties, item: Item) -> None:
    """ "Berlin approved the sale", "Kyiv asked Berlin for ...", "Oslo signed a contract with ..." """
    sense, is_sale = trigger.sense, trigger.cue.phrase in _SALES
    if operator.sense == "fund":
        return  # who pays for a purchase neither gives nor gets
    found = replace(arguments(operator.token))
    if operator.token.dep_ == "conj":  # not those of the verb that it is joined to
        found.obliques = [(p, t) for p, t in found.obliques if operator.token.is_ancestor(t)]
    agents = parties_at(found.agents, parties, item)
    if operator.cue.phrase in _ASKING:
        sides.recipients = agents + sides.recipients
        sides.suppliers += parties_at(found.themes, parties, item)
    elif operator.sense == "op" and (side := _answering_side(sides, agents, operator, trigger)) is not None:
        side += agents
    elif operator.cue.phrase in _PLACING and sense == "buy":
        sides.recipients += agents  # "placed an order"
    elif operator.sense == "lose" and sense in ("deal", "buy"):
        sides.suppliers += agents  # "Paris lost its contract with Canberra"
    elif only_says(operator) and (sense != "sell" or sides.suppliers):
        sides.either += agents
    elif operator.sense == "buy" and sense == "deal":
        sides.either += agents  # "signed an agreement for"
    elif operator.sense == "buy":
        is_passive = any(c.dep_ == "nsubjpass" for c in operator.token.children)
        sides.recipients += [] if is_passive else agents
        sides.suppliers += parties_at(found.themes, parties, item)
    elif operator.cue.phrase in _PROMISING and sense == "buy" and found.datives:
        sides.recipients += parties_at(found.datives, parties, item)  # "promised Hanoi a sum for the purchase of"
    elif operator.sense == "await" or (operator.sense in ("sell", "op") and sense == "buy"):
        sides.recipients += agents
    elif operator.sense == "op" and sense == "sell" and not is_sale and item.origin not in {None, *_codes(agents)}:
        sides.either += agents  # whoever approves or stops it may stand on either side
        sides.recipients += parties_at(found.datives, parties, item)
    elif operator.sense == "sell" or (operator.sense == "op" and sense == "sell"):
        sides.suppliers += agents
        sides.recipients += parties_at(found.datives, parties, item)
    else:
        sides.either += agents + parties_at(found.datives, parties, item)
    sides.either += parties_at(found.by("with"), parties, item)
    sides.suppliers += parties_at(found.by("from"), parties, item)
    if operator.cue.phrase in _DIRECTING and sense in ("buy", "deal") and not is_verb(trigger.token):
        sides.suppliers += parties_at(found.by("to"), parties, item)  # "sent a request to Oslo", "the order went to"
    elif operator.sense != "arrive":
        sides.recipients += parties_at(found.by("to", "for"), parties, item)


def _answering_side(sides: Sides, agents: list[Party], operator: Trigger, trigger: Trigger) -> list[Party] | None:
    """The side of who decides on what another asks or offers: "turned down Lima's request", "rejected Oslo's offer"."""
    is_of_clause = trigger.token.dep_ in ("acl", "relcl")  # "annulled licences for rifles ordered by Riyadh"
    if is_verb(trigger.token) and not is_of_clause:
        return None
    if operator.cue.extras["status"] not in ("approved", "cancelled"):
        return None
    if trigger.sense == "buy":
        told, other = sides.recipients, sides.suppliers
    elif trigger.cue.phrase in _OFFERS:
        told, other = sides.suppliers, sides.recipients
    else:
        return None
    named = {p.code for p in told if p.rule != "reference"}
    return other if named and agents and not other and not named & _codes(agents) else None


def _codes(found: list[Party]) -> set[str]:
    return {p.code for p in found}


def _add(sides: Sides, trigger: Trigger, parties: Parties, item: Item) -> None:
    if is_verb(trigger.token):
        _add_verb(sides, trigger, parties, item)
    else:
        _add_noun(sides, trigger, parties, item)


def _add_verb(sides: Sides, trigger: Trigger, parties: Parties, item: Item) -> None:
    token, sense = trigger.token, trigger.sense
    found = arguments(token)
    agents = answerable(token, parties, item) or parties_at(found.agents, parties, item)
    themes = parties_at([*_themes(token), *found.datives, *let_have(token)], parties, item)
    to = parties_at(found.by("to", "for"), parties, item)
    if sense == "use":  # not those of the verb that it is joined to
        to = [p for p in to if p.start > token.i]
    into = parties_at(found.by("into"), parties, item)
    source = parties_at(sources(token), parties, item)
    if sense == "use" and (to or into):
        sense, to = "sell", to + into  # "flew the jets to Baku"
    sense = "sell" if sense == "build" else sense
    if sense == "use" and token.dep_ == "acl" and found.by("by"):
        sides.either += agents  # "aircraft flown in by the Indian Air Force": its own or not
        agents = []
    if sense == "sell" and (told := commissioned(token, parties, item)) is not None:
        sides.suppliers += told.suppliers + source
        sides.recipients += to + themes + told.recipients
    elif sense == "cost":
        sides.recipients += themes  # "the jets will cost Lima 3 billion dollars"
    elif sense in ("buy", "use", "await"):
        if trigger.cue.phrase in _ORDERING and not source and agents:  # "buys its frigates in Italy"
            source = [p for p in parties_at(found.by("in"), parties, item) if p.code != agents[0].code]
        sides.recipients += agents + to + fronted(token, parties, item)
        sides.suppliers += source + themes + parties_at(found.by("with"), parties, item)
    elif sense == "sell" and source and not to and not themes:
        sides.suppliers += source  # "is leasing it from Germany"
        sides.recipients += agents
    elif sense == "sell" and any(c.dep_ == "dobj" and c.lower_ in _REFLEXIVE for c in token.children):
        sides.recipients += agents  # "has armed itself with drones"
        sides.suppliers += source
    elif trigger.cue.phrase == "lease" and not (source or to or themes):
        sides.either += agents  # "leases 14 jets": to others or for itself
    elif sense == "sell":
        sides.suppliers += agents + source + parties_at(carriers_of(found.agents), parties, item)
        sides.recipients += themes + to
    elif sense == "arrive":
        _add_arrival(sides, token, source, parties, item)
    elif (request := _request(token)) is not None:
        asking = arguments(request)
        sides.suppliers += agents
        sides.recipients += parties_at([*asking.modifiers, *asking.by("from", "by")], parties, item)
    else:
        _add_decider(sides, trigger, agents)
        sides.either += themes + parties_at(found.by("with", "between", "by"), parties, item)
        sides.suppliers += source
        if trigger.cue.extras["status"] == "considered":  # "is talking to Delhi about"
            sides.either += parties_at(found.by("to"), parties, item)
            to = parties_at(found.by("for"), parties, item)
        sides.recipients += to


def _add_arrival(sides: Sides, verb: Token, source: list[Party], parties: Parties, item: Item) -> None:
    """ "reached Kyiv from Oslo", "a shipment from Oslo has reached Kyiv", "is in service with the navy of Peru" """
    found = arguments(verb)
    source = source or parties_at([t for a in found.agents for t in arguments(a).by("from")], parties, item)
    serving = [t for _, noun in found.obliques if noun.lemma_ == "service" for t in arguments(noun).by("with")]
    sides.recipients += parties_at([*found.by("in", "to", "at", "into"), *found.themes, *serving], parties, item)
    sides.suppliers += source + parties_at(found.by("by"), parties, item)


def _request(verb: Token) -> Token | None:
    """The request that a verb answers: "turned down a German request for shells"."""
    return next((c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in _REQUESTS), None)


def _themes(verb: Token) -> list[Token]:
    """What a verb acts on; not the subject of the clause over a participle: "experts found guns, delivered by X"."""
    is_loose = verb.tag_ == "VBN" and verb.dep_ == "advcl" and not any(c.dep_ == "nsubjpass" for c in verb.children)
    return [] if is_loose else arguments(verb).themes


def _add_decider(sides: Sides, trigger: Trigger, agents: list[Party]) -> None:
    """Who approves, pledges or withholds a weapon is most often who supplies it; who drops it, who would receive it."""
    side = trigger.cue.extras["agent"]
    (sides.suppliers if side == "supplier" else sides.recipients if side == "recipient" else sides.either).extend(
        agents
    )


def _add_noun(sides: Sides, trigger: Trigger, parties: Parties, item: Item) -> None:
    """A noun of dealing: "Kenya's order with Baykar", "the offer that Moscow made", "a contract placed by Lima"."""
    token, sense = trigger.token, trigger.sense
    found = arguments(token)
    agents, obliques = list(found.agents), list(found.obliques)
    for clause in token.children:
        is_telling = clause.dep_ in ("relcl", "acl") and is_verb(clause) and not clause.is_ancestor(item.head)
        if is_telling and (cue := trigger_table("arms_triggers").at(clause)) is not None and cue.sense != "carry":
            inner = arguments(clause)
            agents += [t for t in inner.agents if t != token]
            obliques += inner.obliques

    if " of " in trigger.cue.phrase or sense == "sell":  # "a letter of agreement with Doha", "a package of aid to Kyiv"
        inner_nouns = (noun for noun in found.by("of") if noun != item.head and not noun.is_ancestor(item.head))
        obliques += [o for noun in inner_nouns for o in prepositional(noun)]

    def by(*prepositions: str) -> list[Party]:
        return parties_at([t for p, t in obliques if p in prepositions], parties, item)

    owners = parties_at([*found.modifiers, *agents, *holders(trigger)], parties, item)
    sides.suppliers += by("from")
    if sense == "sell":
        sides.suppliers += owners + (by("of") if token.dep_ in ("appos", "attr") else [])  # "a gift of Oslo"
        sides.recipients += by("to", "for", "in")
    elif sense in ("buy", "choice"):
        sides.recipients += owners + by("for")
        sides.suppliers += by("with", "to")
    else:
        sides.either += owners + by("with", "between")
        sides.recipients += by("to", "for")
