"""What the layout of a text tells of its sentences, whatever the parser makes of it: line starts, datelines.

Lists and headings have no full stops, and a parser that learned from running text joins them to what stands before or
behind them, and takes a bullet or a label ("Turkey: three drones") for a sentence. A line begins anew after an empty
one and where it is an item of a list; an item goes on to its first full stop. A text whose lines are broken at a width
goes on over their ends; where each line is a paragraph, a headline or a label, each begins anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.text.datelines import DATELINE
from pipelines.text.reading_view import has_paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc

BEGINS, GOES_ON = 1, -1
_BULLETS = frozenset("* - \u2013 \u2014 \u2022 \u00b7 \u25aa \u25cf \u25e6 > # | + \u2192".split())
_ENDS = frozenset((".", "!", "?", "\u2026"))


def line_starts(doc: Doc) -> list[int]:
    """For each token BEGINS or GOES_ON where that is known by the lines, 0 where the parser decides."""
    starts = [0] * len(doc)
    before, is_item = "", False
    paragraphs = has_paragraphs(doc.text)
    for index, token in enumerate(doc):
        text = token.text
        if "\n" in before:
            is_item = text in _BULLETS
            is_line = paragraphs and not text[:1].islower()
            if is_item or is_line or before.count("\n") > 1:
                starts[index] = BEGINS
        elif is_item:
            if before in _ENDS:
                is_item = False
            else:
                starts[index] = GOES_ON
        before = text
    return starts


def behind_datelines(doc: Doc) -> list[int]:
    """The tokens right behind datelines: the parser would take a town and a day for those who act."""
    ends = {match.end() for match in DATELINE.finditer(doc.text)}
    return [token.i for token in doc if token.idx in ends] if ends else []
