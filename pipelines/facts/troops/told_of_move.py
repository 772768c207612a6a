"""What a word for a move tells of forces, and whether a clause on them tells that they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import is_verb
from pipelines.facts.troops.forces.sides import IN
from pipelines.facts.troops.moves import change_of, clauses_on

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.triggers import Trigger


def had_in_clause(noun: Token, triggers: list[Trigger]) -> Trigger | None:
    """The word of a clause that tells forces to be there, where nothing else is told to become of them."""
    return next((t for t in clauses_on(noun) if _is_had(t) and not _is_moved(noun, t.token, triggers)), None)


def _is_had(clause: Trigger) -> bool:
    """Whether a clause tells that forces are there, whatever is to be done beside them: "to the 850 that it has"."""
    if clause.sense not in ("keep", "be") or clause.token.dep_ != "relcl":
        return False
    if any(c.dep_ in ("acomp", "xcomp") for c in clause.token.children):
        return False  # "who are due to leave", "who are to train"
    if any(c.dep_ == "aux" and c.lower_ == "had" for c in clause.token.children):
        return False  # "who had served there"
    if any(c.dep_ == "dobj" and c.lower_ not in ("that", "which", "whom") for c in clause.token.children):
        return False  # "a brigade that had elements in several countries"
    told = verdict(clause.token)
    return told.time in ("present", "past") and not told.negated


def _is_moved(noun: Token, clause: Token, triggers: list[Trigger]) -> bool:
    """Whether it is told what becomes of forces that a clause tells more of: "the 600 who are there will leave".

    Of those who are sent only behind a comma: "will send 200 men, who have been trained in Spain".
    """
    over = next((t for t in triggers if t.token == noun.head and noun.dep_ in ("dobj", "nsubj", "nsubjpass")), None)
    is_aside = clause.left_edge.i > noun.i and clause.left_edge.nbor(-1).text == ","
    if over is None or not is_verb(over.token):
        return False
    return sense_for(over, noun) == "withdraw" or is_gone(over.token) or (over.sense in ("send", "go") and is_aside)


def sense_for(trigger: Trigger, noun: Token) -> str:
    """The sense of a trigger for a noun: what is left stays and what leaves goes, what is cut to a number stays."""
    if trigger.sense == "leave":
        if trigger.token.dep_ == "acl" and trigger.token.tag_ == "VBN":
            dated = any(g.i in noun.doc.dated for c in trigger.token.children for g in (c, *c.children))
            return "withdraw" if dated else "keep"  # "has 11,000 soldiers left", but "the last left in December"
        themes = [c for c in trigger.token.children if c.dep_ in ("dobj", "nsubjpass")]
        return "keep" if any(t == noun or t.is_ancestor(noun) for t in themes) else "withdraw"
    if trigger.sense == "reduce":
        is_left = (noun.dep_ == "pobj" and noun.head.lower_ == "to") or change_of(noun) == "after"
        return "keep" if is_left else "withdraw"
    return trigger.sense


def is_gone(verb: Token) -> bool:
    """Whether forces are away and no more: "are gone", "will have gone by Friday", not "have gone to the front"."""
    if verb.lower_ != "gone" or verdict(verb).negated:
        return False
    led = any(c.dep_ in ("advmod", "prt") or (c.dep_ == "prep" and c.lower_ in IN) for c in verb.children)
    return any(c.lemma_ == "be" for c in verb.children) or not led
