"""Under whose name an act is listed: the states whose names alone stand over its lines, or before its words.

"India / 1. The treaty is held in abeyance. / Pakistan / 2. All trade is suspended."; "Sweden - suspended its aid".
Names before words of their line are such heads where two lines at the least begin so: a single one is a dateline, or
tells whose words follow.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.policy.actors.enumerated import name_row
from pipelines.facts.policy.actors.states import acts_for_itself

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context

_SHORT = 6  # words of a line that is a heading and no sentence
_LEAST = 2  # headings of a list
_MARKS = frozenset((".", ":", "-", "–", "—"))  # behind names that stand before their own words
_ENDS = (".", "!", '"')
_Heading = tuple[int, list["Party"]]


def headed_by(token: Token, context: Context) -> list[Party]:
    """The states and bodies whose names head a token's line, or the lines that it stands among; or none."""
    known: dict[None, list[_Heading]] = token.doc.memory(headed_by)
    if None not in known:
        known[None] = _headings(context)
    last = bisect_right([line for line, _ in known[None]], context.lines[token.i]) - 1
    return known[None][last][1] if last >= 0 else []


def _headings(context: Context) -> list[_Heading]:
    """(Line from which it holds, parties) of the headings of a document, in its order.

    A heading that names no party ends what the one before it heads; so does a line with names of its own, for itself.
    """
    found: list[_Heading] = []
    over: list[Party] = []
    beside: list[int] = []  # lines with names before their words
    for number, words in context.worded_lines.items():
        parties, end = _names_at(words, context)
        behind = next((t for t in words if t.i >= end), None)
        if len(words) <= _SHORT and words[-1].text not in _ENDS:
            is_alone = behind is None or (behind == words[-1] and behind.is_punct)  # "Turkey reacts" heads no list
            over = parties if is_alone else []
            found.append((number, over))
        elif parties and behind is not None and behind.text in _MARKS:
            found += [(number, parties), (number + 1, over)]
            beside.append(number)
    is_list = sum(bool(parties) for _, parties in found) >= _LEAST
    return [h for h in found if is_list or h[0] not in beside]


def _names_at(words: list[Token], context: Context) -> tuple[list[Party], int]:
    """The parties with whose names a line begins, and the token behind them; none for a dateline in capitals."""
    row = name_row(words[0].i, context)
    if not row or words[0].text.isupper():
        return [], words[0].i
    named = (context.parties.stated(context.reading.head(m.start, m.end)) for m in row)
    return [replace(p, rule="heading") for p in named if p is not None and acts_for_itself(p)], row[-1].end
