"""Dagster assets of the report: what was lost to a fault, for a person to look at."""

import dagster as dg

from pipelines.contracts.facts import FAMILIES
from pipelines.contracts.operations import QuarantineRow
from pipelines.contracts.row import table_of
from pipelines.resources import WORDS_WIDTH, WarehouseResource, as_markdown

_QUARANTINE = table_of(QuarantineRow)
_SHOWN = 50


@dg.asset(
    key=[_QUARANTINE.schema, _QUARANTINE.name],
    deps=[["core", "documents"], ["core", "mentions"], *(["facts", family] for family in FAMILIES)],
    description=_QUARANTINE.description,
    group_name="report",
    kinds={"duckdb"},
    owners=["team:attache"],
)
def quarantine(warehouse: WarehouseResource) -> dg.MaterializeResult:
    """Show which documents were lost, where and why, the newest first."""
    rows = warehouse.store.rows(
        f"select origin, line, stage, error_code, message, quarantined_at from {_QUARANTINE.full_name} "
        f"order by quarantined_at desc, origin, line limit {_SHOWN}"
    )
    metadata = warehouse.table_metadata(_QUARANTINE.full_name)
    if rows:
        metadata["quarantined"] = dg.MetadataValue.md(as_markdown(rows, WORDS_WIDTH))
    return dg.MaterializeResult(metadata=metadata)
