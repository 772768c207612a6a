"""`attache export trade-register`, `attache compare-register`: the register in SIPRI's columns, and beside SIPRI's."""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import duckdb

from pipelines.commands.sql import QueryError, connect, show
from pipelines.report.register import OUTCOMES, SIPRI_COLUMNS, compare, trade_register, unknown_countries
from pipelines.report.sipri import RegisterError, read_register


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


def compare_register(warehouse: Path, file: Path, output: str, outcomes: list[str]) -> int:
    """Print a user's register beside ours as `table`, `csv` or `json`. Returns the exit code."""
    try:
        theirs, faults = read_register(file)
        with connect(warehouse) as connection:
            lines = compare(connection, theirs)
            unknown = unknown_countries(connection, theirs)
    except (RegisterError, QueryError, duckdb.Error, OSError) as error:
        print(f"attache compare-register: {error}", file=sys.stderr)
        return 1
    for fault in faults:
        print(fault, file=sys.stderr)
    if unknown:
        print(f"not known as countries, and so only theirs: {', '.join(unknown)}", file=sys.stderr)
    shown = [line.cells() for line in lines if line.outcome in (outcomes or OUTCOMES)]
    if shown or output != "table":
        names = list(shown[0]) if shown else []
        show(names, [tuple(row.values()) for row in shown], output)
    counts = Counter(line.outcome for line in lines)
    print(", ".join(f"{counts[outcome]} {outcome.replace('_', ' ')}" for outcome in OUTCOMES), file=sys.stderr)
    return 0


@contextmanager
def _opened(target: Path | None) -> Iterator[TextIO]:
    if target is None:
        yield sys.stdout
    else:
        # with a byte-order mark, so that spreadsheets see the encoding
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            yield file
