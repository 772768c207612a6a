"""Dagster assets of the sources: the landed items. A shell over stage.py."""

from datetime import date

import dagster as dg
from pydantic import Field

from pipelines.contracts.operations import LandedItemRow
from pipelines.contracts.row import table_of
from pipelines.resources import POOL, WarehouseResource, faults_metadata, log_faults
from pipelines.sources.stage import land, replay

_ITEMS = table_of(LandedItemRow)


class SourcesConfig(dg.Config):
    """What to read."""

    sources: list[str] = Field(
        default=[],
        description="Names of configured sources (attache.toml), or paths of files and folders; "
        "empty: all configured sources but those with nightly = false.",
    )
    since: str | None = Field(default=None, description="Only what was published on this day (ISO) or later.")
    until: str | None = Field(default=None, description="Only what was published on this day (ISO) or before.")
    replay: bool = Field(
        default=False,
        description="Instead of visiting sources, have everything that was ever landed read anew.",
    )


@dg.asset(
    key=[_ITEMS.schema, _ITEMS.name],
    description=_ITEMS.description,
    group_name="sources",
    kinds={"python", "duckdb"},
    owners=["team:attache"],
    pool=POOL,
)
def landed_items(
    context: dg.AssetExecutionContext, config: SourcesConfig, warehouse: WarehouseResource
) -> dg.MaterializeResult:
    """Keep the bytes of all that the sources have."""
    run = warehouse.run(context, "items landed")
    sources = [] if config.replay else warehouse.settings.choose_sources(config.sources)
    if config.replay:
        report = replay(run, warehouse.store, warehouse.landing)
    else:
        report = land(run, warehouse.store, warehouse.landing, sources)
        days = [date.fromisoformat(day) if day else None for day in (config.since, config.until)]
        warehouse.store.limit_reading([source.name for source in sources], *days)
        warehouse.save_visits(context.run_id, report.sources)
    log_faults(context, report.faults)
    return dg.MaterializeResult(
        metadata={
            "sources": [f"{source.name}: {source.origin}" for source in sources],
            "items": report.done,
            "new": report.new,
            **faults_metadata(report.faults),
            **warehouse.table_metadata(_ITEMS.full_name),
        }
    )
