"""The marts over the sample corpus, once from gold facts and once from extracted ones."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from pipelines.marts.project import PROJECT_DIR, dbt_environment
from pipelines.report.throwaway import extract_folder
from pipelines.settings import Settings
from pipelines.store.macros import create_macros

HERE = Path(__file__).parent
ARTICLES = HERE.parents[1] / "seeds" / "articles"


def build_marts(build: Path, *options: str) -> None:
    """Seeds, models and data tests of the real project over a build database."""
    done = subprocess.run(
        [Path(sys.executable).with_name("dbt"), "build", "--target-path", str(build.parent / "target"), *options],
        cwd=PROJECT_DIR,
        env=os.environ | dbt_environment(build),
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def build_deal_reports(build: Path) -> None:
    """What puts reports together into deals, and no more."""
    build_marts(build, "--select", "+int_deal_reports", "--resource-type", "seed", "--resource-type", "model")


@pytest.fixture(scope="session")
def resolve_deals() -> Callable[[Path], None]:
    return build_deal_reports


@pytest.fixture(scope="session")
def gold_facts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_facts", HERE / "gold_facts.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def from_gold(gold_facts: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    build = gold_facts.build_database(tmp_path_factory.mktemp("gold"))
    build_marts(build)
    with duckdb.connect(str(build)) as connection:
        create_macros(connection)
    with duckdb.connect(str(build), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def from_extraction(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    build, faults = extract_folder(ARTICLES, tmp_path_factory.mktemp("extracted"), Settings.load())
    assert not faults
    build_marts(build)
    with duckdb.connect(str(build), read_only=True) as connection:
        yield connection
