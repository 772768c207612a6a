"""Courses of action told by their kind alone: "economic and military measures", "financial and humanitarian aid"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues
from pipelines.facts.roles import conjuncts

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_CATEGORIES = ("diplomatic", "economic", "military", "humanitarian")


def measures_at(noun: Token) -> list[tuple[Token, Cue]]:
    """The kinds of action that a noun such as `options` or `aid` is told to be of, each with a cue of its own."""
    rows = cues("policy_measures")
    kind = next((cue.sense for cue in rows if cue.scope == "noun" and cue.phrase == noun.lemma), None)
    if kind is None:
        return []
    aids = {cue.phrase: cue for cue in rows if cue.scope == "adjective"}
    adjectives = [a for c in noun.children if c.dep_ in ("amod", "compound", "nmod") for a in conjuncts(c)]
    cue_id, found = f"policy_measures:{noun.lemma}", []
    for adjective in adjectives:
        word = adjective.lower_
        if kind == "aid" and word in aids:
            extras = {"category": aids[word].extras["category"], "direction": "beneficiary"}
            found.append((noun, Cue(cue_id, word, aids[word].sense, "noun", extras)))
        elif kind == "other" and word in _CATEGORIES:
            found.append((noun, Cue(cue_id, word, "other", "noun", {"category": word, "direction": "target"})))
    return found if len(found) > 1 else []
