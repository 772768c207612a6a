"""marts.register_comparison: a register that the user keeps beside ours, in the mart and by the command."""

from __future__ import annotations

from typing import Any

import duckdb

from pipelines.marts.register import compare, published_comparison
from tests.integration.marts.sample import REGISTER


def test_the_register_is_laid_beside_ours(ask: Any) -> None:
    lines = ask("select * from marts.register_comparison order by their_line, deal_id")
    assert [(r["outcome"], r["their_line"], r["our_year_of_order"], r["differs_in"]) for r in lines] == [
        ("only_theirs", 8, None, []),  # "Korea, South" is no name of it
        ("differing", 9, 2022, ["year_of_order"]),
        ("only_ours", None, None, []),  # what was delivered before; Poland's own gift to Ukraine is not covered
    ]


def test_a_file_that_is_not_kept_is_compared_alike(warehouse: duckdb.DuckDBPyConnection) -> None:
    published = published_comparison(warehouse)
    assert published
    assert compare(warehouse, REGISTER) == published
