"""The country under whose heading deals are listed: "Chad / * Russia: Su-30SM / Kenya / * Turkey: drones"."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

_LEAST = 2  # headings of a list
_SHORT = 6  # words of a line that is a heading and no sentence
_MARKS = (":", "-", "–", "—")


def headed_by(index: int, context: Context) -> Mention | None:
    """The country whose name alone stands over the lines among which a token stands; None without such lists."""
    known: dict[None, list[tuple[int, Mention | None]]] = context.reading.doc.memory(headed_by)
    if None not in known:
        found = _headings(context)
        known[None] = found if sum(m is not None for _, m in found) >= _LEAST else []
    last = bisect_right([line for line, _ in known[None]], context.lines[index]) - 1
    return known[None][last][1] if last >= 0 and known[None][last][0] < context.lines[index] else None


def _headings(context: Context) -> list[tuple[int, Mention | None]]:
    """(Line, country) of the short lines of a document; one that names none ends what the one before it heads."""
    found: list[tuple[int, Mention | None]] = []
    for number, tokens in context.worded_lines.items():
        last = tokens[-2] if len(tokens) > 1 and tokens[-1].text in _MARKS else tokens[-1]
        mention = context.reading.mention_at(tokens[0].i)
        is_whole = mention is not None and mention.label == "country" and mention.end > last.i
        if is_whole or (len(tokens) <= _SHORT and tokens[0].i and context.reading.doc[tokens[0].i - 1].text == "**"):
            found.append((number, mention if is_whole else None))
    return found
