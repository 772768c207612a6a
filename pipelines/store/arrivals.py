"""What came in and what was lost to a fault: ops.landed_items, ops.fetches, ops.source_visits, ops.windows,
ops.quarantine, ops.runs."""

from collections.abc import Sequence
from datetime import date, datetime

import duckdb

from pipelines.contracts.operations import FetchRow, LandedItemRow, QuarantineRow, SourceVisitRow, StageRow
from pipelines.contracts.row import arrow_table
from pipelines.contracts.stage import Window
from pipelines.contracts.tables import TABLES
from pipelines.store.connection import load, load_ids
from pipelines.store.merge import count, merge
from pipelines.store.state import note_changes


def begin_run(connection: duckdb.DuckDBPyConnection, run_id: str, now: datetime) -> None:
    """Enter a run, once."""
    connection.execute(
        """
        INSERT INTO ops.runs (run_id, started_at)
        SELECT $run_id, $now WHERE NOT EXISTS (SELECT 1 FROM ops.runs WHERE run_id = $run_id)
        """,
        {"run_id": run_id, "now": now},
    )


def current_run(connection: duckdb.DuckDBPyConnection) -> tuple[str, datetime]:
    """Id and start of the run that began last.

    Raises:
        LookupError: no run has begun.
    """
    row = connection.execute(
        "SELECT run_id, started_at FROM ops.runs ORDER BY started_at DESC, run_id LIMIT 1"
    ).fetchone()
    if row is None:
        raise LookupError("no run has begun: call begin_run first")
    return row


def record_landed(connection: duckdb.DuckDBPyConnection, items: Sequence[LandedItemRow]) -> int:
    """Enter items that are new; those that are known keep their first row. Returns how many were new.

    Faults of landing at these origins, or at a folder above them, are over and go.
    """
    load(connection, "items", arrow_table(LandedItemRow, items))
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE incoming AS
        SELECT * FROM items AS i
        ANTI JOIN ops.landed_items AS t ON t.origin = i.origin AND t.sha256 = i.sha256
        QUALIFY row_number() OVER (PARTITION BY origin, sha256 ORDER BY landed_at, source_name) = 1""")
    merge(connection, TABLES["ops.landed_items"])
    new = count(connection, "arrived")
    row = connection.execute("""
        DELETE FROM ops.quarantine AS q
        WHERE q.stage = 'landing' AND EXISTS (
            SELECT 1 FROM items AS i
            WHERE i.origin = q.origin OR starts_with(i.origin, rtrim(q.origin, '/') || '/')
        )""").fetchone()
    note_changes(connection, new + (row[0] if row else 0))
    return new


def unknown_items(connection: duckdb.DuckDBPyConnection, items: Sequence[LandedItemRow]) -> list[LandedItemRow]:
    """Those of the items that are not entered yet."""
    load(connection, "items", arrow_table(LandedItemRow, items))
    known = connection.execute(
        "SELECT origin, sha256 FROM ops.landed_items WHERE (origin, sha256) IN (SELECT (origin, sha256) FROM items)"
    ).fetchall()
    is_known = set(known)
    return [item for item in items if (item.origin, item.sha256) not in is_known]


def fetches(connection: duckdb.DuckDBPyConnection, source_name: str) -> list[FetchRow]:
    """What a source was fetched from so far."""
    rows = connection.execute("SELECT * FROM ops.fetches WHERE source_name = ?", [source_name]).to_arrow_table()
    return [FetchRow.model_validate(row) for row in rows.to_pylist()]


def save_fetches(connection: duckdb.DuckDBPyConnection, rows: Sequence[FetchRow]) -> None:
    """Remember what was fetched. Faults of landing at these addresses are over and go."""
    load(connection, "incoming", arrow_table(FetchRow, rows))
    merge(connection, TABLES["ops.fetches"])
    row = connection.execute("""
        DELETE FROM ops.quarantine AS q
        WHERE q.stage = 'landing' AND q.origin IN (SELECT address FROM incoming WHERE gone_at IS NULL)""").fetchone()
    note_changes(connection, row[0] if row else 0)


def read_anew(connection: duckdb.DuckDBPyConnection) -> None:
    """Have the stage `text` read every landed item again."""
    connection.execute("DELETE FROM ops.stages WHERE stage = 'text'")


def items_to_read(connection: duckdb.DuckDBPyConnection, text_version: str) -> list[LandedItemRow]:
    """Landed items that the stage `text` has not finished at this version, in the order of their landing.

    The version of an item that is read in part names its windows, too (`read_version`).
    """
    rows = connection.execute(
        """
        WITH

        windows AS (
            SELECT item, string_agg(since || '..' || until, ',' ORDER BY since, until) AS days
            FROM ops.windows GROUP BY item
        )

        SELECT l.* FROM ops.landed_items AS l
        LEFT JOIN windows AS w ON w.item = l.sha256 || ' ' || l.origin
        WHERE NOT EXISTS (
            SELECT 1 FROM ops.stages AS s
            WHERE s.stage = 'text' AND s.item = l.sha256 || ' ' || l.origin
              AND s.version = concat_ws(' ', $version::VARCHAR, w.days)
        )
        ORDER BY l.landed_at, l.origin, l.sha256
        """,
        {"version": text_version},
    ).to_arrow_table()
    return [LandedItemRow.model_validate(row) for row in rows.to_pylist()]


def limit_reading(
    connection: duckdb.DuckDBPyConnection, source_names: Sequence[str], since: date | None, until: date | None
) -> None:
    """Have the landed items of these sources read for these days, too; without days: whole.

    An item that was read whole stays so.
    """
    load_ids(connection, "ids", source_names)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE limited AS
        SELECT sha256 || ' ' || origin AS item FROM ops.landed_items WHERE source_name IN (FROM ids)""")
    if since is None and until is None:
        connection.execute("DELETE FROM ops.windows WHERE item IN (FROM limited)")
        return
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE incoming AS
        SELECT l.item, $since::DATE AS since, $until::DATE AS until FROM limited AS l
        WHERE NOT EXISTS (
            SELECT 1 FROM ops.stages AS s WHERE s.stage = 'text' AND s.item = l.item AND NOT contains(s.version, ' ')
        )""",
        {"since": since or date.min, "until": until or date.max},
    )
    merge(connection, TABLES["ops.windows"])


def windows(connection: duckdb.DuckDBPyConnection) -> dict[str, list[Window]]:
    """The days of which items are read; of one that is missing here, all."""
    rows = connection.execute("SELECT item, since, until FROM ops.windows ORDER BY ALL").fetchall()
    found: dict[str, list[Window]] = {}
    for item, since, until in rows:
        found.setdefault(item, []).append((since, until))
    return found


def save_visits(connection: duckdb.DuckDBPyConnection, visits: Sequence[SourceVisitRow]) -> None:
    """Enter what the sources brought. Like the log of runs, it is no change that has to be published."""
    load(connection, "incoming", arrow_table(SourceVisitRow, visits))
    merge(connection, TABLES["ops.source_visits"])


def save_faults(connection: duckdb.DuckDBPyConnection, faults: Sequence[QuarantineRow]) -> None:
    """Enter faults; one that is known already is renewed.

    A fault of landing that is met again every night (a source that is gone) stays as it was: nothing has changed.
    """
    load(connection, "faults", arrow_table(QuarantineRow, faults))
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE incoming AS
        SELECT * FROM faults AS f
        WHERE f.stage <> 'landing' OR NOT EXISTS (
            SELECT 1 FROM ops.quarantine AS q
            WHERE (q.origin, q.line, q.stage, q.error_code, q.message)
                = (f.origin, f.line, f.stage, f.error_code, f.message)
        )
        QUALIFY row_number() OVER (PARTITION BY origin, line, stage, error_code ORDER BY message) = 1""")
    note_changes(connection, merge(connection, TABLES["ops.quarantine"]))


def finish_items(connection: duckdb.DuckDBPyConnection, finished: Sequence[StageRow]) -> None:
    """Mark items as done. Faults of `text` that they, or older bytes of their origin, had are over."""
    load(connection, "incoming", arrow_table(StageRow, finished))
    merge(connection, TABLES["ops.stages"])
    row = connection.execute("""
        DELETE FROM ops.quarantine AS q
        WHERE q.stage = 'text' AND EXISTS (
            SELECT 1 FROM incoming AS i
            JOIN ops.landed_items AS l ON i.item = l.sha256 || ' ' || l.origin
            WHERE i.stage = 'text' AND l.origin = q.origin
              AND (q.run_id <> i.run_id OR q.landed_sha256 IS DISTINCT FROM l.sha256)
        )""").fetchone()
    note_changes(connection, row[0] if row else 0)


def forget_faults(connection: duckdb.DuckDBPyConnection, stage: str, run_id: str) -> None:
    """Remove what earlier runs met in this stage with the documents of the temporary table `ids`."""
    row = connection.execute(
        """
        DELETE FROM ops.quarantine AS q
        WHERE q.stage = ? AND q.run_id <> ? AND EXISTS (
            SELECT 1 FROM core.documents AS d SEMI JOIN ids ON d.document_id = ids.id
            WHERE d.origin = CASE q.line WHEN 0 THEN q.origin ELSE q.origin || '#' || q.line END
        )
        """,
        [stage, run_id],
    ).fetchone()
    note_changes(connection, row[0] if row else 0)
