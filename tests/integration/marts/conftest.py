"""The dbt project, built once over the facts of sample.py."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.store.macros import create_macros
from tests.integration.marts.dbt import dbt, project_copy
from tests.integration.marts.sample import DEALS, DOCUMENTS, EVIDENCE, POLICY, REFERENCE, REGISTER, TROOPS, load


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder in which `dbt build` has run over the rows above: dbt_project/ and a build database."""
    folder = tmp_path_factory.mktemp("dbt")
    build = folder / "attache.duckdb"
    with duckdb.connect(build) as connection:
        load(connection, [*DOCUMENTS, *DEALS, *TROOPS, *POLICY, *EVIDENCE, *REGISTER])
    result = dbt(project_copy(folder, REFERENCE), build, "build")
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
    return folder


@pytest.fixture(scope="session")
def warehouse(project: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A copy of it under another name, as a reader may have it: the tables must not depend on the name."""
    published = tmp_path_factory.mktemp("published") / "other-name.duckdb"
    shutil.copy(project / "attache.duckdb", published)
    with duckdb.connect(published) as connection:
        create_macros(connection)
    return duckdb.connect(published, read_only=True)


@pytest.fixture
def ask(warehouse: duckdb.DuckDBPyConnection) -> Callable[[str], list[dict[str, Any]]]:
    """The rows that a query of the warehouse gives, a dictionary each."""

    def asked(query: str) -> list[dict[str, Any]]:
        cursor = warehouse.execute(query)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]

    return asked
