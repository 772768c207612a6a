"""Who does what to whom, by the dependency parse: the arguments of a verb or of the noun that stands for it.

The shapes are general (passives, control, relative and participial clauses, coordination, nominalisations); which
argument is a supplier or a host is told by each family. The grammar below it (verbs.py, subjects.py, coordination.py)
is asked here as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipelines.annotation.language.parsed import once_a_token
from pipelines.annotation.parties.datives import misread_dative
from pipelines.facts.coordination import conjuncts, prepositional
from pipelines.facts.subjects import subjects
from pipelines.facts.verbs import clause_of, governors, is_object, is_passive, is_verb, purposes

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

__all__ = [
    "Arguments",
    "arguments",
    "clause_of",
    "conjuncts",
    "governors",
    "is_object",
    "is_passive",
    "is_verb",
    "prepositional",
    "purposes",
    "subjects",
]

_MODIFIER = ("poss", "compound", "amod", "nmod", "nounmod")


@dataclass(slots=True)
class Arguments:
    """The arguments of a predicate, as tokens that govern their phrases.

    Attributes:
        agents: who acts.
        themes: what is acted on (object; subject of a passive; the of-phrase of a noun).
        datives: to whom, without a preposition.
        obliques: (preposition, token) of the prepositional phrases.
        modifiers: what stands before a noun: possessors, adjectives, compounds.
    """

    agents: list[Token] = field(default_factory=list)
    themes: list[Token] = field(default_factory=list)
    datives: list[Token] = field(default_factory=list)
    obliques: list[tuple[str, Token]] = field(default_factory=list)
    modifiers: list[Token] = field(default_factory=list)

    def by(self, *prepositions: str) -> list[Token]:
        """The tokens of the phrases with one of the prepositions."""
        if not self.obliques:
            return []
        return [token for preposition, token in self.obliques if preposition in prepositions]


@once_a_token
def arguments(predicate: Token) -> Arguments:
    """The arguments of a verb, or of a noun that stands for an action."""
    return _verb_arguments(predicate) if is_verb(predicate) else _noun_arguments(predicate)


def _verb_arguments(verb: Token) -> Arguments:
    found = Arguments()
    found.obliques = prepositional(verb)
    passive = is_passive(verb)
    (found.themes if passive else found.agents).extend(subjects(verb))
    for child in verb.children:
        if child.dep_ in ("dobj", "attr", "oprd"):
            found.themes += conjuncts(child)
        elif child.dep_ == "dative" and child.pos_ != "ADP":
            found.datives += conjuncts(child)
    found.agents += found.by("by") if passive else []
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    found.datives += [t for c in objects if (t := misread_dative(c)) is not None]
    if _is_headline(verb):  # "Sweden to get howitzers"
        found.agents = conjuncts(verb.head)
        found.themes += [c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and not is_verb(c)]
    elif _is_told_of_object(verb, objects) and not passive:
        found.themes += conjuncts(verb.head)  # "the tanks that Poland bought"
    if verb.dep_ == "conj" and is_verb(verb.head) and not found.obliques:
        found.obliques = [(p, t) for p, t in prepositional(verb.head) if p in ("to", "from")]
    return found


def _is_told_of_object(verb: Token, objects: list[Token]) -> bool:
    """Whether a relative clause tells of what its verb acts on, not of where or when: "the tanks that it bought"."""
    if verb.dep_ != "relcl" or any(c.tag_ == "WRB" for c in verb.children):
        return False
    return all(c.tag_ in ("WDT", "WP") or c.lower_ == "that" for c in objects)


def _is_headline(verb: Token) -> bool:
    """Whether an infinitive stands for the future of a headline's subject, which the parser takes for its noun."""
    return (
        verb.tag_ == "VB"
        and verb.dep_ in ("relcl", "acl")
        and verb.head.dep_ == "ROOT"
        and verb.head.pos_ == "PROPN"
        and any(c.lower_ == "to" and c.i == verb.head.i + 1 for c in verb.children)
    )


def _noun_arguments(noun: Token) -> Arguments:
    found = Arguments()
    found.obliques = prepositional(noun)
    found.themes = found.by("of")
    found.agents = found.by("by")
    found.modifiers = [t for c in noun.children if c.dep_ in _MODIFIER for t in conjuncts(c)]
    return found
