import os
import subprocess
import sys
import threading

import duckdb
import pytest
import store_miniature as mini
from conftest import NOW

from pipelines.store import connection as store_connection
from pipelines.store.connection import BuildDatabaseHeld, StoreError, connected, transaction

HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
DIE = (
    "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); c.execute(sys.argv[2]); "
    "c.execute('BEGIN'); c.execute(sys.argv[3]); os.kill(os.getpid(), 9)"
)


@pytest.fixture
def held(store):
    """The id of another process that has the build database open."""
    command = [sys.executable, "-c", HOLD, str(store.paths.build)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        yield holder
        holder.stdin.close()


def test_a_database_held_by_another_process_is_told_with_its_id(store, held):
    told = rf"E501 .*held by process {held.pid} "
    with pytest.raises(BuildDatabaseHeld, match=told) as raised, connected(store.paths.build, patience=0.1):
        pass
    assert raised.value.pid == held.pid


def test_a_lock_that_is_soon_released_is_waited_for(store, held):
    threading.Timer(0.3, held.stdin.close).start()
    store.begin_run("run-2", NOW)
    assert {r["run_id"] for r in store.rows("FROM ops.runs")} == {"run-1", "run-2"}


def test_an_error_keeps_nothing_of_a_transaction_and_gives_the_lock_back(store):
    with pytest.raises(ZeroDivisionError), transaction(store.paths.build) as connection:
        connection.execute("INSERT INTO ops.runs VALUES ('lost', TIMESTAMP '2025-01-01', NULL)")
        raise ZeroDivisionError
    assert [r["run_id"] for r in store.rows("FROM ops.runs")] == ["run-1"]
    opened = subprocess.run(
        [sys.executable, "-c", HOLD, str(store.paths.build)],
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert opened.returncode == 0, opened.stderr


def test_what_a_killed_process_committed_is_there_and_what_it_did_not_is_gone(store):
    insert = "INSERT INTO ops.runs VALUES ('{}', TIMESTAMP '2025-01-01', NULL)"
    killed = subprocess.run(
        [sys.executable, "-c", DIE, str(store.paths.build), insert.format("kept"), insert.format("lost")],
        check=False,
    )
    assert killed.returncode == -9
    assert store.paths.build.with_name("attache.duckdb.wal").exists()
    assert {r["run_id"] for r in store.rows("FROM ops.runs")} == {"run-1", "kept"}


def test_the_log_of_a_database_that_was_removed_is_not_replayed(store):
    insert = "INSERT INTO ops.runs VALUES ('old', TIMESTAMP '2025-01-01', NULL)"
    subprocess.run([sys.executable, "-c", DIE, str(store.paths.build), insert, insert], check=False)
    store.paths.build.unlink()
    store.prepare()
    assert store.rows("FROM ops.runs") == []


def test_a_new_database_appears_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "deep" / "build" / "attache.duckdb"
    seen = []
    link = os.link
    monkeypatch.setattr(os, "link", lambda source, target: (seen.append(path.exists()), link(source, target)))
    with connected(path) as connection:
        connection.execute("CREATE TABLE t (a INTEGER)")
    assert seen == [False]
    assert [f.name for f in path.parent.iterdir()] == ["attache.duckdb"]


def test_a_file_that_is_no_database_is_told(store):
    store.paths.build.write_bytes(b"no database" * 1000)
    with pytest.raises(StoreError, match="E509"):
        store.rows("SELECT 1")


def test_threads_of_one_process_take_turns(store):
    failed = []

    def enter(n):
        try:
            store.begin_run(f"thread-{n}", NOW)
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=enter, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(store.rows("FROM ops.runs")) == 7


def test_preview_counts_and_shows_the_first(store):
    mini.read(store, mini.corpus_of(3), "run-1", NOW, 10)
    rows, shown = store.preview("ops.landed_items", 2)
    assert (rows, len(shown)) == (3, 2)
    assert shown[0]["format"] == "json_lines"


def test_a_lock_error_without_a_process_id_is_told_too(tmp_path, monkeypatch):
    def refuse(path):
        raise duckdb.IOException('IO Error: Could not set lock on file "x": resource busy')

    (tmp_path / "x").touch()
    monkeypatch.setattr(store_connection.duckdb, "connect", refuse)
    told = "held by another process"
    with pytest.raises(BuildDatabaseHeld, match=told) as raised, connected(tmp_path / "x", patience=0):
        pass
    assert raised.value.pid is None
