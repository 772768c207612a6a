"""core.mentions, and core.entities: those that some mention stands for, no others."""

from collections.abc import Sequence

import duckdb

from pipelines.contracts.documents import EntityRow, MentionRow
from pipelines.contracts.row import arrow_table
from pipelines.contracts.tables import TABLES
from pipelines.store.arrivals import forget_faults
from pipelines.store.connection import load, load_ids
from pipelines.store.merge import merge
from pipelines.store.stages import mark
from pipelines.store.state import note_changes

STAGE = "mentions"


def save_mentions(
    connection: duckdb.DuckDBPyConnection,
    document_ids: Sequence[str],
    mentions: Sequence[MentionRow],
    entities: Sequence[EntityRow],
    version: str,
    run_id: str,
) -> None:
    """Replace the mentions of these documents, and mark them as done at this version.

    Raises:
        ValueError: a mention is of another document.
        StoreError: two mentions have the same place and label.
    """
    if strange := {m.document_id for m in mentions} - set(document_ids):
        raise ValueError(f"mentions of documents that were not named: {sorted(strange)[:3]}")
    _replace(connection, document_ids, mentions, entities)
    load_ids(connection, "ids", document_ids)
    forget_faults(connection, "annotation", run_id)
    mark(connection, STAGE, version, run_id)


def remove_mentions(connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> None:
    """Remove the mentions of these documents, and their marks."""
    _replace(connection, document_ids, [], [])
    connection.execute("DELETE FROM ops.stages WHERE stage = ? AND item IN (SELECT id FROM ids)", [STAGE])


def _replace(
    connection: duckdb.DuckDBPyConnection,
    document_ids: Sequence[str],
    mentions: Sequence[MentionRow],
    entities: Sequence[EntityRow],
) -> None:
    load_ids(connection, "ids", document_ids)
    load(connection, "incoming", arrow_table(MentionRow, mentions))
    changes = merge(connection, TABLES["core.mentions"], "t.document_id IN (SELECT id FROM ids)")
    load(connection, "given", arrow_table(EntityRow, entities))
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE perhaps_unmentioned AS
        SELECT entity_id AS id FROM given UNION SELECT entity_id FROM gone WHERE entity_id IS NOT NULL""")
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE incoming AS
        SELECT DISTINCT * FROM given SEMI JOIN core.mentions USING (entity_id)
        UNION
        SELECT e.* FROM core.entities AS e
        SEMI JOIN perhaps_unmentioned AS p ON e.entity_id = p.id
        SEMI JOIN core.mentions AS m ON e.entity_id = m.entity_id
        ANTI JOIN given AS g ON e.entity_id = g.entity_id""")
    changes += merge(connection, TABLES["core.entities"], "t.entity_id IN (SELECT id FROM perhaps_unmentioned)")
    note_changes(connection, changes)
