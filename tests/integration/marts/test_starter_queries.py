"""warehouse/queries: each has a purpose, and runs."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.integration.marts.sample import ROOT

QUERIES = sorted((ROOT / "warehouse" / "queries").glob("*.sql"))


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_a_starter_query_has_a_purpose_and_runs(query: Path, warehouse: duckdb.DuckDBPyConnection) -> None:
    text = query.read_text(encoding="utf-8")
    assert text.startswith("-- ")
    assert warehouse.execute(text).description


def test_there_are_questions_to_start_from() -> None:
    # tests/storylines asks all of them of the sample corpus, where there is more to be found
    assert len(QUERIES) >= 20
