"""The ids that dbt_project/macros/sql/keys.sql makes of columns and of conditions."""

import duckdb
import pytest
from jinja2 import Environment

from pipelines.marts.project import PROJECT_DIR

KEYS = Environment().from_string((PROJECT_DIR / "macros" / "sql" / "keys.sql").read_text(encoding="utf-8")).module
ROWS = (
    "(VALUES ('visit', 'POL'), ('phone_call', 'POL'), (NULL, 'POL'), ('visit', NULL), (NULL, NULL)) AS t (form, side)"
)


@pytest.mark.parametrize("columns", [["form", "side"], ["side", "form = 'phone_call'"], ["form IS NULL", "side || ''"]])
def test_null_is_a_value_of_its_own_in_columns_and_conditions(columns: list[str]) -> None:
    of_rows = f"SELECT {KEYS.key_hash(columns)}, [({columns[0]})::VARCHAR, ({columns[1]})::VARCHAR] FROM {ROWS}"
    ids = [(told, tuple(cells)) for told, cells in duckdb.execute(of_rows).fetchall()]
    assert all(told for told, _ in ids)
    assert len({told for told, _ in ids}) == len({cells for _, cells in ids}) == len(set(ids)) > 1
