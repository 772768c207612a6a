"""What Dagster is told of a table besides its rows, and what a person is told of a failure."""

import dagster as dg
import pytest

from pipelines.contracts.tables import PRIVATE, TABLES
from pipelines.resources import columns_metadata, reason
from pipelines.store.connection import StoreError


@pytest.mark.parametrize("table", sorted(set(TABLES) - PRIVATE))
def test_each_column_is_shown_with_type_and_meaning(table: str) -> None:
    columns = columns_metadata(table)["dagster/column_schema"].value.columns
    assert [column.name for column in columns] == list(TABLES[table].column_names)
    assert all(column.type and column.description for column in columns)


def test_tables_of_dbt_are_left_to_dbt() -> None:
    assert columns_metadata("marts.deals") == {}


@pytest.mark.parametrize(
    ("error", "told"),
    [(StoreError("E509 it cannot be opened"), "E509 it cannot be opened"), (KeyError("x"), "KeyError: 'x'")],
)
def test_what_we_raise_is_told_in_its_own_words_only(error: Exception, told: str) -> None:
    @dg.op
    def failing() -> None:
        raise error

    @dg.job
    def failing_job() -> None:
        failing()

    result = failing_job.execute_in_process(raise_on_error=False)
    assert [reason(event) for event in result.all_events if event.is_step_failure] == [told]
