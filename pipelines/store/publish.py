"""Publishing: a checked copy of the build database is moved over the file that readers open.

The copy begins as one of the file that was published last, in which the rows that differ are written (difference.py);
where there is none, or it has become loose, all is copied: table by table rather than by COPY FROM DATABASE, which
drops the descriptions of views and takes along schemas that are not for readers. The build database as it is would take
the room of all deleted rows along.
"""

import json
import os
import shutil
from datetime import datetime
from pathlib import Path

import duckdb

from pipelines.contracts.ddl import literal
from pipelines.store.connection import StoreError, sync
from pipelines.store.difference import Relation, is_brought_up
from pipelines.store.macros import create_macros
from pipelines.store.state import PUBLISHED_SCHEMAS, published_relations, remember, remembered, state_digest

# Where more than this share of a copy's blocks is empty, it is made anew.
_LOOSE_SHARE = 0.2


def is_published(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> bool:
    """Whether the file at `warehouse` is the one that was last published, and holds the present state."""
    return _holds(connection, warehouse, state_digest(connection))


def _holds(connection: duckdb.DuckDBPyConnection, warehouse: Path, digest: str) -> bool:
    told = remembered(connection, "published")
    return told is not None and told == _publication(digest, warehouse)


def _is_as_published(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> bool:
    """Whether the file at `warehouse` is the one that was last published, of whatever state, and nobody wrote to it."""
    told = json.loads(remembered(connection, "published") or "{}")
    return told.get("file") is not None and told["file"] == _identity(warehouse) and not _log_of(warehouse).exists()


def publish(connection: duckdb.DuckDBPyConnection, warehouse: Path, run_id: str, now: datetime) -> bool:
    """Move a copy of the present state over `warehouse`, unless it is there already.

    `connection` holds the build database, outside a transaction: nobody else writes to it meanwhile.

    Returns:
        Whether a file was moved.

    Raises:
        StoreError: the copy does not hold what the build database holds; the published file is left as it is.
    """
    digest = state_digest(connection)
    if _holds(connection, warehouse, digest):
        return False
    warehouse = warehouse.resolve()
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    remove_leftovers(warehouse)
    copy = _copy_of(warehouse)
    if _is_as_published(connection, warehouse):
        shutil.copyfile(warehouse, copy)
        if _write_copy(connection, copy, run_id, now) > _LOOSE_SHARE:
            remove_leftovers(warehouse)
    if not copy.exists():
        _write_copy(connection, copy, run_id, now)
    _check_copy(connection, copy)
    sync(copy)
    # the log of somebody who wrote to the old file would be replayed into the new one
    _log_of(warehouse).unlink(missing_ok=True)
    os.replace(copy, warehouse)  # noqa: PTH105
    sync(warehouse.parent)
    connection.execute("BEGIN TRANSACTION")
    connection.execute("UPDATE ops.runs SET published_at = ? WHERE run_id = ?", [now, run_id])
    remember(connection, "published", _publication(digest, warehouse) or "")
    connection.execute("COMMIT")
    return True


def remove_leftovers(warehouse: Path) -> None:
    """Remove the half-written copy of a run that was killed. Call it while the build database is held."""
    copy = _copy_of(warehouse.resolve())
    for leftover in (copy, _log_of(copy)):
        leftover.unlink(missing_ok=True)


def _copy_of(warehouse: Path) -> Path:
    return warehouse.with_name(f".{warehouse.name}.unpublished")


def _log_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.wal")


def _publication(digest: str, warehouse: Path) -> str | None:
    """The state and the very file that holds it, so that a file that was removed or replaced is noticed."""
    identity = _identity(warehouse)
    return json.dumps({"digest": digest, "file": identity}) if identity else None


def _identity(file: Path) -> list[int] | None:
    try:
        stat = file.stat()
    except FileNotFoundError:
        return None
    return [stat.st_ino, stat.st_size, stat.st_mtime_ns]


def _write_copy(connection: duckdb.DuckDBPyConnection, copy: Path, run_id: str, now: datetime) -> float:
    """Make `copy` hold what is to be published, from what it holds already; returns which share of it is empty.

    Without a transaction, which would write all rows twice: nobody sees the copy before it is moved, and what a
    killed run leaves of it is removed. 90,000 documents with 300,000 facts took 11 s of processor instead of 16.
    """
    build = connection.execute("SELECT current_database()").fetchall()[0][0]
    relations = published_relations(connection)
    connection.execute(f"ATTACH {literal(str(copy))} AS unpublished")
    try:
        for schema in PUBLISHED_SCHEMAS:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS unpublished.{schema}")
        _drop_all_but(connection, {(schema, name) for schema, name, _ in relations})
        for schema, name, is_view in relations:
            source, target = Relation(build, schema, name), Relation("unpublished", schema, name)
            if is_view or not is_brought_up(connection, source, target):
                _copy_relation(connection, source, target, is_view)
        connection.execute("USE unpublished")
        create_macros(connection)
        connection.execute(f'USE "{build}"')
        connection.execute("UPDATE unpublished.ops.runs SET published_at = ? WHERE run_id = ?", [now, run_id])
        connection.execute("CHECKPOINT unpublished")
        blocks = "SELECT free_blocks / total_blocks FROM pragma_database_size() WHERE database_name = 'unpublished'"
        return float(connection.execute(blocks).fetchall()[0][0])
    finally:
        connection.execute(f'USE "{build}"')
        connection.execute("DETACH unpublished")


def _drop_all_but(connection: duckdb.DuckDBPyConnection, wanted: set[tuple[str, str]]) -> None:
    """Drop the tables of the copy that are no longer published."""
    tables = "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'unpublished'"
    for schema, name in connection.execute(tables).fetchall():
        if (schema, name) not in wanted:
            connection.execute(f"DROP TABLE {Relation('unpublished', schema, name)}")


def _copy_relation(connection: duckdb.DuckDBPyConnection, source: Relation, target: Relation, is_view: bool) -> None:
    """Copy a table with its constraints, or a view as a table, over what is there; and the descriptions."""
    here = [source.database, source.schema, source.name]
    connection.execute(f"DROP TABLE IF EXISTS {target}")
    if is_view:
        connection.execute(f"CREATE TABLE {target} AS SELECT * FROM {source}")
    else:
        ddl = connection.execute(
            "SELECT sql FROM duckdb_tables() WHERE (database_name, schema_name, table_name) = (?, ?, ?)", here
        ).fetchall()[0][0]
        connection.execute(f"USE {target.database}")
        connection.execute(ddl)
        connection.execute(f'USE "{source.database}"')
        connection.execute(f"INSERT INTO {target} SELECT * FROM {source}")
    kind = "views" if is_view else "tables"
    name_column = "view_name" if is_view else "table_name"
    described = connection.execute(
        f"""
        SELECT NULL, comment FROM duckdb_{kind}()
        WHERE (database_name, schema_name, {name_column}) = ($1, $2, $3) AND comment IS NOT NULL
        UNION ALL
        SELECT column_name, comment FROM duckdb_columns()
        WHERE (database_name, schema_name, table_name) = ($1, $2, $3) AND comment IS NOT NULL
        """,
        here,
    ).fetchall()
    for column, comment in described:
        what = f"TABLE {target}" if column is None else f'COLUMN {target}."{column}"'
        connection.execute(f"COMMENT ON {what} IS {literal(comment)}")


def _check_copy(connection: duckdb.DuckDBPyConnection, copy: Path) -> None:
    """Open the copy as a reader would, and count the rows of every table."""
    if _log_of(copy).exists():
        raise StoreError(f"E506 {copy}: the copy was not closed cleanly; nothing was published. Run again.")
    with duckdb.connect(str(copy), read_only=True) as reader:
        for schema, name, _ in published_relations(connection):
            counting = f'SELECT count(*) FROM {schema}."{name}"'
            written = connection.execute(counting).fetchone()
            if reader.execute(counting).fetchone() != written:
                raise StoreError(
                    f"E506 {copy}: {schema}.{name} does not hold the {written} rows of the build database; "
                    "nothing was published. Run again; if it happens twice, check the disk."
                )
