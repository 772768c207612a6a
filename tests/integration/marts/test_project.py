"""The project as a whole: comments, checks that block, names, and a warehouse in which nothing was read yet."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.contracts.tables import PRIVATE
from pipelines.marts.project import table_key
from tests import in_process_dbt
from tests.integration.marts.dbt import dbt
from tests.integration.marts.sample import ROOT, load


def uncommented(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    """Schema, table and column of whatever has no comment."""
    return connection.execute(
        """
        select schema_name, table_name, column_name from duckdb_columns()
        where coalesce(comment, '') = '' and not internal
        union all
        select schema_name, table_name, null from duckdb_tables() where coalesce(comment, '') = ''
        union all
        select schema_name, view_name, null from duckdb_views()
        where coalesce(comment, '') = '' and not internal
        """
    ).fetchall()


def test_every_table_and_column_has_its_comment(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert uncommented(warehouse) == []


def test_a_quote_that_is_not_the_text_fails_the_build(project: Path, tmp_path: Path) -> None:
    build = Path(shutil.copy(project / "attache.duckdb", tmp_path))
    with duckdb.connect(build) as connection:
        connection.execute("update facts.evidence set quote = 'Signed' where quote = 'signed'")
    result = dbt(project / "dbt_project", build, "test", "--select", "quotes_stand_in_text_stg_evidence*")
    assert result.returncode == 1
    assert "Got 1 result, configured to fail if != 0" in result.stdout


def test_nothing_read_yet_is_no_error_and_the_real_reference_loads(tmp_path: Path) -> None:
    build = tmp_path / "attache.duckdb"
    with duckdb.connect(build) as connection:
        load(connection, [])
    in_process_dbt.dbt(build, "build")
    with duckdb.connect(build, read_only=True) as connection:
        for file in (ROOT / "seeds" / "reference").glob("*.csv"):
            assert connection.execute(f"select count(*) > 0 from ref.{file.stem}").fetchone() == (True,), file.name
        # a new column of a reference file is described in macros/adapters/comments.sql, a new file in _ref.yml
        assert uncommented(connection) == []
        for mart in ("deals", "register_comparison"):
            assert connection.execute(f"select count(*) from marts.{mart}").fetchone() == (0,)


def test_assets_are_named_as_their_tables(project: Path, ask: Any) -> None:
    manifest = json.loads((project / "dbt_project" / "target" / "manifest.json").read_text(encoding="utf-8"))
    nodes = [*manifest["nodes"].values(), *manifest["sources"].values()]
    named = {table_key(node) for node in nodes if node["resource_type"] in ("model", "seed", "source")}
    tables = ask("select table_schema as s, table_name as t from information_schema.tables")
    assert named == {(row["s"], row["t"]) for row in tables if f"{row['s']}.{row['t']}" not in PRIVATE}


def test_a_test_is_no_table() -> None:
    with pytest.raises(ValueError, match=r"test\.x: a test is no table"):
        table_key({"resource_type": "test", "unique_id": "test.x"})
