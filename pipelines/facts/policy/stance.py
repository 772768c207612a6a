"""The stance that an actor takes towards an act: from the words over it, their tense, and what negates them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.facts.policy.acts import is_presupposed
from pipelines.facts.policy.shifts import NEGATED, shifted
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token

_BREAKS = frozenset("relcl advcl parataxis appos".split())
_OBJECTS = ("dobj", "nsubjpass", "attr")
_HOLDING = frozenset(
    "take come go enter remain stay apply target hit cover aim affect expire run bite hold continue resume begin start "
    "stand last work return follow deepen widen fail open end happen occur loom materialise materialize kill "
    "destroy wound injure damage flatten".split()
)
_TRANSPARENT = frozenset(
    "include involve comprise concern regard help continue begin start try go keep manage move proceed".split()
)
_HANDLING = ("dobj", "nsubjpass", "prep")  # relations to a verb that does something with the act, and does not tell it
_LINKING = frozenset("be seem appear remain look".split())
_VOIDING = frozenset("accuse suspect blame complain criticise criticize condemn fail".split())
_WISHING = frozenset("want like wish prefer expect need".split())
_SPEECH = frozenset("say announce declare confirm tell add state write report reply insist explain note".split())
_DECIDING = frozenset("announce declare confirm".split())
_WITHOUT = frozenset("without instead against".split())
_COURSE = {"talks": ("for",), "exercise": ("in", "during")}  # prepositions by which an act is told to go on
_CERTAINTY = {
    "considering": "possible",
    "proposed": "possible",
    "pledged": "planned",
    "adopted": "asserted",
    "ruled_out": "asserted",
}
_STEPS = 8  # words above an act that are looked at


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


@dataclass
class _Reading:
    """What has been read on the way up: the code, the tokens that told it, the cue."""

    code: str | None = None
    cues: tuple[Token, ...] = ()
    found_by: str = "policy_stances"
    is_refused: bool = False  # an appeal to somebody else, or a word with which the act is none
    is_measure: bool = False
    is_told_below: bool = False  # by a clause on the noun


def _above(act: Token) -> Iterator[tuple[str, Token, Token]]:
    """(relation, governor, word below it) from an act upwards, within what the governors hold of it."""
    below = act
    for _ in range(_STEPS):
        head = below.head
        if head == below:
            return
        relation = below.dep_
        if relation == "advcl" and _is_gerund_object(below):
            relation = "xcomp"
        if is_verb(below) and (relation in _BREAKS or (relation == "acl" and below.tag_ == "VBN")):
            return
        if relation == "conj" and is_verb(below):
            if below.tag_ not in ("VB", "VBG") or any(c.dep_ in ("nsubj", "aux") for c in below.children):
                return
            below = head  # "threatened to expel the envoys and cut ties": the second shares what is over the first
            continue
        yield relation, head, below
        below = head


def _is_gerund_object(verb: Token) -> bool:
    """Whether a participle that the parser calls a clause is what the verb before it governs: "ruled out sending"."""
    first = verb.left_edge.i
    return verb.tag_ == "VBG" and verb.i == first and first > verb.head.i and verb.doc[first - 1].pos_ != "PUNCT"


def read_stance(act: Token, own: str | None = None, *, is_measure: bool = False) -> Stance | None:
    """The stance towards an act (verb or noun), or None where no word tells one.

    The nearest word with a stance gives it; a weaker or a refusing word above it ("is considering imposing") takes
    its place, what merely tells of it ("said that it had imposed") does not. A verb that has no stance of its own and
    whose object the act is ("slapped tariffs on") tells of something done, one of sense `none` ("evaded") of nothing.

    Args:
        act: the word of the act.
        own: the stance that a verb or its noun tells by itself, before tense and negation; None for other nouns.
        is_measure: whether the act is done by being announced: sanctions, an expulsion.
    """
    told = _Reading(is_measure=is_measure)
    if own is not None and is_verb(act):
        told.code, cues = shifted(own, act)
        if own == "ruled_out" and told.code == "considering" and not _refuses(act):
            told.code = "adopted"  # "has not broken off the talks"
        told.cues = (act, *cues)
        if verdict(act).time == "bare" and act.dep_ in ("xcomp", "acl", "ccomp", "pcomp") and act.tag_ == "VB":
            told.found_by = "bare"  # what governs it decides
    elif (clause := _clause_on(act)) is not None:
        told.code, cues = shifted(clause.sense, clause.token)
        told.cues, told.found_by = (clause.token, *cues), clause.cue.cue_id
        told.is_told_below = True
    _climb(act, told)
    if told.code is None and not is_verb(act):
        _read_fragment(act, own, told)
    if told.code == "adopted" and own == "ruled_out" and not is_verb(act):
        endings = senses("policy_endings")
        told.code = "adopted" if any(t.lemma_.lower() in endings for t in told.cues) else own  # "keeps up its ban"
    if told.code is None or told.is_refused or told.found_by == "bare":
        return None
    return Stance(told.code, told.cues, told.found_by)


def _refuses(verb: Token) -> bool:
    """Whether a verb is one of refusing, and not one of ending what went on."""
    operator = trigger_table("policy_stances").at(verb)
    return operator is not None and operator.sense == "ruled_out"


def _clause_on(noun: Token) -> Trigger | None:
    """The participle or relative clause that tells of a noun: "sanctions imposed in May", "talks it has suspended"."""
    table = trigger_table("policy_stances")
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and is_verb(child) and not any(c.dep_ == "mark" for c in child.children):
            trigger = table.at(child)
            if trigger is not None and trigger.sense not in ("none", "appeal"):
                return trigger
    return None


def _climb(act: Token, told: _Reading) -> None:
    table = trigger_table("policy_stances")
    for relation, above, below in _above(act):
        token = _what_is_to_be(above) if relation == "nsubj" and above.lemma_ == "be" else above
        if token.dep_ == "prep" and below.dep_ == "pcomp":
            continue
        if token.pos_ in ("ADP", "SCONJ"):
            if below.dep_ == "pobj" and not is_verb(act) and is_presupposed(act):
                told.code = told.code or "adopted"
                told.cues = told.cues or (token,)
                return
            if token.lower_ in _WITHOUT and below.dep_ == "pcomp":
                told.code, told.cues = "ruled_out", (*told.cues, token)
            continue
        operator = table.at(token)
        if operator is None and relation in ("xcomp", "ccomp", "attr") and token.lemma_ == "be":
            heads = (c for c in token.children if c.dep_ == "nsubj")
            operator = next((t for c in heads if (t := table.at(c)) is not None), None)  # "one option is to seize"
        if relation == "xcomp" and token.tag_ == "VBN" and not any(c.dep_ == "dobj" for c in token.children):
            operator = table.as_adjective(token) or operator
        if token.lemma_ == "be" and told.code is None and any(c.dep_ == "expl" for c in token.children):
            if (denied := verdict(token)).negated and denied.cue is not None:
                told.code, told.cues = "ruled_out", (denied.cue,)  # "there will be no foreign bases"
                told.found_by = "policy_stances:there"
            return
        is_named = any(c.dep_ == "nsubj" and c.pos_ == "PROPN" for c in token.children)
        if token.lemma_ == "be" and relation == "attr" and told.code is None and operator is None and is_named:
            told.code, cues = shifted("adopted", token)  # "Oman is the mediator"
            told.cues = (token, *cues)
            continue
        word = operator.cue.phrase if operator else token.lemma_.lower()
        if operator is None and (word in _LINKING or not is_verb(token)):
            continue
        if word in _TRANSPARENT and relation in ("xcomp", "prep", "pcomp"):
            _pass_through(token, told)
            continue
        if operator is None:
            if told.code is None and (relation in _OBJECTS or (relation == "nsubj" and word in _HOLDING)):
                told.code, cues = shifted("adopted", token)
                told.cues = (token, *cues)
            if _is_done_in(act, token, relation, below, told):
                return
            if told.code is None and relation not in ("xcomp", "pcomp", "acl", "ccomp"):
                return
            if relation not in _OBJECTS:
                _pass_through(token, told)
            continue
        if operator.sense in ("none", "adopted") and _is_done_in(act, token, relation, below, told):
            return
        if word in _WISHING and any(c.dep_ == "nsubj" for c in below.children):
            told.is_refused = True  # "wants the Union to review"
            return
        if relation == "nsubj" and told.code is None and _does_something(token, operator.sense):
            told.code, cues = shifted("adopted", token)  # "its sanctions have closed the market", "the text urges"
            told.cues = (token, *cues)
            return
        if not _operate(operator, relation, token, act, told):
            return


def _does_something(verb: Token, sense: str) -> bool:
    """Whether a verb of stance tells here what the act itself does, which is there then: its object is another."""
    return sense == "appeal" or (sense != "none" and any(c.dep_ == "dobj" for c in verb.children))


def _is_done_in(act: Token, verb: Token, relation: str, preposition: Token, told: _Reading) -> bool:
    """Whether a verb tells what is done in the course of an act: "will travel to Doha for talks", "fired in drills"."""
    if told.code is not None or relation != "prep" or is_verb(act):
        return False
    instruments = senses("policy_instruments")
    instrument = instruments.get(act.lower_) or instruments.get(act.lemma_.lower())
    if preposition.lower_ not in _COURSE.get(instrument or "", ()):
        return False
    told.code, cues = shifted("adopted", verb)
    told.cues = (verb, *cues)
    return True


def _what_is_to_be(verb: Token) -> Token:
    """The verb of "the pull-out is to begin", else the one given."""
    return next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"), verb)


def _pass_through(token: Token, told: _Reading) -> None:
    """A verb that neither weakens nor refuses what it governs: only its own tense and negation count."""
    if told.code is None or not is_verb(token):
        return
    if told.code == "adopted" or told.found_by == "bare":
        told.code, cues = shifted(told.code, token)
        told.cues = (*told.cues, *cues)
        if told.found_by == "bare" and token.lemma_.lower() in _TRANSPARENT:
            told.found_by = "policy_stances"


def _operate(operator: Trigger, relation: str, token: Token, act: Token, told: _Reading) -> bool:
    """Read one word over the act; whether those above it may still change the stance."""
    word, sense = operator.cue.phrase, operator.sense
    if word == "tell" and relation != "xcomp":
        return True
    if sense == "appeal":
        told.is_refused = not is_verb(token) or relation in ("xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp")
        return False
    if word in _VOIDING and relation in ("prep", "pcomp", "ccomp", "xcomp"):
        told.is_refused = True  # "accused it of arming rebels", "failed to agree on"
        return False
    if sense == "none":
        if relation == "nsubj" and token.lemma_.lower() in _HOLDING and told.code is None:
            told.code, cues = shifted("adopted", token)
            told.cues = (token, *cues)
            return True
        told.is_refused = told.code is None
        return False
    if word in _SPEECH and relation not in _HANDLING and (word not in _DECIDING or told.code is not None):
        return True  # "said that ..."; but "added three names to its list of sanctions"
    if word in _DECIDING and told.is_measure and relation in _OBJECTS and not is_verb(act):
        sense = "adopted"  # "announced an embargo"
    if told.code == "ruled_out" and sense == "ruled_out" and told.found_by != "bare":
        told.code, told.cues = "considering", (*told.cues, token)  # "declined to rule out"
        return False
    if told.is_told_below and relation == "prep":
        return False  # "invited observers to the exercise it is holding"
    if told.code is None or told.found_by == "bare" or (sense != "adopted" and told.code != "ruled_out"):
        told.code, told.found_by = sense, operator.cue.cue_id
        told.cues = (*told.cues, token)
        if is_verb(token):
            told.code, cues = shifted(sense, token)
            told.cues = (*told.cues, *cues)
        elif (denied := verdict(token)).negated and denied.cue is not None:
            told.code, told.cues = NEGATED[sense], (*told.cues, denied.cue)  # "has no plans to"
            return False
        return told.code == "adopted" or not is_verb(token)
    return True


def _read_fragment(act: Token, own: str | None, told: _Reading) -> None:
    """A noun over which no verb stands: a headline, an item of a list, or an owner's standing act."""
    negation = verdict(act)
    if negation.negated and negation.cue is not None:
        told.code, told.cues, told.found_by = "ruled_out", (negation.cue,), "policy_stances:no"
        return
    if own is not None:
        told.code, told.cues, told.found_by = own, (act,), "policy_frames"
    table = trigger_table("policy_stances")
    for child in act.children:
        operator = table.at(child) if child.dep_ in ("amod", "acl") else None
        if operator is not None and operator.sense not in ("none", "appeal"):
            told.code, told.cues, told.found_by = operator.sense, (child,), operator.cue.cue_id
            return
