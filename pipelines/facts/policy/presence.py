"""Soldiers who are told to be somewhere, and nobody to send or keep them there by choice: "has 500 soldiers there"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
    from pipelines.facts.policy.acts import Act


def tells_presence(verb: Token) -> bool:
    """Whether a verb tells no more than that soldiers are there: "has 500 in Chad", "keeps 500 in Chad"."""
    return verb.lemma_ == "have" or _is_keeping(verb)


def is_count(act: Act) -> bool:
    """Whether an act only counts who is somewhere anyway: "keeps 1,500 soldiers in Niger"."""
    if not _is_keeping(act.token) or act.object is None:
        return False
    has_helper = any(c.dep_ in ("aux", "neg") for c in act.token.children)
    return not has_helper and any(c.dep_ == "nummod" for c in act.object.children)


def stood_once(verb: Token) -> bool:
    """Whether soldiers only stood somewhere: "2,000 were stationed there a year ago"."""
    standing = verb.lemma_ == "station" or senses("policy_turns").get(verb.lemma_.lower()) == "stand"
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return standing and bool(helpers & {"was", "were", "had"})


def _is_keeping(verb: Token) -> bool:
    return verb.lemma_ == "keep" and verb.tag_ in ("VBZ", "VBP")
