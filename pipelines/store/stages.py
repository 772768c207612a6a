"""Marks of what the stages have finished with each document: none does it twice, none leaves it out.

A mark holds the version of the stage and a digest of all that it reads of the document; where either has
changed, the document waits for the stage again. A kill between the change and the stage loses nothing.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

import duckdb

from pipelines.contracts.tables import TABLES
from pipelines.store.merge import merge

_INPUT = """md5(concat_ws('|', d.content_hash, d.language, coalesce(d.published_at::VARCHAR, ''),
    coalesce(d.source, ''), d.duplicate_of IS NOT NULL))"""


def waiting(
    connection: duckdb.DuckDBPyConnection,
    stage: str,
    version: str,
    languages: Sequence[str],
    with_duplicates: bool,
) -> list[str]:
    """Ids of the documents, as they are now, that the stage has not finished at this version; oldest first."""
    rows = connection.execute(
        f"""
        SELECT d.document_id FROM core.documents AS d
        LEFT JOIN ops.stages AS s ON s.stage = $stage AND s.item = d.document_id
        WHERE list_contains($languages, d.language) AND ($with_duplicates OR d.duplicate_of IS NULL)
          AND s.version IS DISTINCT FROM $version || ':' || {_INPUT}
        ORDER BY d.rowid
        """,
        {
            "stage": stage,
            "version": version,
            "languages": list(languages),
            "with_duplicates": with_duplicates,
        },
    ).fetchall()
    return [document_id for (document_id,) in rows]


def mark(connection: duckdb.DuckDBPyConnection, stage: str, version: str, run_id: str) -> None:
    """Mark the documents of the temporary table `ids` as finished."""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE incoming AS
        SELECT
            $stage::VARCHAR AS stage,
            d.document_id AS item,
            $version || ':' || {_INPUT} AS version,
            $now::TIMESTAMP AS finished_at,
            $run_id::VARCHAR AS run_id
        FROM core.documents AS d SEMI JOIN ids ON d.document_id = ids.id
        """,
        {"stage": stage, "version": version, "run_id": run_id, "now": datetime.now(UTC).replace(tzinfo=None)},
    )
    merge(connection, TABLES["ops.stages"])
