"""`attache export trade-register`, `attache compare-register`: the register in SIPRI's columns, and beside SIPRI's."""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import duckdb

from pipelines.commands.results import show
from pipelines.commands.sql import QueryError, connect
from pipelines.marts.register import (
    OUTCOMES,
    SIPRI_COLUMNS,
    NotPublishedError,
    compare,
    published_comparison,
    trade_register,
)
from pipelines.registers.sipri import read_register

_FOR_PEOPLE = (
    *("outcome", "differs_in", "recipient", "supplier", "their_line"),
    *(
        f"{side}_{name}"
        for name in ("weapon_designation", "year_of_order", "number_ordered", "number_delivered")
        for side in ("their", "our")
    ),
    "deal_id",
)
"""The columns that fit a screen; CSV and JSON have all."""


def export(warehouse: Path, output: str, target: Path | None) -> int:
    """Print the register as `table` or `csv`, or write the CSV to `target`. Returns the exit code."""
    try:
        with connect(warehouse) as connection:
            rows = trade_register(connection)
        cells = [tuple(row[name] for name in SIPRI_COLUMNS) for row in rows]
        if target is None and output == "table":
            show([title or "?" for title in SIPRI_COLUMNS.values()], cells, "table")
        else:
            with _opened(target) as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(SIPRI_COLUMNS.values())
                writer.writerows(cells)
    except (QueryError, duckdb.Error, OSError) as error:
        print(f"attache export: {error}", file=sys.stderr)
        return 1
    if target:
        print(f"{len(rows)} entries written to {target}")
    return 0


def compare_register(warehouse: Path, file: Path | None, output: str, outcomes: list[str]) -> int:
    """Print a register beside ours as `table`, `csv` or `json`. Returns the exit code.

    Args:
        warehouse: the published file.
        file: the register; without it the comparison of the last run is shown, of the files of the folder `registers`.
        output: how it is printed.
        outcomes: which lines are shown; empty: all.
    """
    try:
        with connect(warehouse) as connection:
            rows = _compared(connection, file) if file else published_comparison(connection)
    except (_NotReadError, NotPublishedError, QueryError, duckdb.Error) as error:
        print(f"attache compare-register: {error}", file=sys.stderr)
        return 1
    shown = [row for row in rows if row["outcome"] in (outcomes or OUTCOMES)]
    if shown or output != "table":
        names = list(_FOR_PEOPLE if output == "table" else shown[0] if shown else ())
        cells = [tuple(_cell(row[name], output) for name in names) for row in shown]
        show(names, cells, output)
    theirs = [row for row in rows if row["their_line"]]
    unknown = {row[side] for row in theirs for side in ("supplier", "recipient") if not row[f"{side}_code"]}
    if unknown:
        print(f"not known as countries, and so only theirs: {', '.join(sorted(unknown))}", file=sys.stderr)
    counts = Counter(row["outcome"] for row in rows)
    print(", ".join(f"{counts[outcome]} {outcome.replace('_', ' ')}" for outcome in OUTCOMES), file=sys.stderr)
    if not file and not rows:
        print("no register was read: put one into the folder `registers` (attache.toml), or name it", file=sys.stderr)
    return 0


def _cell(value: Any, output: str) -> Any:
    return " ".join(value) if isinstance(value, list) and output != "json" else value


class _NotReadError(ValueError):
    """Nothing of the register could be read; the message says why."""


def _compared(connection: duckdb.DuckDBPyConnection, file: Path) -> list[dict[str, Any]]:
    entries, faults = read_register(file, str(file))
    if not entries:
        raise _NotReadError("\n".join(map(str, faults)) or f"{file}: the register has no entries")
    for fault in faults:
        print(fault, file=sys.stderr)
    return compare(connection, entries)


@contextmanager
def _opened(target: Path | None) -> Iterator[TextIO]:
    if target is None:
        yield sys.stdout
    else:
        # with a byte-order mark, so that spreadsheets see the encoding
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            yield file
