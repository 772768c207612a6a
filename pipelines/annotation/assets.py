"""Dagster assets of the annotation: annotated texts, mentions, entities. Shells over stage.py."""

import time
from collections.abc import Iterator

import dagster as dg

from pipelines.annotation.stage import annotate_texts, find_mentions
from pipelines.contracts.documents import EntityRow, MentionRow
from pipelines.contracts.row import table_of
from pipelines.resources import POOL, LanguageResource, WarehouseResource, faults_metadata, log_faults
from pipelines.retention import remove_old_annotations

_GROUP, _OWNERS = "annotation", ["team:attache"]
_MENTIONS, _ENTITIES = table_of(MentionRow), table_of(EntityRow)


@dg.asset(
    key=["annotations"],
    deps=[["core", "documents"]],
    description="Tokens, parse and named spans of every text, as packed documents in Parquet files. A text "
    "is annotated once, however often it was published, and anew only when model, words or code change.",
    kinds={"python", "spacy", "parquet"},
    pool=POOL,
    group_name=_GROUP,
    owners=_OWNERS,
)
def annotations(
    context: dg.AssetExecutionContext, warehouse: WarehouseResource, language: LanguageResource
) -> dg.MaterializeResult:
    """Annotate the texts that are new."""
    begun = time.monotonic()
    cache = warehouse.cache(language.annotator)
    report = annotate_texts(warehouse.run(context, "texts annotated"), warehouse.store, language.annotator, cache)
    seconds = time.monotonic() - begun
    kept = warehouse.settings.keep_annotation_versions
    remove_old_annotations(warehouse.paths.annotations, language.annotator.version, kept)
    metadata: dict[str, int | str | float] = {
        "annotated": report.done,
        "texts": len(cache.hashes()),
        "version": language.annotator.version,
        **report.shares,
    }
    if report.done:
        metadata["documents_per_second"] = round(report.done / seconds, 2)
    return dg.MaterializeResult(metadata=metadata)


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            [table.schema, table.name],
            deps=[["annotations"], ["core", "documents"]],
            description=table.description,
            kinds={"python", "duckdb"},
            group_name=_GROUP,
            owners=_OWNERS,
        )
        for table in (_MENTIONS, _ENTITIES)
    ],
    pool=POOL,
)
def mentions(
    context: dg.AssetExecutionContext, warehouse: WarehouseResource, language: LanguageResource
) -> Iterator[dg.MaterializeResult]:
    """Enter the mentions of the documents that are new."""
    run = warehouse.run(context, "documents read for mentions")
    report = find_mentions(run, warehouse.store, language.annotator, warehouse.cache(language.annotator))
    log_faults(context, report.faults)
    for table in (_MENTIONS, _ENTITIES):
        metadata = warehouse.table_metadata(table.full_name) | faults_metadata(report.faults)
        yield dg.MaterializeResult([table.schema, table.name], metadata=metadata | {"documents": report.done})


@dg.asset_check(
    asset=["core", "mentions"],
    blocking=True,
    description="The words of every mention are the document's text at its offsets.",
)
def mentions_stand_in_text(warehouse: WarehouseResource) -> dg.AssetCheckResult:
    """Compare every mention with its document."""
    return warehouse.check_empty(
        """
        select m.document_id, m.start_char, m.end_char, m.text
        from core.mentions as m
        left join core.documents as d using (document_id)
        where d.text is null or m.text <> substring(d.text, m.start_char + 1, m.end_char - m.start_char)
        """
    )
