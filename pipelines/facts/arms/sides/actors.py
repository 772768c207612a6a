"""Who takes part in a deal by a verb other than its own: who is punished for it, who holds talks about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.gazetteers.lexicon import is_state
from pipelines.facts.arms.sides.named import parties_at
from pipelines.facts.likewise.companions import companions
from pipelines.facts.roles import arguments, conjuncts, is_verb, prepositional, subjects
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Parties, Party
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.triggers import Trigger

_VEHICLES = words("arms_words", "vehicle_noun")


def answerable(verb: Token, parties: Parties, item: Item) -> list[Party]:
    """Who is thanked or punished for what a gerund tells: "put the maker under sanctions for selling missiles"."""
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp" or verb.head.lower_ not in ("for", "over"):
        return []
    over = next((t for t in verb.head.ancestors if is_verb(t)), None)
    if over is None:
        return []
    nouns = [c for c in over.children if c.dep_ in ("dobj", "nsubjpass")]
    found = parties_at(nouns, parties, item)
    for preposition, place in [p for t in (over, *nouns) for p in prepositional(t)]:
        if not found and preposition in ("on", "against"):  # "imposed sanctions on Ankara for buying"
            found = parties_at([place], parties, item)
    return found


def fronted(verb: Token, parties: Parties, item: Item) -> list[Party]:
    """Where a passive that names nobody begins: "In Denmark, the gun was chosen last year"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
    if subject is None or any(c.dep_ == "agent" for c in verb.children):
        return []
    places = [t for c in verb.children if c.lower_ == "in" and c.i < subject.i for t in c.children if t.dep_ == "pobj"]
    return parties_at(places, parties, item)


def holders(trigger: Trigger) -> list[Token]:
    """Who holds talks, by a verb that tells nothing else: "Hanoi has held talks about", "is in talks on"."""
    noun = trigger.token
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "in" else noun.head
    is_held = trigger.sense == "op" and (noun.dep_ == "dobj" or over != noun.head) and is_verb(over)
    return arguments(over).agents if is_held and trigger_table("arms_triggers").at(over) is None else []


def bought_for(verb: Token, parties: Parties, item: Item) -> list[Party]:
    """For what other state somebody buys: "is buying drones for Ukraine", "on Kyiv's behalf", "on behalf of Kyiv"."""
    phrases = [p for t in (verb, item.head) for p in prepositional(t)]
    told = [t for p, t in phrases if p == "for"]
    for preposition, noun in phrases:
        if preposition == "on" and noun.lemma_ == "behalf":
            told += [c for c in noun.children if c.dep_ == "poss"] + arguments(noun).by("of")
    buyers = {p.code for p in parties_at(arguments(verb).agents, parties, item)}
    found = [p for p in parties_at(told, parties, item) if p.rule != "reference" and p.kind != "company"]
    return [p for p in found if is_state(p.code) and p.code not in buyers] if buyers else []


def acting_together(verbs: list[Token], parties: Parties, item: Item) -> list[Party]:
    """Those who act along with the subject of a verb: "Finland, joined by Estonia, signed"."""
    beside = [t for v in verbs if is_verb(v) for t in companions(subjects(v), v)]
    return parties_at(beside, parties, item)


def carriers_of(nouns: list[Token]) -> list[Token]:
    """Whose ship or aircraft brings weapons: "an Egyptian warship unloaded guns", "two planes from Oslo brought"."""
    vehicles = [n for n in nouns if n.lemma in _VEHICLES]
    told = [c for n in vehicles for c in n.children if c.dep_ in ("amod", "compound", "nmod", "poss")]
    return told + [t for n in vehicles for t in arguments(n).by("from")]


def let_have(verb: Token) -> list[Token]:
    """Whom somebody lets have a weapon: "will let the Ukrainians have missiles"."""
    had = (
        [c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.lemma_ == "have"]
        if verb.lemma_ == "let"
        else []
    )
    return [t for clause in had for c in clause.children if c.dep_ == "nsubj" for t in conjuncts(c)]
