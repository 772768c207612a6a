"""Opening the build database: one connection a process, one transaction at a time, and a clear error.

DuckDB's own lock keeps other processes out; the write-ahead log of a killed process is replayed by DuckDB.
"""

import os
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

# Steps of one run follow each other within milliseconds, dbt's in a process of its own: a lock is waited for.
PATIENCE_SECONDS = 5.0
_HOLDER = re.compile(r"Conflicting lock is held in (.*?)\(PID (\d+)\)")
_one_at_a_time = threading.RLock()


class StoreError(RuntimeError):
    """The store cannot do what was asked; the message says what to do."""


class BuildDatabaseHeld(StoreError):  # noqa: N818 - it is a state, told to a person
    """Another living process has the build database open. `pid` is None where the system does not tell it."""

    def __init__(self, path: Path, holder: str | None, pid: int | None) -> None:
        self.pid = pid
        who = f"process {pid} ({(holder or '').strip() or 'unknown program'})" if pid else "another process"
        super().__init__(
            f"E501 {path}: the build database is held by {who}. "
            "Wait until that run has ended, or end it; nothing has been changed."
        )


@contextmanager
def connected(path: Path, patience: float = PATIENCE_SECONDS) -> Iterator[duckdb.DuckDBPyConnection]:
    """The open build database, which is made if it is not there. Closed (and so unlocked) at the end.

    Raises:
        BuildDatabaseHeld: another process still has it after `patience` seconds.
    """
    with _one_at_a_time:
        _create(path)
        connection = _open(path, patience)
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def transaction(path: Path, patience: float = PATIENCE_SECONDS) -> Iterator[duckdb.DuckDBPyConnection]:
    """The open build database within one transaction: all of it is kept, or after any error none of it."""
    with connected(path, patience) as connection:
        connection.execute("BEGIN TRANSACTION")
        yield connection  # an error closes the connection, and that rolls back
        connection.execute("COMMIT")


def load(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Arrow rows as a temporary table of this connection."""
    connection.register("arrow_rows", rows)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM arrow_rows")
    connection.unregister("arrow_rows")


def load_ids(connection: duckdb.DuckDBPyConnection, name: str, ids: Sequence[str]) -> None:
    """Ids as a temporary table with the one column `id`, each once."""
    load(connection, name, pa.table({"id": pa.array(sorted(set(ids)), pa.string())}))


def sync(path: Path) -> None:
    """Have the system write a file or a folder to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open(path: Path, patience: float) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + patience
    while True:
        try:
            return duckdb.connect(str(path))
        except duckdb.IOException as error:
            if "lock" not in str(error):
                raise StoreError(f"E509 {path}: the build database cannot be opened: {error}") from error
            if time.monotonic() >= deadline:
                held = _HOLDER.search(str(error))
                raise BuildDatabaseHeld(path, held and held[1], int(held[2]) if held else None) from error
        time.sleep(0.05)


def _create(path: Path) -> None:
    """Make an empty database under another name and link it into place.

    A process that is killed while DuckDB writes the first pages leaves a file that DuckDB refuses to open.
    """
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    for leftover in path.parent.glob(f"{path.name}.wal"):
        leftover.unlink()  # of a database that somebody removed: it would be replayed into the new one
    unfinished = path.with_name(f"{path.name}.new-{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    duckdb.connect(str(unfinished)).close()
    sync(unfinished)
    try:
        os.link(unfinished, path)
    except FileExistsError:
        pass  # another process was faster
    finally:
        unfinished.unlink()
    sync(path.parent)
