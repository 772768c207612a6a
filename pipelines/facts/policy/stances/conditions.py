"""The condition attached to an act, and what leaves an act open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.triggers import Trigger

_MARKS = ("if", "unless", "should", "once", "until", "provided")
_OTHERS = ("if", "unless", "until")
_DEMANDS = words("policy_words", "demand")
_ASKING = ("whether", "if")
_LISTING = frozenset(("among", "including", "such", ":"))
AHEAD = ("considering", "proposed", "pledged")  # stances on what is still to come
_TAKEN = ("dobj", "nsubjpass")
_LEVELS = 4  # clauses above the act that are looked at


def condition_of(verb: Token) -> Token | None:
    """The head of the conditional clause or phrase that hangs on a verb, or None."""
    for child in verb.children:
        if child.dep_ in ("advcl", "ccomp") and is_verb(child):
            first = next(iter(child.children), None)
            marks = [c for c in child.children if c.dep_ in ("mark", "advmod")]
            if any(c.lower_ in _MARKS for c in marks) and all(c.lower_ != "as" for c in marks):  # no "as if"
                return child
            if first is not None and first.lower_ == "should" and first.dep_ == "aux" and first.i == child.left_edge.i:
                return child
        if child.dep_ == "prep" and (child.lower_ == "depending" or _is_on_terms(child)):
            return child
    return None


def _is_on_terms(preposition: Token) -> bool:
    """Whether a phrase names terms without which nothing is done: "under certain conditions", "on condition that"."""
    nouns = (c for c in preposition.children if c.dep_ == "pobj" and c.lemma in words("policy_words", "terms"))
    return any(
        (n.lemma_ == "condition" and preposition.lower_ == "on") or any(c.dep_ == "amod" for c in n.children)
        for n in nouns
        if preposition.lower_ in ("under", "on")
    )


def condition_above(act: Token) -> Token | None:
    """The condition of an act, told on its own verb or on one that governs it."""
    current = act
    for _ in range(_LEVELS):
        if is_verb(current) and (found := condition_of(current)) is not None and found != act:
            if not found.is_ancestor(act):
                return found
        if current.head == current:
            return None
        current = current.head
    return None


def is_condition(act: Token) -> bool:
    """Whether an act is what somebody else's act depends on: "action against Israel unless it halts the offensive"."""
    clause = act if is_verb(act) else next((t for t in act.ancestors if is_verb(t)), act)
    over = clause.head.head if clause.dep_ == "pcomp" else clause.head
    if clause.dep_ in ("acl", "relcl", "ccomp", "pcomp") and over.lemma_ in ("condition", "precondition"):
        return True  # "the conditions for lifting the embargo"
    if clause.dep_ == "ccomp" and clause.head.lower_ in ("provided", "providing"):
        return True  # "would be ready, provided all allies stop buying oil"
    if clause.dep_ != "advcl" or is_what_is_asked(clause):
        return False
    first = clause.left_edge
    is_inverted = first.lower_ == "should" and first.head == clause
    return is_inverted or any(c.dep_ == "mark" and c.lower_ in _OTHERS for c in clause.children)


def is_what_is_asked(verb: Token) -> bool:
    """Whether somebody asks if something is so: "asked whether it would impose sanctions, the minister laughed"."""
    marks = (c.lower_ for c in verb.children if c.dep_ == "mark")
    asking = trigger_table("policy_stances").at(verb.head)
    is_asking = asking is not None and asking.sense == "appeal" and is_verb(verb.head)
    return verb.dep_ in ("ccomp", "advcl") and is_asking and any(mark in _ASKING for mark in marks)


def is_asked(act: Token) -> bool:
    """Whether a sentence asks if something is so, and tells nothing: "Will Germany send troops?"."""
    sentence = act.sent
    behind = (t.text for t in act.doc.tokens[act.i : sentence.end])
    if next((text for text in behind if text in ("?", ".", "!", ";")), "") != "?":
        return False
    root = next((t for t in sentence if t.head == t), act)
    subjects = [c.i for c in root.children if c.dep_ in ("nsubj", "nsubjpass", "expl") and c.nbor(1).text != ":"]
    helpers = [c for c in root.children if c.dep_ in ("aux", "auxpass")] + ([root] if root.lemma_ == "be" else [])
    first = min(helpers, key=lambda t: t.i, default=None)
    if first is None or not subjects or first.i > subjects[0]:
        return False
    return not any(t.tag_ in ("WDT", "WP", "WRB") for t in sentence if t.i < first.i)


def is_demanded(act: Token) -> bool:
    """Whether an act is one of what somebody else is to do: "sent it demands, among them the closure of the base"."""
    if is_verb(act):
        return _is_called_for(act)
    before = act.doc.tokens[act.sent.start : act.i]
    demands = [t.i for t in before if t.lemma_ in _DEMANDS and t.tag_ == "NNS"]
    return bool(demands) and any(t.text in _LISTING for t in act.doc.tokens[demands[-1] + 1 : demands[-1] + 3])


def _is_called_for(verb: Token) -> bool:
    """Whether a clause tells what others are called to do: "called for its support for the rebels to end"."""
    marks = [c for c in verb.children if c.dep_ in ("mark", "aux") and c.lower_ in ("for", "to")]
    over = verb.head if is_verb(verb.head) else next((t for t in verb.head.ancestors if is_verb(t)), verb)
    called = trigger_table("policy_stances").at(over)
    is_upon = verb.dep_ == "advcl" and verb.tag_ == "VB" and any(c.lower_ in ("on", "upon") for c in over.children)
    return (len(marks) > 1 or is_upon) and called is not None and called.sense == "appeal"


def is_undecided(token: Token, operator: Trigger | None, act: Token) -> bool:
    """Whether an act is left open: "has not decided whether to send them", "no decision has been taken on it"."""
    taken = [token] if token.lemma == "decision" else [c for c in token.children if c.lemma == "decision"]
    if any(verdict(d).negated or (d.dep_ in _TAKEN and _is_not_taken(d.head)) for d in taken):
        return True
    if (
        operator is not None
        and operator.cue.phrase in words("policy_governors", "decide yet")
        and verdict(token).negated
    ):
        return True  # "has not made up its mind on giving them more"
    if _is_yet_to_be_decided(token, act):
        return True
    if operator is None or (operator.sense != "pledged" and token.lemma != "decide"):
        return False
    clauses = (c for c in token.children if c.dep_ in ("xcomp", "ccomp") and (c == act or c.is_ancestor(act)))
    return any(c.lower_ == "whether" for clause in clauses for c in clause.children)


def _is_yet_to_be_decided(verb: Token, act: Token) -> bool:
    """Whether those who may do it are still to decide on it: "will vote on sending them", "has not decided on it"."""
    if not is_verb(verb) or verb.lemma not in words("policy_governors", "decide on"):
        return False
    is_on_it = any(
        c.dep_ == "prep" and c.lower_ in ("on", "about", "over") and c.is_ancestor(act) for c in verb.children
    )
    told = verdict(verb)
    is_due = verb.dep_ == "xcomp" and verb.tag_ == "VB"  # "is due to decide on it", "has yet to decide on it"
    return is_on_it and (told.negated or is_due or told.time in ("future", "possible", "conditional"))


def _is_not_taken(verb: Token) -> bool:
    """Whether a decision is not taken, or not yet: "put off a decision on the loan until December"."""
    told = trigger_table("policy_stances").at(verb)
    return verdict(verb).negated or (told is not None and told.sense == "ruled_out")


def asks_own_house(asking: Token) -> bool:
    """Whether it is the own parliament that is asked, to which somebody proposes what it is asked to allow."""
    told = arguments(asking)
    asked = [*told.themes, *told.by("on", "from", "of"), *(m for t in told.themes for m in arguments(t).modifiers)]
    return any(t.lemma in words("policy_words", "house") and not _is_foreign(t) for t in asked)


def _is_foreign(house: Token) -> bool:
    """Whether a parliament is told to be that of others: "asked the Iraqi parliament"."""
    return any(c.dep_ in ("amod", "poss") and c.pos_ in ("ADJ", "PROPN") for c in house.children)


def is_ahead(act: Token) -> bool:
    """Whether a noun tells by itself or by the word before it of what is still to come: an offer, "a planned visit"."""
    beside = (trigger_table("policy_stances").at(c) for c in act.children if c.dep_ == "amod")
    told = (senses("policy_stances").get(act.lemma), *(t.sense for t in beside if t is not None))
    return any(sense in AHEAD for sense in told)
