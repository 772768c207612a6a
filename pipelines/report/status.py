"""The state of a warehouse: what is published, since when, and what was lost to faults."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

_PUBLISHED = "select max(published_at) from ops.runs"
_QUARANTINE = """
    select origin, line, stage, error_code, message, quarantined_at
    from ops.quarantine
    order by quarantined_at desc, origin, line"""
_TABLES = """
    select schema_name || '.' || table_name
    from duckdb_tables()
    where schema_name in ('core', 'facts', 'marts', 'history', 'ops')
    order by array_position(['core', 'facts', 'marts', 'history', 'ops'], schema_name), table_name"""


@dataclass(frozen=True)
class Status:
    """What a published warehouse holds. `quarantine` has the newest first."""

    published_at: datetime | None
    tables: dict[str, int]
    quarantine: list[dict[str, Any]]


class NotReadableError(RuntimeError):
    """The file is no warehouse; the message says what it is instead."""


def read_status(warehouse: Path) -> Status:
    """Look into a published warehouse.

    Raises:
        NotReadableError: it cannot be opened, or holds other tables.
    """
    try:
        return _read_status(warehouse)
    except duckdb.Error as error:
        raise NotReadableError(f"{warehouse} cannot be opened as a warehouse: {error}") from error


def _read_status(warehouse: Path) -> Status:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        published = connection.execute(_PUBLISHED).fetchone()
        tables = {}
        for (table,) in connection.execute(_TABLES).fetchall():
            counted = connection.execute(f"select count(*) from {table}").fetchone()
            tables[table] = counted[0] if counted else 0
        return Status(published[0] if published else None, tables, quarantined(connection))


def quarantined(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The rows of ops.quarantine, the newest first."""
    cursor = connection.execute(_QUARANTINE)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def quarantined_in_build(build: Path) -> list[dict[str, Any]] | None:
    """The quarantine of the build database, which may be ahead of the published file.

    None where there is no build database, or a run is writing it.
    """
    if not build.is_file():
        return None
    try:
        with duckdb.connect(str(build), read_only=True) as connection:
            return quarantined(connection)
    except duckdb.Error:
        return None
