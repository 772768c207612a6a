"""`attache sql`: one query or a small shell over the published warehouse, read-only."""

import cmd
import csv
import json
import sys
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

_CELL_WIDTH = 60
_UNBOUND = 1_000_000
_LIST_TABLES = """
    select schema_name || '.' || table_name as name, estimated_size as rows, comment
    from duckdb_tables() order by all;"""


class QueryError(RuntimeError):
    """A query that could not be run; the message says why."""


def connect(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """The published warehouse, read-only.

    Raises:
        QueryError: it is not there or cannot be opened.
    """
    if not warehouse.is_file():
        raise QueryError(f"nothing is published at {warehouse} yet: run `attache run` first")
    try:
        return duckdb.connect(str(warehouse), read_only=True)
    except duckdb.Error as error:
        raise QueryError(f"{warehouse} cannot be opened: {error}") from error


def fetch(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of a query.

    Raises:
        QueryError: the query is wrong, or would write.
    """
    try:
        cursor = connection.execute(query)
        return [column[0] for column in cursor.description or ()], cursor.fetchall()
    except duckdb.Error as error:
        if "read-only" in str(error):
            raise QueryError(
                "refused: `attache sql` reads only, and nothing was changed. The pipeline alone writes the "
                "warehouse; copy the file if you want to change something in it."
            ) from error
        raise QueryError(str(error)) from error


def run(warehouse: Path, query: str | None, output: str) -> int:
    """Print the query's result as `table`, `csv` or `json`, or open the shell. Returns the exit code."""
    try:
        with connect(warehouse) as connection:
            if query is None:
                Shell(connection, warehouse).cmdloop()
            else:
                show(*fetch(connection, query), output)
    except QueryError as error:
        print(f"attache sql: {error}", file=sys.stderr)
        return 1
    return 0


def show(names: list[str], rows: list[tuple[Any, ...]], output: str) -> None:
    """Print rows as a table for a person, as CSV with a header line, or as a JSON list of objects."""
    if output == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)
    elif output == "json":
        objects = [dict(zip(names, row, strict=True)) for row in rows]
        print(json.dumps(objects, ensure_ascii=False, default=str, indent=1))
    else:
        _print_table(names, rows)


def _print_table(names: list[str], rows: list[tuple[Any, ...]]) -> None:
    console = Console()
    is_for_person = console.is_terminal
    table = Table(*(escape(name) for name in names), header_style="bold")
    for row in rows:
        table.add_row(*(Text(_cell(value, is_for_person), style="" if value is not None else "dim") for value in row))
    if not is_for_person:
        console = Console(width=Console(width=_UNBOUND).measure(table).maximum)
    console.print(table)
    console.print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", highlight=False)


def _cell(value: Any, is_cut: bool) -> str:
    text = "null" if value is None else str(value)
    return text if not is_cut or len(text) <= _CELL_WIDTH else text[: _CELL_WIDTH - 1] + "…"


class Shell(cmd.Cmd):
    """Reads queries that end with a semicolon, until Ctrl-D or .quit."""

    prompt = "attache> "
    _CONTINUED = "     ...> "

    def __init__(self, connection: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
        super().__init__()
        self._connection = connection
        self._waiting: list[str] = []
        self.intro = f"{warehouse}, read-only. End a query with ; - .tables lists the tables, .quit leaves."

    def onecmd(self, line: str) -> bool:
        """A line of a query, or a dot command; True leaves the shell. No word of SQL is `cmd`'s own."""
        if line == "EOF" or line.strip() in (".quit", ".exit"):
            return True
        if not line.strip():
            return False
        if line.strip() == ".tables":
            line = _LIST_TABLES
        self._waiting.append(line)
        self.prompt = self._CONTINUED
        if line.rstrip().endswith(";"):
            query, self._waiting, self.prompt = "\n".join(self._waiting), [], Shell.prompt
            try:
                show(*fetch(self._connection, query), "table")
            except QueryError as error:
                print(error)
        return False

    def completenames(self, *_: Any) -> list[str]:
        """No completion: a tab is a tab."""
        return []
