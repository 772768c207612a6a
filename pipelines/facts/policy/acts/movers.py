"""Who moves, and what ground they enter, attack or leave: soldiers, and states whose soldiers do.

Which verbs make which act of it stands in seeds/cues/policy_frames, with the scopes `moving`, `soil` and `left`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.policy.acts.kinds import LANDS, kinds_of
from pipelines.facts.policy.words import turn_of
from pipelines.facts.roles import arguments, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_LEAVING = words("policy_words", "leaving")
_PEOPLE = frozenset("troops trainee person people refugee".split())  # kinds of who is left dead or behind


def ground(verb: Token, noun: Token, context: Context) -> list[str]:
    """The kind of a place, country or armed group that forces attack or set foot on: "troops crossed into Congo"."""
    mention = context.reading.mention_at(noun.i)
    if mention is None or mention.label not in (*LANDS, "armed_group") or not is_verb(verb):
        return []
    agents = arguments(verb).agents
    if verb.lemma_ in _LEAVING:
        return ["left"] if noun not in agents and any(_is_nation(t, context) for t in agents) else []
    is_armed = any({"troops", "arms"} & set(kinds_of(t, context, 0)) for t in agents)
    return ["soil"] if is_armed or (mention.label == "country" and _is_assault(verb, agents, context)) else []


def _is_assault(verb: Token, agents: list[Token], context: Context) -> bool:
    """Whether one state attacks another, and not only its words: "attacked Hungary over its veto"."""
    if turn_of(verb) != "assault" or arguments(verb).by("over", "for"):
        return False
    parties = (context.parties.of(t) for t in agents)
    return any(p is not None and p.kind == "country" for p in parties)


def _is_nation(leaving: Token, context: Context) -> bool:
    """Whether a state or its people are told to leave, and no traveller: "the Danes left Helmand"."""
    mention = context.reading.mention_at(leaving.i)
    if mention is None or leaving.pos_ == "ADJ":
        return False
    return mention.label == "country" or (mention.label == "nationality" and leaving.tag_ in ("NNS", "NNPS"))


def who_move(noun: Token, rest: tuple[str, ...], context: Context) -> set[str]:
    """The kinds of who may be told to move: states go home whose soldiers do, jets come from who sells them."""
    told = (noun, *(c for c in noun.children if c.dep_ == "appos"))
    mentions = [context.reading.mention_at(t.i) for t in told]
    if rest == ("from",) and any(m is not None and m.label == "military_platform" for m in mentions):
        return set()
    if "together" in rest:
        return {"troops", "arms", "country", "bloc"}
    return {"troops", "country"} if rest == ("home",) else {"troops"}


def movers(verb: Token, rest: tuple[str, ...], context: Context) -> list[Token]:
    """Who moves by a verb without an object: "French troops are leaving", "the police will stay in Haiti"."""
    if not is_verb(verb) or any(c.dep_ == "dobj" and c.pos_ not in ("NOUN", "PROPN") for c in verb.children):
        return []
    if verb.lemma_ == "leave" and any(_is_left_so(t, context) for t in verb.children if t.dep_ == "dobj"):
        return []
    words = {c.lower_ for c in verb.children if c.dep_ != "aux"}  # "are to go home" goes nowhere with "to"
    moving = (c for c in verb.children if c.dep_ == "prep" and c.lower_ != "at")  # who is at home has not come
    ways = [g for c in moving for g in c.children if g.lower_ in rest]
    words |= {t.lower_ for way in ways for t in (way, *way.children)}  # "are on their way from"
    return arguments(verb).agents if set(rest) <= words else []


def _is_left_so(noun: Token, context: Context) -> bool:
    """Whether somebody is left behind or in a state: "leaving nine policemen dead"."""
    return noun.pos_ == "NUM" or not _PEOPLE.isdisjoint(kinds_of(noun, context, 0))
