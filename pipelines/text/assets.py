"""Dagster assets of the text: documents and their revisions. Shells over stage.py."""

import time
from collections.abc import Iterator

import dagster as dg

from pipelines.contracts.documents import DocumentRevisionRow, DocumentRow
from pipelines.contracts.row import table_of
from pipelines.resources import POOL, WORDS_WIDTH, WarehouseResource, as_markdown, faults_metadata, log_faults
from pipelines.text.stage import read_landed

_TABLES = (table_of(DocumentRevisionRow), table_of(DocumentRow))


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            [table.schema, table.name],
            deps=[["ops", "landed_items"]],
            description=table.description,
            group_name="text",
            kinds={"python", "duckdb"},
            owners=["team:attache"],
        )
        for table in _TABLES
    ],
    pool=POOL,
)
def documents(context: dg.AssetExecutionContext, warehouse: WarehouseResource) -> Iterator[dg.MaterializeResult]:
    """Read the landed items that are new into documents."""
    begun = time.monotonic()
    sources = {source.name: source for source in warehouse.settings.configured_sources}
    run = warehouse.run(context, "files read")
    report = read_landed(run, warehouse.store, warehouse.landing.path, sources)
    log_faults(context, report.faults)
    shared = {"files_read": report.done, "documents_read": report.new, **faults_metadata(report.faults)}
    if report.left_out:
        shared["documents_of_other_days"] = report.left_out
    if report.new:
        shared["documents_per_second"] = round(report.new / (time.monotonic() - begun), 2)
    for table in _TABLES:
        metadata = shared | warehouse.table_metadata(table.full_name)
        yield dg.MaterializeResult([table.schema, table.name], metadata=metadata)


@dg.asset_check(
    asset=["core", "documents"],
    description="No file or record was lost to a fault. A warning: other documents are not held up by it.",
)
def every_document_was_read(warehouse: WarehouseResource) -> dg.AssetCheckResult:
    """Look into the quarantine."""
    lost = warehouse.store.rows(
        "select origin, line, error_code, message from ops.quarantine where stage in ('landing', 'text') "
        "order by quarantined_at desc, origin, line"
    )
    metadata: dict[str, dg.MetadataValue] = {"lost": dg.MetadataValue.int(len(lost))}
    if lost:
        metadata["quarantined"] = dg.MetadataValue.md(as_markdown(lost[:50], WORDS_WIDTH))
    return dg.AssetCheckResult(passed=not lost, severity=dg.AssetCheckSeverity.WARN, metadata=metadata)
