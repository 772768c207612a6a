"""Who denies what a document reports: verbs ("denies", "rejects as false"), the noun, and the statement of a "no".

A refusal ("denied entry", "rejected the offer") is no denial, nor is what is not denied ("neither confirmed nor
denied"), supposed ("if it denied") or taken back later ("admitted in May").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.speech.noes import is_claim, is_false, is_negated, is_plainly_false, states_a_no
from pipelines.annotation.speech.retorts import falsehood_words, retorting
from pipelines.annotation.speech.saying import is_passive, is_saying, owner_of, speech_words, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Parties
    from pipelines.annotation.reading import Reading

_VERBAL = ("VERB", "AUX")
_PARTICLES = ("aside", "away", "off", "at")
_POINTING = ("that", "this")
_CLIMB = 3  # verbs over a denial that may take it back: "declined to confirm or deny"


@dataclass(frozen=True)
class Denial:
    """Parties that deny something.

    Attributes:
        codes: who denies.
        cue: the token that tells it.
        sentence: the number of its sentence.
        is_retort: whether it answers what stands right before it, without telling what it denies.
    """

    codes: tuple[str, ...]
    cue: Token
    sentence: int
    is_retort: bool = False


def find_denials(reading: Reading, parties: Parties) -> list[Denial]:
    """The denials of a document that stand at its end, in its order."""
    found: list[Denial] = []
    for token in reading.doc.among(_denying_words()):
        sentence = reading.sentence_index[token.i]
        if deniers := _deniers(token):
            if codes := _codes(deniers, parties) or _codes(_heading(token, parties), parties):
                found.append(Denial(codes, token, sentence))
        elif (speaker := retorting(token)) is not None and (codes := _codes([speaker], parties)):
            found.append(Denial(codes, token, sentence, is_retort=True))
    return [kept for d in found if (kept := _without_those_who_admit(d, parties, reading)) is not None]


def _codes(deniers: list[Token], parties: Parties) -> tuple[str, ...]:
    told: list[str] = []
    for denier in deniers:
        for token in (denier, *denier.conjuncts):
            told += [p.code for p in parties.all_of(token)]
    return tuple(dict.fromkeys(told))


def _heading(token: Token, parties: Parties) -> list[Token]:
    """Whose the line is in which somebody unnamed denies: "Pyongyang: silence. Before, a delegate denied all"."""
    label = parties.statements.label(token)
    return [label.speaker] if label is not None else []


@cache
def _denying_words() -> frozenset[str]:
    """The words by which somebody may deny, or answer with a bare "no"."""
    verbs = (*speech_words("denial"), *speech_words("verb"))
    return frozenset((*verbs, *speech_words("denial_noun"), *falsehood_words("answer"), ":"))


def _deniers(token: Token) -> list[Token]:
    """The tokens that govern the phrases of those who deny by this token; none where it is no denial."""
    lemma = token.lemma
    is_verb = token.pos_ in _VERBAL or token.dep_ == "relcl"  # "a figure that Tbilisi rejects": a plural to the tagger
    is_verb = is_verb or (token.tag_ == "NNS" and token.dep_ == "ROOT" and _name_before(token) is not None)
    if is_verb and lemma in speech_words("denial") and token.dep_ not in ("amod", "compound"):
        if (sense := speech_words("denial")[lemma]) == "accept":
            is_denial = is_negated(token) and (content := _content(token)) is not None and _is_disputed(content)
        else:
            is_denial = _is_denying(token, sense) and not _is_withheld(token)
        if not is_denial:
            return []
        is_plural = token.pos_ not in _VERBAL  # what the tagger takes for one has its subject as a part of it
        part = next((c for c in token.children if c.dep_ == "compound"), None) if is_plural else None
        by = _denied_by(token)  # before the noun that a participle stands on: "a claim rejected by Kigali"
        subject = part or by or subject_of(token) or _name_before(token)
        return [subject] if subject is not None else []
    if token.pos_ == "NOUN" and lemma in speech_words("denial_noun"):
        owner = owner_of(token)
        if owner is None and token.dep_ == "dobj":
            owner = owner_of(token.head)  # "drew a denial from Baku"
        return [owner] if owner is not None and not _is_withheld(token) else []
    if is_saying(token) and not _is_withheld(token) and states_a_no(token):
        subject = subject_of(token)
        return [subject] if subject is not None else []
    return []


def _name_before(verb: Token) -> Token | None:
    """The name right before a verb, which the tagger takes for an adjective: "Kigali disputes the number"."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    is_part = before is not None and before.head == verb and before.dep_ in ("amod", "compound", "nmod")
    return before if is_part and before is not None and before.text.istitle() else None


def _denied_by(verb: Token) -> Token | None:
    """By whom, or in which capital, something is denied: "a claim rejected by Kigali", "was dismissed in Warsaw"."""
    agents = [t for c in verb.children if c.dep_ == "agent" for t in c.children if t.dep_ == "pobj"]
    if agents or not is_passive(verb):
        return agents[0] if agents and (verb.tag_ == "VBN" or is_passive(verb)) else None
    places = (t for c in verb.children if c.dep_ == "prep" and c.lower_ == "in" for t in c.children)
    return next((t for t in places if t.dep_ == "pobj" and t.pos_ == "PROPN"), None)


def _is_denying(verb: Token, sense: str) -> bool:
    """Whether it is a claim that a verb turns down, not an offer or a person.

    Senses: deny (a claim, or anything that is not a thing to be had), reject (needs a claim or a word of falsehood),
    call (needs a word of falsehood), particle (needs a claim and a particle: "laughed off the report"); accept, which
    denies where it is negated, stands in _deniers.
    """
    content = _content(verb)
    claimed = content is not None and is_claim(content)
    behind = [t for t in _behind(verb) if t.dep_ in ("oprd", "pobj", "attr", "acomp", "amod", "dobj", "ccomp", "advcl")]
    if any(is_false(t) for t in behind):
        plainly = any(map(is_plainly_false, behind))
        told = content is not None and _stands_for_it(content) and plainly  # "Minsk calls it a fabrication"
        return sense != "call" or claimed or told or any(t.lemma in falsehood_words("claim") for t in verb.subtree)
    if sense == "call":
        return False
    if sense == "particle":
        return claimed and any(c.lower_ in _PARTICLES for c in verb.children)  # "brushed the reports aside"
    if any(c.dep_ in ("ccomp", "xcomp", "pcomp") for c in verb.children) and sense == "deny":
        return True
    if content is None:
        return sense == "deny" and not any(c.dep_ in ("prep", "dative") for c in verb.children)
    lemma = content.lemma
    if any(c.dep_ == "dative" for c in verb.children) or content.pos_ == "PROPN":
        return False
    if sense == "deny":
        return lemma not in falsehood_words("refused")
    return claimed


def _stands_for_it(content: Token) -> bool:
    """Whether a word points at what was told; the parser takes "calls that fake news" for one phrase."""
    if content.pos_ in ("PRON", "DET") or content.lower_ in _POINTING:
        return True
    return any(c.lower_ in _POINTING for c in content.children) and any(map(is_false, content.children))


def _is_disputed(content: Token) -> bool:
    """Whether what is not accepted is a claim: "has never accepted this", "does not accept the figure"."""
    return content.lemma in falsehood_words("claim") or content.lower_ in ("this", "it", "that")


def _content(verb: Token) -> Token | None:
    """What is denied: object, subject of a passive, or the noun over a relative clause."""
    wanted = "nsubjpass" if is_passive(verb) else "dobj"
    found = next((c for c in verb.children if c.dep_ == wanted), None)
    if found is not None and found.tag_ in ("WDT", "WP") and not _is_of_clause(found):
        found = verb.head if verb.dep_ == "relcl" else None
    if found is None and verb.dep_ in ("relcl", "acl") and verb.tag_ != "VBG" and not is_passive(verb):
        return verb.head
    if found is None:  # "calls that a lie", as the parser makes a clause of it
        is_call = verb.lemma == "call"  # "called it barefaced lies"
        clause = next((c for c in verb.children if c.dep_ == "ccomp" and (is_call or c.pos_ in ("NOUN", "ADJ"))), None)
        found = next((c for c in clause.children if c.dep_ == "nsubj"), None) if clause is not None else None
    if found is None:  # "brushes off the accusation"
        away = (t for c in verb.children if c.dep_ == "prep" and c.lower_ in _PARTICLES for t in c.children)
        found = next((t for t in away if t.dep_ == "pobj"), None)
    if found is None and verb.tag_ == "NNS":
        found = next((c for c in verb.children if c.dep_ == "appos"), None)
    return found


def _is_of_clause(which: Token) -> bool:
    """Whether "which" stands for what is told before its comma, and no name: "are in Kursk, which Moscow denies"."""
    behind_comma = which.lower_ == "which" and which.i > 0 and which.nbor(-1).text == ","
    return behind_comma and which.head.head.pos_ == "PROPN"


def _behind(verb: Token) -> Iterator[Token]:
    return (t for t in verb.subtree if t.i > verb.i and t.sent == verb.sent)


def _is_withheld(token: Token) -> bool:
    """Whether a denial is not made: negated, supposed, asked for, or held back ("declined to confirm or deny")."""
    current = token
    for _ in range(_CLIMB):
        if current.pos_ in _VERBAL:
            if is_negated(current) or any(c.dep_ == "aux" and c.tag_ == "MD" for c in current.children):
                return True
            if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether") for c in current.children):
                return True
        if current.dep_ not in ("conj", "xcomp", "pcomp", "prep") or current.head == current:
            return False
        via, current = current.dep_, current.head
        if via == "conj" and any(c.lower_ in ("neither", "nor") for c in (*current.children, *token.children)):
            return True
        if via == "conj" and current.dep_ not in ("xcomp", "pcomp") and not _is_or(current):
            return False
        if via != "conj" and current.lemma in speech_words("withheld"):
            return True
    return False


def _is_or(verb: Token) -> bool:
    return any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in verb.children)


def _without_those_who_admit(denial: Denial, parties: Parties, reading: Reading) -> Denial | None:
    """The denial without those who take it back further on: "at first denied ... later admitted"."""
    is_past = any(t.lower_ in speech_words("at_first") for t in denial.cue.sent)
    admitting: set[str] = set()
    for token in reading.doc[denial.cue.i + 1 :]:
        if token.pos_ != "VERB" or token.lemma not in speech_words("admission") or _is_withheld(token):
            continue
        if not is_past and not any(t.lower_ in speech_words("later") for t in token.sent):
            continue
        subject = subject_of(token)
        admitting.update(_codes([subject], parties) if subject is not None else ())
    kept = tuple(c for c in denial.codes if c not in admitting)
    return replace(denial, codes=kept) if kept else None
