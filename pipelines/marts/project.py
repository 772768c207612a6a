"""Where the dbt project lies, of which version it is, what a dbt process needs to run it, and how its nodes are named.

Dagster's side is in assets.py; nothing here imports Dagster or dbt, or runs anything.
"""

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PROJECT_DIR = Path(__file__).parents[2] / "dbt_project"
# The variable that profiles.yml reads.
BUILD_VARIABLE = "ATTACHE_BUILD"
# The one that dbt_project/macros/renewal reads: marts of another version are built whole.
VERSION_VARIABLE = "ATTACHE_MARTS_VERSION"
# dbt as a run starts it. -P: the current folder, which has folders named as packages are, is nowhere to import from.
DBT_COMMAND = (sys.executable, "-P", "-m", "pipelines.marts.dbt_process")
# How a run calls dbt: the manifest is there already (manifest.py), and what happens is read from dbt's output. To write
# both to files as well is a tenth of a night's time.
DBT_FLAGS = ("--no-write-json", "--log-level-file", "none")

_SEEDS = PROJECT_DIR.parent / "seeds"
_FOLDERS = (PROJECT_DIR, _SEEDS / "codes", _SEEDS / "reference")
_READ = {".sql", ".yml", ".csv", ".md"}
_MADE_BY_DBT = {"target", "logs", "dbt_packages"}


def dbt_environment(build: Path, logs: Path | None = None) -> dict[str, str]:
    """What a dbt process must find in its environment.

    Args:
        build: the build database; dbt-duckdb opens it, and alone, so no other connection may be open.
        logs: folder for dbt.log (default: `dbt_logs` beside the build database).
    """
    return {
        BUILD_VARIABLE: str(build.resolve()),
        VERSION_VARIABLE: marts_version(),
        "DBT_PROFILES_DIR": str(PROJECT_DIR),
        "DBT_LOG_PATH": str((logs or build.parent / "dbt_logs").resolve()),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        # Unit tests look at the SQL and not at the data: `make test` runs them, the nightly run need not.
        "DBT_EXCLUDE_RESOURCE_TYPES": "unit_test",
    }


def _files() -> Iterator[Path]:
    """What dbt reads, in a fixed order; the folders that other runs of dbt write meanwhile are not walked into."""
    for folder in _FOLDERS:
        for inside, folders, names in os.walk(folder):
            folders[:] = sorted(set(folders) - _MADE_BY_DBT)
            yield from (Path(inside, name) for name in sorted(names) if Path(name).suffix in _READ)


def marts_version() -> str:
    """Digest of the models, macros, tests, settings and seeds; the contracts are in it as dbt's sources."""
    digest = hashlib.sha256()
    for file in _files():
        digest.update(f"{file.relative_to(PROJECT_DIR.parent)}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def table_key(node: Mapping[str, Any]) -> tuple[str, str]:
    """(schema, table) of a node of dbt's manifest: the name that asset, table and file share.

    Args:
        node: an entry of the manifest's `nodes` or `sources` that is a table: a source, seed or model.

    Raises:
        ValueError: the node is no table (a test, for instance).
    """
    match node["resource_type"]:
        case "source":
            return node["schema"], node["identifier"]
        case "model" | "seed" | "snapshot":
            return node["schema"], node["alias"]
        case other:
            raise ValueError(f"{node['unique_id']}: a {other} is no table")
