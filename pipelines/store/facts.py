"""facts.* as they are held true now, with their evidence, and history.* with every version that there was."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import duckdb
import pyarrow as pa

from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import FAMILIES, FactRow
from pipelines.contracts.row import Table, arrow_table
from pipelines.contracts.tables import TABLES
from pipelines.store.arrivals import forget_faults
from pipelines.store.connection import StoreError, load, load_ids
from pipelines.store.merge import merge, pick
from pipelines.store.stages import mark
from pipelines.store.state import note_changes

STAGE = "facts"


def save_facts(
    connection: duckdb.DuckDBPyConnection,
    document_ids: Sequence[str],
    facts: Mapping[str, Sequence[FactRow]],
    evidence: Sequence[EvidenceRow],
    version: str,
    run_id: str,
    now: datetime,
) -> None:
    """Make the facts of these documents equal to the given ones, and mark the documents as done.

    Facts that have not changed stay untouched; versions of changed, new and gone ones are closed and
    opened in the history at `now` (UTC). Facts of a duplicate or of a missing document are left out.

    Raises:
        ValueError: an unknown family, a fact of another document, evidence of no given fact.
        StoreError: two facts have the same id, or a quote is not the document's text at its place.
    """
    _refuse_strangers(document_ids, facts, evidence)
    _replace(connection, document_ids, facts, evidence, run_id, now)
    forget_faults(connection, "facts", run_id)
    mark(connection, STAGE, version, run_id)


def remove_facts(
    connection: duckdb.DuckDBPyConnection, document_ids: Sequence[str], run_id: str, now: datetime
) -> None:
    """Remove the facts of these documents, close their versions, and unmark the documents."""
    _replace(connection, document_ids, {}, [], run_id, now)
    connection.execute("DELETE FROM ops.stages WHERE stage = ? AND item IN (SELECT id FROM ids)", [STAGE])


def _replace(
    connection: duckdb.DuckDBPyConnection,
    document_ids: Sequence[str],
    facts: Mapping[str, Sequence[FactRow]],
    evidence: Sequence[EvidenceRow],
    run_id: str,
    now: datetime,
) -> None:
    load_ids(connection, "ids", document_ids)
    original = "t.document_id IN (SELECT id FROM ids) AND t.duplicate_of IS NULL"
    pick(connection, "stating", "core.documents", original)
    changes = 0
    for family, row in FAMILIES.items():
        table = TABLES[f"facts.{family}"]
        _load_stated(connection, arrow_table(row, facts.get(family, ())))
        changes += merge(connection, table, "t.document_id IN (SELECT id FROM ids)")
        _write_history(connection, table, run_id, now)
    _load_stated(connection, arrow_table(EvidenceRow, evidence))
    _refuse_ungrounded(connection)
    changes += merge(connection, TABLES["facts.evidence"], "t.document_id IN (SELECT id FROM ids)")
    note_changes(connection, changes)


def _load_stated(connection: duckdb.DuckDBPyConnection, rows: pa.Table) -> None:
    load(connection, "given", rows)
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE incoming AS
        SELECT g.* FROM given AS g SEMI JOIN stating USING (document_id)""")


def _write_history(connection: duckdb.DuckDBPyConnection, facts: Table, run_id: str, now: datetime) -> None:
    """Close the versions of the rows that went, open versions of those that came.

    A version that was opened and closed at the same moment was never held true, and is dropped.
    """
    history = f"history.{facts.name}"
    columns = ", ".join(facts.column_names)
    connection.execute(
        f"""
        UPDATE {history} SET valid_to = ?, closed_by_run = ?
        WHERE valid_to IS NULL
          AND fact_id IN (SELECT fact_id FROM gone UNION ALL SELECT fact_id FROM arrived)
        """,
        [now, run_id],
    )
    connection.execute(f"DELETE FROM {history} WHERE valid_to <= valid_from")
    connection.execute(
        f"""
        INSERT INTO {history} ({columns}, valid_from, valid_to, opened_by_run, closed_by_run)
        SELECT {columns}, ?, NULL, ?, NULL FROM arrived
        """,
        [now, run_id],
    )


def _refuse_strangers(
    document_ids: Sequence[str], facts: Mapping[str, Sequence[FactRow]], evidence: Sequence[EvidenceRow]
) -> None:
    if unknown := set(facts) - set(FAMILIES):
        raise ValueError(f"no such family of facts: {sorted(unknown)}")
    known = {f.fact_id: f.document_id for rows in facts.values() for f in rows}
    if strange := set(known.values()) - set(document_ids):
        raise ValueError(f"facts of documents that were not named: {sorted(strange)[:3]}")
    if strange := {e.fact_id for e in evidence if known.get(e.fact_id) != e.document_id}:
        raise ValueError(f"evidence without its fact: {sorted(strange)[:3]}")


def _refuse_ungrounded(connection: duckdb.DuckDBPyConnection) -> None:
    wrong = connection.execute("""
        SELECT i.document_id, i.fact_id, i.column_name, i.start_char, i.end_char, i.quote
        FROM incoming AS i JOIN stating AS s USING (document_id)
        WHERE i.start_char < 0 OR substring(s.text, i.start_char + 1, i.end_char - i.start_char) <> i.quote
        ORDER BY ALL LIMIT 1""").fetchone()
    if wrong:
        document_id, fact_id, column, start, end, quote = wrong
        raise StoreError(
            f"E505 document {document_id}: the text at {start} to {end} is not {quote!r} "
            f"(fact {fact_id}, column {column}). Nothing was saved."
        )
