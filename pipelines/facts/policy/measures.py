"""Courses of action told by their kind alone: "diplomatic, economic and military measures"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, senses
from pipelines.facts.roles import conjuncts

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token

_CATEGORIES = ("diplomatic", "economic", "military", "humanitarian")


def measures_at(noun: Token) -> list[tuple[Token, Cue]]:
    """The kinds of action that a noun such as `options`, `steps` is told to be of, each with a cue of its own."""
    if senses("policy_measures").get(noun.lemma_.lower()) is None:
        return []
    adjectives = [a for c in noun.children if c.dep_ in ("amod", "compound", "nmod") for a in conjuncts(c)]
    found = []
    for adjective in adjectives:
        category = adjective.lower_
        if category in _CATEGORIES:
            extras = {"category": category, "direction": "target"}
            found.append((adjective, Cue(f"policy_measures:{noun.lemma_.lower()}", category, "other", "noun", extras)))
    return found if len(found) > 1 else []
