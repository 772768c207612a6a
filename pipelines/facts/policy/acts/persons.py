"""Envoys, diplomats and rulers, told by an office, by a number or by "him"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.policy.acts.object_words import word_kinds, words_before
from pipelines.facts.roles import arguments

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_RECOGNISING = words("policy_words", "recognising")


def is_envoy(name: Token) -> bool:
    """Whether a person's office is that of an envoy: "Ambassador Jan Kruger", "Ann Lee, charge d'affaires"."""
    offices = [c for c in name.children if c.dep_ in ("appos", "compound", "nmod")]
    titles = (w for c in offices for w in (c.lemma, f"{words_before(c)[0]} {c.lower_}"))
    return any("envoy" in word_kinds(title) for title in titles)


def tells_of_diplomats(noun: Token) -> bool:
    """Whether a document tells of diplomats, who are then meant where it only counts: "ordered out 60 Russians"."""
    known: dict[None, bool] = noun.doc.memory(tells_of_diplomats)
    if None not in known:
        diplomats = words("policy_objects", "accredited")
        known[None] = any(t.lemma in diplomats for t in noun.doc.among(diplomats))
    return known[None]


def speaks_of_embassies(noun: Token) -> bool:
    """Whether a document speaks of an embassy by that word."""
    known: dict[None, bool] = noun.doc.memory(speaks_of_embassies)
    if None not in known:
        known[None] = next(iter(noun.doc.among(frozenset(("embassy", "consulate")))), None) is not None
    return known[None]


def is_recognised(noun: Token) -> bool:
    """Whether a pronoun stands for a ruler: "The United States recognised him the same day", "him as president"."""
    if noun.lower_ not in ("him", "her") or noun.dep_ != "dobj" or noun.head.lemma not in _RECOGNISING:
        return False
    titles = arguments(noun.head).by("as")
    return all(senses("party_nouns").get(t.lemma) is not None for t in titles)
