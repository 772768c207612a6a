"""The questions of warehouse/queries, asked of the sample corpus: each finds something, or it is said why not."""

from pathlib import Path

import duckdb
import pytest

QUERIES = sorted((Path(__file__).parents[2] / "warehouse" / "queries").glob("*.sql"))
EMPTY = {
    "what_we_believed_a_month_ago": "a single run made all facts",
    "meetings_of_the_year": "gold has no meetings",
}


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_a_question_finds_something(query: Path, from_gold: duckdb.DuckDBPyConnection) -> None:
    found = from_gold.execute(query.read_text(encoding="utf-8")).fetchall()
    assert bool(found) != (query.stem in EMPTY)
