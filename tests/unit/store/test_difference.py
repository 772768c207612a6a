"""A copy of a table is brought up to it by the rows that differ, or left as it is."""

from collections import Counter

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.store.difference import Relation, is_brought_up

PRESENT, EARLIER = Relation("memory", "main", "present"), Relation("other", "main", "present")
Rows = list[tuple[int, str | None]]


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        connection.execute("ATTACH ':memory:' AS other")
        yield connection


def fill(connection: duckdb.DuckDBPyConnection, relation: Relation, rows: Rows) -> None:
    connection.execute(f"CREATE OR REPLACE TABLE {relation} (id BIGINT NOT NULL, told VARCHAR)")
    for row in rows:
        connection.execute(f"INSERT INTO {relation} VALUES (?, ?)", row)


def held(connection: duckdb.DuckDBPyConnection, relation: Relation) -> Counter[tuple[int, str | None]]:
    return Counter(connection.execute(f"FROM {relation}").fetchall())


def test_what_came_went_and_changed_is_carried_over_and_all_else_stays(connection):
    fill(connection, PRESENT, [(n, "told") for n in range(1, 20)] + [(20, None), (21, "new")])
    fill(connection, EARLIER, [(n, "told") for n in range(21)])
    assert is_brought_up(connection, PRESENT, EARLIER)
    assert held(connection, EARLIER) == held(connection, PRESENT)
    places = connection.execute(f"SELECT id, rowid FROM {EARLIER} WHERE id BETWEEN 1 AND 19").fetchall()
    assert all(id == place for id, place in places)


def test_a_copy_of_which_little_is_left_is_not_mended(connection):
    fill(connection, PRESENT, [(n, "new") for n in range(10)])
    fill(connection, EARLIER, [(n, "told") for n in range(10)])
    before = held(connection, EARLIER)
    assert not is_brought_up(connection, PRESENT, EARLIER)
    assert held(connection, EARLIER) == before


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE {}",
        "ALTER TABLE {} RENAME COLUMN told TO said",
        "ALTER TABLE {} ALTER COLUMN id TYPE INTEGER",
        "ALTER TABLE {} ALTER COLUMN told SET NOT NULL",
        "COMMENT ON TABLE {} IS 'Other words.'",
        "COMMENT ON COLUMN {}.told IS 'Other words.'",
    ],
)
def test_a_table_that_is_made_in_another_way_is_no_copy(change, connection):
    for relation in (PRESENT, EARLIER):
        fill(connection, relation, [(1, "told")])
    assert is_brought_up(connection, PRESENT, EARLIER)
    connection.execute(change.format(EARLIER))
    assert not is_brought_up(connection, PRESENT, EARLIER)


ROWS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["one", "other", None])), max_size=12)


@settings(deadline=None, max_examples=60)
@given(ROWS, ROWS)
def test_a_copy_is_as_the_table_or_as_it_was(now: Rows, then: Rows) -> None:
    with duckdb.connect() as connection:
        connection.execute("ATTACH ':memory:' AS other")
        fill(connection, PRESENT, now)
        fill(connection, EARLIER, then)
        expected = Counter(now) if is_brought_up(connection, PRESENT, EARLIER) else Counter(then)
        assert held(connection, EARLIER) == expected
