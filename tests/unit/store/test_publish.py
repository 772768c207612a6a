import os
import shutil
import subprocess
import sys
from datetime import timedelta

import duckdb
import pytest
import store_miniature as mini
from conftest import NOW

from pipelines.contracts.tables import PRIVATE, TABLES
from pipelines.store import publish as publish_module
from pipelines.store.connection import StoreError
from pipelines.store.store import Store

HIDDEN = tuple(name.removeprefix("ops.") for name in sorted(PRIVATE))
LATER = NOW + timedelta(days=1)


@pytest.fixture(scope="module")
def filled_once(prepared, tmp_path_factory):
    """The state of a store with two items, derived, with marts, not yet published. Not to be changed."""
    state = shutil.copytree(prepared, tmp_path_factory.mktemp("filled") / "state")
    store = Store(mini.paths_of(state))
    mini.read(store, mini.corpus_of(2), "run-1", NOW, 100)
    mini.derive(store, "run-1", NOW, 100)
    mini.build_marts(store.paths)
    return state


@pytest.fixture
def filled(filled_once, tmp_path):
    """A copy of it that only one test uses."""
    return Store(mini.paths_of(shutil.copytree(filled_once, tmp_path / "state")))


def published(store, query):
    with duckdb.connect(str(store.paths.warehouse), read_only=True) as connection:
        return connection.execute(query).fetchall()


def more(store):
    store.record_landed([mini.landed("more.txt", [], "run-1", NOW)])


def test_the_published_file_holds_what_the_build_database_holds(filled):
    assert filled.publish("run-1", NOW) is True
    for table in TABLES:
        if table not in PRIVATE | {"ops.runs"}:
            held = [tuple(r.values()) for r in filled.rows(f"FROM {table} ORDER BY ALL")]
            assert published(filled, f"FROM {table} ORDER BY ALL") == held, table
    assert published(filled, "SELECT count(*) FROM facts.arms_deals")[0][0] > 2
    assert published(filled, "FROM ops.runs") == [("run-1", NOW, NOW)]
    assert filled.rows("FROM ops.runs") == [{"run_id": "run-1", "started_at": NOW, "published_at": NOW}]


def test_only_the_schemas_of_readers_are_there_and_views_are_tables(filled):
    filled.publish("run-1", NOW)
    schemas = published(filled, "SELECT DISTINCT schema_name FROM duckdb_tables() ORDER BY ALL")
    assert [s for (s,) in schemas] == ["core", "facts", "history", "marts", "ops", "ref"]
    assert published(filled, "SELECT count(*) FROM duckdb_views() WHERE NOT internal") == [(0,)]
    assert published(filled, "FROM marts.suppliers ORDER BY ALL") == published(
        filled, "SELECT supplier_country FROM marts.deals ORDER BY ALL"
    )
    assert published(filled, f"SELECT count(*) FROM duckdb_tables() WHERE table_name IN {HIDDEN}") == [(0,)]


def test_descriptions_and_not_null_survive(filled):
    filled.publish("run-1", NOW)
    catalog = f"""
        SELECT schema_name, table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns()
        WHERE NOT internal AND schema_name IN ('core', 'facts', 'history', 'ops') AND table_name NOT IN {HIDDEN}
        ORDER BY ALL"""
    assert published(filled, catalog) == [tuple(r.values()) for r in filled.rows(catalog)]
    assert published(filled, "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NULL AND "
                             "schema_name IN ('core', 'facts', 'history', 'ops')") == [(0,)]  # fmt: skip
    told = dict(published(filled, "SELECT table_name, comment FROM duckdb_tables()"))
    assert told["documents"] == TABLES["core.documents"].description
    assert (told["deals"], told["suppliers"]) == ("One row a supplier's deals.", "All suppliers.")
    assert published(filled, "SELECT comment FROM duckdb_columns() WHERE column_name = 'deals'") == [("How many.",)]


def test_nothing_new_moves_nothing(filled):
    assert not filled.is_published()
    filled.publish("run-1", NOW)
    before = filled.paths.warehouse.stat()
    assert filled.is_published()
    filled.begin_run("run-2", LATER)
    mini.read(filled, mini.corpus_of(2), "run-2", LATER, 1)
    mini.derive(filled, "run-2", LATER, 1)
    mini.build_marts(filled.paths)
    assert filled.publish("run-2", LATER) is False
    assert filled.paths.warehouse.stat() == before


@pytest.mark.parametrize(
    "change",
    [
        "CREATE OR REPLACE TABLE marts.deals AS SELECT 'USA' AS supplier_country, 1 AS deals",
        "CREATE TABLE marts.another AS SELECT 1 AS one",
        "COMMENT ON COLUMN marts.deals.deals IS 'Other words.'",
        "INSERT INTO ref.unit VALUES ('brigade')",
    ],
)
def test_what_dbt_changed_is_published(filled, change):
    filled.publish("run-1", NOW)
    with duckdb.connect(str(filled.paths.build)) as connection:
        connection.execute(change)
    assert not filled.is_published()
    assert filled.publish("run-1", LATER) is True
    assert filled.is_published()


def test_what_dbt_leaves_behind_when_it_is_killed_is_not_published(filled):
    filled.publish("run-1", NOW)
    with duckdb.connect(str(filled.paths.build)) as connection:
        connection.execute("CREATE TABLE marts.deals__dbt_tmp AS SELECT 1 AS one")
        connection.execute("CREATE TABLE staging.int AS SELECT 1 AS one")
    assert filled.is_published()


def test_a_published_file_that_was_removed_or_replaced_is_published_again(filled):
    filled.publish("run-1", NOW)
    filled.paths.warehouse.unlink()
    assert filled.publish("run-1", NOW) is True
    filled.paths.warehouse.write_bytes(b"something else")
    assert filled.publish("run-1", NOW) is True
    assert published(filled, "SELECT count(*) > 0 FROM core.documents") == [(True,)]


def test_of_a_table_that_changed_only_the_rows_that_differ_are_written(filled, monkeypatch):
    filled.publish("run-1", NOW)
    with duckdb.connect(str(filled.paths.build)) as connection:
        connection.execute("UPDATE core.documents SET title = 'Another' WHERE document_id = (SELECT min(document_id) "
                           "FROM core.documents)")  # fmt: skip
    more(filled)
    written = []
    copy_relation = publish_module._copy_relation
    monkeypatch.setattr(
        publish_module, "_copy_relation", lambda *told: (written.append(told[2].name), copy_relation(*told))
    )
    assert filled.publish("run-1", LATER) is True
    assert written == ["suppliers"]  # a view has no rows of its own to compare
    assert sorted(published(filled, "FROM core.documents")) == sorted(
        tuple(r.values()) for r in filled.rows("FROM core.documents")
    )


def test_a_table_that_is_gone_is_gone_from_the_published_file(filled):
    filled.publish("run-1", NOW)
    with duckdb.connect(str(filled.paths.build)) as connection:
        connection.execute("DROP TABLE ref.unit")
    filled.publish("run-1", LATER)
    assert published(filled, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'unit'") == [(0,)]


def test_what_somebody_wrote_into_the_published_file_is_not_carried_on(filled):
    filled.publish("run-1", NOW)
    with duckdb.connect(str(filled.paths.warehouse)) as connection:
        connection.execute("CREATE VIEW main.mine AS SELECT 1")
        connection.execute("INSERT INTO ref.unit VALUES ('mine')")
    assert not filled.is_published()
    assert filled.publish("run-1", LATER) is True
    assert published(filled, "SELECT count(*) FROM duckdb_views() WHERE view_name = 'mine'") == [(0,)]
    assert ("mine",) not in published(filled, "FROM ref.unit")


def test_a_copy_that_has_become_loose_is_made_anew(filled, monkeypatch):
    filled.publish("run-1", NOW)
    more(filled)
    kept = []
    write = publish_module._write_copy

    def loose_at_first(connection, copy, run_id, now):
        kept.append(copy.exists())
        return write(connection, copy, run_id, now) if not kept[-1] else write(connection, copy, run_id, now) + 1

    monkeypatch.setattr(publish_module, "_write_copy", loose_at_first)
    assert filled.publish("run-1", LATER) is True
    assert kept == [True, False]


def test_a_failing_check_leaves_the_published_file_as_it_is(filled, monkeypatch):
    filled.publish("run-1", NOW)
    before = filled.paths.warehouse.read_bytes()
    more(filled)
    write = publish_module._write_copy

    def lose_a_row(connection, copy, run_id, now):
        empty_share = write(connection, copy, run_id, now)
        with duckdb.connect(str(copy)) as copied:
            copied.execute("DELETE FROM core.documents WHERE rowid = 0")
        return empty_share

    monkeypatch.setattr(publish_module, "_write_copy", lose_a_row)
    with pytest.raises(StoreError, match=r"E506 .*core\.documents"):
        filled.publish("run-1", NOW)
    assert filled.paths.warehouse.read_bytes() == before
    assert not filled.is_published()


def test_an_unfinished_copy_of_a_killed_run_goes_with_the_next_run(filled):
    filled.publish("run-1", NOW)
    copy = publish_module._copy_of(filled.paths.warehouse)
    copy.write_bytes(b"half")
    copy.with_name(copy.name + ".wal").write_bytes(b"half")
    filled.begin_run("run-2", LATER)
    assert [f.name for f in filled.paths.warehouse.parent.iterdir() if f.is_file()] == ["w.duckdb"]


def test_the_log_of_somebody_who_wrote_to_the_old_file_does_not_get_into_the_new_one(filled):
    filled.publish("run-1", NOW)
    write = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); "
        "c.execute('DELETE FROM core.documents'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", write, str(filled.paths.warehouse)], check=False)
    assert filled.paths.warehouse.with_name("w.duckdb.wal").exists()
    more(filled)
    filled.publish("run-1", LATER)
    assert published(filled, "SELECT count(*) > 0 FROM core.documents") == [(True,)]


def test_a_link_stays_a_link_and_its_target_is_published(filled, tmp_path):
    target = tmp_path / "elsewhere" / "real.duckdb"
    target.parent.mkdir()
    target.touch()
    filled.paths.warehouse.symlink_to(target)
    filled.publish("run-1", NOW)
    assert filled.paths.warehouse.is_symlink()
    assert target.stat().st_size > 0
    assert filled.is_published()


def test_the_copy_is_on_the_disk_before_it_is_moved(filled, monkeypatch):
    steps = []
    replace = os.replace
    monkeypatch.setattr(publish_module, "sync", lambda path: steps.append(path.name))
    monkeypatch.setattr(os, "replace", lambda a, b: (steps.append("moved"), replace(a, b)))
    filled.publish("run-1", NOW)
    assert steps == [".w.duckdb.unpublished", "moved", "state"]


def test_the_published_file_is_compact(filled):
    filled.publish("run-1", NOW)
    size = filled.paths.warehouse.stat().st_size
    for n in range(5):
        mini.derive(filled, f"run-{n}", NOW, 100, version=str(n + 2))
        more(filled)
    filled.publish("run-1", LATER)
    assert filled.paths.warehouse.stat().st_size <= size * 1.1
