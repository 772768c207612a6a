"""Who acts in the entries of a list: the states at the head of a line ("Sweden - suspended its aid") or in one over it.

A document has entries where two lines at the least begin so: a single one is a dateline or gives whose words follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.policy.enumerated import name_row

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
    from pipelines.annotation.parties import Party
    from pipelines.facts.context import Context

_LEAST = 2  # entries of a list
_BELOW = 2  # lines for which a name in a line of its own is told
_DASHES = frozenset((":", "-", "–", "—"))


def heading_actors(act: Token, context: Context) -> list[Party]:
    """The states that head the entry in which a word stands, or none."""
    heads = _heads(context)
    line = context.lines[act.i]
    for number in range(line, line - _BELOW - 1, -1):
        parties, is_alone = heads.get(number, ([], False))
        if parties:
            is_over = parties[0].start < act.i and (number == line or is_alone)
            return parties if is_over else []
    return []


def _heads(context: Context) -> dict[int, tuple[list[Party], bool]]:
    """Line -> the states at its head, and whether they stand there alone; empty where there is no list."""
    known: dict[None, dict[int, tuple[list[Party], bool]]] = context.reading.doc.memory(_heads)
    if None not in known:
        starts = (0, *(end + 1 for end in context.reading.line_ends))
        found = {context.lines[s]: head for s in starts if s < len(context.lines) and (head := _head(s, context))}
        known[None] = found if len(found) >= _LEAST else {}
    return known[None]


def _head(start: int, context: Context) -> tuple[list[Party], bool] | None:
    """The states with which a line begins, where a colon, a dash or nothing follows them."""
    doc = context.reading.doc
    while start < len(doc) and not doc[start].is_alpha and "\n" not in doc[start].text:
        start += 1  # bullets, emphasis
    row = name_row(start, context)
    if not row or doc[row[0].start].text.isupper():
        return None  # a dateline
    end = row[-1].end
    while end < len(doc) and doc[end].text.strip("*") == "" and "\n" not in doc[end].text:
        end += 1
    is_alone = end == len(doc) or "\n" in doc[end].text
    if not is_alone and doc[end].text not in _DASHES:
        return None
    named = (context.parties.stated(context.reading.head(m.start, m.end)) for m in row)
    parties = [p for p in named if p is not None]
    return (parties, is_alone) if parties else None
