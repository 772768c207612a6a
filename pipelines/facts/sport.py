"""Whether a document reports on sport, of which no facts are kept: who is sanctioned or deployed there is a player."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues

if TYPE_CHECKING:
    from pipelines.annotation.reading import Reading

_DIFFERENT, _SURE = 5, 3  # words of sport; those that are said of nothing else ("goal", "league", "race" are)
_DENSE = 60  # tokens for each time that one of them stands
_WORD = re.compile(r"[a-z][a-z-]*")  # "half-time" is one


def is_sport(reading: Reading) -> bool:
    """Whether many different words of sport stand in a document, and stand close.

    One that tells of a match in passing, or names a cup that a state will host, has few of them.
    """
    known, forms = _scopes(), _forms()
    told = [forms[found] for found in _WORD.findall(reading.doc.text.lower()) if found in forms]
    different = set(told)
    sure = sum(known[word] == "sure" for word in different)
    return len(different) >= _DIFFERENT and sure >= _SURE and len(told) * _DENSE >= len(reading.doc)


@cache
def _scopes() -> dict[str, str]:
    return {_singular(cue.phrase): cue.scope for cue in cues("sport_words")}


@cache
def _forms() -> dict[str, str]:
    """Every form in which a word of sport may be written -> the word as `_scopes` has it."""
    return {form: word for word in _scopes() for form in (word, f"{word}s", f"{word}es") if _singular(form) == word}


def _singular(word: str) -> str:
    """The word without a plural's ending, whether or not the model has read it."""
    return word[:-2] if word.endswith("ches") else word.removesuffix("s")
