"""The words over an act, read on the way up: which of them takes a stance on it, weakens or refuses it.

Which verbs hand a stance on, tell of it or void it stands in seeds/cues/policy_governors, those that take one in
policy_stances. What the act's own words tell is read in stance.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, senses, words
from pipelines.facts.policy.acts.acts import is_presupposed
from pipelines.facts.policy.stances.being import is_told_by_being
from pipelines.facts.policy.stances.conditions import is_undecided
from pipelines.facts.policy.stances.operators import OBJECTS, StanceSoFar, governs, operate, pass_through
from pipelines.facts.policy.stances.way_up import words_over
from pipelines.facts.reactions import reaction_of
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_WITHOUT = frozenset("without instead against".split())
_COURSE = {
    "talks": ("for",),
    "exercise": ("in", "during", "for"),
    "strike": ("in", "during", "by"),
    "mediation": ("as", "for", "through", "with", "at", "in", "on"),
}
_BESIDE = frozenset("into because during amid under at by near through within until since after before despite".split())
_DONE_BEFORE = ("after", "since", "despite", "besides")  # prepositions of what was done when something else was
_UP_TO = ("until", "till", "past", "beyond")  # prepositions of what only ends something else
_APART = frozenset("for in with against during after before under at near".split())
_ATTITUDE = Cue("qualifier_words:attitude", "attitude", "considering", "verb", {})


def climb(act: Token, told: StanceSoFar) -> None:
    """Read the words over an act, the nearest first, into what is known of its stance."""
    for relation, above, below in words_over(act):
        token = _what_is_to_be(above) if relation == "nsubj" and above.lemma_ == "be" else above
        if token.dep_ == "prep" and below.dep_ == "pcomp" and token.lower_ not in _WITHOUT:
            goes_on = told.code is None or token.lower_ not in _DONE_BEFORE  # "a day after throwing out the envoy"
        elif token.pos_ in ("ADP", "SCONJ"):
            goes_on = _read_preposition(act, token, below, told)
        elif token.dep_ == "prep" and below.dep_ == "pobj" and governs(token.lemma, "pass"):
            goes_on = True  # "with options including military measures"
        else:
            goes_on = _read_word(act, token, relation, below, told)
        if not goes_on:
            return


def _read_preposition(act: Token, token: Token, below: Token, told: StanceSoFar) -> bool:
    """Read a preposition or conjunction over an act; whether the words further up may still change the stance."""
    is_dated = any(i in act.doc.dated for i in range(token.i, below.i + 1))  # "until June the ban on arms"
    if token.lower_ in _UP_TO and below.dep_ == "pobj" and not is_verb(act) and not is_dated:
        told.is_refused = True  # "stay until the end of the mission"
        return False
    if below.dep_ == "pobj" and not is_verb(act) and is_presupposed(act):
        told.code = told.code or "adopted"
        told.cues = told.cues or (token,)
        return False
    is_opposed = token.lower_ == "against" and below.dep_ == "pobj" and governs(token.head.lemma, "against")
    is_without = token.lower_ in _WITHOUT and below.dep_ == "pcomp" and not _is_of_phrase(token)
    if is_opposed or is_without:  # "is against an intervention"
        told.code, told.cues, told.found_by = "ruled_out", (*told.cues, token), "policy_stances:against"
    return True


def _is_of_phrase(preposition: Token) -> bool:
    """Whether a preposition belongs to the words of stance over it, which tell the whole: "argued against sending"."""
    operator = trigger_table("policy_stances").at(preposition.head)
    return operator is not None and preposition.lower_ in operator.cue.phrase.split()[1:]


def _read_word(act: Token, token: Token, relation: str, below: Token, told: StanceSoFar) -> bool:
    """Read a verb or noun over an act; whether the words further up may still change the stance."""
    operator = _operator_at(token, relation)
    if token.lemma_ == "be" and told.code is None:
        if below.lower_ == "for" and _is_done_in(act, token, relation, below, told):
            return False
        if is_told_by_being(token, relation, below, told, is_operated=operator is not None):
            return False
        if told.code is not None:
            return True
    if _stands_beside(act, token, relation, below, operator) and told.code is None:
        _is_done_in(act, token, relation, below, told)
        return False
    if operator is None and told.code is None and _is_part_of_phrase(act, token, relation, below):
        return False  # "lent it a battery for the summit"
    word = operator.cue.phrase if operator else token.lemma
    if _is_left_open(word, relation, below, operator):
        told.is_refused = True
        return False
    if is_undecided(token, operator, act):
        told.code, told.cues = "considering", (*told.cues, token)
        told.found_by = operator.cue.cue_id if operator else "policy_stances"
        return False
    if operator is None and (governs(word, "link") or not is_verb(token)):
        return True
    if governs(word, "pass") and relation in ("xcomp", "prep", "pcomp"):
        pass_through(token, told)
        return True
    if operator is None:
        return _read_plain_verb(act, token, relation, below, told)
    if operator.sense in ("none", "adopted") and _is_done_in(act, token, relation, below, told):
        return False
    if relation == "nsubj" and told.code is None and _does_something(token, operator):
        told.begin("adopted", token)  # "its sanctions have closed the market", "the text urges"
        return False
    if operator.sense == "ruled_out" and relation in OBJECTS:
        if _is_taken_by_another(below):
            told.code = "adopted"
            return False
        if below == act and governs(word, "belittle"):
            told.is_refused = True  # "dismissed the sanctions"; "dismissed the idea of sanctions" rules them out
            return False
    return operate(operator, relation, token, act, told)


def _read_plain_verb(act: Token, verb: Token, relation: str, below: Token, told: StanceSoFar) -> bool:
    """Read a verb that is no word of stance; whether those above may still change it.

    A sum that is paid is given; of any other act such a verb tells what is thought of it, or what it brings about.
    Who hails or minds an act leaves it as it is: "did not praise Oslo for sending" is not told of who sends none.
    """
    if reaction_of(verb) is not None:
        told.is_refused = told.code is None
        return False
    if told.code is None and relation in OBJECTS:
        told.is_refused = verb.lemma not in senses("policy_payments")
        if told.is_refused:
            return False
        told.begin("adopted", verb)
    if told.code is None and relation == "nsubj" and governs(verb.lemma, "happen"):
        told.begin("adopted", verb)
    if _is_done_in(act, verb, relation, below, told):
        return False
    if told.code is None and relation not in ("xcomp", "pcomp", "acl", "ccomp"):
        return False
    if relation not in OBJECTS:
        pass_through(verb, told)
    return True


def _is_part_of_phrase(act: Token, noun: Token, relation: str, below: Token) -> bool:
    """Whether an act only tells more of a noun that hangs on a verb: "a battery for the summit"."""
    if relation != "prep" or is_verb(noun) or is_verb(act) or below.lower_ not in _APART:
        return False
    if noun.lemma in words("qualifier_words", "attitude"):
        return False  # "sees no need for talks"
    is_part = noun.dep_ == "pobj" and noun.head.lower_ in ("of", "with")
    return is_part or noun.dep_ in (*OBJECTS, "nsubj")


def _is_taken_by_another(step: Token) -> bool:
    """Whether it is somebody else's step, which stands though it is rejected: "rejected Delhi's move to suspend it"."""
    is_owned = any(c.dep_ == "poss" and c.tag_ != "PRP$" for c in step.children)
    return is_owned and step.lemma in words("policy_words", "step")


def _operator_at(token: Token, relation: str) -> Trigger | None:
    """The word of stance that stands at a token, or in the subject or the complement that says what it is."""
    table = trigger_table("policy_stances")
    is_beside = relation == "amod" or (relation == "conj" and not is_verb(token))  # "a visa ban and an asset freeze"
    operator = table.at(token) if not is_beside else None  # a word beside a noun is not what it is about
    if _is_judging(token):
        operator = Trigger(token, _ATTITUDE)
    if operator is None and relation in ("xcomp", "ccomp", "attr") and token.lemma_ in ("be", "include"):
        heads = (c for c in token.children if c.dep_ == "nsubj")
        operator = next((t for c in heads if (t := table.at(c)) is not None), None)  # "one option is to seize"
    if relation == "csubj" and governs(token.lemma, "link"):
        said = (table.at(c) for c in token.children if c.dep_ in ("attr", "acomp"))
        operator = next((t for t in said if t is not None), operator)  # "sending them remains an option"
    if relation == "xcomp" and token.tag_ in ("VBN", "VBD") and not any(c.dep_ == "dobj" for c in token.children):
        operator = table.as_adjective(token) or operator
    return operator


def _is_judging(verb: Token) -> bool:
    """Whether a verb tells what somebody thinks of a step: "sees no need for talks", "there is no question of them"."""
    is_there = verb.lemma == "be" and any(c.dep_ == "expl" for c in verb.children)
    if not is_there and not (governs(verb.lemma, "judge") and is_verb(verb)):
        return False
    told = (c for c in verb.children if c.dep_ == ("attr" if is_there else "dobj"))
    return any(c.lemma in words("qualifier_words", "attitude") for c in told)


def _is_left_open(word: str, relation: str, below: Token, operator: Trigger | None) -> bool:
    """Whether others are wanted to act ("wants the Union to review"), or nothing is told ("did not say whether it")."""
    if relation == "csubj" and operator is None:
        return True  # "sending soldiers would be a mistake"
    if governs(word, "wish") and any(c.dep_ == "nsubj" for c in below.children):
        return True
    marks = ("whether", "if") if governs(word, "say") else ("whether",) if operator is None else ()
    return relation == "ccomp" and any(c.lower_ in marks and c.dep_ == "mark" for c in below.children)


def _does_something(verb: Token, operator: Trigger) -> bool:
    """Whether a verb of stance tells here what the act itself does, which is there then: its object is another."""
    has_object = any(c.dep_ == "dobj" for c in verb.children) or operator.cue.phrase == "provide for"
    return operator.sense == "appeal" or (operator.sense != "none" and has_object)


def _stands_beside(act: Token, verb: Token, relation: str, below: Token, operator: Trigger | None) -> bool:
    """Whether a verb tells of something else and the act is its circumstance: "closed the border during the drills"."""
    if relation != "prep" or below.lower_ not in _BESIDE or is_verb(act) or not is_verb(verb):
        return False
    return operator is None or below.lower_ not in operator.cue.phrase.split()[1:]


def _is_done_in(act: Token, verb: Token, relation: str, preposition: Token, told: StanceSoFar) -> bool:
    """Whether a verb tells what is done in the course of an act: "will travel to Doha for talks", "fired in drills"."""
    if told.code is not None or relation != "prep" or is_verb(act):
        return False
    instruments = senses("policy_instruments")
    instrument = instruments.get(act.lower_) or instruments.get(act.lemma)
    is_in = verb.lemma_ == "be" and preposition.lower_ in ("in", "for")  # "is in talks", "is in Oslo for talks"
    if preposition.lower_ not in _COURSE.get(instrument or "", ()) and not (is_in and instrument == "talks"):
        return False
    if instrument == "talks" and not is_in and not governs(verb.lemma, "gather"):
        return False  # "lent it a battery for the summit"
    told.begin("adopted", verb)
    return True


def _what_is_to_be(verb: Token) -> Token:
    """The verb of "the pull-out is to begin", else the one given."""
    return next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"), verb)
