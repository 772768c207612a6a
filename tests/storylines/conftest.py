"""The marts over the sample corpus, once from gold facts and once from extracted ones."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from pipelines.report.throwaway import extract_folder
from pipelines.settings import Settings
from pipelines.store.macros import create_macros
from tests.in_process_dbt import dbt

HERE = Path(__file__).parent
ARTICLES = HERE.parents[1] / "seeds" / "articles"


@pytest.fixture(scope="session")
def gold_facts() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_facts", HERE / "gold_facts.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def gold_build(gold_facts: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build database of the gold facts, with all that the real project makes of them. Not to be changed."""
    build: Path = gold_facts.build_database(tmp_path_factory.mktemp("gold"))
    dbt(build, "build")
    with duckdb.connect(str(build)) as connection:
        create_macros(connection)
    return build


@pytest.fixture(scope="session")
def from_gold(gold_build: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(gold_build), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def from_extraction(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    build, faults = extract_folder(ARTICLES, tmp_path_factory.mktemp("extracted"), Settings.load())
    assert not faults
    dbt(build, "build")
    with duckdb.connect(str(build), read_only=True) as connection:
        yield connection
