"""Whether and when a statement holds: negation, modality, tense, condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipelines.annotation.cues import words
from pipelines.annotation.language.parsed import once_a_token
from pipelines.facts.roles import is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

Time = Literal["past", "present", "future", "possible", "conditional", "bare"]

_FUTURE = ("will", "shall", "'ll", "wo")
_POSSIBLE = ("may", "might", "could", "can", "ca")
_CONDITIONAL = ("would", "should", "'d", "must", "ought")
_TEMPORAL = ("once", "until", "till", "when", "before", "after")
_NEGATIONS = ("not", "n't", "never", "no", "nor", "neither", "without", "none", "nobody")
_ONE = ("a", "an", "one", "single")


@dataclass(slots=True, unsafe_hash=True)  # as Party: frozen ones are slow to make
class Verdict:
    """How a predicate is told.

    Attributes:
        negated: whether it is told not to hold.
        time: past (done), present (being done), future (will, is to), possible (may, could), conditional (would,
            if ...), bare (infinitive or participle without an auxiliary: what governs it decides).
        cue: the token that decided, or None.
    """

    negated: bool
    time: Time
    cue: Token | None


def _negation(predicate: Token) -> Token | None:
    if (yet := _still_ahead(predicate)) is not None:
        return yet
    for child in (*predicate.children, *(predicate.head.children if _is_going_to(predicate) else ())):
        if child.dep_ == "neg" or (child.dep_ in ("advmod", "preconj") and child.lower_ in _NEGATIONS):
            if not _is_surpassed(child):
                return child
        if child.dep_ == "advmod" and child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
            if predicate.lemma_ != "be":
                return child
        if child.dep_ == "prep" and (never := _never_at_all(child)) is not None:
            return never
        if child.dep_ == "prep" and (never := _no_more(child)) is not None:
            return never
        if child.dep_ == "cc" and child.lower_ in ("nor", "neither") and child.i < predicate.i:
            return child  # "Nor has Delhi taken up ..."
        if child.dep_ in ("dobj", "nsubj", "nsubjpass", "attr"):
            if child.lower_ in ("none", "neither", "nobody", "nothing"):
                return child
            if _is_not_one(child):
                return child.left_edge
            if child.lemma in words("qualifier_words", "attitude") and (little := _little(child)) is not None:
                return little
            for determiner in child.children:
                if determiner.dep_ in ("det", "neg", "preconj") and determiner.lower_ in ("no", "neither"):
                    if not _is_bound(determiner):
                        return determiner  # "neither Chile nor Peru will"
    if not is_verb(predicate):
        return next((c for c in predicate.children if c.dep_ in ("det", "neg") and c.lower_ in ("no", "neither")), None)
    return None


def _is_going_to(verb: Token) -> bool:
    """Whether "going to" over a verb does what "will" does: "is not going to sell"."""
    return verb.dep_ == "xcomp" and verb.head.lower_ == "going" and any(c.lemma_ == "be" for c in verb.head.children)


def _is_headed(verb: Token) -> bool:
    """Whether "to" alone stands for "will" behind a name, as in headlines: "Chile to send troops"."""
    if verb.dep_ in ("acl", "relcl") and verb.head.dep_ == "ROOT" and verb.head.pos_ == "PROPN":
        return verb.left_edge.i == verb.head.i + 1
    return verb.dep_ == "ROOT" and any(c.dep_ == "nsubj" for c in verb.children)


def _still_ahead(verb: Token) -> Token | None:
    """The "yet" of "has yet to sign", by which it has not."""
    if verb.dep_ != "xcomp" or verb.head.lemma not in ("have", "be"):
        return None
    return next((c for c in verb.head.children if c.lower_ == "yet"), None)


def is_not_yet(verb: Token) -> bool:
    """Whether what is denied may still come: "has not yet reached a contract", "has yet to reach one"."""
    return any(c.lower_ == "yet" for c in verb.children) or _still_ahead(verb) is not None


def _is_bound(determiner: Token) -> bool:
    """Whether a "no" only bounds a number: "has no more than 800 troops"."""
    after = [t.lower_ for t in determiner.doc.tokens[determiner.i + 1 : determiner.i + 3]]
    return after[1:] == ["than"] and after[0] in ("more", "fewer", "less")


def _is_surpassed(negation: Token) -> bool:
    """Whether what is denied is only that it is all: "is not only supplying tanks", "did not just train them"."""
    after = negation.doc.tokens[negation.i + 1 : negation.i + 2]
    return any(t.lower_ in words("qualifier_words", "all") for t in after)


def _is_not_one(noun: Token) -> bool:
    """Whether nobody and nothing is told of: "not a single bullet", "not one soldier"; "not all of them" are some."""
    first = noun.left_edge
    return first.lower_ == "not" and first != noun and first.nbor(1).lower_ in _ONE


def _little(attitude: Token) -> Token | None:
    """The "little" of "has little interest in talks", which is none; "a little interest" is some."""
    is_some = any(c.dep_ == "det" for c in attitude.children)
    return None if is_some else next((c for c in attitude.children if c.lower_ == "little"), None)


def _never_at_all(preposition: Token) -> Token | None:
    """The "no" of "in no case", "under no circumstances", which denies the whole clause."""
    occasions = (
        c for c in preposition.children if c.dep_ == "pobj" and c.lemma_ in words("qualifier_words", "occasion")
    )
    return next((c for o in occasions for c in o.children if c.lower_ == "no"), None)


def _no_more(preposition: Token) -> Token | None:
    """The "no" of "takes part in no more drills", "gives to no other state", which denies what the verb tells."""
    nouns = [c for c in preposition.children if c.dep_ == "pobj"]
    ended = [c for noun in nouns for c in noun.children if c.lower_ in ("more", "further", "other")]
    return next((c for t in (*(t.head for t in ended), *ended) for c in t.children if c.lower_ == "no"), None)


def _time(verb: Token) -> tuple[Time, Token | None]:
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    told = {a.lower_: a for a in auxiliaries}
    for group, time in ((_POSSIBLE, "possible"), (_CONDITIONAL, "conditional"), (_FUTURE, "future")) if told else ():
        for word in group:
            if word in told and not (word == "'d" and verb.tag_ == "VBN"):  # "there'd been": had
                return time, told[word]  # type: ignore[return-value]
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether", "should") for c in verb.children):
        return "conditional", next(c for c in verb.children if c.dep_ == "mark")
    if "to" in told:
        head = verb.head
        if any(a.lemma_ == "have" for a in auxiliaries):
            is_missed = verb.dep_ == "xcomp" and head.lower_ in ("was", "were")  # "was to have arrived": it has not
            return "future" if is_missed else "past", told["to"]  # "is said to have sent"
        if verb.dep_ == "xcomp" and head.lemma_ == "be":
            if any(c.dep_ == "nsubj" and c.lemma in words("qualifier_words", "deed") for c in head.children):
                return _time(head)  # "its answer was to expel them"
            return "future", told["to"]  # "is to receive"
        if _is_going_to(verb) or _is_headed(verb):
            return "future", told["to"]
        return "bare", told["to"]
    if (helper := next((a for a in auxiliaries if a.lemma_ == "do"), None)) is not None:
        return "past" if helper.tag_ == "VBD" else "present", helper  # "does not recognise"
    if verb.tag_ == "VBG":
        return ("present", auxiliaries[0]) if any(a.lemma_ == "be" for a in auxiliaries) else ("bare", None)
    if verb.tag_ in ("VBD", "VBN") or any(a.lemma_ == "have" for a in auxiliaries):
        return "past", auxiliaries[0] if auxiliaries else None
    if verb.tag_ in ("VBZ", "VBP"):
        return "present", None
    return "bare", None


def _is_ahead(verb: Token) -> bool:
    """Whether a present in a clause of time tells what is still to come: "will begin once they are delivered"."""
    if verb.dep_ != "advcl" or not any(c.lower_ in _TEMPORAL for c in verb.children):
        return False
    finite = next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)
    return finite.tag_ in ("VBZ", "VBP") and is_verb(verb.head) and _time(verb.head)[0] in ("future", "conditional")


@once_a_token
def verdict(predicate: Token) -> Verdict:
    """How a verb (or a noun, by the verb that governs it) is told."""
    if not is_verb(predicate):
        negation = _negation(predicate)
        return Verdict(negation is not None, "bare", negation)
    negation = _negation(predicate)
    time, cue = _time(predicate)
    if time in ("past", "bare") and predicate.dep_ == "conj" and is_verb(predicate.head):
        shared_time, shared_cue = _time(predicate.head)
        # "will send police and put troops there": what looks like a past may be an infinitive
        is_bare = predicate.tag_ == "VB" or (predicate.tag_ == "VBD" and predicate.lower_ == predicate.lemma)
        has_subject = any(c.dep_ == "nsubj" for c in predicate.children)
        if is_bare and not has_subject and shared_time in ("future", "possible", "conditional"):
            time, cue = shared_time, shared_cue
    if time in ("past", "present") and _is_ahead(predicate):
        time = "future"
    return Verdict(negation is not None, time, negation or cue)


def is_past_perfect(verb: Token) -> bool:
    """Whether a verb tells what had come before, and not what somebody said that has come: "said it had sent"."""
    if verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN") and is_verb(verb.head):
        return False
    return any(c.dep_ == "aux" and c.lower_ in ("had", "'d") for c in verb.children) and verb.tag_ == "VBN"
