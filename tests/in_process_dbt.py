"""dbt in this process: without starting Python and reading the project anew, a build of few rows takes a third."""

from __future__ import annotations

import gc
import os
from functools import cache
from pathlib import Path
from unittest.mock import patch

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest
from dbt.parser.manifest import extended_mashumuro_decoder

from pipelines.marts.manifest import manifest
from pipelines.marts.project import PROJECT_DIR, VERSION_VARIABLE, dbt_environment

_QUIETLY = ("--quiet", "--no-write-json", "--log-level-file", "none")
_NAME = "attache.duckdb"  # as runs name the build database: the names of tables in the manifest hold it


def dbt(build: Path, *arguments: str, version: str | None = None) -> None:
    """A command of dbt over a build database, which must succeed; `version` stands for another state of the project."""
    assert build.name == _NAME
    places = ["--project-dir", str(PROJECT_DIR), "--target-path", str(build.parent / "target")]
    changed = dbt_environment(build) | ({} if version is None else {VERSION_VARIABLE: version})
    with patch.dict(os.environ, changed):
        gc.disable()  # as in a run (pipelines/marts/dbt_process.py)
        try:
            done = dbtRunner(_manifest()).invoke([*_QUIETLY, *arguments, *places])
        finally:
            gc.enable()
            DuckDBConnectionManager.close_all_connections()
    failed = [
        f"{r.node.unique_id}: {r.message}" for r in getattr(done.result, "results", []) if r.status in ("error", "fail")
    ]
    assert done.success, failed or done.exception


@cache
def _manifest() -> Manifest:
    """What a run has read of the project."""
    parsed = manifest(Path(_NAME)).with_name("partial_parse.msgpack").read_bytes()
    told = Manifest.from_msgpack(parsed, decoder=extended_mashumuro_decoder)
    told.build_flat_graph()
    return told
