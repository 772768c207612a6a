"""core.documents and history.document_revisions, derived from ops.readings.

What a record says is kept as a reading; documents follow from all readings together. So the order and the
batches in which records arrive make no difference, and a better reader's second reading replaces the first.
"""

from collections.abc import Sequence

import duckdb

from pipelines.contracts.documents import DocumentRevisionRow, DocumentRow
from pipelines.contracts.facts import FAMILIES
from pipelines.contracts.row import arrow_table
from pipelines.contracts.tables import TABLES
from pipelines.store import duplicates
from pipelines.store.arrivals import current_run
from pipelines.store.connection import load, load_ids
from pipelines.store.facts import remove_facts
from pipelines.store.mentions import remove_mentions
from pipelines.store.merge import merge, pick
from pipelines.store.state import note_changes

# Languages that the model and the rules read.
READ_LANGUAGES = ("en",)


def save_documents(connection: duckdb.DuckDBPyConnection, batch: Sequence[DocumentRevisionRow]) -> None:
    """Enter what was read, and derive again the documents that it touches.

    A document that is gone, has become a duplicate or is now in another language loses its facts at once (a
    duplicate keeps its mentions); the others are for the later stages to renew.
    """
    load(connection, "read", arrow_table(DocumentRevisionRow, batch))
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE touched AS
        SELECT document_id AS id FROM read
        UNION
        SELECT t.document_id FROM ops.readings AS t
        SEMI JOIN read AS r ON t.origin = r.origin AND t.landed_sha256 = r.landed_sha256""")
    changes = _merge_readings(connection) + _derive_revisions(connection) + _derive_documents(connection)
    note_changes(connection, changes)
    _remove_what_no_longer_counts(connection)


def _merge_readings(connection: duckdb.DuckDBPyConnection) -> int:
    """A record that is read again keeps the time of its first reading."""
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE incoming AS
        SELECT r.* EXCLUDE (text) REPLACE (least(r.ingested_at, t.ingested_at) AS ingested_at)
        FROM read AS r
        LEFT JOIN ops.readings AS t ON t.origin = r.origin AND t.landed_sha256 = r.landed_sha256""")
    return merge(connection, TABLES["ops.readings"])


def _derive_revisions(connection: duckdb.DuckDBPyConnection) -> int:
    """One revision a content. Of several readings with the same content, the newest bytes of the origin that
    published first speak for it."""
    pick(connection, "known", "history.document_revisions", "t.document_id IN (SELECT id FROM touched)")
    pick(connection, "told", "ops.readings", "t.document_id IN (SELECT id FROM touched)")
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE incoming AS
        WITH

        texts AS (
            SELECT content_hash, text FROM read UNION ALL SELECT content_hash, text FROM known
        ),

        landed AS (
            SELECT sha256, min(landed_at) AS landed_at FROM ops.landed_items GROUP BY sha256
        ),

        newest_of_origin AS (
            SELECT
                r.* EXCLUDE (row_id) REPLACE (
                    min(r.ingested_at) OVER (PARTITION BY r.document_id, r.content_hash) AS ingested_at
                )
            FROM told AS r
            LEFT JOIN landed AS l ON r.landed_sha256 = l.sha256
            QUALIFY row_number() OVER (
                PARTITION BY r.document_id, r.content_hash, r.origin
                ORDER BY l.landed_at DESC NULLS LAST, r.landed_sha256
            ) = 1
        )

        SELECT n.*, t.text
        FROM newest_of_origin AS n
        JOIN (SELECT content_hash, any_value(text) AS text FROM texts GROUP BY content_hash) AS t
            USING (content_hash)
        QUALIFY row_number() OVER (
            PARTITION BY n.document_id, n.content_hash ORDER BY n.published_at NULLS LAST, n.origin
        ) = 1""")
    return merge(connection, TABLES["history.document_revisions"], "t.document_id IN (SELECT id FROM touched)")


def _derive_documents(connection: duckdb.DuckDBPyConnection) -> int:
    """The newest revision of each touched document, and who repeats whom among all that tell the same."""
    pick(connection, "known", "history.document_revisions", "t.document_id IN (SELECT id FROM touched)")
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE newest AS
        SELECT r.* EXCLUDE (row_id), count(*) OVER (PARTITION BY r.document_id) AS revision
        FROM known AS r
        QUALIFY row_number() OVER (
            PARTITION BY r.document_id
            ORDER BY r.published_at DESC NULLS LAST, r.ingested_at DESC, r.origin DESC, r.content_hash DESC
        ) = 1""")
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE contents AS
        SELECT content_hash FROM newest
        UNION
        SELECT content_hash FROM core.documents SEMI JOIN touched ON document_id = id""")
    duplicates.find_repetitions(connection)
    same_content = "t.content_hash IN (FROM contents) AND t.document_id NOT IN (SELECT id FROM touched)"
    pick(connection, "others", "core.documents", same_content)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE present AS
        SELECT * FROM newest UNION ALL BY NAME SELECT * EXCLUDE (row_id, duplicate_of) FROM others""")
    duplicates.load_originals(connection)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE incoming AS
        SELECT p.*, r.duplicate_of FROM present AS p LEFT JOIN repeating AS r USING (document_id)""")
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE derived AS
        SELECT document_id AS id FROM incoming UNION SELECT id FROM touched""")
    changes = merge(connection, TABLES["core.documents"], "t.document_id IN (SELECT id FROM derived)")
    duplicates.forget_absent(connection)
    return changes


def _remove_what_no_longer_counts(connection: duckdb.DuckDBPyConnection) -> None:
    languages = ", ".join(f"'{language}'" for language in READ_LANGUAGES)
    derived_from = " UNION ALL ".join(
        f"SELECT document_id FROM {table}" for table in ("core.mentions", *(f"facts.{family}" for family in FAMILIES))
    )
    unread = connection.execute(f"""
        SELECT derived.id, d.document_id IS NULL OR d.language NOT IN ({languages}) AS is_gone
        FROM derived
        SEMI JOIN ({derived_from}) AS f ON derived.id = f.document_id
        LEFT JOIN core.documents AS d ON derived.id = d.document_id
        WHERE is_gone OR d.duplicate_of IS NOT NULL""").fetchall()
    if unread:
        run_id, now = current_run(connection)
        remove_facts(connection, [document_id for document_id, _ in unread], run_id, now)
        remove_mentions(connection, [document_id for document_id, is_gone in unread if is_gone])


def documents(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> list[DocumentRow]:
    """The documents of these ids that are there, by id."""
    load_ids(connection, "ids", ids)
    pick(connection, "known", "core.documents", "t.document_id IN (SELECT id FROM ids)")
    rows = connection.execute("SELECT * EXCLUDE (row_id) FROM known ORDER BY document_id").to_arrow_table()
    return [DocumentRow.model_validate(row) for row in rows.to_pylist()]


def hashes_to_annotate(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The contents of all present documents in a language that is read, each once, in order of entry."""
    rows = connection.execute(
        """
        SELECT content_hash FROM core.documents AS d WHERE list_contains(?, language)
        GROUP BY content_hash ORDER BY min(d.rowid)
        """,
        [list(READ_LANGUAGES)],
    ).fetchall()
    return [content_hash for (content_hash,) in rows]


def texts(connection: duckdb.DuckDBPyConnection, hashes: Sequence[str]) -> dict[str, str]:
    """The texts of these contents, by content hash."""
    load_ids(connection, "ids", hashes)
    pick(connection, "known", "core.documents", "t.content_hash IN (SELECT id FROM ids)")
    rows = connection.execute(
        "SELECT content_hash, any_value(text) FROM known GROUP BY content_hash ORDER BY content_hash"
    ).fetchall()
    return dict(rows)
