"""Whose words stand behind a colon: "22:05 Mr Trump at Mar-a-Lago: the embargo remains in force"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context

_LONGEST = 14  # words of a line up to the colon behind its speaker


def label_before(word: Token, context: Context) -> Party | None:
    """Who is named first before the colon of a word's line and sentence: a person in office or a government."""
    line = [t for t in context.worded_lines.get(context.lines[word.i], ()) if t.i < word.i]
    colon = next((n for n, t in enumerate(line[:_LONGEST]) if t.text == ":"), None)
    index = context.reading.sentence_index
    if colon is None or index[line[colon].i] != index[word.i] or any(t.pos_ == "VERB" for t in line[:colon]):
        return None
    named = (context.parties.stated(t) for t in line[:colon])
    return next((p for p in named if p is not None), None)
