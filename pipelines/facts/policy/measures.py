"""Courses of action told by their kind alone: "economic and military measures", "financial and humanitarian aid"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, senses
from pipelines.facts.roles import conjuncts

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token

_CATEGORIES = ("diplomatic", "economic", "military", "humanitarian")
_AID = {
    "military": ("military_aid_funding", "military"),
    "financial": ("financial_aid", "economic"),
    "economic": ("financial_aid", "economic"),
    "budgetary": ("financial_aid", "economic"),
    "humanitarian": ("humanitarian_aid", "humanitarian"),
}


def measures_at(noun: Token) -> list[tuple[Token, Cue]]:
    """The kinds of action that a noun such as `options` or `aid` is told to be of, each with a cue of its own."""
    kind = senses("policy_measures").get(noun.lemma)
    if kind is None:
        return []
    adjectives = [a for c in noun.children if c.dep_ in ("amod", "compound", "nmod") for a in conjuncts(c)]
    cue_id, found = f"policy_measures:{noun.lemma}", []
    for adjective in adjectives:
        word = adjective.lower_
        if kind == "aid" and word in _AID:
            instrument, category = _AID[word]
            extras = {"category": category, "direction": "beneficiary"}
            found.append((noun, Cue(cue_id, word, instrument, "noun", extras)))
        elif kind == "other" and word in _CATEGORIES:
            found.append((noun, Cue(cue_id, word, "other", "noun", {"category": word, "direction": "target"})))
    return found if len(found) > 1 else []
