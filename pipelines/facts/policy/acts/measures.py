"""Courses of action told by their kind alone: "economic and military measures", "financial and humanitarian aid"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues
from pipelines.facts.roles import conjuncts

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_CATEGORIES = ("diplomatic", "economic", "military", "humanitarian")


@cache
def _measures(scope: str) -> dict[str, Cue]:
    """Word -> its row, of the nouns for measures or of the adjectives before them."""
    return {cue.phrase: cue for cue in reversed(cues("policy_measures")) if cue.scope == scope}


def measures_at(noun: Token) -> list[tuple[Token, Cue]]:
    """The kinds of action that a noun such as `options` or `aid` is told to be of, each with a cue of its own."""
    told = _measures("noun").get(noun.lemma)
    if told is None:
        return []
    kind, aids = told.sense, _measures("adjective")
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
