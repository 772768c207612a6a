"""core.register_entries: the user's own trade registers, as their files are now, and what could not be read of them."""

from collections.abc import Sequence

import duckdb

from pipelines.contracts.operations import QuarantineRow
from pipelines.contracts.registers import RegisterEntryRow
from pipelines.contracts.row import arrow_table
from pipelines.contracts.tables import TABLES
from pipelines.store.connection import load
from pipelines.store.merge import merge
from pipelines.store.state import note_changes


def save_registers(
    connection: duckdb.DuckDBPyConnection, entries: Sequence[RegisterEntryRow], faults: Sequence[QuarantineRow]
) -> None:
    """Make the entries, and the quarantine of this stage, equal to the given ones.

    A fault that is met again every night stays as it was first entered: nothing has changed.
    """
    load(connection, "incoming", arrow_table(RegisterEntryRow, entries))
    changed = merge(connection, TABLES["core.register_entries"], scope="true")
    load(connection, "faults", arrow_table(QuarantineRow, faults))
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE incoming AS
        SELECT f.* REPLACE (
            coalesce(q.quarantined_at, f.quarantined_at) AS quarantined_at, coalesce(q.run_id, f.run_id) AS run_id
        )
        FROM faults AS f
        LEFT JOIN ops.quarantine AS q
            ON (q.origin, q.line, q.stage, q.error_code, q.message)
                = (f.origin, f.line, f.stage, f.error_code, f.message)""")
    changed += merge(connection, TABLES["ops.quarantine"], scope="t.stage = 'registers'")
    note_changes(connection, changed)
