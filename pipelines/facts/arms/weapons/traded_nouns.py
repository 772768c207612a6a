"""Bare class nouns that may mean other things ("tanks", "shells"), where what is told of them makes them weapons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.arms.weapons.items import Item

_WIDE = words("arms_words", "wide")
_GIFTS = words("arms_words", "gift")
_TRADING = words("arms_words", "trading")


def is_traded(item: Item) -> bool:
    """Whether a word such as `tanks`, which may mean other things, is what is sold, given or ordered: "sold tanks"."""
    if item.weapon_class in _WIDE or item.head.tag_ != "NNS":
        return False
    token = item.head.first_conjunct
    over = token.head
    if token.dep_ == "pobj":
        over = over.head if over.lower_ in ("of", "for") and not is_verb(over.head) else over
    elif token.dep_ == "nsubj":
        return _is_said_to_come(token)
    elif token.dep_ not in ("dobj", "nsubjpass"):
        return False
    found = trigger_table("arms_triggers").at(over)
    return found is not None and found.sense in ("buy", "sell") and found.cue.phrase in _TRADING


def _is_said_to_come(noun: Token) -> bool:
    """Whether what is told of a noun makes it a weapon: "the tanks, a gift from", "the shells come from"."""
    verb, table = noun.head, trigger_table("arms_triggers")
    called = [c for c in noun.children if c.dep_ == "appos"]
    called += [c for c in verb.children if c.dep_ == "attr"] if verb.lemma_ == "be" else []
    if any((t := table.at(c)) is not None and t.cue.phrase in _GIFTS for c in called):
        return True
    return verb.lemma_ == "come" and any(c.dep_ == "prep" and c.lower_ == "from" for c in verb.children)
