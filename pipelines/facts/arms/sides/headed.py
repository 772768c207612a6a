"""Under whose name deals are listed: "Kazakhstan / * Russia: Su-30SM fighters / Kyrgyzstan / * Turkey: drones"."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

_LEAST = 2  # headings of a list
_SHORT = 6  # words of a line that is a heading and no sentence
_MARKS = "*#•-–—:_"
_Heading = tuple[int, "Mention | None"]


def headed_by(index: int, context: Context) -> Mention | None:
    """The country whose name alone stands over the lines among which a token stands; None without such lists."""
    headings = _headings(context)
    last = bisect_right(headings, context.lines[index], key=itemgetter(0)) - 1
    return headings[last][1] if last >= 0 and headings[last][0] < context.lines[index] else None


def has_headings(context: Context) -> bool:
    """Whether a document lists anything under the names of countries."""
    return bool(_headings(context))


def _headings(context: Context) -> list[_Heading]:
    """(Line, country) of the short lines of a document; one that names none ends what the one before it heads."""
    known: dict[None, list[_Heading]] = context.reading.doc.memory(_headings)
    if None not in known:
        lines = ((number, _first_words(line)) for number, line in enumerate(context.line_tokens))
        read = (_heading(number, words, context) for number, words in lines if words)
        found = [heading for heading in read if heading is not None]
        known[None] = found if sum(m is not None for _, m in found) >= _LEAST else []
    return known[None]


def _first_words(line: Sequence[Token]) -> list[Token]:
    """The words with which a line begins, one more at the most than a heading has."""
    return list(islice((t for t in line if t.text.strip().strip(_MARKS)), _SHORT + 1))


def _heading(number: int, words: list[Token], context: Context) -> _Heading | None:
    """What a line is the heading of, if it is one: no country's name is longer than the longest heading."""
    first, mention = words[0], context.reading.mention_at(words[0].i)
    if mention is not None and mention.label == "country" and mention.end > words[-1].i:
        return number, mention
    is_set_off = len(words) <= _SHORT and first.i > 0 and first.doc.tokens[first.i - 1].text == "**"
    return (number, None) if is_set_off else None
