"""Whether a document is about sport, a story or a past war: its words of sending and striking are then no facts.

Told by the words of seeds/cues (sport_words, story_words, bygone_words). The years that a document names are read in
history.py; here it is the statesmen, the countries and the keepsakes of a war that is told without a year.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipelines.annotation.cues import Cue, cues
from pipelines.annotation.reading import Reading, once_a_document

_WORD = re.compile(r"[^\W\d_][\w-]*")  # "half-time" is one
_ENDINGS = ("", "s", "es")
_YOUNG = 1995  # a paper of before tells news of Gorbachev and Czechoslovakia


class _Told(NamedTuple):
    """How many different words of a subject stand in a document, how many that are said of nothing else, how dense."""

    different: int
    sure: int
    tokens_each: float


def is_off_topic(reading: Reading) -> bool:
    """Whether many different words of such a subject stand in a document, and stand close.

    One that tells of a match in passing, names a cup that a state will host or recalls an old war has few of them.
    """
    return is_sport(reading) or is_story(reading) or is_bygone(reading)


def is_sport(reading: Reading) -> bool:
    """Whether a document reports on sport."""
    told = _told(reading, "sport_words")
    return told.different >= 5 and told.sure >= 3 and told.tokens_each <= 60


def is_story(reading: Reading) -> bool:
    """Whether a document is about a film, a book, a game or a show, whose soldiers are played."""
    told = _told(reading, "story_words")
    return told.different >= 3 and told.sure >= 1 and told.tokens_each <= 40


def is_bygone(reading: Reading) -> bool:
    """Whether a document is about a past war, or about how it is remembered."""
    if reading.published is not None and reading.published.year < _YOUNG:
        return False
    told = _told(reading, "bygone_words")
    if told.different >= 3 and told.sure >= 1:
        return told.tokens_each <= 120
    return (told.sure >= 2 and told.tokens_each <= 40) or (told.different >= 4 and told.tokens_each <= 30)


def _told(reading: Reading, table: str) -> _Told:
    known = _by_first_word(table)
    words, small = _words(reading)
    told = [cue for at, word in enumerate(small) if word in known for cue in known[word] if _stands(cue, words, at)]
    sure = {cue.phrase for cue in told if cue.scope == "sure"}
    return _Told(len({cue.phrase for cue in told}), len(sure), len(reading.doc) / max(1, len(told)))


@once_a_document
def _words(reading: Reading) -> tuple[list[str], list[str]]:
    """The words of a document, as they are written and in small letters."""
    words = _WORD.findall(reading.doc.text)
    return words, [word.lower() for word in words]


def _stands(cue: Cue, words: list[str], at: int) -> bool:
    """Whether a phrase stands at a word, one that is a name with its capital."""
    parts = cue.phrase.split()
    if cue.sense == "name" and not words[at][0].isupper():
        return False
    return len(parts) == 1 or [w.lower() for w in words[at : at + len(parts)]] == parts


@cache
def _by_first_word(table: str) -> dict[str, tuple[Cue, ...]]:
    """Each form of the first word of a phrase, singular or plural -> the phrases that begin with it."""
    found: dict[str, tuple[Cue, ...]] = {}
    for cue in cues(table):
        first, *more = cue.phrase.split()
        for form in {first + e for e in _ENDINGS} if cue.sense != "name" and not more else {first}:
            found[form] = (*found.get(form, ()), cue)
    return found
