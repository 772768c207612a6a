"""Grammar of verbs: what is a verb, what is passive, what stands above and below one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.language.parsed import once_a_token

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

COPULAS = words("qualifier_words", "copula")
_VERBAL = ("VERB", "AUX")
_CONTRASTING = frozenset(("while", "whereas", "whilst"))
_PASSIVE = frozenset(("auxpass", "nsubjpass", "csubjpass"))


def is_verb(token: Token) -> bool:
    """Whether a token is a verb or a participle that heads a clause."""
    return token.pos_ in _VERBAL or (token.tag_ in ("VBN", "VBG", "VBD") and token.dep_ not in ("amod", "compound"))


@once_a_token
def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, reduced ones ("tanks sent by Poland") among them."""
    relations = {c.dep_ for c in verb.children}
    if not _PASSIVE.isdisjoint(relations):
        return True
    if "agent" in relations and "aux" not in relations and _is_set_off(verb):
        return True
    if verb.dep_ == "conj" and (verb.tag_ == "VBN" or _is_handed(verb)) and is_verb(verb.head):
        if relations.isdisjoint(("aux", "nsubj")):
            return is_passive(verb.head)  # "was summoned and handed a note"
    return (
        verb.tag_ == "VBN"
        and "nsubj" not in relations  # "the embargo that the Council imposed"
        and (verb.dep_ in ("acl", "relcl", "amod", "advcl") or "agent" in relations)
        and not any(c.dep_ == "aux" and (c.lemma_ == "have" or c.lower_ == "having") for c in verb.children)
    )


def _is_set_off(verb: Token) -> bool:
    """Whether a participle between commas is taken for the main verb: "The jets, bought second-hand by Lima, fly"."""
    return verb.tag_ in ("VBN", "VBD") and verb.i > 0 and verb.doc.tokens[verb.i - 1].text == ","


def _is_handed(verb: Token) -> bool:
    """Whether a participle that the parser takes for the past is told of who gets something: "summoned and handed"."""
    return verb.tag_ == "VBD" and verb.lemma_ in ("hand", "give", "serve")


def governors(token: Token) -> Iterator[Token]:
    """The content words above a token, nearest first, up to the root of its sentence."""
    while token.head != token:
        token = token.head
        yield token


@once_a_token
def clause_of(token: Token) -> Token:
    """The verb of the main or coordinated clause in which a token stands; two sentences joined by ";" are two."""
    while token.head != token:
        if is_verb(token) and token.dep_ in ("conj", "ccomp", "parataxis"):
            low, high = sorted((token.i, token.head.i))
            if token.dep_ == "conj" or any(t.text == ";" for t in token.doc[low:high]):
                return token
        token = token.head
    return token


def is_contrast(clause: Token) -> bool:
    """Whether a clause with a subject of its own tells what another does: "Chad bought ten, while Niger leased two"."""
    if clause.dep_ != "advcl":
        return False
    marks = {c.lower_ for c in clause.children if c.dep_ == "mark"}
    return bool(marks & _CONTRASTING) and any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)


def is_object(gerund: Token) -> bool:
    """Whether a gerund is what the verb right before it acts on: "ruled out sending", read as a clause beside it."""
    verb = gerund.head
    if gerund.tag_ != "VBG" or gerund.dep_ != "advcl" or verb.i > gerund.i:
        return False
    return all(t.dep_ == "prt" for t in gerund.doc.tokens[verb.i + 1 : gerund.i])


def purposes(verb: Token) -> list[Token]:
    """The infinitives of purpose under a verb: "flew out to join them", but not "the weeks to come"."""
    clauses = (c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.tag_ == "VB" and c.lemma_ != "come")
    return [c for c in clauses if any(g.lower_ == "to" for g in c.children)]
