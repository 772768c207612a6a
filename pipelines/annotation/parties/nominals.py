"""Phrases that name nobody but stand for somebody: "the Iraqi government", "both sides", "the city", "we".

A nominal is a noun phrase whose head is a word of seeds/cues/nominal_heads.csv and that speaks of something definite:
by a determiner or possessive, or by a name in it. Pronouns of persons and groups are nominals too. What a nominal
refers to is told by phrases.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipelines.annotation.cues import senses

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention, Reading

_DEFINITE = frozenset("the this that these those its his her their our my your both all such".split())
_PREMODIFIERS = frozenset(("det", "poss", "amod", "compound", "nmod", "nummod", "predet", "quantmod", "advmod"))
_PLACES = ("location", "facility")
_NAMED = frozenset(("country", "nationality", "organisation", "armed_group", "military_unit", "person", "location"))


class Nominal(NamedTuple):
    """Tokens [start, end) that stand for something without naming it; `head` governs them, `label` says what it is."""

    start: int
    end: int
    label: str
    head: int


def _heads(scope: str) -> dict[str, str]:
    return senses("nominal_heads", scope)


def find_nominals(reading: Reading) -> list[Nominal]:
    """The nominals of a document, in its order; none inside what a name of the same kind already covers."""
    return [*_pronouns(reading), *_noun_phrases(reading)]


def _pronouns(reading: Reading) -> Iterator[Nominal]:
    for token in reading.doc:
        if token.tag_ == "PRP" and (label := _heads("pronoun").get(token.lower_)):
            yield Nominal(token.i, token.i + 1, label, token.i)


def _noun_phrases(reading: Reading) -> Iterator[Nominal]:
    for token in reading.doc:
        label = _heads("noun").get(token.lemma) or _heads("noun").get(token.lower_)
        if label is None or token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
            continue
        mention = reading.mention_at(token.i)
        if mention is not None and mention.label not in ("nationality", "quantity"):
            continue
        start, end = _start(token), _end(reading, token)
        if _is_definite(reading, start, end, token) or (label in _PLACES and reading.doc[start].lower_ in ("a", "an")):
            yield Nominal(start, end, label, token.i)


def _start(head: Token) -> int:
    """The first token of the unbroken run of premodifiers before a head."""
    modifiers = [c for c in head.lefts if c.dep_ in _PREMODIFIERS]
    return min((c.left_edge.i for c in modifiers), default=head.i)


def _end(reading: Reading, head: Token) -> int:
    """Behind the head, or behind the name that it is "of": "the people of Mosul"."""
    for child in head.rights:
        if child.lower_ == "of" and child.i == head.i + 1:
            for name in child.children:
                mention = reading.mention_at(name.i)
                if name.dep_ == "pobj" and mention is not None and mention.label in _NAMED:
                    return max(mention.end, name.i + 1)
    return head.i + 1


def _is_definite(reading: Reading, start: int, end: int, head: Token) -> bool:
    """Whether a phrase speaks of something known: by a determiner, by a name in it, or by its capital letter."""
    for token in reading.doc[start:end]:
        mention = reading.mention_at(token.i)
        if token.lower_ in _DEFINITE or (mention is not None and mention.label in _NAMED):
            return True
        if token.is_title and token.lower_ in _heads("noun") and (token != head or token.pos_ == "PROPN"):
            return True
    return False


def with_title(mention: Mention, reading: Reading) -> Mention:
    """A person's mention from the title on that stands right before the name: "Foreign Minister Julie Bishop"."""
    if mention.label != "person":
        return mention
    start = mention.start
    doc = reading.doc
    while start and not doc[start].is_sent_start and _is_of_title(doc[start - 1]):
        start -= 1
    if doc[max(start - 3, 0) : start].text.lower() == "secretary of state":
        return with_title(mention._replace(start=start - 3), reading)
    return mention._replace(start=start)


def _is_of_title(token: Token) -> bool:
    """Whether a token is a word of a title before a name: titles are written in capitals there."""
    is_before_name = token.dep_ in ("compound", "nmod", "amod") and token.is_title and token.is_alpha
    return is_before_name or token.lower_ in _heads("title")
