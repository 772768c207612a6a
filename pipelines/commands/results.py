"""A query's result on the screen: a table, or one cell below the other where that is too wide; CSV and JSON."""

import csv
import json
import math
import sys
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

_CELL_WIDTH = 60
_UNBOUND = 1_000_000
Rows = Sequence[tuple[Any, ...]]


def show(names: list[str], rows: Rows, output: str) -> None:
    """Print rows as `table` for a person, as `csv` with a header line, or as `json`, a list of objects."""
    if output == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows([None if value is None else _in_csv(value) for value in row] for row in rows)
    elif output == "json":
        objects = [dict(zip(names, map(_in_json, row), strict=True)) for row in rows]
        print(json.dumps(objects, ensure_ascii=False, default=str, indent=1))
    else:
        _show_to_person(names, rows)


def _show_to_person(names: list[str], rows: Rows) -> None:
    console = Console()
    table = _table(names, rows, is_cut=console.is_terminal)
    count = f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
    needed = Console(width=_UNBOUND).measure(table)
    if not console.is_terminal:
        Console(width=needed.maximum).print(table)
    elif rows and needed.minimum > console.width:
        _print_records(console, names, rows)
        count += ", one cell below the other as they are wider than the window; cells without a value are left out"
    else:
        console.print(table)
    console.print(count, highlight=False)


def _table(names: list[str], rows: Rows, is_cut: bool) -> Table:
    table = Table(*(escape(name) for name in names), header_style="bold")
    for row in rows:
        cells = ((_cut(_cell(value), _CELL_WIDTH) if is_cut else _cell(value), value) for value in row)
        table.add_row(*(Text(cell, style="" if value is not None else "dim") for cell, value in cells))
    return table


def _print_records(console: Console, names: list[str], rows: Rows) -> None:
    widest = max(map(len, names))
    room = max(console.width - widest - 4, _CELL_WIDTH)
    for number, row in enumerate(rows, start=1):
        console.rule(f"{number}", align="left")
        for name, value in zip(names, row, strict=True):
            if value is not None:
                line = Text.assemble("  ", (name.ljust(widest), "bold"), "  ", _cut(_cell(value), room))
                console.print(line, soft_wrap=True)


def _cell(value: Any) -> str:
    """A value as DuckDB writes it: [a, b] for a list, true and false."""
    if value is None:
        return "null"
    if isinstance(value, list):
        return f"[{', '.join(map(_cell, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _in_csv(value: Any) -> str:
    """A value as other programs read it: lists and objects as JSON, true and false."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return _cell(value)


def _in_json(value: Any) -> Any:
    """A value as JSON has one: what is no number (NaN, infinite) is null."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
