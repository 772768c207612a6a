"""dbt in this process: without starting Python and reading the project anew, a build of few rows takes a third."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from unittest.mock import patch

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest

from pipelines.marts.project import PROJECT_DIR, VERSION_VARIABLE, dbt_environment

_QUIETLY = ("--quiet", "--no-write-json", "--log-level-file", "none")


def dbt(build: Path, *arguments: str, version: str | None = None) -> None:
    """A command of dbt over a build database, which must succeed; `version` stands for another state of the project."""
    changed = dbt_environment(build) | ({} if version is None else {VERSION_VARIABLE: version})
    with patch.dict(os.environ, changed):
        try:
            done = dbtRunner(_manifest(build.name)).invoke([*_QUIETLY, *arguments, *_places(build)])
        finally:
            DuckDBConnectionManager.close_all_connections()
    failed = [
        f"{r.node.unique_id}: {r.message}" for r in getattr(done.result, "results", []) if r.status in ("error", "fail")
    ]
    assert done.success, failed or done.exception


@cache
def _manifest(name: str) -> Manifest:
    """Of a build database of this name, wherever it lies: the names of tables hold it."""
    build = PROJECT_DIR / "target" / name
    with patch.dict(os.environ, dbt_environment(build)):
        parsed = dbtRunner().invoke([*_QUIETLY, "parse", *_places(build)])
    assert isinstance(parsed.result, Manifest), parsed.exception
    return parsed.result


def _places(build: Path) -> list[str]:
    return ["--project-dir", str(PROJECT_DIR), "--target-path", str(build.parent / "target")]
