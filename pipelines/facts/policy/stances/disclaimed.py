"""What somebody only reports and another denies: "dismissed reports that it would send soldiers"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.coreference.shapes import reference_words
from pipelines.annotation.cues import words
from pipelines.facts.policy.stances.conditions import AHEAD
from pipelines.facts.roles import governors, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_CLAIMS = words("falsehood", "claim")
_DENYING = words("attribution", "deny") | words("attribution", "reject")


def disclaimed(act: Token) -> tuple[Token, Token] | None:
    """The clause in which an act is only claimed, and the verb that denies the claim; None where nobody does."""
    for clause in (act, *governors(act)):
        claim, verb = clause.head, clause.head.head
        is_content = clause.dep_ in ("acl", "ccomp") and any(c.dep_ == "mark" for c in clause.children)
        if is_content and is_verb(clause) and claim.pos_ == "NOUN" and claim.lemma in _CLAIMS:
            return (clause, verb) if claim.dep_ in ("dobj", "nsubjpass") and verb.lemma in _DENYING else None
    return None


def is_own_plan(clause: Token, stance: str) -> bool:
    """Whether who denies a claim is who would do what it tells, and has it still to do, which is then ruled out."""
    own = reference_words("pronoun")
    return stance in AHEAD and any(c.dep_ == "nsubj" and c.lower_ in own for c in clause.children)
