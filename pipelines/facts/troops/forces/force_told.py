"""Whose forces a noun means, by its sentence: its own phrase, else who sends, keeps or backs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.speech.saying import is_saying
from pipelines.facts.reactions import reaction_of
from pipelines.facts.roles import arguments, conjuncts, is_verb, subjects
from pipelines.facts.troops.forces.phrases import force_in_phrase, origin_in_phrase
from pipelines.facts.troops.forces.sides import Side, is_placed, side_at, side_of, whom
from pipelines.facts.troops.words import is_force_or_site, setting
from pipelines.facts.verbs import COPULAS

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Number
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_KINDS = ("amod", "compound", "nmod")
_ACTING = ("send", "keep", "withdraw", "reduce", "leave", "op", "be")


def force_of(noun: Token, number: Number | None, triggers: list[Trigger], context: Context) -> Side | None:
    """Whose forces a noun means: what its phrase says, else who sends, keeps or withdraws them."""
    found = force_in_phrase(noun, number, triggers, context)
    found = found or _by_move(noun, triggers, context)
    return found or _supporter(noun, context)


def _by_move(noun: Token, triggers: list[Trigger], context: Context) -> Side | None:
    """Who moves or keeps them, by the nearest word for it that names somebody."""
    for trigger in triggers:
        found = None
        if not is_verb(trigger.token):
            found = _owner(trigger.token, noun, context)
        elif _is_counting(trigger.token, noun):
            continue  # "Kyiv counts 5,500 so far"
        elif trigger.sense == "host":
            found = _guest(trigger.token, context)
        elif trigger.sense in _ACTING and trigger.token.lemma_ not in setting("asking"):
            found = _agent(trigger.token, noun, context)
        if found is not None:
            return found
    return None


def _guest(host: Token, context: Context) -> Side | None:
    """Whose forces are told to be taken in, where the parser hangs it on the verb: "hosts 180 soldiers from Japan"."""
    found = (origin_in_phrase(t, context) for t in arguments(host).by("from"))
    bases = (c for t in host.subtree if t.lemma in setting("site") for c in t.children if c.dep_ in _KINDS)
    nations = (context.reading.mention_at(c.i) for c in bases)  # "is home to a French base, with 1,500 troops"
    based = (side_at(m, "force:base") for m in nations if m is not None and m.code and m.label == "nationality")
    return next((f for f in (*found, *based) if f is not None), None)


def _is_counting(verb: Token, noun: Token) -> bool:
    """Whether a verb tells who counts those of others: its object is a bare number."""
    return is_saying(verb) and noun.dep_ == "dobj" and noun.head == verb and noun.like_num


def _owner(move: Token, noun: Token, context: Context) -> Side | None:
    """Whose a move is that a noun tells: "Kenya's deployment of", "a contribution under Rome of", or who makes it."""
    parties, told = context.parties, arguments(move)
    owners = [p for m in (*told.modifiers, *told.agents) if m != noun and (p := parties.of(m))]
    if owners:
        return side_of(owners[0], "force:owner")
    under = (found for t in told.by("under") if (found := origin_in_phrase(t, context)))
    if (side := next(under, None)) is not None:
        return side
    is_given = move.dep_ == "dobj" and is_verb(move.head)  # "makes a contribution of 170 soldiers"
    if not is_given or is_saying(move.head) or move.head.lemma_ in setting("obtaining") or reaction_of(move.head):
        return None  # "gets a promise", "condemned the dispatch"
    makers = (p for t in subjects(move.head) if (p := parties.of(t)) and not parties.is_place_only(t))
    return side_of(next(makers, None), "force:agent")


def _agent(move: Token, noun: Token, context: Context) -> Side | None:
    """Who acts in a move that a verb tells, or whose the body of forces is that does."""
    parties = context.parties
    agents = [t for t in _acting(move) if t != noun]
    for agent in (*agents, *arguments(move).by("by")):
        party = whom(agent, context)
        if party is not None and party.rule == "place" and is_force_or_site(agent):
            party = None  # "the base in Tajikistan": not Tajikistan's
        party = party or _leader(agent, context)
        is_land = parties.is_place_only(agent) and not is_force_or_site(agent)
        if party is not None and not is_land and not is_placed(party, noun.doc):
            return side_of(party, "force:agent")
    return None


def _leader(noun: Token, context: Context) -> Party | None:
    """Who leads a body of forces: "the British-led battle group"."""
    led = (c for c in noun.children if c.dep_ == "amod" and c.lower_ in ("led", "run") and is_force_or_site(noun))
    return next((p for c in led for t in c.children if (p := context.parties.stated(t))), None)


def _acting(verb: Token) -> list[Token]:
    """The subjects of a verb, without the town of a dateline before it ("SEOUL -- North Korea has sent")."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if len(own) > 1 and own[0].is_upper:
        return conjuncts(own[-1])
    above = verb.head
    return _acting(above) if verb.dep_ == "xcomp" and not own and is_verb(above) else subjects(verb)


def _supporter(noun: Token, context: Context) -> Side | None:
    """Who backs another with forces: "propped up the president with 2,500 troops", "followed with a team of six"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "with" or not is_verb(noun.head.head):
        return None
    if any(c.dep_ == "acl" for c in noun.children) or noun.head.head.lemma_ in COPULAS:
        return None  # "with 1,000 soldiers based in the capital"
    for agent in subjects(noun.head.head):
        party = context.parties.of(agent)
        if party is not None and not context.parties.is_place_only(agent):
            return side_of(party, "force:agent")
        for word in (t for t in agent.subtree if t.i < agent.i and t.dep_ in _KINDS):
            mention = context.reading.mention_at(word.i)  # "two Russian air force planes landed with 100 soldiers"
            if mention is not None and mention.code and mention.label == "nationality":
                return side_at(mention, "force:carrier")
    return None
