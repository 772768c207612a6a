"""Whose a part of a mission is: "the Indian battalion of UNIFIL, 762 strong", "Nepal sends 900 blue helmets"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.parties.words import MODIFIERS, is_country
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.troops.forces.sides import Side, side_at, side_of
from pipelines.facts.troops.words import force_lemma, force_nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_STEPS = 4  # from a number up to the body that it is of
_UP = ("appos", "pobj", "prep")
_GIVING = ("send", "keep", "op")  # senses of what a country does that has or gives blue helmets


def national_part(noun: Token, triggers: list[Trigger], context: Context) -> Side | None:
    """The country of counted ones who serve under an organisation; None where their phrase tells of none."""
    for body in _bodies(noun):
        if force_lemma(body) not in force_nouns():
            continue
        for child in (c for c in body.children if c.dep_ in MODIFIERS):
            mention = context.reading.mention_at(child.i)
            is_nation = mention is not None and mention.label in ("nationality", "country")
            if mention is not None and is_nation and mention.code and is_country(mention.code):
                return side_at(mention, "force:part")
    return _giver(noun, triggers, context)


def _bodies(noun: Token) -> Iterator[Token]:
    """A noun, what it is of or stands beside, and what stands beside these: "INDBATT, the Indian battalion, 762"."""
    token = noun
    for _ in range(_STEPS):
        yield token
        yield from (c for c in token.children if c.dep_ == "appos" and c != noun)
        if token.dep_ not in _UP:
            return
        token = token.head


def _giver(noun: Token, triggers: list[Trigger], context: Context) -> Side | None:
    """The country that gives or has soldiers who are named by the mission's own word: "blue helmets"."""
    mention = context.reading.mention_at(noun.i)
    if mention is None or mention.label != "military_unit" or not mention.start < noun.i < mention.end:
        return None
    verbs = [t.token for t in triggers if t.sense in _GIVING and is_verb(t.token)]
    if noun.dep_ == "pobj" and noun.head.lower_ == "with":
        verbs += [t for t in noun.ancestors if is_verb(t)][:1]
    for agent in (a for verb in verbs[:1] for a in arguments(verb).agents):
        party = context.parties.stated(agent)
        if party is not None and is_country(party.code) and not context.parties.is_place_only(agent):
            return side_of(party, "force:agent")
    return None
