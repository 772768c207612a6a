"""Who acts in one breath with a subject: "Britain, joined by Canada", "along with Bahrain", "like France, Belgium has".

Those whom a plural noun names afterwards ("nine countries, among them Chile") are read in enumerated.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.roles import arguments, conjuncts, is_passive, subjects

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_JOINTLY = words("policy_words", "jointly")
_BESIDE = frozenset(("alongside", "like"))  # before the verb: behind it they tell of the act ("trains alongside Kenya")
_HARNESS = words("policy_words", "harness")
_JOINED = words("policy_words", "joining")
_ALIGNING = words("policy_words", "align")  # "joins the measures of", "mirrors them"


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


def joining_measure(measure: Token) -> list[Token]:
    """Who does as others do whose measure a noun tells of: "aligned itself with the Union's sanctions"."""
    over = measure.head if measure.dep_ == "dobj" else measure.head.head
    verb = " ".join([over.lemma, *(c.lower_ for c in over.children if c.dep_ == "prt")])
    if measure.dep_ not in ("dobj", "pobj") or verb not in _ALIGNING or is_passive(over):
        return []
    return arguments(over).agents or subjects(over)


def _beside(child: Token, verb: Token) -> Iterator[Token]:
    """The names in a phrase that puts them beside a subject."""
    word, is_before = child.lower_, child.i < verb.i
    if word in _JOINTLY or (word == "with" and any(c.lower_ in _JOINTLY for c in child.children)):
        for preposition in (child, *child.children):
            if preposition.lower_ in ("with", "alongside"):
                yield from _objects(preposition)
    elif word == "same":  # "are expelling four, same as France"
        yield from (t for c in child.children if c.lower_ == "as" for t in _objects(c))
    elif not is_before:
        return
    elif word in _BESIDE or _is_set_in(child) or (word == "as" and any(c.lower_ == "well" for c in child.children)):
        yield from _objects(child)
    elif word == "in" and child.dep_ == "prep":
        yield from (t for noun in _objects(child) if noun.lower_ in _HARNESS for t in arguments(noun).by("with"))
    elif child.dep_ in ("acl", "advcl") and child.lemma_ in _JOINED and child.tag_ == "VBN":
        yield from arguments(child).by("by")


def _is_set_in(preposition: Token) -> bool:
    """Whether a phrase with "with" stands between commas within a clause: "has, with Uruguay, tabled a proposal"."""
    doc, end = preposition.doc, preposition.right_edge.i + 1
    is_inside = preposition.i > preposition.sent.start + 1 and end < len(doc)
    return preposition.lower_ == "with" and is_inside and doc[preposition.i - 1].text == "," and doc[end].text == ","


def _objects(preposition: Token) -> list[Token]:
    return [t for c in preposition.children if c.dep_ == "pobj" for t in conjuncts(c)]
