"""Whom the tokens of a deal stand for, and the lists of those who may supply and receive a weapon."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.roles import arguments, conjuncts, prepositional, subjects

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token
    from pipelines.annotation.parties.phrases import Parties, Party
    from pipelines.facts.arms.weapons.items import Item

_LAWMAKERS = words("policy_turns", "parliament")
ALLIANCES = ("NATO", "EU", "UN", "AU", "ECOWAS", "G7")
_MEMBERS = words("arms_words", "member")


@dataclass
class Sides:
    """Who may supply and who may receive, likeliest first; `either`: takes part, but on which side is not known.

    `together` holds those who are told to act along with another: "Slovenia, joined by Croatia".
    """

    suppliers: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    either: list[Party] = field(default_factory=list)
    together: list[Party] = field(default_factory=list)


def parties_at(tokens: list[Token], parties: Parties, item: Item) -> list[Party]:
    """The parties of some tokens, each once; the item itself is none."""
    found: list[Party] = []
    for token in (t for told in tokens for t in _several(told, parties)):
        if item.start <= token.i < item.end or token == item.head or _is_told_only(token):
            continue
        party = parties.of(token)
        if party is not None and party.code in ALLIANCES and token.lemma in _MEMBERS:
            subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
            party = parties.of(subject) if subject is not None else None  # "which made it the first NATO member to"
        party = _seated(party, parties, token.doc) if party is not None and party.kind == "company" else party
        if party is not None and not _names_no_party(token) and party.code not in {p.code for p in found}:
            found.append(party)
    return found


def _is_told_only(token: Token) -> bool:
    """Whether it is a parliament to which a sale is sent, to be cleared: "the sale, which was sent to Congress"."""
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.lemma in _LAWMAKERS


def _seated(company: Party, parties: Parties, doc: ParsedDoc) -> Party:
    """A company as of the country that the words behind it tell: "General Dynamics European Land Systems of Spain"."""
    behind = [t for t in doc[company.end : company.end + 3] if t.lower_ != "the"]  # "Thales of the Netherlands"
    land = parties.stated(behind[1]) if len(behind) > 1 and behind[0].lower_ == "of" else None
    return replace(company, code=land.code) if land is not None and land.kind == "country" else company


def _several(noun: Token, parties: Parties) -> list[Token]:
    """The names that a plural noun is of: "the air forces of Chad, Niger and Mali"; whom "which" is; else the token."""
    if noun.tag_ in ("WDT", "WP") and noun.dep_ == "pobj":  # "Armenia, to which it sold missiles"
        before = noun.doc[max(noun.head.i - 2, 0)]
        clause = next((t for t in noun.ancestors if t.dep_ == "relcl"), None)
        return [before] if before.pos_ == "PROPN" else [clause.head] if clause is not None else [noun]
    if noun.tag_ not in ("NNS", "NNPS"):
        return [noun]
    first = next((c for c in noun.children if c.dep_ in ("amod", "nmod", "compound") and parties.stated(c)), None)
    joined = conjuncts(first) if first is not None else []  # "the Thai and Swedish defence ministers"
    beside = [t for t in joined if parties.stated(t) is not None]
    named = beside if len(beside) > 1 else [t for p, t in prepositional(noun) if p == "of"]
    return named if len(named) > 1 and all(parties.stated(t) is not None for t in named) else [noun]


def sources(token: Token) -> list[Token]:
    """Where something comes from: "from Oslo", "out of Danish stocks", "missiles for its frigates from Oslo"."""
    outside = (c for c in token.children if c.lower_ == "out")
    back = (c for c in token.children if c.lower_ == "back" and c.dep_ in ("advmod", "prt"))
    served = (t for p, t in prepositional(token) if p == "for")
    told = [*arguments(token).by("from"), *(t for c in outside for p, t in prepositional(c) if p == "of")]
    told += [t for c in back for p, t in prepositional(c) if p == "from"]  # "had bought back from Denmark"
    return told or [t for noun in served for t in arguments(noun).by("from")]


def _names_no_party(token: Token) -> bool:
    """Whether a name only helps to name a class of ships ("Hamilton-class"), or is the subject of another clause."""
    doc = token.doc
    after = [t.lower_ for t in doc[token.i + 1 : token.i + 3]]
    if after[-1:] == ["class"] and after[0] in ("-", "class"):
        return True
    first = token.first_conjunct
    if first == token or first.dep_ != "pobj" or not after or doc[token.i + 1].tag_ not in ("VBZ", "VBD", "VBP", "MD"):
        return False
    verb = doc[token.i + 1]  # "to Chad and Hungary has said", but "tanks from Chad and Hungary were"
    return not any(t.is_ancestor(token) for t in subjects(verb.head if verb.dep_ in ("aux", "auxpass") else verb))
