"""The nouns of seeds/cues/policy_objects: which kinds of object each word may be, whatever stands around it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, words
from pipelines.facts.roles import is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

LINKS = ("compound", "amod", "nmod")
_NONE: frozenset[str] = frozenset()


def word_kinds(phrase: str) -> frozenset[str]:
    """The kinds of object that a noun, or two or three words of them, may be; empty where it is none."""
    return _words().get(phrase, _NONE)


@cache
def _words() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for cue in cues("policy_objects"):
        found.setdefault(cue.phrase.replace("-", " "), set()).add(cue.sense)
    return {phrase: frozenset(kinds) for phrase, kinds in found.items()}


def words_before(noun: Token) -> tuple[str, str]:
    """The two words before a noun, the nearer first; hyphens are none."""
    before = [t.lower_ for t in noun.doc.tokens[max(noun.i - 4, 0) : noun.i] if t.text != "-"]
    return (before[-1] if before else ""), (before[-2] if len(before) > 1 else "")


def is_fighting(verb: Token) -> bool:
    """Whether a participle tells by itself what is begun or ended between enemies: "stop shooting"."""
    is_bare = is_verb(verb) and verb.tag_ == "VBG" and not any(c.dep_ in ("dobj", "nsubj") for c in verb.children)
    return is_bare and "fighting" in word_kinds(verb.lower_)


def is_fighter(noun: Token) -> bool:
    """Whether a noun stands for men of an armed group."""
    return "fighter" in word_kinds(noun.lemma)


def is_price(noun: Token) -> bool:
    """Whether a duty is none of a state, but what users pay for a service: "data tariffs"."""
    services = words("policy_words", "service")
    return "duty" in word_kinds(noun.lemma) and any(c.lower_ in services for c in noun.children if c.dep_ in LINKS)
