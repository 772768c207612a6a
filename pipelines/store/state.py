"""What the store remembers about itself in ops.state, and the digest of what a published file would hold."""

import hashlib

import duckdb

from pipelines.contracts.tables import PRIVATE
from pipelines.store.macros import MACROS

# What is published, in this order. Other schemas (dbt's staging and intermediate) are of the build alone.
PUBLISHED_SCHEMAS = ("core", "facts", "marts", "history", "ref", "ops")
# Written by dbt, not by this store: changes are seen by looking at the rows.
DBT_SCHEMAS = ("marts", "ref")


def remembered(connection: duckdb.DuckDBPyConnection, name: str) -> str | None:
    """The value of a name, or None."""
    row = connection.execute("SELECT value FROM ops.state WHERE name = ?", [name]).fetchone()
    return row[0] if row else None


def remember(connection: duckdb.DuckDBPyConnection, name: str, value: str) -> None:
    """Set the value of a name. Two statements: run it within a transaction."""
    connection.execute("DELETE FROM ops.state WHERE name = ?", [name])
    connection.execute("INSERT INTO ops.state (name, value) VALUES (?, ?)", [name, value])


def note_changes(connection: duckdb.DuckDBPyConnection, rows: int) -> None:
    """Count rows that were changed within this transaction. Nothing changed: nothing is written."""
    if rows:
        remember(connection, "changes", str(int(remembered(connection, "changes") or 0) + rows))


def published_relations(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, bool]]:
    """Schema, name and whether it is a view, of all that a published file holds, sorted.

    What dbt leaves behind when it is killed (`...__dbt_tmp`, `...__dbt_backup`) does not count.
    """
    rows = connection.execute(
        """
        SELECT schema_name, table_name, false FROM duckdb_tables()
        WHERE database_name = current_database() AND NOT temporary
        UNION ALL
        SELECT schema_name, view_name, true FROM duckdb_views()
        WHERE database_name = current_database() AND NOT temporary AND NOT internal
        ORDER BY ALL
        """
    ).fetchall()
    return [
        (schema, name, is_view)
        for schema, name, is_view in rows
        if schema in PUBLISHED_SCHEMAS and "__dbt_" not in name and f"{schema}.{name}" not in PRIVATE
    ]


def state_digest(connection: duckdb.DuckDBPyConnection) -> str:
    """Digest of what a published file would hold, without the log of runs.

    The store's own tables go in as a count of all changes so far, dbt's as a hash of their rows,
    and all of them with their columns, types and descriptions, and the macros.
    """
    relations = published_relations(connection)
    parts: list[object] = [remembered(connection, "changes"), relations, MACROS]
    for schema, name, _ in relations:
        if schema in DBT_SCHEMAS:
            content = f'SELECT count(*), sum(hash(r)) FROM "{schema}"."{name}" AS r'
            parts.append(connection.execute(content).fetchone())
    parts += connection.execute(
        """
        SELECT schema_name, table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()
        WHERE database_name = current_database() AND NOT internal AND list_contains(?, schema_name)
          AND NOT contains(table_name, '__dbt_')
        UNION ALL
        SELECT schema_name, table_name, NULL, NULL, NULL, comment FROM duckdb_tables()
        WHERE database_name = current_database() AND NOT temporary AND list_contains(?, schema_name)
          AND NOT contains(table_name, '__dbt_')
        ORDER BY ALL
        """,
        [list(PUBLISHED_SCHEMAS)] * 2,
    ).fetchall()
    return hashlib.sha256(repr(parts).encode()).hexdigest()
