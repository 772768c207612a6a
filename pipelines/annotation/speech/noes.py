"""What is said where somebody says "no": that a claim is untrue, that there are no forces, that they have not moved.

Who says it, and the verbs of denying, stand in denials.py; a bare "no" without a verb in retorts.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.annotation.speech.retorts import falsehood_words, is_none_such
from pipelines.annotation.speech.saying import is_saying

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token


_NOBODY = ("nobody", "none", "no-one", "noone")
_MEANT = ("nsubj", "nsubjpass", "dobj", "attr")
_PLACED = ("in", "on", "inside", "at")


def states_a_no(verb: Token) -> bool:
    """Whether what is said is a "no": "said the report was false", "insists it has no troops there"."""
    said = [c for c in verb.children if c.dep_ == "ccomp"]
    noes = (_calls_untrue, _has_none, _has_not_moved, _has_harmless)
    return any(is_none_such(clause.subtree) or any(is_no(clause) for is_no in noes) for clause in said)


def _calls_untrue(clause: Token) -> bool:
    """Whether a clause tells of a claim that it is false, or not true: "that is a lie", "the reports are made up"."""
    told = [c for c in clause.children if c.dep_ in ("acomp", "attr", "oprd", "advmod")]
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    no = is_negated(clause)
    if subject.pos_ in ("PRON", "DET"):
        if no and any(map(_is_plainly_true, told)):
            return True  # "said that it was not true"
        if not no and any(map(is_plainly_false, (*told, *(t for c in told for t in c.children)))):
            return True  # "that is a lie", "this is fake news"
    if not is_claim(subject):
        return False
    if no:
        return any(t.lemma in falsehood_words("truth") for t in told)
    return any(is_false(t) for t in told) or _is_made_up(clause)


def _has_none(clause: Token) -> bool:
    """Whether a clause tells that there are no forces, or nothing to it: "says there are none", "it has no troops"."""
    if clause.lemma_ not in ("be", "have"):
        return False
    for noun in clause.children:
        is_had = noun.dep_ in ("attr", "dobj", "nsubj")
        if noun.lower_ == "none" and is_had and not noun.children:
            return True  # "Mogadishu says there are none"
        if noun.lower_ == "none" and noun.dep_ == "nsubj" and _is_of_forces(noun):
            return True  # "maintains that none of its troops are on Congolese soil"
        if noun.lower_ == "nothing" and _is_to_do_with(noun):
            return True  # "says it has nothing to do with it"
        if is_had and noun.lemma in senses("force_nouns"):
            if any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children) or _is_not_one(noun):
                return True
    return False


def _is_of_forces(none: Token) -> bool:
    of = (t for c in none.children if c.lower_ == "of" for t in c.children)
    return any(t.lemma in senses("force_nouns") for t in of)


def _is_not_one(noun: Token) -> bool:
    """Whether not even one of something is told to be: "not a single soldier", "does not have any troops"."""
    of_one = any(c.lower_ in ("single", "one", "any") for c in noun.children)
    return of_one and (is_negated(noun.head) or any(c.lower_ == "not" for c in noun.children))


def _has_not_moved(clause: Token) -> bool:
    """Whether a clause tells that forces did not go where they are said to be: "its army has not moved"."""
    if clause.pos_ not in ("VERB", "AUX") or any(c.tag_ == "MD" or c.lower_ == "yet" for c in clause.children):
        return False
    forces = [c for c in clause.children if c.dep_ in _MEANT and c.lemma in senses("force_nouns")]
    if clause.lemma_ == "be":
        is_placed = any(c.dep_ == "prep" and c.lower_ in _PLACED for c in clause.children)
        return bool(forces) and is_placed and _is_none_of(clause, forces)
    if clause.lemma_ not in falsehood_words("moving"):
        return False
    is_past = clause.tag_ == "VBD" or any(c.lower_ in ("has", "have", "had", "did") for c in clause.children)
    if is_past and any(c.lower_ in _NOBODY for c in clause.children if c.dep_ in _MEANT):
        return True  # "said they had sent nobody"
    return is_past and bool(forces) and _is_none_of(clause, forces)


def _is_none_of(clause: Token, forces: list[Token]) -> bool:
    return is_negated(clause) or any(c.lower_ in ("no", "never") for t in (*forces, clause) for c in t.children)


def _has_harmless(clause: Token) -> bool:
    """Whether a clause tells that those who are there are no soldiers: "there are only instructors"."""
    if clause.lemma_ not in ("be", "have"):
        return False
    told = [c for c in clause.children if c.dep_ in ("attr", "dobj")]
    harmless = [t for c in told for t in (c, *c.conjuncts) if t.lemma in falsehood_words("harmless")]
    return any(
        c.lower_ in ("only", "merely", "just", "mere") for t in (*harmless, clause) for c in t.children
    ) and bool(harmless)


def _is_to_do_with(nothing: Token) -> bool:
    doings = (c for c in nothing.children if c.dep_ in ("relcl", "acl") and c.lemma == "do")
    return any(c.lower_ == "with" for d in doings for c in d.children)


def _is_plainly_true(token: Token) -> bool:
    """Whether a word calls something true, and not only good: "it is not right" may only blame."""
    return token.lemma in falsehood_words("truth") and token.lemma not in falsehood_words("reproach")


def _is_made_up(verb: Token) -> bool:
    """Whether a passive says that a claim is invented: "the reports are made up"."""
    if verb.lemma == "make":
        return any(c.lower_ == "up" for c in verb.children)
    return verb.lower_ in falsehood_words("falsehood")


def is_claim(token: Token) -> bool:
    """Whether a word speaks of a claim: "the reports", or "it" where a claim is told before."""
    if token.lemma in falsehood_words("claim"):
        return True
    if token.pos_ not in ("PRON", "DET"):
        return False
    start = token.sent.start
    before = token.doc[start - 1].sent.start if start else 0
    if any(t.lemma in falsehood_words("claim") for t in token.doc[before : token.sent.end]):
        return True
    return any(_reports(verb) for verb in token.doc[before:start])


def _reports(verb: Token) -> bool:
    """Whether a verb of saying tells what is or was, not what should be: "Kinshasa says 4,000 men crossed"."""
    if not is_saying(verb):
        return False
    told = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    return told is not None and not any(c.tag_ == "MD" for c in told.children)


def is_false(token: Token) -> bool:
    """Whether a word calls something untrue, or as bad as untrue."""
    return token.lemma in falsehood_words("falsehood")


def is_plainly_false(token: Token) -> bool:
    """Whether a word calls something untrue, and not only bad."""
    return is_false(token) and token.lemma not in falsehood_words("reproach")


def is_negated(verb: Token) -> bool:
    """Whether a verb is denied."""
    return any(c.dep_ == "neg" or c.lower_ in ("neither", "nor") for c in verb.children)
