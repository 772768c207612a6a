"""Dagster assets of the registers: the entries, and a check of what could not be read. Shells over stage.py."""

import dagster as dg

from pipelines.contracts.registers import RegisterEntryRow
from pipelines.contracts.row import table_of
from pipelines.registers.stage import STAGE, read_registers
from pipelines.resources import POOL, WORDS_WIDTH, WarehouseResource, as_markdown, faults_metadata, log_faults

_ENTRIES = table_of(RegisterEntryRow)


@dg.asset(
    key=[_ENTRIES.schema, _ENTRIES.name],
    description=_ENTRIES.description,
    group_name="sources",
    kinds={"python", "duckdb"},
    owners=["team:attache"],
    pool=POOL,
)
def register_entries(context: dg.AssetExecutionContext, warehouse: WarehouseResource) -> dg.MaterializeResult:
    """Read the registers of the folder `registers`; without any, the table is empty."""
    report = read_registers(warehouse.run(context, "registers read"), warehouse.store, warehouse.settings.registers)
    log_faults(context, report.faults)
    metadata = faults_metadata(report.faults) | warehouse.table_metadata(_ENTRIES.full_name)
    return dg.MaterializeResult(metadata={"registers": report.done, **metadata})


@dg.asset_check(
    asset=[_ENTRIES.schema, _ENTRIES.name],
    description="Every line of the user's registers was read in full. A warning: nothing else is held up by it.",
)
def every_register_was_read(warehouse: WarehouseResource) -> dg.AssetCheckResult:
    """Look into the quarantine."""
    lost = warehouse.store.rows(
        f"select origin, line, error_code, message from ops.quarantine where stage = '{STAGE}' order by origin, line"
    )
    metadata: dict[str, dg.MetadataValue] = {"lost": dg.MetadataValue.int(len(lost))}
    if lost:
        metadata["quarantined"] = dg.MetadataValue.md(as_markdown(lost[:50], WORDS_WIDTH))
    return dg.AssetCheckResult(passed=not lost, severity=dg.AssetCheckSeverity.WARN, metadata=metadata)
