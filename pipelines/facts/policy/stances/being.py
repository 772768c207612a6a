"""What the verb "be" says about a noun: "Oman is the mediator", "it would be an act of war", "there will be none"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.qualifiers import verdict

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.policy.stances.operators import StanceSoFar


_STANDING = frozenset(("force", "place", "effect"))


def is_told_by_being(verb: Token, relation: str, noun: Token, told: StanceSoFar, *, is_operated: bool) -> bool:
    """Whether a form of "be" over a noun tells the stance, which is then read into what is known of it.

    Args:
        verb: the form of "be".
        relation: of the noun to it.
        noun: the act, or the word over it that hangs on the verb.
        told: what has been read so far.
        is_operated: whether a word of stance stands at the verb as well.
    """
    if any(c.dep_ == "expl" for c in verb.children):
        if (denied := verdict(verb)).negated and denied.cue is not None:
            told.code, told.cues = "ruled_out", (denied.cue,)  # "there will be no foreign bases"
            told.found_by = "policy_stances:there"
        return True
    is_named = any(c.dep_ == "nsubj" and c.pos_ == "PROPN" for c in verb.children)
    if (relation == "attr" and is_named and not is_operated) or (relation == "nsubj" and _is_somebody(noun, verb)):
        told.begin("adopted", verb)  # "Oman is the mediator", "the go-between was Ralph Gonsalves"
    elif relation == "nsubj" and _is_in_force(verb):
        told.begin("adopted", verb)  # "the embargo is still in force"
    elif relation == "attr" and verdict(verb).time == "conditional":
        told.code, told.cues = "considering", (verb,)  # "an attack would be a declaration of war"
    return told.code is not None and relation == "nsubj"


def _is_in_force(verb: Token) -> bool:
    """Whether something is told to be in force or in place."""
    over = (verb, *(c for c in verb.children if c.dep_ == "advmod"))  # "is back in force"
    behind = (g for t in over for c in t.children if c.dep_ == "prep" and c.lower_ == "in" for g in c.children)
    return any(g.lower_ in _STANDING for g in behind)


def _is_somebody(noun: Token, verb: Token) -> bool:
    """Whether a subject is told to be somebody with a name: "the mediator was Angola's president"."""
    told = (c for c in verb.children if c.dep_ in ("attr", "nsubj") and c != noun)
    return any(c.pos_ == "PROPN" or any(g.pos_ == "PROPN" and g.dep_ == "poss" for g in c.children) for c in told)
