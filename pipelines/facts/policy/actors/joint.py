"""Who acts where several states act as one: the E3, the Baltic states, NATO allies, the leaders of France and Germany.

Joint actors are split into their members; a body stays one, whichever of its parts or people are named. The names and
nouns stand in seeds/cues/joint_bodies. Whom "they" and "both sides" refer to is read in sides.py.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.coreference.shapes import reference_words
from pipelines.annotation.cues import Cue, cues, words
from pipelines.annotation.parties.country_classes import country_classes
from pipelines.annotation.parties.phrases import Party
from pipelines.facts.policy.actors.enumerated import enumerated, name_row
from pipelines.facts.roles import conjuncts, prepositional

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_BEFORE = ("compound", "amod", "nmod", "poss")
_MOST = 5  # members of a class of countries that acts as one: "the Nordic states", not "African states"
_PEOPLE = words("policy_words", "people of a body")
_KNOWN = ("the", "its", "their", "these", "all")
_PLURAL = ("NNS", "NNPS")


@cache
def _words(scope: str) -> dict[str, Cue]:
    return {cue.phrase: cue for cue in cues("joint_bodies") if cue.scope == scope}


def joint(token: Token, context: Context) -> list[Party]:
    """The states, or the body, that a phrase for several parties stands for; empty where it means a single one."""
    mention = context.reading.mention_at(token.i)
    cue = _words("entity").get(mention.entity_id or "") if mention is not None else None
    if cue is not None and mention is not None:
        return _parties(cue.extras["codes"], mention.start, mention.end)
    noun = _words("noun").get(token.lemma)
    if noun is None:
        return []
    if noun.sense == "body":
        return _named_later(token, context)
    if token.tag_ not in _PLURAL:
        return []
    if noun.sense == "force":
        return _each(token, context)
    return (
        enumerated(token, context)
        or _of_class(token, context)
        or _of_body(token, context)
        or _each(token, context)
        or _of_body_before(token, context)
    )


def _parties(codes: str, start: int, end: int) -> list[Party]:
    kind = "country" if "|" in codes else "body"
    return [Party(code, start, end, "name", kind) for code in codes.split("|")]


def _of_class(noun: Token, context: Context) -> list[Party]:
    """The members of a small class of countries ("the Nordic governments"), of a large one those told ("the three
    Gulf states").
    """
    codes = context.parties.class_before(noun)
    if codes is None:
        return []
    if len(codes) > _MOST:
        return _told_of_class(noun, codes, context)
    return _parties("|".join(sorted(codes)), noun.left_edge.i, noun.i + 1)


def _told_of_class(noun: Token, codes: frozenset[str], context: Context) -> list[Party]:
    """As many of a class of countries as the noun counts, where the document names just so many of it in one row."""
    counts = reference_words("number")
    size = next((int(counts[c.lower_]) for c in noun.children if c.lower_ in counts), None)
    if size is None:
        return []
    named = context.reading.of_label("country")
    for first in sorted(named, key=lambda m: (m.start > noun.i, abs(noun.i - m.start))):
        row = {m.code: m for m in name_row(first.start, context) if m.code in codes}
        if len(row) == size:
            return [Party(str(code), m.start, m.end, "reference", "country") for code, m in row.items()]
    return []


def _of_body(noun: Token, context: Context) -> list[Party]:
    """The body of whose people the noun speaks: "NATO allies", "EU ministers", "European foreign ministers"."""
    for child in noun.children:
        if child.dep_ not in _BEFORE:
            continue
        if (european := _words("adjective").get(child.lower_)) is not None:
            return _parties(european.extras["codes"], child.i, noun.i + 1)
        if party := joint(child, context):
            return party
        told = context.parties.stated(child)
        if told is not None and told.kind == "body" and told.rule == "name":
            return [told]
    return []


def _of_body_before(noun: Token, context: Context) -> list[Party]:
    """The body told last, where its people stand without it: "told the G7 ...; the leaders replied", "its members"."""
    told = [c for c in noun.children if c.dep_ in (*_BEFORE, "det", "prep")]
    if noun.lemma not in _PEOPLE or noun.dep_ == "pobj" or not told or any(c.lower_ not in _KNOWN for c in told):
        return []
    index = context.reading.sentence_index
    for mention in reversed([*context.reading.of_label("organisation")]):
        if mention.end <= noun.i and index[noun.i] - index[mention.start] <= 1 and mention.code:
            party = context.parties.stated(context.reading.head(mention.start, mention.end))
            if party is not None and party.kind == "body":
                return [replace(party, rule="reference")]
    return []


def _each(noun: Token, context: Context) -> list[Party]:
    """Several of whom the noun is told: "the presidents of Kenya, Uganda and Rwanda"."""
    behind = [t for preposition, t in prepositional(noun) if preposition == "of"]
    before = [t for c in noun.children if c.dep_ in ("amod", "poss", "nmod", "compound") for t in conjuncts(c)]
    for group in (behind, before):
        found = {p.code: p for t in group if (p := context.parties.stated(t)) is not None and p.rule == "name"}
        if len(found) > 1:
            return list(found.values())
    return []


def _named_later(noun: Token, context: Context) -> list[Party]:
    """The one body of a kind that a document names, where it first speaks of "the bloc", "the alliance"."""
    if context.parties.of(noun) is not None or not any(c.lower_ == "the" for c in noun.children):
        return []
    kinds = country_classes("noun").get(noun.lemma)
    named = {m.code: m for m in context.reading.of_label("organisation") if m.code and kinds and m.code in kinds}
    if len(named) != 1:
        return []
    (code, mention), *_ = named.items()
    return [Party(str(code), mention.start, mention.end, "reference", "body")]
