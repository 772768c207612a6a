"""Deals that their own sentence undoes or revives: "was sold before the deal fell through", "and revived"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.qualifiers import Verdict, is_not_yet, verdict
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.triggers import Trigger

_REVIVING = words("arms_words", "reviving")
_MOTIONS = words("arms_words", "motion")


def undoing(dealing: Token) -> Token | None:
    """The verb of a further clause by which the deal came to nothing: "had sold it before the deal fell through".

    It has the deal, or what points at it, for its subject or object, and no weapon.
    """
    table = trigger_table("arms_triggers")
    verb = next((t for t in (dealing, *dealing.ancestors) if is_verb(t)), None)
    while verb is not None and verb.dep_ in ("xcomp", "ccomp", "acl", "pcomp"):
        verb = next((t for t in verb.ancestors if is_verb(t)), None)  # "signed a contract to sell"
    for clause in verb.children if verb is not None else ():
        if clause.dep_ not in ("advcl", "conj") or clause.i < dealing.i or not is_verb(clause):
            continue
        found = table.at(clause)
        told = verdict(clause)
        if found is None or not (_is_end(found, told) or _is_no_beginning(found, told)):
            continue
        concerned = [c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")]
        kinds = [t for c in concerned if (t := table.at(c)) is not None and t.sense in ("deal", "buy", "sell", "op")]
        if kinds or any(c.lower_ in ("it", "this", "that") and c.dep_ != "nsubj" for c in concerned):
            return clause
    return None


def _is_end(verb: Trigger, told: Verdict) -> bool:
    """Whether a verb tells that a deal was ended: "fell through"."""
    return verb.cue.extras["status"] == "cancelled" and not told.negated and told.time == "past"


def _is_no_beginning(verb: Trigger, told: Verdict) -> bool:
    """Whether a verb tells that a deal was not brought about: "did not go ahead", "could not be signed"."""
    is_making = verb.sense == "op" and verb.cue.extras["status"] == "agreed"
    return is_making and told.negated and told.time in ("past", "possible") and not is_not_yet(verb.token)


def failed_blocks(above: list[Trigger]) -> list[Token]:
    """The cues that call a deal off, and those by which that came to nothing: "voted down a motion to block it"."""
    found: list[Token] = []
    for lower, upper in pairwise(o for o in above if is_verb(o.token)):
        if any(o.cue.extras["status"] != "cancelled" or o.sense != "op" for o in (lower, upper)):
            continue
        block = lower.token
        is_motion = block.dep_ in ("acl", "relcl") and block.head.lemma in _MOTIONS
        is_tried = (block.dep_ == "xcomp" and block.head == upper.token) or is_motion
        if is_tried and upper.token.is_ancestor(block) and not verdict(upper.token).negated:
            found += [block, upper.token]
    return found


def reviving(above: list[Trigger]) -> Token | None:
    """The verb beside a cancelling one that takes it back: "was frozen in 2021 and revived the year after"."""
    table = trigger_table("arms_triggers")
    for operator in above:
        if operator.cue.extras["status"] != "cancelled" or not is_verb(operator.token):
            continue
        for clause in operator.token.children:
            found = table.at(clause) if clause.dep_ == "conj" and is_verb(clause) else None
            if found is not None and found.sense == "op" and found.cue.phrase in _REVIVING:
                told = verdict(clause)
                return None if told.negated or told.time != "past" else clause
    return None
