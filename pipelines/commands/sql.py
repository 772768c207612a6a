"""`attache sql`: one query, a file of queries or a small shell over the published warehouse, read-only."""

import cmd
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from pipelines.commands.results import show

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
        raise QueryError(f"{warehouse} cannot be opened as a warehouse: {error}") from error


def answers(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[list[str], list[tuple[Any, ...]]]]:
    """Column names and rows of each statement of a query that gives some.

    Raises:
        QueryError: the query is wrong, or would write.
    """
    try:
        statements = connection.extract_statements(query)
        if not statements:
            raise QueryError("the query is empty")
        for statement in statements:
            cursor = connection.execute(statement)
            if duckdb.ExpectedResultType.NOTHING not in statement.expected_result_type:
                yield [column[0] for column in cursor.description or ()], cursor.fetchall()
    except duckdb.Error as error:
        if "read-only" in str(error):
            raise QueryError(
                "refused: `attache sql` reads only, and nothing was changed. The pipeline alone writes the "
                "warehouse; copy the file if you want to change something in it."
            ) from error
        raise QueryError(str(error)) from error


def run(warehouse: Path, query: str | None, output: str) -> int:
    """Print the query's result as `table`, `csv` or `json`, or open the shell. Returns the exit code.

    Args:
        warehouse: the published file.
        query: one statement or more, or the name of a file that ends in .sql and holds them; None for what standard
            input says.
        output: how results are printed.
    """
    try:
        with connect(warehouse) as connection:
            if query is None:
                shell = Shell(connection, warehouse, output, is_for_person=sys.stdin.isatty())
                shell.cmdloop()
                return 1 if shell.has_failed and not sys.stdin.isatty() else 0
            for names, rows in answers(connection, _words(query)):
                show(names, rows, output)
    except QueryError as error:
        print(f"attache sql: {error}", file=sys.stderr)
        return 1
    return 0


def _words(query: str) -> str:
    if not query.endswith(".sql") or len(query.split()) > 1:
        return query
    try:
        return Path(query).expanduser().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise QueryError(f"{query} cannot be read: {reason}") from error


class Shell(cmd.Cmd):
    """Reads queries that end with a semicolon, until Ctrl-D or .quit; the last one at the end needs none."""

    prompt = "attache> "
    _CONTINUED = "     ...> "

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, warehouse: Path, output: str, is_for_person: bool
    ) -> None:
        super().__init__()
        self._connection = connection
        self._output = output
        self._waiting: list[str] = []
        self._is_for_person = is_for_person
        self.has_failed = False
        self.intro = f"{warehouse}, read-only. End a query with ; - .tables lists the tables, .quit leaves."
        if not is_for_person:  # a program or a file speaks: it wants answers, no prompts
            self.intro, self.prompt, self.use_rawinput = "", "", False

    def onecmd(self, line: str) -> bool:
        """A line of a query, or a dot command; True leaves the shell. No word of SQL is `cmd`'s own."""
        if line == "EOF" or line.strip() in (".quit", ".exit"):
            if any(map(str.strip, self._waiting)):
                self._ask()
            return True
        if not line.strip():
            return False
        if line.strip() == ".tables":
            line = _LIST_TABLES
        self._waiting.append(line)
        if line.rstrip().endswith(";") and self._is_whole():
            self._ask()
        if self._is_for_person:
            self.prompt = self._CONTINUED if self._waiting else Shell.prompt
        return False

    def _is_whole(self) -> bool:
        """False where the semicolon at the end stands in a string or a comment, which DuckDB makes no token of."""
        query = "\n".join(self._waiting).rstrip().encode("utf-8", "replace")
        tokens = duckdb.tokenize(query.decode())
        return bool(tokens) and tokens[-1][0] == len(query) - 1

    def _ask(self) -> None:
        query, self._waiting = "\n".join(self._waiting), []
        try:
            for names, rows in answers(self._connection, query):
                show(names, rows, self._output)
        except QueryError as error:
            self.has_failed = True
            print(error, file=None if self._is_for_person else sys.stderr)

    def completenames(self, *_: Any) -> list[str]:
        """No completion: a tab is a tab."""
        return []
