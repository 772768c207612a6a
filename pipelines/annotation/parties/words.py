"""The words that speak of parties: the nouns of seeds/cues/party_nouns.csv, and what a code or a name is one of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipelines.annotation.cues import cues
from pipelines.annotation.gazetteers.reference import reference

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention

MODIFIERS = ("poss", "amod", "compound", "nmod", "nounmod")
NAMELESS = frozenset(("media", "think_tank"))  # they speak for themselves, not for the country where they sit


class PartyNoun(NamedTuple):
    """What a noun speaks of, and what limits it.

    Scopes: "relation" (an ally of somebody is another), "guest" (a diplomat in a country is not of it), "again" (stands
    for a party only where the same noun was told with it before), "bare" (speaks of a known one without an article),
    "class" (stands for a party only with a word for a class: "the NATO member").
    """

    kind: str
    scope: str


@cache
def party_nouns() -> dict[str, PartyNoun]:
    """Lemma -> what it speaks of."""
    return {c.phrase: PartyNoun(c.sense, c.scope) for c in cues("party_nouns")}


@cache
def _last_words() -> frozenset[str]:
    """The last words of the nouns that are two."""
    return frozenset(noun.split()[-1] for noun in party_nouns() if " " in noun)


def party_noun(token: Token) -> PartyNoun | None:
    """What a noun speaks of, with the word before it where both are one: "the air force"."""
    nouns = party_nouns()
    if token.i and token.lemma in _last_words():
        before = token.doc.tokens[token.i - 1].lower_
        return nouns.get(f"{before} {token.lemma}") or nouns.get(token.lemma)
    return nouns.get(token.lemma)


def is_country(code: str) -> bool:
    """Whether a code is a country's, not that of an organisation or a group."""
    return f"countries:{code}" in reference().entries


def is_seat(mention: Mention) -> bool:
    """Whether a place is a seat that stands for its government."""
    return (mention.entity_id or "").startswith("countries:")
