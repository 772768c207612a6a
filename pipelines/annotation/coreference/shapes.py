"""The shapes of phrases that refer back: articles, numbers, offices, and the pronoun in its clause.

They read the words of one sentence; whom a phrase stands for is told by references.py.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pipelines.annotation.coreference.antecedents import SUBJECTS
from pipelines.annotation.cues import senses
from pipelines.annotation.speech.saying import is_saying

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

reference_words = partial(senses, "references")  # of one scope: phrase -> sense
_DEFINITE = ("the", "this", "that", "its", "his", "her", "their", "both")
_CALLED_ON = ("on", "upon")  # "called on Mali to honour its word"
_REASONS = frozenset("after because since when as once for".split())
_UPON = frozenset("to against on at for".split())  # "fired at it": at another; "took the guns with it" may be itself


def is_definite(token: Token, *, bare: bool = False) -> bool:
    """Whether a phrase speaks of something known; "parliament" does so without an article, others do not."""
    determiners = [c.lower_ for c in token.children if c.dep_ in ("det", "poss")]
    return any(d in _DEFINITE for d in determiners) or (bare and not determiners and token.tag_ in ("NN", "NNP"))


def stands_alone(number: Token) -> bool:
    """Whether a number speaks of parties by itself: "the three agreed", "all three", "both", not "three ships"."""
    if number.dep_ in ("nummod", "compound", "quantmod", "det", "predet", "preconj"):
        return False
    return number.lower_ == "both" or is_definite(number) or any(c.lower_ == "all" for c in number.children)


def fits(candidate: Token, sense: str) -> bool:
    """Whether a pronoun agrees with a noun in number: soldiers are no "it", a spokesman or a president no "they"."""
    if sense == "many":
        return candidate.tag_ in ("NNS", "NNPS")
    return candidate.tag_ not in (("NNS", "NNPS") if sense == "person" else ("NNS",))


def acting_on(pronoun: Token) -> frozenset[int]:
    """The subject of the verb that a pronoun is an object of, for which it cannot stand: "London told them"."""
    if pronoun.dep_ not in ("dobj", "dative", "pobj") or pronoun.tag_ == "PRP$" or pronoun.lower_.endswith("self"):
        return frozenset()
    verb = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
    if verb.pos_ not in ("VERB", "AUX") or (pronoun.dep_ == "pobj" and pronoun.head.lower_ not in _UPON):
        return frozenset()
    return frozenset(c.i for c in verb.children if c.dep_ in SUBJECTS)


def is_title(token: Token) -> bool:
    """Whether a noun is the office of one who speaks for a country: "the president", "the foreign minister"."""
    told = reference_words("title").get(token.lemma)
    return told == "alone" or (told == "of" and any(c.lower_ in reference_words("portfolio") for c in token.children))


def title_before(name: Token) -> Token | None:
    """The office that stands before a name, of one who speaks for a country: "Foreign Minister David Lee"."""
    before = [t for t in name.subtree if t.i < name.i]
    if any(t.lower_ in senses("out_of_office") for t in before):
        return None
    has_portfolio = any(t.lower_ in reference_words("portfolio") for t in before)
    titles = ((t, reference_words("title").get(t.lemma)) for t in before if t.text.istitle() and t.dep_ == "compound")
    return next((t for t, told in titles if told == "alone" or (told == "of" and has_portfolio)), None)


def offices(noun: Token) -> frozenset[str]:
    """The classes of persons who hold an office: "the president", "the foreign minister", "the minister"."""
    known = reference_words("office")
    before = [c.lower_ for c in noun.children if c.dep_ in ("compound", "amod")]
    told = next((known[p] for w in (*before, "") if (p := f"{w} {noun.lemma}".strip()) in known), "")
    return frozenset(told.split("|")) if told else frozenset()


def speaks_behind(token: Token) -> bool:
    """Whether a pronoun tells who says what stands before it: "..., it said"."""
    verb = token.head
    if token.dep_ not in SUBJECTS:
        return False
    is_behind = any(t.dep_ == "ccomp" and t.i < token.i for t in verb.children)
    if token.i and token.nbor(-1).text == ";":  # "Turkey stops the procedure; it accuses them"
        return False
    return verb.dep_ == "parataxis" or (is_saying(verb) and is_behind)


def is_impersonal(token: Token) -> bool:
    """Whether an "it" stands for nothing: "it rains", "it is likely that", "it was reported that"."""
    if token.dep_ == "expl" or token.head.lemma in reference_words("verb"):
        return True
    if token.dep_ not in SUBJECTS:
        return False
    told = {c.dep_ for c in token.head.children}
    if token.head.pos_ == "ADJ":  # "considers it wrong to wait"
        return any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl") and _is_told(c) for c in token.head.children)
    return ("acomp" in told and bool(told & {"ccomp", "xcomp", "csubj"})) or (
        token.dep_ == "nsubjpass" and bool(told & {"ccomp", "csubj"})
    )


def _is_told(clause: Token) -> bool:
    """Whether a clause is an infinitive or begins with "that"."""
    return any(c.lower_ in ("to", "that") and c.dep_ in ("aux", "mark") for c in clause.children)


def controller(clause: Token) -> Token | None:
    """Who is to act in a clause without a subject: "asked Oman to open its ports", not "promised Oman to open them"."""
    if any(c.dep_ in SUBJECTS for c in clause.children):
        return None
    verb = clause.head
    if clause.dep_ == "pcomp" and verb.lower_ == "for":
        return judged_by(verb.head)  # "praised Oman for opening its ports"
    if clause.dep_ not in ("xcomp", "ccomp") or verb.lemma in reference_words("promise"):
        return None
    asked = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    if verb.lemma in reference_words("appeal"):
        asked += [c for p in verb.children if p.dep_ == "prep" and p.lower_ in _CALLED_ON for c in p.children]
    return next((t for t in asked if t.i < clause.i), None)


def judged_by(verb: Token) -> Token | None:
    """Who is praised, blamed or punished by a verb, and so has done what is told as the reason."""
    if verb.lemma not in reference_words("judging"):
        return None
    return next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)


def judged_above(pronoun: Token) -> Token | None:
    """Who is judged above the clause with the deed, of which a pronoun is the subject: "blamed Oman after it had"."""
    clause = pronoun.head
    is_reason = clause.dep_ == "advcl" and any(c.lower_ in _REASONS and c.dep_ == "mark" for c in clause.children)
    return judged_by(clause.head) if is_reason and pronoun.dep_ in SUBJECTS else None


def subject_behind(owner: Token) -> Token | None:
    """The subject before which "its" or "his" stands: "In its new budget Norway sets aside more"."""
    if owner.tag_ != "PRP$":
        return None
    for verb in owner.ancestors:
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
        if subjects:
            return subjects[0] if subjects[0].left_edge.i > owner.i else None
    return None
