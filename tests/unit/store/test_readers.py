"""Readers are never in the way, and never see half a state: with real processes."""

import json
import subprocess
import sys
from datetime import timedelta

import pytest
import store_miniature as mini
from conftest import NOW

pytestmark = pytest.mark.slow

# Opens the file again and again; within one session every look must show the same whole state.
READER = """
import duckdb, json, pathlib, sys
file, stop = sys.argv[1], pathlib.Path(sys.argv[2])
sessions, seen, wrong = 0, set(), []
while not stop.exists() or sessions == 0:
    try:
        with duckdb.connect(file, read_only=True) as connection:
            looks = [
                connection.execute(query).fetchone()
                for query in ["SELECT count(*), max(origin) FROM ops.landed_items"] * 3
            ]
            lost = connection.execute(
                "SELECT count(*) FROM facts.evidence ANTI JOIN facts.arms_deals USING (fact_id)"
            ).fetchone()
            runs = connection.execute("SELECT count(published_at) FROM ops.runs").fetchone()
    except Exception as error:
        wrong.append(repr(error))
        continue
    sessions += 1
    seen.add(looks[0][0])
    if len(set(looks)) != 1 or lost != (0,) or runs[0] < 1:
        wrong.append(repr((looks, lost, runs)))
    if sessions == 1:
        print("reading", flush=True)
print(json.dumps({"sessions": sessions, "seen": sorted(seen), "wrong": wrong[:3]}))
"""
HOLDER = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
count = "SELECT count(*) FROM core.documents"
print(connection.execute(count).fetchone()[0], flush=True)
sys.stdin.readline()
print(connection.execute(count).fetchone()[0], flush=True)
"""


@pytest.fixture
def published(store):
    publish(store, 1)
    return store


def publish(store, items):
    now = NOW + timedelta(days=items)
    store.begin_run(f"run-{items}", now)
    mini.read(store, mini.corpus_of(items), f"run-{items}", now, 100)
    mini.derive(store, f"run-{items}", now, 100)
    mini.build_marts(store.paths)
    assert store.publish(f"run-{items}", now) is True


def start(code, *arguments):
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_reader_in_a_loop_meets_no_error_and_only_whole_states(published, tmp_path):
    stop = tmp_path / "stop"
    with start(READER, published.paths.warehouse, stop) as reader:
        assert reader.stdout.readline() == "reading\n"
        for items in range(2, 6):
            publish(published, items)
        stop.touch()
        told = json.loads(reader.communicate()[0])
    assert told["wrong"] == []
    assert told["sessions"] > 10
    assert set(told["seen"]) <= set(range(1, 6))
    assert len(told["seen"]) > 1


def test_a_reader_that_holds_the_file_open_keeps_its_state_and_stops_no_publish(published):
    documents = len(published.rows("FROM core.documents"))
    with start(HOLDER, published.paths.warehouse) as holder:
        assert int(holder.stdout.readline()) == documents
        publish(published, 4)
        assert int(holder.communicate("\n")[0]) == documents
    assert len(mini.contents(published.paths.warehouse)["core.documents"]) > documents
