"""Dagster assets of the report: what was lost to a fault, and whether the rules are as right as they have to be."""

import dagster as dg

from pipelines.contracts.facts import FAMILIES
from pipelines.contracts.operations import QuarantineRow
from pipelines.contracts.row import table_of
from pipelines.report.accuracy import bundled_accuracy
from pipelines.resources import WORDS_WIDTH, LanguageResource, WarehouseResource, as_markdown

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


@dg.asset_check(
    asset=["facts", "evidence"],
    blocking=True,
    description="The mean slot F1 on the bundled gold is not below `accuracy_floor` of attache.toml.",
)
def accuracy_on_gold(warehouse: WarehouseResource, language: LanguageResource) -> dg.AssetCheckResult:
    """Judge today's rules and words on the bundled articles; once a version, for the same rules give the same rows."""
    settings = warehouse.settings
    if settings.accuracy_floor == 0:
        return dg.AssetCheckResult(passed=True, metadata={"floor": 0.0, "judged": False})
    figures = bundled_accuracy(settings, language.extractor.version)
    return dg.AssetCheckResult(
        passed=figures["headline"] >= settings.accuracy_floor,
        metadata={
            "headline": round(figures["headline"], 4),
            "floor": settings.accuracy_floor,
            "judged": True,
            "figures": dg.MetadataValue.md(f"```\n{figures['text']}\n```"),
        },
    )
