import duckdb
import pytest
import store_miniature as mini
from conftest import NOW

from pipelines.contracts.tables import TABLES
from pipelines.store.connection import StoreError

CATALOG = """
    SELECT schema_name || '.' || table_name AS name, column_name, data_type, is_nullable, comment
    FROM duckdb_columns() WHERE NOT internal AND schema_name <> 'main' ORDER BY ALL"""


def edit(store, *statements):
    with duckdb.connect(str(store.paths.build)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_every_table_is_there_with_its_descriptions(store):
    declared = [
        (t.full_name, c.name, c.duckdb_type, c.nullable, c.description) for t in TABLES.values() for c in t.columns
    ]
    assert [tuple(r.values()) for r in store.rows(CATALOG)] == sorted(declared)


def test_preparing_again_changes_nothing(store):
    before = store.state_digest(), store.paths.build.read_bytes()
    store.prepare()
    assert (store.state_digest(), store.paths.build.read_bytes()) == before


def test_a_changed_table_is_brought_up_to_its_contract_with_its_rows(store):
    mini.read(store, mini.corpus_of(3), "run-1", NOW, 10)
    mini.derive(store, "run-1", NOW, 10)
    catalog, deals = store.rows(CATALOG), store.rows("FROM facts.arms_deals ORDER BY ALL")
    edit(
        store,
        "ALTER TABLE facts.arms_deals DROP COLUMN value_usd",
        "ALTER TABLE facts.arms_deals ADD COLUMN dropped_since VARCHAR DEFAULT 'x'",
        "COMMENT ON COLUMN facts.arms_deals.weapon_text IS 'old words'",
        "DROP TABLE core.entities",
    )
    store.prepare()
    assert store.rows(CATALOG) == catalog
    assert store.rows("FROM facts.arms_deals ORDER BY ALL") == deals
    assert store.documents_to_extract("1") == []


def test_a_new_required_column_is_filled_by_the_next_run(store):
    mini.read(store, mini.corpus_of(3), "run-1", NOW, 10)
    mini.derive(store, "run-1", NOW, 10)
    deals = store.rows("FROM facts.arms_deals ORDER BY ALL")
    edit(store, "ALTER TABLE facts.arms_deals DROP COLUMN weapon_text")
    store.prepare()
    assert {r["weapon_text"] for r in store.rows("FROM facts.arms_deals")} == {""}
    assert len(store.items_to_read("1")) == 3
    mini.derive(store, "run-1", NOW, 10)
    assert store.rows("FROM facts.arms_deals ORDER BY ALL") == deals


def test_a_new_required_column_of_the_log_says_what_to_do(store):
    edit(store, "ALTER TABLE ops.landed_items DROP COLUMN format")
    with pytest.raises(StoreError, match=r"E504 ops.landed_items .* format.* Remove the folder `build`"):
        store.prepare()
