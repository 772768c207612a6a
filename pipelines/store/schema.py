"""The tables of the build database: made from the contracts, and brought up to them when they change."""

import duckdb

from pipelines.contracts.ddl import SCHEMAS, comments, create_table
from pipelines.contracts.row import Column, Table
from pipelines.contracts.tables import OPS, TABLES
from pipelines.store.connection import StoreError

EMPTY_VALUES = {
    "VARCHAR": "''",
    "BIGINT": "0",
    "DOUBLE": "0",
    "BOOLEAN": "false",
    "DATE": "DATE '1970-01-01'",
    "TIMESTAMP": "TIMESTAMP '1970-01-01'",
    "VARCHAR[]": "[]",
}


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make or bring up every table of the contracts. A second call changes nothing.

    Where a table's columns have changed, its rows are carried over column by column. A new required column is
    filled with its type's empty value, and all stages are unmarked, so that the next run writes the true one.

    Raises:
        StoreError: a required column is new in a table of ops, which no stage can make anew.
    """
    for schema in SCHEMAS:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    present = _present(connection)
    for table in TABLES.values():
        columns, descriptions = present.get(table.full_name, ([], []))
        declared = [(c.name, c.duckdb_type, c.nullable) for c in table.columns]
        if not columns:
            connection.execute(create_table(table))
        elif columns != declared:
            _rebuild(connection, table, {name for name, _, _ in columns})
            descriptions = []
        if descriptions != [table.description, *(c.description for c in table.columns)]:
            for statement in comments(table):
                connection.execute(statement)


def _present(
    connection: duckdb.DuckDBPyConnection,
) -> dict[str, tuple[list[tuple[str, str, bool]], list[str | None]]]:
    """Of each table that is there: name, type and nullability of its columns; its and their descriptions."""
    tables = connection.execute(
        """
        SELECT schema_name || '.' || table_name, comment FROM duckdb_tables()
        WHERE database_name = current_database()
        """
    ).fetchall()
    columns = connection.execute(
        """
        SELECT schema_name || '.' || table_name, column_name, data_type, is_nullable, comment
        FROM duckdb_columns() WHERE database_name = current_database() ORDER BY column_index
        """
    ).fetchall()
    present: dict[str, tuple[list[tuple[str, str, bool]], list[str | None]]] = {
        table: ([], [comment]) for table, comment in tables
    }
    for table, name, data_type, is_nullable, comment in columns:
        if table in present:
            present[table][0].append((name, data_type, is_nullable))
            present[table][1].append(comment)
    return present


def _rebuild(connection: duckdb.DuckDBPyConnection, table: Table, present: set[str]) -> None:
    new = [c for c in table.columns if c.name not in present and not c.nullable]
    if new and table in OPS and table.name != "readings":
        raise StoreError(
            f"E504 {table.full_name} has the new required column {new[0].name}, which old rows cannot fill. "
            "Remove the folder `build` of the warehouse and run again: all is made anew from the sources."
        )
    values = ", ".join(_value(c, c.name in present) for c in table.columns)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE carried AS SELECT * FROM {table.full_name}")
    connection.execute(f"DROP TABLE {table.full_name}")
    connection.execute(create_table(table))
    connection.execute(f"INSERT INTO {table.full_name} SELECT {values} FROM carried")
    if new:
        connection.execute("DELETE FROM ops.stages")


def _value(column: Column, is_present: bool) -> str:
    empty = EMPTY_VALUES[column.duckdb_type]
    if not is_present:
        return "NULL" if column.nullable else empty
    value = f"TRY_CAST({column.name} AS {column.duckdb_type})"
    return value if column.nullable else f"coalesce({value}, {empty})"
