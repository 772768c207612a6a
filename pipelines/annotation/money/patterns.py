"""The words and shapes of currencies (seeds/cues/currencies.csv), and which of several a shared word stands for.

A shared word (dollar, pound, krone) is the money of the country named right before it, else of the country among
its users that the text names most, else of the first in the list.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from pipelines.annotation.cues import CueError, cues
from pipelines.annotation.numerals.words import alternation

_CUES = cues("currencies")
SHARED = "shared:"
FAMILIES: dict[str, list[str]] = {}
for _cue in _CUES:
    if _cue.scope == "family":
        FAMILIES.setdefault(_cue.phrase, []).append(_cue.sense)


def _table(*scopes: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for cue in _CUES:
        if cue.scope in scopes:
            if cue.phrase in found:
                raise CueError(f"currencies.csv: {cue.phrase!r} has two currencies")
            if cue.sense.startswith(SHARED) and cue.sense.removeprefix(SHARED) not in FAMILIES:
                raise CueError(f"currencies.csv: {cue.phrase!r} is of the unknown family {cue.sense!r}")
            found[cue.phrase] = cue.sense
    return found


SYMBOLS = _table("symbol", "code")
NOUNS = _table("noun", "noun_scaled")
WEAK_NOUNS = frozenset(_table("noun_scaled"))
WEAK_SYMBOLS = _table("symbol_scaled")
"""Letters that are money before millions alone: `P28 billion`, where `P28` is a pistol."""
PLACES = _table("place")


def _either(phrases: list[str]) -> str:
    return "|".join(re.escape(p).replace(r"\ ", r"\s") for p in sorted(phrases, key=len, reverse=True))


BEFORE = re.compile(
    rf"(?<![\w$€£])(?:(?P<symbol>{_either(list(SYMBOLS))})|(?P<weak>{_either(list(WEAK_SYMBOLS))}))[\s-]?\Z"
)
"""A symbol or code that ends right before a number."""
AFTER_SYMBOL = re.compile(
    rf"\s?(?P<symbol>{_either([s for s in SYMBOLS if not s.isascii() or s.isalpha()])})(?!\w|-?\s{{0,2}}[0-9])"
    rf"|\s?\$(?!\w|\s{{0,2}}[0-9])"
)
AFTER_NOUN = re.compile(
    rf"(?P<gap>[\s-]{{1,2}}|\s+(?:of|in)\s+)(?:(?P<place>{alternation(PLACES)})[\s-]+)?(?P<noun>{alternation(NOUNS)})(?![\w]|-(?:denominated|weight))"
)
_PLACE = re.compile(rf"(?<!\w)(?:{alternation(p for p in PLACES if p not in ('us', 'bern', 'mali', 'chad'))})(?!\w)")


class Currencies:
    """Which currency a word of one text stands for."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _named(self) -> Counter[str]:
        """Currency -> how often the text names its country; read only where a shared word asks for it."""
        return Counter(PLACES[re.sub(r"\s+", " ", m[0].lower())] for m in _PLACE.finditer(self._text))

    def code(self, sense: str, place: str | None = None) -> str:
        """ISO 4217 code for a sense of currencies.csv and the country word that stands with it."""
        if not sense.startswith(SHARED):
            return sense
        family = sense.removeprefix(SHARED)
        users = FAMILIES[family]
        if place is not None and PLACES[re.sub(r"\s+", " ", place.lower())] in users:
            return PLACES[re.sub(r"\s+", " ", place.lower())]
        if family == "dollar":  # a bare dollar is the American one wherever it is told
            return users[0]
        return max(users, key=lambda code: (self._named[code], -users.index(code)))
