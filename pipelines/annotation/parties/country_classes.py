"""Classes of countries that the words before a noun tell: "the West African nation", "the NATO ally"."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues
from pipelines.annotation.parties.words import party_nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Reading

_LONGEST = 5  # tokens before a noun in which a class of countries is looked for


@cache
def country_classes(scope: str) -> dict[str, frozenset[str]]:
    """Words for a class of countries ("west african", "kingdom") -> the codes of its members."""
    return {c.phrase: frozenset(c.extras["codes"].split("|")) for c in cues("country_classes") if c.scope == scope}


@cache
def _known_words() -> frozenset[str]:
    phrases = (*country_classes("adjective"), *country_classes("member"))
    return frozenset((*phrases, *(word for phrase in phrases for word in re.split("[ -]", phrase))))


class CountryClasses:
    """The classes of countries that one document tells."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def before(self, noun: Token) -> frozenset[str] | None:
        """The codes of the class of countries that the words before a noun tell: "the West African nation"."""
        return next((codes for _, _, codes in self._classes(noun)), None)

    @cached_property
    def inside(self) -> frozenset[int]:
        """Tokens inside a longer word for a class, where they name no nation: "South American", "West African"."""
        if not self._words:
            return frozenset()
        tokens = self._reading.doc.tokens
        behind = {n for i in self._words for n in range(i + 1, i + 1 + _LONGEST) if n < len(tokens)}
        nouns = (tokens[n] for n in behind if tokens[n].pos_ in ("NOUN", "PROPN"))
        return frozenset(i for noun in nouns for start, end, _ in self._classes(noun) for i in range(start, end))

    @cached_property
    def _words(self) -> list[int]:
        """The tokens that may be part of a word for a class."""
        return [t.i for t in self._reading.doc.among(_known_words()) if t.lower_ in _known_words()]

    def _classes(self, noun: Token) -> Iterator[tuple[int, int, frozenset[str]]]:
        """The widest class before a noun, with its tokens; of two, the one with more words."""
        known = country_classes("adjective")
        if noun.tag_ == "NN" and (told := party_nouns().get(noun.lemma)):
            if told.kind != "country":
                return  # a class has no government: "the Central African president" is one country's
            known = {**known, **country_classes("member")}  # "the NATO ally", but "NATO allies" are NATO
        first = max(noun.left_edge.i, noun.i - _LONGEST)
        if bisect_left(self._words, first) == bisect_left(self._words, noun.i):
            return
        before = [self._reading.doc[i].lower_ for i in range(first, noun.i)]
        for length in range(min(3, len(before)), 0, -1):
            for at in range(len(before) - length, -1, -1):
                hyphened = "".join(before[at : at + length])
                codes = known.get(" ".join(before[at : at + length])) or ("-" in hyphened and known.get(hyphened))
                if codes:
                    yield first + at, first + at + length, codes
                    return
