"""Who takes part in a deal by the arguments of its own verb or noun: "Oslo bought", "the order with Baykar"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.dealings.contests import commissioned
from pipelines.facts.arms.sides.actors import answerable, carriers_of, fronted, holders, let_have
from pipelines.facts.arms.sides.named import Sides, parties_at, sources
from pipelines.facts.likewise.companions import joint_arguments
from pipelines.facts.roles import arguments, is_verb, prepositional, subjects
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Parties, Party
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.triggers import Trigger

_REFLEXIVE = ("itself", "themselves", "himself")
_REQUESTS = words("arms_words", "request")
_LEARNING = words("arms_words", "learning")
_TURNING = words("arms_words", "turning")
KEEPING = words("arms_words", "keeping")
ORDERING = words("arms_words", "ordering")


def add_own_words(sides: Sides, trigger: Trigger, parties: Parties, item: Item) -> None:
    """Add who takes part by the arguments of a dealing to what is known."""
    if is_verb(trigger.token):
        _add_verb(sides, trigger, parties, item)
    else:
        _add_noun(sides, trigger, parties, item)


@dataclass
class _Phrases:
    """The parties in the phrases of a verb: who acts, what it acts on, to whom, and from where."""

    agents: list[Party]
    themes: list[Party]
    to: list[Party]
    source: list[Party]


def _add_verb(sides: Sides, trigger: Trigger, parties: Parties, item: Item) -> None:
    token, sense = trigger.token, trigger.sense
    found = joint_arguments(token)
    told = _Phrases(
        agents=answerable(token, parties, item) or parties_at(found.agents, parties, item),
        themes=parties_at([*_themes(token), *found.datives, *let_have(token)], parties, item),
        to=parties_at(found.by("to", "for"), parties, item),
        source=parties_at(sources(token), parties, item),
    )
    if sense == "use":
        told.to = [p for p in told.to if p.start > token.i]  # not those of the verb that it is joined to
        into = parties_at(found.by("into"), parties, item)
        if told.to or into:
            sense, told.to = "sell", told.to + into  # "flew the jets to Baku"
        elif token.dep_ == "acl" and found.by("by"):
            sides.either += told.agents  # "aircraft flown in by the Indian Air Force": its own or not
            told.agents = []
    if sense in ("sell", "build"):
        _add_sale(sides, trigger, told, parties, item)
    elif sense == "cost":
        sides.recipients += told.themes  # "the jets will cost Lima 3 billion dollars"
    elif sense in ("buy", "use", "await"):
        source = told.source
        if trigger.cue.phrase in ORDERING and not source and told.agents:  # "buys its frigates in Italy"
            source = [p for p in parties_at(found.by("in"), parties, item) if p.code != told.agents[0].code]
        if token.lemma in _LEARNING and told.themes:  # "trains Ukrainian crews on tanks"
            told.agents, told.themes = told.themes, []
        if trigger.cue.phrase in _TURNING:  # "turned to Seoul for tanks"
            source, told.to = source + told.to, []
        sides.recipients += told.agents + told.to + fronted(token, parties, item)
        sides.suppliers += source + told.themes + parties_at(found.by("with"), parties, item)
    elif sense == "arrive":
        _add_arrival(sides, token, told.source, parties, item)
    elif (request := _request(token)) is not None:
        asking = arguments(request)
        sides.suppliers += told.agents
        sides.recipients += parties_at([*asking.modifiers, *asking.by("from", "by")], parties, item)
    else:
        _add_decider(sides, trigger, told.agents)
        sides.either += told.themes + parties_at(found.by("with", "between", "by"), parties, item)
        kept = trigger.cue.phrase in KEEPING  # "withheld bombs from Riyadh"
        (sides.recipients if kept else sides.suppliers).extend(told.source)
        if trigger.cue.extras["status"] == "considered":  # "is talking to Delhi about"
            sides.either += parties_at(found.by("to"), parties, item)
            told.to = parties_at(found.by("for"), parties, item)
        sides.recipients += told.to


def _add_sale(sides: Sides, trigger: Trigger, told: _Phrases, parties: Parties, item: Item) -> None:
    """Add who gives and who gets by a verb of selling, giving or building; a few have it the other way round."""
    token = trigger.token
    if (contract := commissioned(token, parties, item)) is not None:
        sides.suppliers += contract.suppliers + told.source
        sides.recipients += told.to + told.themes + contract.recipients
    elif (source := told.source or _leased_from(trigger, item, parties)) and not told.to and not told.themes:
        sides.suppliers += source  # "is leasing it from Germany"
        sides.recipients += told.agents
    elif any(c.dep_ == "dobj" and c.lower_ in _REFLEXIVE for c in token.children):
        sides.recipients += told.agents  # "has armed itself with drones"
        sides.suppliers += told.source
    elif trigger.cue.phrase == "lease" and not (told.source or told.to or told.themes):
        sides.either += told.agents  # "leases 14 jets": to others or for itself
    else:
        carriers = parties_at(carriers_of(joint_arguments(token).agents), parties, item)
        sides.suppliers += told.agents + told.source + carriers
        sides.recipients += told.themes + told.to


def _leased_from(trigger: Trigger, item: Item, parties: Parties) -> list[Party]:
    """Whose weapons are leased, where the parser hangs it on them: "is leasing six drones from Israel"."""
    return parties_at(sources(item.head), parties, item) if trigger.cue.phrase == "lease" else []


def _add_arrival(sides: Sides, verb: Token, source: list[Party], parties: Parties, item: Item) -> None:
    """ "reached Kyiv from Oslo", "a shipment from Oslo has reached Kyiv", "is in service with the navy of Peru" """
    found = arguments(verb)
    source = source or parties_at([t for a in found.agents for t in arguments(a).by("from")], parties, item)
    serving = [t for _, noun in found.obliques if noun.lemma_ == "service" for t in arguments(noun).by("with")]
    sides.recipients += parties_at([*found.by("in", "to", "at", "into"), *found.themes, *serving], parties, item)
    sides.suppliers += source + parties_at(found.by("by"), parties, item)
    if any(item.head in (t, *t.subtree) for t in found.by("with")):
        sides.suppliers += parties_at(found.agents, parties, item)  # "Denmark will follow with 19"


def _request(verb: Token) -> Token | None:
    """The request that a verb answers: "turned down a German request for shells"."""
    return next((c for c in verb.children if c.dep_ == "dobj" and c.lemma in _REQUESTS), None)


def _themes(verb: Token) -> list[Token]:
    """What a verb acts on; not the subject of the clause over a participle: "experts found guns, delivered by X"."""
    is_loose = verb.tag_ == "VBN" and verb.dep_ == "advcl" and not any(c.dep_ == "nsubjpass" for c in verb.children)
    return [] if is_loose else joint_arguments(verb).themes


def _add_decider(sides: Sides, trigger: Trigger, agents: list[Party]) -> None:
    """Who approves, pledges or withholds a weapon is most often who supplies it; who drops it, who would receive it."""
    side = trigger.cue.extras["agent"]
    (sides.suppliers if side == "supplier" else sides.recipients if side == "recipient" else sides.either).extend(
        agents
    )


def _is_dative(modifier: Token, noun: Token) -> bool:
    """Whether a modifier is to whom the noun's verb gives it: "has given Ukraine military aid"."""
    if noun.dep_ != "dobj" or modifier.tag_ != "NNP" or modifier.dep_ not in ("nmod", "compound"):
        return False
    over = trigger_table("arms_triggers").at(noun.head)
    is_behind = modifier.left_edge.i == noun.head.i + 1
    return is_behind and over is not None and over.sense == "sell"


def _add_noun(sides: Sides, trigger: Trigger, parties: Parties, item: Item) -> None:
    """A noun of dealing: "Kenya's order with Baykar", "the offer that Moscow made", "a contract placed by Lima"."""
    token, sense = trigger.token, trigger.sense
    found = joint_arguments(token)
    agents, obliques = list(found.agents), list(found.obliques)
    equipped: list[Token] = []
    for clause in token.children:
        is_telling = clause.dep_ in ("relcl", "acl") and is_verb(clause) and not clause.is_ancestor(item.head)
        if is_telling and (cue := trigger_table("arms_triggers").at(clause)) is not None and cue.sense != "carry":
            inner = arguments(clause)
            agents += [t for t in inner.agents if t != token]
            obliques += inner.obliques
            equipped += inner.themes if cue.sense == "sell" and clause.tag_ == "VB" else []

    if " of " in trigger.cue.phrase or sense == "sell":  # "a letter of agreement with Doha", "a package of aid to Kyiv"
        inner_nouns = (noun for noun in found.by("of") if noun != item.head and not noun.is_ancestor(item.head))
        obliques += [o for noun in inner_nouns for o in prepositional(noun)]

    def by(*prepositions: str) -> list[Party]:
        return parties_at([t for p, t in obliques if p in prepositions], parties, item)

    takers = [m for m in found.modifiers if sense == "sell" and _is_dative(m, token)]
    sides.recipients += parties_at(takers, parties, item)
    modifiers = [m for m in found.modifiers if m not in takers]
    owners = parties_at([*modifiers, *agents, *holders(trigger)], parties, item)
    if trigger.cue.phrase in _REQUESTS:
        owners += by("from")  # "a request from Amman for drones"
    else:
        sides.suppliers += by("from")
    sides.recipients += parties_at([t for t in equipped if t != token], parties, item)  # "a deal to equip Sudan's army"
    if sense == "sell":
        sides.suppliers += owners + (by("of") if token.dep_ in ("appos", "attr") else [])  # "a gift of Oslo"
        sides.recipients += by("to", "for", "in")
    elif trigger.cue.extras["agent"] == "recipient" and token.dep_ == "acomp":  # "Hanoi is interested in"
        sides.recipients += parties_at(subjects(token.head), parties, item)
    elif sense in ("buy", "choice"):
        sides.recipients += owners + by("for")
        sides.suppliers += by("with", "to")
    else:
        sides.either += owners + by("with", "between")
        sides.recipients += by("to", "for")
