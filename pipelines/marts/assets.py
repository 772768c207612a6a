"""Dagster assets of the marts: the dbt models and seeds, with their tests as asset checks."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from typing import Any

import dagster as dg
from dagster_dbt import (
    DagsterDbtCliRuntimeError,
    DagsterDbtTranslator,
    DbtCliResource,
    dbt_assets,
)
from packaging.version import Version

from pipelines.marts.manifest import manifest
from pipelines.marts.project import DBT_COMMAND, DBT_FLAGS, PROJECT_DIR, dbt_environment, marts_version, table_key
from pipelines.resources import POOL, WarehouseResource
from pipelines.settings import Settings

_PARENT_VARIABLE = "ATTACHE_DBT_PARENT"  # read by parent_guard.py


class Translator(DagsterDbtTranslator):
    """dbt's names as this project has them: the key is [schema, table], the group the room."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """[schema, table] as in the database."""
        return dg.AssetKey(table_key(dbt_resource_props))

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """Reference data belongs to the sources, all else to the marts."""
        return "sources" if dbt_resource_props["schema"] == "ref" else "marts"

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """The model's own words, without its SQL."""
        return dbt_resource_props["description"] or f"dbt {dbt_resource_props['resource_type']}"

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """The team."""
        return ["team:attache"]


class QuickDbtCliResource(DbtCliResource):
    """The same, without loading dbt into this process and asking `dbt --version` first.

    dagster-dbt does both before each invocation (8 s on two cores) to fetch columns and row counts, which are not
    fetched here: dbt's own process keeps DuckDB's lock meanwhile.
    """

    @property
    def _cli_version(self) -> Version:
        return Version(metadata.version("dbt-core"))

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> Any:
        return None


dbt_cli = QuickDbtCliResource(
    project_dir=str(PROJECT_DIR),
    profiles_dir=str(PROJECT_DIR),
    dbt_executable=DBT_COMMAND[0],  # Python; dagster-dbt puts the flags next to it
    global_config_flags=[*DBT_COMMAND[1:], *DBT_FLAGS],
)


@dbt_assets(
    manifest=manifest(Settings.load().state_paths().build),
    dagster_dbt_translator=Translator(),
    name="marts",
    pool=POOL,
)
def marts(context: dg.AssetExecutionContext, warehouse: WarehouseResource, dbt: DbtCliResource) -> Iterator[Any]:
    """Build and test the marts; skipped, and publishing with them, when the published file holds all already.

    Row counts and previews are read when dbt has ended, as it keeps the database for itself while it works.
    """
    if warehouse.is_published(marts_version()):
        context.log.info("nothing has changed since the last publication; the marts stand as they are")
        return
    os.environ.update(dbt_environment(warehouse.paths.build), **{_PARENT_VARIABLE: str(os.getpid())})
    built: list[dg.Output[Any]] = []
    failure: DagsterDbtCliRuntimeError | None = None
    invocation = dbt.cli(["build"], context=context)
    try:
        for event in invocation.stream():
            if isinstance(event, dg.Output):
                built.append(event)
            else:
                yield event
    except DagsterDbtCliRuntimeError as error:
        failure = error
    for output in built:
        table = ".".join(context.asset_key_for_output(output.output_name).path)
        metadata = {**output.metadata, **warehouse.table_metadata(table)}
        yield dg.Output(output.value, output_name=output.output_name, metadata=metadata)
    if failure:
        raise failure
    shutil.rmtree(invocation.target_path, ignore_errors=True)  # one folder a run; kept where it tells of a failure
