"""The stance that an actor takes towards an act: from the act's words, their tense and the words over it (climb.py)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.facts.policy.stances.asked import answer_to
from pipelines.facts.policy.stances.climb import climb
from pipelines.facts.policy.stances.conditions import asks_own_house, is_what_is_asked
from pipelines.facts.policy.stances.operators import StanceSoFar, governs, is_to_own
from pipelines.facts.policy.stances.shifts import is_on_condition, refuses
from pipelines.facts.policy.stances.way_up import told_noun
from pipelines.facts.policy.words import ends
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_CERTAINTY = {
    "considering": "possible",
    "proposed": "possible",
    "pledged": "planned",
    "adopted": "asserted",
    "ruled_out": "asserted",
}


@dataclass(frozen=True)
class Stance:
    """A code of ref.stance, the tokens that told it, and the rule."""

    code: str
    cues: tuple[Token, ...]
    found_by: str

    @property
    def certainty(self) -> str:
        """The code of ref.certainty that goes with the stance."""
        return _CERTAINTY[self.code]


def read_stance(act: Token, own: str | None = None, *, is_measure: bool = False) -> Stance | None:
    """The stance towards an act (verb or noun), or None where no word tells one.

    The nearest word with a stance gives it; a weaker or a refusing word above it ("is considering imposing") takes
    its place, what merely tells of it ("said that it had imposed") does not. A verb whose object the act is and that
    no row tells of, or one of sense `none` ("evaded"), tells of nothing that is done; only a sum that is paid is given.

    Args:
        act: the word of the act.
        own: the stance that a verb or its noun tells by itself, before tense and negation; None for other nouns.
        is_measure: whether the act is done by being announced: sanctions, an expulsion.
    """
    told = StanceSoFar(is_measure=is_measure)
    _read_own(act, own, told)
    climb(act, told)
    if not is_verb(act):
        _read_beside(act, own, told)
    if told.code in ("pledged", "adopted") and any(_is_in_draft(t) for t in (act, *told.cues)):
        told.code = "proposed"  # "a draft that would prolong the mission"
    if (asked := next((t for t in told.cues if is_what_is_asked(t)), None)) is not None:
        answer = answer_to(asked)
        return Stance(*answer, "policy_stances:answer") if answer is not None else None
    if told.code is None or told.is_refused or told.found_by == "bare":
        return None
    if any(_is_wanted_of_others(t) for t in told.cues):
        return None
    if told.code in ("adopted", "ruled_out") and _is_yet_to_come(act):
        told.code = "pledged"
    if told.code == "pledged" and act.dep_ in ("xcomp", "acl") and is_on_condition(act):
        told.code = "considering"  # "is prepared to send them if its allies do"
    return Stance(told.code, told.cues, told.found_by)


def _read_own(act: Token, own: str | None, told: StanceSoFar) -> None:
    """What a verb tells by itself, or the clause on a noun."""
    if own is not None and is_verb(act):
        told.begin(own, act)
        if own == "ruled_out" and told.code == "considering" and verdict(act).negated and not refuses(act):
            told.code = "adopted"  # "has not broken off the talks"
        is_governed = act.dep_ in ("xcomp", "acl", "ccomp", "pcomp") or told_noun(act) is not None
        if verdict(act).time == "bare" and is_governed and act.tag_ == "VB":
            told.found_by = "bare"  # what governs it decides
            if own == "ruled_out" and not refuses(act):
                told.code = "adopted"  # "decided to suspend the talks"
        elif own == "ruled_out" and is_governed and act.tag_ in ("VB", "VBG"):
            told.is_ceased = not refuses(act)  # "is considering whether to end the talks"
    elif (clause := _clause_on(act)) is not None:
        told.begin(clause.sense, clause.token)
        told.found_by, told.is_told_below = clause.cue.cue_id, True


def _read_beside(act: Token, own: str | None, told: StanceSoFar) -> None:
    """What stands beside a noun, and changes what the words over it told."""
    if told.code is None:
        _read_fragment(act, own, told)
    if told.code == "adopted" and (planned := _adjective(act)) is not None:
        if all(planned.token.i < cue.i and trigger_table("policy_stances").at(cue) is None for cue in told.cues):
            told.code, told.cues, told.found_by = planned.sense, (planned.token,), planned.cue.cue_id
    if told.code in ("adopted", "pledged") and act.dep_ == "conj":
        if (denied := verdict(act)).negated and denied.cue is not None:
            told.code, told.cues = "ruled_out", (denied.cue,)  # "will send instructors but no combat troops"
    if told.code == "pledged" and any(governs(t.lemma, "stay") for t in told.cues):
        told.code = "adopted"  # "the blockade will stay"
    if told.code == "adopted" and own == "proposed" and not any(governs(t.lemma, "accept") for t in told.cues):
        told.code = own  # "renewed its offer of talks"
    if told.code == "adopted" and own == "ruled_out":
        told.code = "adopted" if any(ends(t) for t in told.cues) else own  # "keeps up its ban"


def _is_wanted_of_others(verb: Token) -> bool:
    """Whether somebody asks or wants another to end what it does: "urged the Union to stop arming them"."""
    is_to_do = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)  # no "told it that it will send them"
    if verb.dep_ not in ("xcomp", "ccomp") or not (is_to_do and is_verb(verb.head)):
        return False
    over = trigger_table("policy_stances").at(verb.head)
    if over is not None and over.sense == "appeal":
        return not (is_to_own(verb.head) or asks_own_house(verb.head))
    return governs(verb.head.lemma, "wish") and any(c.dep_ == "nsubj" for c in verb.children)


def _is_in_draft(verb: Token) -> bool:
    """Whether a clause tells what a paper would bring about that is only proposed."""
    if verb.dep_ != "relcl" or not any(c.lower_ in ("would", "will") for c in verb.children):
        return False
    paper = trigger_table("policy_stances").at(verb.head)
    return paper is not None and paper.sense == "proposed" and not is_verb(verb.head)


def _clause_on(noun: Token) -> Trigger | None:
    """The participle or relative clause that tells of a noun: "sanctions imposed in May", "talks it has suspended"."""
    table = trigger_table("policy_stances")
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and is_verb(child) and not any(c.dep_ == "mark" for c in child.children):
            trigger = table.at(child) if not governs(child.lemma, "effect") else None
            if trigger is not None and trigger.sense not in ("none", "appeal"):
                return trigger
    return None


def _read_fragment(act: Token, own: str | None, told: StanceSoFar) -> None:
    """A noun over which no verb stands: a headline, an item of a list, or an owner's standing act."""
    negation = verdict(act)
    if negation.negated and negation.cue is not None:
        told.code, told.cues, told.found_by = "ruled_out", (negation.cue,), "policy_stances:no"
        return
    if own is not None:
        told.code, told.cues, told.found_by = own, (act,), "policy_frames"
    if (operator := _adjective(act)) is not None:
        told.code, told.cues, told.found_by = operator.sense, (operator.token,), operator.cue.cue_id


def _adjective(noun: Token) -> Trigger | None:
    """The word beside a noun that tells how far it has got: "planned talks", "the sanctions threatened"."""
    table = trigger_table("policy_stances")
    told = (table.at(c) for c in noun.children if c.dep_ in ("amod", "acl"))
    return next((t for t in told if t is not None and t.sense not in ("none", "appeal")), None)


def _is_yet_to_come(verb: Token) -> bool:
    """Whether it is told that something was not done so far: "has yet to send them"."""
    above = verb.head
    return verb.dep_ == "xcomp" and above.lemma in ("have", "be") and any(c.lower_ == "yet" for c in above.children)
