"""Dagster asset of the store: the published warehouse. A shell over Store.publish."""

from collections.abc import Callable

import dagster as dg

from pipelines.resources import POOL, WarehouseResource


def published_warehouse(deps: list[dg.AssetKey], marts_version: Callable[[], str]) -> dg.AssetsDefinition:
    """The asset `warehouse`, which stands behind all that is in it.

    It is not reached when a step before it failed, a blocking check or a dbt test included, and not when the
    marts were skipped because nothing has changed.
    """

    @dg.asset(
        key=["warehouse"],
        deps=deps,
        description="The published DuckDB file, the one that readers open: a copy of the build database, "
        "taken when every table is written and every test has passed, and moved into place in one step. A "
        "reader sees the whole of the last night or of this one. Skipped when nothing has changed.",
        group_name="report",
        kinds={"duckdb"},
        owners=["team:attache"],
        pool=POOL,
    )
    def warehouse_file(context: dg.AssetExecutionContext, warehouse: WarehouseResource) -> dg.MaterializeResult:
        has_moved = warehouse.publish(context.run_id, marts_version())
        return dg.MaterializeResult(
            metadata={
                "moved": has_moved,
                "path": dg.MetadataValue.path(str(warehouse.paths.warehouse)),
                "size_bytes": warehouse.paths.warehouse.stat().st_size,
            }
        )

    return warehouse_file
