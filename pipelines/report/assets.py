"""Dagster assets of the report: what was lost to a fault, what the sources brought, and how right the rules are."""

from typing import Any

import dagster as dg

from pipelines.contracts.facts import FAMILIES
from pipelines.contracts.operations import QuarantineRow
from pipelines.contracts.row import table_of
from pipelines.report.accuracy import bundled_accuracy
from pipelines.report.visits import VISITS, Finding, silent, unreached, unusual
from pipelines.resources import WORDS_WIDTH, LanguageResource, WarehouseResource, as_markdown
from pipelines.settings import INBOX

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


def _source_check(found: list[Finding], severity: dg.AssetCheckSeverity) -> dg.AssetCheckResult:
    metadata: dict[str, Any] = {"sources": len(found)}
    if found:
        rows = [{"source": finding.source, "told": finding.told} for finding in found]
        metadata["told"] = dg.MetadataValue.md(as_markdown(rows, WORDS_WIDTH))
    return dg.AssetCheckResult(passed=not found, severity=severity, metadata=metadata)


@dg.asset_check(
    asset=["ops", "landed_items"],
    description="Every source that was visited could be read to its end. One that could not costs only its own "
    "items, and is tried again by the next run.",
)
def every_source_was_reached(warehouse: WarehouseResource) -> dg.AssetCheckResult:
    """Look for sources whose visit was ended by a failure."""
    return _source_check(unreached(warehouse.store.rows(VISITS)), dg.AssetCheckSeverity.ERROR)


@dg.asset_check(
    asset=["ops", "landed_items"],
    description="No source has been silent for `silent_days` of attache.toml. A warning.",
)
def sources_bring_news(warehouse: WarehouseResource) -> dg.AssetCheckResult:
    """Look for sources that used to bring something and do no longer."""
    visits = [visit for visit in warehouse.store.rows(VISITS) if visit["source_name"] != INBOX]
    return _source_check(silent(visits, warehouse.settings.silent_days), dg.AssetCheckSeverity.WARN)


@dg.asset_check(
    asset=["ops", "landed_items"],
    description="No source brought `unusual_factor` (attache.toml) times its usual number of items. A warning.",
)
def volumes_are_usual(warehouse: WarehouseResource) -> dg.AssetCheckResult:
    """Look for sources that brought far more than they do."""
    found = unusual(warehouse.store.rows(VISITS), warehouse.settings.unusual_factor)
    return _source_check(found, dg.AssetCheckSeverity.WARN)


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
