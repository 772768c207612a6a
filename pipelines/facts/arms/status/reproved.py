"""Deals that somebody calls wrong: "considers it wrong to hand the missile over", "should not be sold"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.status.verbs import is_called_wrong
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_REPROOF = words("arms_words", "reproof")
_PREDICATE = ("acomp", "attr", "oprd", "ccomp", "xcomp", "dobj")
_HANGING = ("advcl", "xcomp", "ccomp", "csubj", "csubjpass", "acl", "relcl")


def reproof_of(verb: Token) -> Token | None:
    """The word by which an act is held to be wrong that may be done: what is done or was, nobody has refused."""
    if is_verb(verb) and is_called_wrong(verb) and not any(c.lower_ == "have" for c in verb.children):
        return verdict(verb).cue
    is_open = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) or verb.dep_ == "csubj"
    if not is_verb(verb) or not is_open or verb.dep_ not in _HANGING:
        return None
    beside = (c for c in verb.head.children if c.dep_ in _PREDICATE)
    return next((t for t in (verb.head, *beside) if t.lemma_.lower() in _REPROOF), None)


def is_refused_by(giver: str | None, reproof: Token, context: Context) -> bool:
    """Whether it is the giver, by its code, who holds it to be wrong; what others think of a deal does not end it."""
    speaker = context.attribution.speaker(reproof)
    over = next((t for t in reproof.ancestors if is_verb(t)), None)
    if over is not None and is_called_wrong(over):  # "should not send them, said the chancellor"
        return giver is not None and speaker is not None and speaker.label == giver
    if giver is None or verdict(reproof).negated or (over is not None and verdict(over).negated):
        return False
    holding = [context.parties.of(t) for t in arguments(over).agents] if over is not None else []
    return giver in {p.code for p in holding if p is not None} | {speaker.label if speaker is not None else None}
