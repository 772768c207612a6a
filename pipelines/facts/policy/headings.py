"""Under whose name an act is listed: the state or body whose name alone stands over its lines, or before its words.

"India / 1. The treaty is held in abeyance. / Pakistan / 2. All trade is suspended."; "Ottawa: four ordered out".
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.policy.states import acts_for_itself

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
    from pipelines.annotation.parties import Party
    from pipelines.facts.context import Context

_SHORT = 6  # words of a line that is a heading and no sentence
_MARKS = (".", ":")  # behind a name that stands before its own words


def headed_by(token: Token, context: Context) -> Party | None:
    """The state or body whose name is the heading of a token's line, or of the lines that it stands among."""
    known: dict[None, list[tuple[int, Party | None]]] = token.doc.memory(headed_by)
    if None not in known:
        known[None] = _headings(context)
    line = context.lines[token.i]
    last = bisect_right([number for number, _ in known[None]], line) - 1
    return known[None][last][1] if last >= 0 else None


def _headings(context: Context) -> list[tuple[int, Party | None]]:
    """(Line from which it holds, party or None) of the headings of a document, in its order.

    A heading that names no party ends what the one before it heads; so does a line with a name of its own, for itself.
    """
    lines: dict[int, list[Token]] = {}
    for token in context.reading.doc.tokens:
        if not token.text.isspace() and token.text not in ("*", "#"):
            lines.setdefault(context.lines[token.i], []).append(token)
    found: list[tuple[int, Party | None]] = []
    over: Party | None = None
    for number, words in lines.items():
        if len(words) <= _SHORT and words[-1].text not in (".", "!", '"'):
            over = _named(words, context)
            found.append((number, over))
        elif (
            own := next((_named(words[:i], context) for i in (1, 2, 3) if words[i].text in _MARKS), None)
        ) is not None:
            found += [(number, own), (number + 1, over)]
    return found


def _named(words: list[Token], context: Context) -> Party | None:
    """The party of which some words are the name and nothing else."""
    mention = context.reading.mention_at(words[0].i) if words else None
    if mention is None or (mention.start, mention.end) != (words[0].i, words[-1].i + 1):
        return None
    party = context.parties.stated(context.reading.head(mention.start, mention.end))
    return replace(party, rule="heading") if acts_for_itself(party) and party is not None else None
