"""Arms sales that are ordinary trade, a deal and no policy: "signed an agreement to buy 36 jets"."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.acts.wars import is_armed_in_war, is_at_war
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft
    from pipelines.facts.policy.acts.acts import Act

_PAPERS = frozenset(("treaty_action", "defence_cooperation"))
_BEFORE = ("amod", "compound", "nmod")
_DEFINITE = ("the", "this", "that")
_SELLING = words("policy_words", "selling")
_LICENSING = words("policy_words", "licensing")
_GIVING = words("policy_words", "giving")
_ARMS = words("policy_words", "bare arms")
_SUMS = ("military_aid_funding", "financial_aid")
_NOT_DONE = ("considering", "ruled_out")


def is_purchase(act: Act, traded: Collection[tuple[str | None, ...]], context: Context) -> bool:
    """Whether an act is the signing or ending of a paper by which arms change hands.

    The paper is one that may be of anything (words of sense `bargain` in seeds/cues/policy_papers, none before it of
    sense `kind`: "a security pact"), and its sentence tells of the trade, or it is "the agreement" of one who trades.

    Args:
        act: the act.
        traded: (supplier, recipient) of the document's deals.
        context: the document.
    """
    if act.instrument not in _PAPERS:
        return False
    paper = next((t for t in (act.object, act.token) if t is not None and _is_bargain(t)), None)
    if paper is None:
        return False
    words = list(act.token.subtree if act.token.dep_ == "relcl" else paper.sent)
    told = [t for t in words if t.i in context.item_heads]
    if told and any(trigger_table("arms_triggers").at(t) is not None for t in words if t not in (paper, *told)):
        return True
    is_known = any(c.dep_ in ("det", "poss") and c.lower_ in _DEFINITE for c in paper.children)
    sides = {code for pair in traded for code in pair}
    return is_known and any(p.code in sides for p in acting(paper.sent, context))


def _is_own_affair(draft: Draft, act: Act, traded: Collection[tuple[str | None, ...]], context: Context) -> bool:
    """Whether a stop is that of who buys the arms, or of own ones: "put off the boats", "scrapped its last tanks"."""
    if act.object is None or "arms" not in act.cue.scope.split("|"):
        return False
    is_guess = any(p.found_by == "party:concerned" for p in draft.places.get("target", ()))
    is_own = any(c.tag_ == "PRP$" for c in act.object.children)
    is_weapon = act.object.i in context.item_heads
    return (is_own and is_guess) or (is_weapon and (draft.get("target"), draft.get("actor")) in traded)


def _is_gift_of_arms(act: Act, context: Context) -> bool:
    """Whether arms go to somebody as a step of policy, no ware being named: "would send weapons to Chad"."""
    if act.cue.scope != "arms" or act.object is None or act.cue.phrase not in _GIVING:
        return False
    named = {t.i for t in act.token.sent} & context.item_heads
    return act.object.lemma in _ARMS and named <= {act.object.i}


def _is_bargain(noun: Token) -> bool:
    words = senses("policy_papers")
    before = (c for c in noun.children if c.dep_ in _BEFORE)
    return words.get(noun.lemma) == "bargain" and not any(words.get(c.lower_) == "kind" for c in before)


def is_trade(draft: Draft, act: Act, traded: Collection[tuple[str | None, ...]], context: Context) -> bool:
    """Whether arms are handed over as they are everywhere: to somebody at peace or guessed, or where a sale is told.

    Args:
        draft: what the act comes to between two sides.
        act: the act.
        traded: (supplier, recipient) of the document's deals.
        context: the document.
    """
    if act.instrument == "arms_embargo":
        return _is_own_affair(draft, act, traded, context)
    if act.instrument in _SUMS:
        told = {t.i for t in act.token.sent} & context.item_heads
        return bool(told) and (draft.get("beneficiary"), draft.get("actor")) in traded  # what is paid for arms
    if act.instrument != "arms_supply" or act.cue.scope == "handover" or act.cue.phrase in _LICENSING:
        return False  # who gives leave sells nothing
    receiver = draft.get("beneficiary")
    if draft.get("instrument") != "arms_supply":  # aircraft that would be there with their crews, had nobody got them
        return (draft.get("actor"), receiver) in traded
    is_armed = is_armed_in_war(receiver, context.published)
    is_guess = any(p.found_by == "party:concerned" for p in draft.places.get("beneficiary", ()))
    if is_guess and not is_armed:
        return True
    if draft.get("stance") in _NOT_DONE:
        return False
    if act.cue.phrase in _SELLING:
        return True
    if is_armed or (act.cue.scope != "arms" and is_at_war(receiver, context.published)):
        return False  # "is arming one side"
    if _is_gift_of_arms(act, context):
        return False
    return receiver is not None or (draft.get("actor"), None) in traded
