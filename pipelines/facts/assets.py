"""Dagster assets of the facts: the families, the place of every cell, the versions. Shells over stage.py."""

import time
from collections.abc import Iterator

import dagster as dg

from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import FAMILIES
from pipelines.contracts.row import Row, table_of
from pipelines.contracts.tables import history_of
from pipelines.facts.stage import extract_facts
from pipelines.resources import POOL, LanguageResource, WarehouseResource, faults_metadata, log_faults

_ROWS: tuple[type[Row], ...] = (*FAMILIES.values(), EvidenceRow)
_TABLES = {table.full_name: table.description for table in map(table_of, _ROWS)}
_VERSIONS = {table.full_name: table.description for table in map(history_of, FAMILIES.values())}


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            name.split("."),
            deps=[["annotations"], ["core", "documents"], ["core", "mentions"]],
            description=description,
            group_name="facts",
            kinds={"python", "duckdb"},
            owners=["team:attache"],
        )
        for name, description in (_TABLES | _VERSIONS).items()
    ],
    pool=POOL,
)
def facts(
    context: dg.AssetExecutionContext, warehouse: WarehouseResource, language: LanguageResource
) -> Iterator[dg.MaterializeResult]:
    """Derive the facts of the documents that have none at the present version: one pass for all families."""
    begun = time.monotonic()
    run = warehouse.run(context, "documents read for facts")
    cache = warehouse.cache(language.annotator)
    report = extract_facts(run, warehouse.store, language.annotator, language.extractor, cache)
    seconds = time.monotonic() - begun
    log_faults(context, report.faults)
    shared = faults_metadata(report.faults) | {
        "documents": report.done,
        "version": language.extractor.version,
    }
    if report.done:
        shared["documents_per_second"] = round(report.done / seconds, 2)
    for name in _TABLES | _VERSIONS:
        yield dg.MaterializeResult(name.split("."), metadata=warehouse.table_metadata(name) | shared)


@dg.asset_check(
    asset=["facts", "evidence"],
    blocking=True,
    description="quote = substring of core.documents.text, for every row of facts.evidence.",
)
def quotes_stand_in_text(warehouse: WarehouseResource) -> dg.AssetCheckResult:
    """Compare every quote with its document."""
    return warehouse.check_empty(
        """
        select e.fact_id, e.column_name, e.document_id, e.start_char, e.end_char, e.quote
        from facts.evidence as e
        left join core.documents as d using (document_id)
        where d.text is null or e.quote <> substring(d.text, e.start_char + 1, e.end_char - e.start_char)
        """
    )


@dg.asset_check(
    asset=["facts", "evidence"],
    blocking=True,
    description="Every fact has evidence, and every piece of evidence its fact.",
)
def facts_and_evidence_belong_together(warehouse: WarehouseResource) -> dg.AssetCheckResult:
    """Look for facts without a place, and places without a fact."""
    facts_of_all = " union all ".join(
        f"select fact_id, '{family}' as family from facts.{family}" for family in FAMILIES
    )
    return warehouse.check_empty(
        f"""
        select coalesce(f.fact_id, e.fact_id) as fact_id, f.family
        from ({facts_of_all}) as f
        full join (select distinct fact_id from facts.evidence) as e using (fact_id)
        where f.fact_id is null or e.fact_id is null
        """
    )


@dg.asset_check(
    asset=["facts", "evidence"],
    blocking=True,
    description="Of the documents no more than half failed (two always may); else the rules are broken.",
)
def few_documents_failed(warehouse: WarehouseResource) -> dg.AssetCheckResult:
    """Compare the documents in quarantine with all of them."""
    counted = warehouse.store.rows(
        """
        select
            (
                select count(distinct (origin, line)) from ops.quarantine where stage in ('annotation', 'facts')
            ) as failed,
            (select count(*) from core.documents) as documents
        """
    )[0]
    has_passed = counted["failed"] <= max(2, counted["documents"] // 2)
    return dg.AssetCheckResult(passed=has_passed, metadata=counted)
