"""What Dagster is told of a table besides its rows."""

import pytest

from pipelines.contracts.tables import PRIVATE, TABLES
from pipelines.resources import columns_metadata


@pytest.mark.parametrize("table", sorted(set(TABLES) - PRIVATE))
def test_each_column_is_shown_with_type_and_meaning(table: str) -> None:
    columns = columns_metadata(table)["dagster/column_schema"].value.columns
    assert [column.name for column in columns] == list(TABLES[table].column_names)
    assert all(column.type and column.description for column in columns)


def test_tables_of_dbt_are_left_to_dbt() -> None:
    assert columns_metadata("marts.deals") == {}
