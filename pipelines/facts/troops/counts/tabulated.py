"""Text tables of forces: a row a deployment, what the columns mean by their header or by what stands in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.facts.tables import Cell, TextTable, find_tables
from pipelines.facts.troops.counts.count import Count
from pipelines.facts.troops.forces.sides import Side, side_at
from pipelines.facts.troops.words import force_lemma, force_nouns

if TYPE_CHECKING:
    from pipelines.annotation.reading import Mention, Number
    from pipelines.facts.context import Context
    from pipelines.facts.troops.counts.lines import Row

NAMES = ("country", "nationality", "organisation", "armed_group", "military_unit", "location", "facility")
_LANDS = ("country", "nationality", "location", "facility")


def rows_of_tables(context: Context, row: type[Row]) -> list[Row]:
    """The rows of the tables that speak of forces in their caption or header, in the order of the document."""
    found = []
    for table in find_tables(context.reading):
        columns = _columns(table, context)
        if not _speaks_of_forces(table, context):
            continue
        if "number" not in columns.values():
            found += _pairs(table, context, row)
            continue
        start = table.caption.start if table.caption is not None else table.start
        heading = (start, max(c.end for c in table.header))
        for line in table.rows:
            cells = {columns[n]: cell for n, cell in line.items() if n in columns}
            number = _number_in(cells.get("number"), context)
            sides = {name: _mention_in(cells.get(name), context) for name in ("force", "host", "name")}
            named = sides["name"] or sides["force"] or sides["host"]
            if number is None or named is None:
                continue
            count = Count(number, context.reading.doc[number.end - 1], "personnel", "phrase")
            span = (min(c.start for c in line.values()), max(c.end for c in line.values()))
            force, host = (_side(sides[name], f"{name}:column") for name in ("force", "host"))
            found.append(row(count, named, heading, span, force, host))
    return found


def _pairs(table: TextTable, context: Context, row: type[Row]) -> list[Row]:
    """The cells that hold a name and a number: "Estonia | Britain (900) | France (300)"; the first column is where."""
    found = []
    heading = (table.header[0].start, max(c.end for c in table.header))
    for line in table.rows:
        host = _mention_in(line.get(0), context)
        span = (min(c.start for c in line.values()), max(c.end for c in line.values()))
        cells = sorted(line.values(), key=lambda c: c.start)
        for at, cell in enumerate(cells):
            behind = cells[at + 1].start if at + 1 < len(cells) else _line_end(cell.start, context)
            named = _mention_in(cell, context)
            number = _number_in(replace(cell, end=behind), context)
            if at and host is not None and named is not None and number is not None:
                count = Count(number, context.reading.doc[number.end - 1], "personnel", "phrase")
                sides = _side(named, "force:column"), _side(host, "host:column")
                found.append(row(count, named, heading, span, *sides))
    return found


def _line_end(start: int, context: Context) -> int:
    doc = context.reading.doc
    return next((t.i for t in doc[start:] if "\n" in t.text), len(doc))


def _columns(table: TextTable, context: Context) -> dict[int, str]:
    """Column -> force, host, name (one of the two) or number."""
    found: dict[int, str] = {}
    for at, cell in enumerate(table.header):
        sense, cells = cell.sense(senses("troop_columns")), table.column(at)
        read = _number_in if sense == "number" else _mention_in
        if sense is not None and sense not in found.values() and any(read(c, context) for c in cells):
            found[at] = sense
    names = [at for at, sense in found.items() if sense == "name"]
    if names and {"force", "host"} <= set(found.values()):
        del found[names[0]]
    return found


def _speaks_of_forces(table: TextTable, context: Context) -> bool:
    cells = [*table.header, *([table.caption] if table.caption is not None else [])]
    words = (t for c in cells for t in context.reading.doc[c.start : c.end])
    return any(force_nouns().get(force_lemma(t), "person") not in ("person", "body") for t in words)


def _number_in(cell: Cell | None, context: Context) -> Number | None:
    return next((n for n in context.reading.numbers if cell is not None and cell.start <= n.start < cell.end), None)


def _mention_in(cell: Cell | None, context: Context) -> Mention | None:
    """What a cell names: a land before a mission ("KFOR, Kosovo")."""
    if cell is None:
        return None
    told = [m for m in context.reading.of_label(*NAMES) if cell.start <= m.start < cell.end and m.code]
    return next((m for m in told if m.label in _LANDS), next(iter(told), None))


def _side(mention: Mention | None, rule: str) -> Side | None:
    return side_at(mention, rule) if mention is not None else None
