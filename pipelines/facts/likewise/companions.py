"""Who acts together with a subject: "Britain, joined by Canada", "like France, Belgium has", "along with Peru"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.language.parsed import once_a_token
from pipelines.facts.roles import Arguments, arguments, conjuncts, is_passive, is_verb, subjects

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_JOINTLY = words("policy_words", "jointly")
_BESIDE = frozenset(("alongside", "like"))  # before the verb: behind it they tell of the act ("trains alongside Kenya")
_HARNESS = words("policy_words", "harness")
_JOINED = words("policy_words", "joining")


def companions(agents: Sequence[Token], verb: Token) -> list[Token]:
    """The phrases of those who do what a verb tells along with its subject."""
    while verb.dep_ == "xcomp":
        verb = verb.head
    firsts = [a for a in agents if a.dep_ != "conj" and a.i < verb.i]
    helpers = [c for c in verb.children if c.dep_ == "aux"]
    found = [t for carrier in (verb, *firsts, *helpers) for child in carrier.children for t in _beside(child, verb)]
    above = verb.head.head if verb.dep_ == "pcomp" and verb.head.lower_ == "in" else verb
    if above.lemma_ in _JOINED and above != verb:  # "joined Britain and the United States in sanctioning the airline"
        found += arguments(above).themes
    return list(dict.fromkeys(t for t in found if t not in agents))


@once_a_token
def joint_arguments(verb: Token) -> Arguments:
    """The arguments of a verb with those who act along with its subject as subjects: do not change what it gives."""
    found = arguments(verb)
    beside = companions(subjects(verb), verb) if is_verb(verb) else []
    if not beside:
        return found
    obliques = [(p, t) for p, t in found.obliques if t not in beside]
    if is_passive(verb):
        return replace(found, themes=[*found.themes, *beside], obliques=obliques)
    return replace(found, agents=[*found.agents, *beside], obliques=obliques)


def _beside(child: Token, verb: Token) -> Iterator[Token]:
    """The names in a phrase that puts them beside a subject."""
    word, is_before = child.lower_, child.i < verb.i
    if word in _JOINTLY or (word == "with" and _is_jointly(child)):
        for preposition in (child, *child.children):
            if preposition.lower_ in ("with", "alongside"):
                yield from _objects(preposition)
    elif word == "same":  # "are expelling four, same as France"
        yield from (t for c in child.children if c.lower_ == "as" for t in _objects(c))
    elif not is_before and not _is_joined_later(child, verb):
        return
    elif word in _BESIDE or _is_set_in(child) or (word == "as" and any(c.lower_ == "well" for c in child.children)):
        yield from _objects(child)
    elif word == "in" and child.dep_ == "prep":
        yield from (t for noun in _objects(child) if noun.lower_ in _HARNESS for t in arguments(noun).by("with"))
    elif child.dep_ in ("acl", "advcl") and child.lemma_ in _JOINED and child.tag_ == "VBN":
        yield from arguments(child).by("by")


def _is_joined_later(clause: Token, verb: Token) -> bool:
    """Whether a clause behind a verb tells who does it as well: "left, joined by Chad", "left first, followed by"."""
    if clause.dep_ not in ("acl", "advcl") or clause.lemma_ not in _JOINED:
        return False
    return clause.lemma_ != "follow" or any(c.lower_ == "first" for c in verb.children)


def _is_jointly(preposition: Token) -> bool:
    """Whether "with" is said of doing something together: "together with", "jointly with", "in concert with"."""
    before = preposition.doc.tokens[preposition.i - 1].lower_ if preposition.i else ""
    return before in _JOINTLY | _HARNESS or any(c.lower_ in _JOINTLY for c in preposition.children)


def _is_set_in(preposition: Token) -> bool:
    """Whether a phrase with "with" stands between commas within a clause: "has, with Uruguay, tabled a proposal"."""
    doc, end = preposition.doc, preposition.right_edge.i + 1
    is_inside = preposition.i > preposition.sent.start + 1 and end < len(doc)
    return preposition.lower_ == "with" and is_inside and doc[preposition.i - 1].text == "," and doc[end].text == ","


def _objects(preposition: Token) -> list[Token]:
    return [t for c in preposition.children if c.dep_ == "pobj" for t in conjuncts(c)]
