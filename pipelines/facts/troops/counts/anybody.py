"""Numbers of people, of whom it is told that they make up a force: "a battalion of 900 people"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.troops.moves import clauses_on, triggers_over
from pipelines.facts.troops.words import UNITS, force_lemma, sense_of, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_STATES = ("country", "nationality", "location", "military_unit")
_SIZED = ("nsubj", "nsubjpass", "dobj")
_LEADING = ("from", "to", "at", "by", "of", "with")


def make_up_a_force(noun: Token, context: Context) -> bool:
    """Whether people are those of a force: "a battalion consisting of 900 people", "Wagner has 800 people there"."""
    over = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun.head
    if is_verb(over) and over.lemma_ in setting("composed"):
        own = next((c for c in over.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        over = over.head if own is None and over.dep_ in ("acl", "advcl") else own or over
    if over != noun.head and (sense_of(over, context) in UNITS or force_lemma(over) in setting("mission_body")):
        return True
    return (
        _is_size_of_mission(noun) or _is_at_base(noun, context) or _is_for_mission(noun) or _are_fighting(noun, context)
    )


def _is_size_of_mission(noun: Token) -> bool:
    """Whether people are the size to which a mission comes: "to enlarge the mission from 500 people to 4,000"."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in _LEADING or not is_verb(verb):
        return False
    is_made_up = verb.lemma_ == "make" and any(c.dep_ == "prt" for c in verb.children)
    if not is_made_up and not any(t.token == verb and t.sense in ("send", "reduce", "be") for t in triggers_over(noun)):
        return False
    return any(force_lemma(c) in setting("mission_body") for c in verb.children if c.dep_ in _SIZED)


def _is_at_base(noun: Token, context: Context) -> bool:
    """Whether somebody has people at a base: "the Americans have 4,000 people at Camp Lemonnier"."""
    if noun.dep_ != "dobj" or noun.head.lemma_ not in setting("owning"):
        return False
    owners = (context.reading.mention_at(t.i) for t in arguments(noun.head).agents)
    if not any(m is not None and m.code is not None and m.label in _STATES for m in owners):
        return False  # "the oil company has 300 people at its camp"
    places = (t for word in (noun, noun.head) for p, t in arguments(word).obliques if p in ("at", "in", "on"))
    return any(t.lemma in setting("site") or any(c.lemma in setting("site") for c in t.children) for t in places)


def _is_for_mission(noun: Token) -> bool:
    """Whether people are sent or offered for a mission: "has offered 2,000 people for the force in Haiti"."""
    if noun.dep_ not in ("dobj", "nsubjpass") or not any(t.sense in ("send", "op") for t in triggers_over(noun)):
        return False
    ends = (t for word in (noun, noun.head) for p, t in arguments(word).obliques if p in ("for", "to", "towards"))
    return any(force_lemma(t) in setting("mission_body") for t in ends)


def _are_fighting(noun: Token, context: Context) -> bool:
    """Whether an armed group has people who serve: "Wagner has 800 people guarding the mines"."""
    subject = next((c for c in noun.head.children if c.dep_ == "nsubj"), None)
    if subject is None or noun.dep_ != "dobj":
        return False
    if not any(t.token.lemma_ in setting("soldiering") for t in clauses_on(noun)):
        return False
    mention = context.reading.mention_at(subject.i)
    return mention is not None and mention.label in ("armed_group", "military_unit")
