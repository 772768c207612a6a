"""The lines of a document, and the lists and tables of forces in them: a name, a number, and a heading over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.facts.troops.counts.count import Count
from pipelines.facts.troops.counts.tabulated import NAMES, rows_of_tables
from pipelines.facts.troops.words import force_lemma, force_nouns, sense_of

if TYPE_CHECKING:
    from pipelines.annotation.reading import Mention, Number
    from pipelines.facts.context import Context
    from pipelines.facts.troops.forces.sides import Side

_BULLETS = frozenset(("-", "*", "•", "|", "–", "—", "·", ">", "o", "+"))
_BETWEEN = frozenset((":", "|", "-", "–", "—", "(", "=", ",", "about", "some"))
_LONGEST_TAIL = 8  # tokens behind the number of a row; more is a sentence
_HEADING_LINES = 3
_HEAD = 6  # tokens in which the colon of a line in a list must come


@dataclass(frozen=True)
class Row:
    """A row of a list or table of forces.

    Attributes:
        count: the number.
        name: the name in the row: the force or the place, as the heading leaves it open.
        heading: tokens [start, end) of what stands over the rows.
        span: tokens [start, end) of the row.
        force, host: what a column of its own tells.
    """

    count: Count
    name: Mention
    heading: tuple[int, int]
    span: tuple[int, int]
    force: Side | None = None
    host: Side | None = None


def line_spans(context: Context) -> list[tuple[int, int]]:
    """The lines that hold words, as tokens [start, end)."""
    doc = context.reading.doc
    ends = (*context.reading.line_ends, len(doc))
    spans = zip((0, *(end + 1 for end in ends)), ends, strict=False)
    return [(a, b) for a, b in spans if any(t.is_alpha or t.like_num for t in doc.tokens[a:b])]


def find_rows(context: Context, lines: list[tuple[int, int]]) -> list[Row]:
    """The rows of the lists and tables whose heading or whose own words speak of forces."""
    numbers = {n.start: n for n in context.reading.numbers}
    rows = rows_of_tables(context, Row)
    tabled = [r.span for r in rows]
    colons = [any(t.text == ":" for t in context.reading.doc[a : min(b, a + _HEAD)]) for a, b in lines]
    parts = [
        None
        if any(start <= a < end for a, _ in tabled)
        else _parts(start, end, numbers, context, is_listed=any([*colons[max(0, n - 1) : n], *colons[n + 1 : n + 2]]))
        for n, (start, end) in enumerate(lines)
    ]
    for at, found in enumerate(parts):
        if found is None:
            continue
        first = at
        while first and parts[first - 1] is not None:
            first -= 1
        heading = (lines[max(0, first - _HEADING_LINES)][0], lines[first][0])
        name, number = found
        row = _row(name, number, lines[at], heading, context)
        if row is not None:
            rows.append(row)
    return rows


def _parts(
    start: int, end: int, numbers: dict[int, Number], context: Context, *, is_listed: bool
) -> tuple[Mention, Number] | None:
    """The name at the head of a line and the number right behind it, or None where a line is none of a list.

    A line that goes on behind the number is one only among others with a colon: else it has a dateline.
    """
    tokens = context.reading.doc.tokens
    while start < end and (tokens[start].text in _BULLETS or tokens[start].lower_ == "the"):
        start += 1
    name = context.reading.mention_at(start) if start < end else None
    if name is None or name.start != start or name.code is None or name.label not in NAMES:
        return None
    index = name.end
    while index < end and tokens[index].text in _BETWEEN and index not in numbers:
        index += 1
    number = numbers.get(index)
    if number is None or number.end > end:
        return None
    if is_listed and tokens[name.end].text == ":" and name.start not in context.parties.statements.labels:
        return name, number  # "Gabon: 350, half of whom are trainers"
    if end - number.end > _LONGEST_TAIL:
        return None
    if any(t.pos_ in ("VERB", "AUX") and t.tag_ != "VBN" for t in tokens[number.end : end]):
        return None
    return name, number


def _row(
    name: Mention, number: Number, span: tuple[int, int], heading: tuple[int, int], context: Context
) -> Row | None:
    doc, end = context.reading.doc, span[1]
    tail = [t for t in doc[number.end : end] if t.pos_ in ("NOUN", "PROPN") and t.is_alpha]
    forces = [t for t in tail if sense_of(t, context) is not None]
    if forces:
        sense = sense_of(forces[-1], context)
        unit = sense if sense in ("brigade", "battalion", "division", "regiment", "other") else "personnel"
        return Row(Count(number, forces[-1], str(unit), "phrase"), name, heading, span)
    if tail and tail[0].i == number.end:
        return None
    if any(number.end <= i < end for i in context.item_heads):
        return None  # "Italy: six M-346 light jets"
    over = [t for t in doc[heading[0] : heading[1]] if force_lemma(t) in force_nouns()]
    return Row(Count(number, doc[number.end - 1], "personnel", "phrase"), name, heading, span) if over else None
