"""The words over an act, read on the way up: which of them takes a stance on it, weakens or refuses it.

Which verbs hand a stance on, tell of it or void it stands in seeds/cues/policy_governors, those that take one in
policy_stances. What the act's own words tell is read in stance.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, senses
from pipelines.facts.policy.acts.acts import is_presupposed
from pipelines.facts.policy.stances.being import is_told_by_being
from pipelines.facts.policy.stances.conditions import AHEAD, is_ahead, is_undecided
from pipelines.facts.policy.stances.shifts import NEGATED, shifted
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_BREAKS = frozenset("relcl advcl parataxis appos".split())
_OBJECTS = ("dobj", "nsubjpass", "attr")
_HANDLING = ("dobj", "nsubjpass", "prep")  # relations to a verb that does something with the act, and does not tell it
_WITHOUT = frozenset("without instead against".split())
_COURSE = {
    "talks": ("for",),
    "exercise": ("in", "during", "for"),
    "strike": ("in", "during", "by"),
    "mediation": ("as", "for", "through", "with", "at", "in", "on"),
}
_BESIDE = frozenset("into because during amid under at by near through within until since after before despite".split())
_DONE_BEFORE = ("after", "since", "despite", "besides")  # prepositions of what was done when something else was
_APART = frozenset("for in with against during after before under at near".split())
_STEPS = 8  # words above an act that are looked at


@dataclass
class Reading:
    """What has been read on the way up: the code, the tokens that told it, the cue."""

    code: str | None = None
    cues: tuple[Token, ...] = ()
    found_by: str = "policy_stances"
    is_refused: bool = False  # an appeal to somebody else, or a word with which the act is none
    is_measure: bool = False
    is_told_below: bool = False  # by a clause on the noun


@cache
def _governors(sense: str) -> frozenset[str]:
    return frozenset(cue.phrase for cue in cues("policy_governors") if cue.sense == sense)


def _above(act: Token) -> Iterator[tuple[str, Token, Token]]:
    """(relation, governor, word below it) from an act upwards, within what the governors hold of it."""
    below = act
    for _ in range(_STEPS):
        head = below.head
        if head == below:
            return
        relation = below.dep_
        if (noun := told_noun(below)) is not None:
            relation, head = "acl", noun
        if relation == "advcl" and _is_gerund_object(below):
            relation = "xcomp"
        if relation == "ccomp" and below.pos_ == "NOUN":
            relation = "oprd"  # "declared the envoy persona non grata": no clause, whatever the parser says
        if is_verb(below) and (relation in _BREAKS or (relation == "acl" and below.tag_ == "VBN")):
            return
        if relation == "conj" and is_verb(below):
            if below.tag_ not in ("VB", "VBG") or any(c.dep_ in ("nsubj", "aux") for c in below.children):
                return
            shares_noun = not is_verb(head) and is_verb(head.head) and head.head.tag_ == below.tag_
            below = head.head if shares_noun else head  # "throwing out the envoy and suspending trade": misread
            continue  # "threatened to expel the envoys and cut ties": the second shares what is over the first
        if relation == "ccomp" and any(t.text == ";" for t in below.doc[below.i : head.i]):
            return  # "it has sent two ships; more are being looked at"
        yield relation, head, below
        below = head


def told_noun(verb: Token) -> Token | None:
    """The noun of stance right before an infinitive that the parser hangs elsewhere: "rejected calls to expel him"."""
    first = verb.left_edge
    if verb.tag_ != "VB" or verb.dep_ not in ("advcl", "relcl") or first.lower_ != "to" or first.i == 0:
        return None
    noun = verb.doc[first.i - 1]
    return noun if noun.pos_ == "NOUN" and trigger_table("policy_stances").at(noun) is not None else None


def _is_gerund_object(verb: Token) -> bool:
    """Whether a participle that the parser calls a clause is what the verb before it governs: "ruled out sending"."""
    first = verb.left_edge.i
    return verb.tag_ == "VBG" and verb.i == first and first > verb.head.i and verb.doc[first - 1].pos_ != "PUNCT"


def climb(act: Token, told: Reading) -> None:
    """Read the words over an act, the nearest first, into what is known of its stance."""
    for relation, above, below in _above(act):
        token = _what_is_to_be(above) if relation == "nsubj" and above.lemma_ == "be" else above
        if token.dep_ == "prep" and below.dep_ == "pcomp" and token.lower_ not in _WITHOUT:
            if token.lower_ in _DONE_BEFORE and told.code is not None:
                return  # "stopped the train a day after throwing out the envoy"
            continue
        if token.pos_ in ("ADP", "SCONJ"):
            if below.dep_ == "pobj" and not is_verb(act) and is_presupposed(act):
                told.code = told.code or "adopted"
                told.cues = told.cues or (token,)
                return
            is_opposed = token.lower_ == "against" and below.dep_ == "pobj" and token.head.lemma_ == "be"
            if is_opposed or (token.lower_ in _WITHOUT and below.dep_ == "pcomp"):  # "is against an intervention"
                told.code, told.cues, told.found_by = "ruled_out", (*told.cues, token), "policy_stances:against"
            continue
        if token.dep_ == "prep" and below.dep_ == "pobj" and token.lemma_.lower() in _governors("pass"):
            continue  # "with options including military measures"
        operator = _operator_at(token, relation)
        if token.lemma_ == "be" and told.code is None:
            if is_told_by_being(token, relation, below, told, is_operated=operator is not None):
                return
            if told.code is not None:
                continue
        if _stands_beside(act, token, relation, below, operator) and told.code is None:
            _is_done_in(act, token, relation, below, told)
            return
        if operator is None and relation == "prep" and not is_verb(token) and not is_verb(act) and told.code is None:
            is_part = token.dep_ == "pobj" and token.head.lower_ in ("of", "with")
            if below.lower_ in _APART and (is_part or token.dep_ in (*_OBJECTS, "nsubj")):
                return  # "lent it a battery for the summit"
        word = operator.cue.phrase if operator else token.lemma_.lower()
        if _is_left_open(word, relation, below):
            told.is_refused = True
            return
        if is_undecided(token, operator, act):
            told.code, told.cues = "considering", (*told.cues, token)
            told.found_by = operator.cue.cue_id if operator else "policy_stances"
            return
        if operator is None and (word in _governors("link") or not is_verb(token)):
            continue
        if word in _governors("pass") and relation in ("xcomp", "prep", "pcomp"):
            _pass_through(token, told)
            continue
        if operator is None:
            if told.code is None and (relation in _OBJECTS or (relation == "nsubj" and word in _governors("happen"))):
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
        if relation == "nsubj" and told.code is None and _does_something(token, operator.sense):
            told.code, cues = shifted("adopted", token)  # "its sanctions have closed the market", "the text urges"
            told.cues = (token, *cues)
            return
        if not _operate(operator, relation, token, act, told):
            return


def _operator_at(token: Token, relation: str) -> Trigger | None:
    """The word of stance that stands at a token, or in the subject or the complement that says what it is."""
    table = trigger_table("policy_stances")
    operator = table.at(token) if relation != "amod" else None  # a word beside a noun is not what it is about
    if operator is None and relation in ("xcomp", "ccomp", "attr") and token.lemma_ == "be":
        heads = (c for c in token.children if c.dep_ == "nsubj")
        operator = next((t for c in heads if (t := table.at(c)) is not None), None)  # "one option is to seize"
    if relation == "xcomp" and token.tag_ == "VBN" and not any(c.dep_ == "dobj" for c in token.children):
        operator = table.as_adjective(token) or operator
    return operator


def _is_left_open(word: str, relation: str, below: Token) -> bool:
    """Whether others are wanted to act ("wants the Union to review"), or nothing is told ("did not say whether it")."""
    if word in _governors("wish") and any(c.dep_ == "nsubj" for c in below.children):
        return True
    return relation == "ccomp" and word in _governors("say") and any(c.lower_ == "whether" for c in below.children)


def _does_something(verb: Token, sense: str) -> bool:
    """Whether a verb of stance tells here what the act itself does, which is there then: its object is another."""
    return sense == "appeal" or (sense != "none" and any(c.dep_ == "dobj" for c in verb.children))


def _stands_beside(act: Token, verb: Token, relation: str, below: Token, operator: Trigger | None) -> bool:
    """Whether a verb tells of something else and the act is its circumstance: "closed the border during the drills"."""
    if relation != "prep" or below.lower_ not in _BESIDE or is_verb(act) or not is_verb(verb):
        return False
    return operator is None or below.lower_ not in operator.cue.phrase.split()[1:]


def _is_done_in(act: Token, verb: Token, relation: str, preposition: Token, told: Reading) -> bool:
    """Whether a verb tells what is done in the course of an act: "will travel to Doha for talks", "fired in drills"."""
    if told.code is not None or relation != "prep" or is_verb(act):
        return False
    instruments = senses("policy_instruments")
    instrument = instruments.get(act.lower_) or instruments.get(act.lemma_.lower())
    is_in = verb.lemma_ == "be" and preposition.lower_ == "in"  # "is in talks"
    if preposition.lower_ not in _COURSE.get(instrument or "", ()) and not (is_in and instrument == "talks"):
        return False
    if instrument == "talks" and not is_in and verb.lemma_.lower() not in _governors("gather"):
        return False  # "lent it a battery for the summit"
    told.code, cues = shifted("adopted", verb)
    told.cues = (verb, *cues)
    return True


def _what_is_to_be(verb: Token) -> Token:
    """The verb of "the pull-out is to begin", else the one given."""
    return next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"), verb)


def _pass_through(token: Token, told: Reading) -> None:
    """A verb that neither weakens nor refuses what it governs: only its own tense and negation count."""
    if told.code is None or not is_verb(token):
        return
    if told.code == "adopted" or told.found_by == "bare":
        told.code, cues = shifted(told.code, token)
        told.cues = (*told.cues, *cues)
        if told.found_by == "bare" and token.lemma_.lower() in _governors("pass") | _governors("gather"):
            told.found_by = "policy_stances"


def _operate(operator: Trigger, relation: str, token: Token, act: Token, told: Reading) -> bool:
    """Read one word over the act; whether those above it may still change the stance."""
    word, sense = operator.cue.phrase, operator.sense
    if word == "tell" and relation != "xcomp":
        return True
    if word in _governors("hint") and relation == "ccomp" and told.code == "adopted":
        return True  # "photos suggest that it is withdrawing ships"; "suggested that it might" proposes
    if sense == "appeal":
        above = trigger_table("policy_stances").at(token.head) if token.dep_ in _OBJECTS else None
        if above is not None and above.sense == "ruled_out" and not is_verb(token):
            told.code, cues = shifted("ruled_out", token.head)  # "rejected calls to send troops"
            told.cues, told.found_by = (token, token.head, *cues), above.cue.cue_id
            return False
        told.is_refused = not is_verb(token) or relation in ("xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp")
        return False
    if word in _governors("enact") and told.is_measure and told.code == "adopted" and relation in ("xcomp", "acl"):
        told.code, cues = shifted("adopted", token)  # "decided to expel": it is done by being decided
        told.cues, told.found_by = (*told.cues, token, *cues), operator.cue.cue_id
        return True
    if word in _governors("accept") and told.code == "proposed" and relation in _OBJECTS:
        told.code, cues = shifted("adopted", token)  # "has accepted a proposal to stop the fighting"
        told.cues, told.found_by = (*told.cues, token, *cues), operator.cue.cue_id
        return False
    if word in _governors("retract") and relation in _OBJECTS and (told.code in AHEAD or is_ahead(act)):
        told.code, cues = shifted("ruled_out", token)  # "withdrew its offer of troops", "cancelled a planned strike"
        told.cues, told.found_by = (*told.cues, token, *cues), operator.cue.cue_id
        return False
    if word in _governors("void") and relation in ("prep", "pcomp", "ccomp", "xcomp"):
        told.is_refused = True  # "accused it of arming rebels", "failed to agree on"
        return False
    if sense == "none":
        if relation == "nsubj" and token.lemma_.lower() in _governors("happen") and told.code is None:
            told.code, cues = shifted("adopted", token)
            told.cues = (token, *cues)
            return True
        told.is_refused = told.code is None
        return False
    if (
        word in _governors("say")
        and relation not in _HANDLING
        and (word not in _governors("decide") or told.code is not None)
    ):
        return True  # "said that ..."; but "added three names to its list of sanctions"
    if word in _governors("decide") and told.is_measure and relation in (*_OBJECTS, "oprd") and not is_verb(act):
        sense = "adopted"  # "announced an embargo"
    if told.code == "ruled_out" and sense == "ruled_out" and told.found_by != "bare":
        told.code, told.cues = "considering", (*told.cues, token)  # "declined to rule out"
        return False
    if told.is_told_below and relation == "prep":
        return False  # "invited journalists to the exercise it is holding"
    if told.code is None or told.found_by == "bare" or (sense != "adopted" and told.code != "ruled_out"):
        told.code, told.found_by = sense, operator.cue.cue_id
        told.cues = (*told.cues, token)
        if is_verb(token):
            told.code, cues = shifted(sense, token)
            told.cues = (*told.cues, *cues)
        elif (denied := verdict(token.head if token.dep_ == "acomp" else token)).negated and denied.cue is not None:
            told.code, told.cues = NEGATED[sense], (*told.cues, denied.cue)  # "has no plans to", "is not ready to"
            return False
        return told.code == "adopted" or not is_verb(token) or _is_refused(token)
    return True


def _is_refused(verb: Token) -> bool:
    """Whether what a verb refuses is not refused after all: "declined to rule out", "would not exclude"."""
    over = trigger_table("policy_stances").at(verb.head) if verb.dep_ == "xcomp" else None
    return over is not None and over.sense == "ruled_out"
