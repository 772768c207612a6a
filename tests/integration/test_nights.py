"""Nights as real commands: what a run tells, another that writes, readers, a dead source, a backfill, a full disk."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines.store.writer_lock import writing

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
MEGABYTE = 1_000_000

# A reader looks at the published file until the file `stop` appears: `anew` in a new session each time, `open` in one
# that it keeps open. (A process has one DuckDB instance a file: while one session is open, another in the same
# process sees the same snapshot.)
READER = """
import json, sys, time, duckdb
from pathlib import Path
warehouse, stop, how = sys.argv[1:]
def look(connection):
    return connection.execute(
        "select (select count(*) from core.documents), (select count(*) from facts.arms_deals), "
        "(select count(*) from marts.deal_events), (select max(published_at)::varchar from ops.runs)"
    ).fetchone()
kept = duckdb.connect(warehouse, read_only=True) if how == "open" else None
looks, seen = 0, set()
while not Path(stop).exists():
    connection = kept or duckdb.connect(warehouse, read_only=True)
    once = look(connection)
    time.sleep(0.05)
    assert look(connection) == once, "one session saw two snapshots"
    seen.add(once)
    looks += 1
    if not kept:
        connection.close()
    time.sleep(0.1)
print(json.dumps([looks, sorted(seen)]))
"""


def identity(file: Path) -> tuple[int, int, int]:
    stat = file.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def test_a_run_tells_what_it_found_and_where_to_look(built: Any) -> None:
    assert "Published" in built.said
    assert built.said.count("“South Korea signed") + built.said.count("“North Korea has sent") == 2  # facts with quotes
    assert "attache status" in built.said


@contextmanager
def readers_of(warehouse: Path, stop: Path) -> Iterator[list[list[tuple[Any, ...]]]]:
    """Readers look at the file meanwhile; afterwards the list holds what each of them saw."""
    command = [sys.executable, "-c", READER, str(warehouse), str(stop)]
    readers = [
        subprocess.Popen([*command, how], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for how in ("anew", "open")
    ]
    seen: list[list[tuple[Any, ...]]] = []
    try:
        yield seen
    finally:
        stop.touch()
        told = [reader.communicate(timeout=60) for reader in readers]
    for out, err in told:
        assert err == ""
        looks, rows = json.loads(out)
        assert looks > 20
        seen.append(rows)


def check_runs_show_in_dagster(workshop: Any) -> None:
    """The runs of the command line are those of the code location that the UI serves."""
    with dg.DagsterInstance.from_config(str(workshop.home)) as instance:
        runs = [(r.job_name, r.status.value, r.remote_job_origin) for r in instance.get_runs()]
    shown = [(name, status, origin and origin.location_name) for name, status, origin in runs]
    assert shown[:2] == [("nightly", "SUCCESS", "attache")] * 2


def refused_and_then_waiting(workshop: Any) -> subprocess.Popen[str]:
    """While another writes, a run is told who; one with --wait goes on when the other has ended, which it has now."""
    with writing(workshop.build, wait=False):
        refused = workshop.attache(*workshop.run_command()[1:])
        assert refused.returncode == 1
        assert "E502" in refused.stderr
        assert "another run writes this warehouse (process " in refused.stderr
        assert "--wait" in refused.stderr
        waiting = subprocess.Popen(
            workshop.run_command("--wait"),
            env=workshop.env(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert waiting.stderr is not None
        assert "waiting until it has ended" in waiting.stderr.readline()
        time.sleep(1)
        assert waiting.poll() is None
    return waiting


def test_a_second_run_is_told_who_writes_or_waits_and_finds_nothing_new(
    built: Any, content: Any, tmp_path: Path
) -> None:
    """It touches nothing, so that it may go on in `built`, and takes less than half of the first run."""
    before, published = identity(built.warehouse), content(built.warehouse)
    with readers_of(built.warehouse, tmp_path / "stop") as seen:
        waiting = refused_and_then_waiting(built)
        begun = built.processor_seconds()
        out, err = waiting.communicate(timeout=600)
        seconds = built.processor_seconds() - begun
    assert waiting.returncode == 0, out + err
    assert "Nothing new" in out
    assert identity(built.warehouse) == before
    assert content(built.warehouse) == published
    assert seconds < built.seconds / 2
    documents = len(published["core.documents"])
    assert [[row[0] for row in rows] for rows in seen] == [[documents], [documents]]
    check_runs_show_in_dagster(built)


def check_backfill(night: Any) -> None:
    """Of an archive only the year asked for is read, beside a source that is dead.

    A path that is not there is told and makes the exit code 1; what stands beside it is read.
    """
    archive = night.root / "archive.jsonl"
    archive.write_text(
        "\n".join(
            f'{{"id": "old-{year}", "published": "{year}-06-01", "text": "France sold {year} missiles to Egypt."}}'
            for year in (2021, 2022, 2023)
        )
    )
    night.configured = [
        {"name": "archive", "kind": "file", "path": str(archive), "nightly": False},
        {"name": "dead", "kind": "folder", "path": str(night.root / "gone")},
    ]
    days = ("--since", "2022-01-01", "--until", "2022-12-31")
    wrong = str(night.root / "no-such-folder")
    done = night.attache(*night.run_command("--source", "archive", "--source", "dead", *days, wrong)[1:])
    assert done.returncode == 1, done.stdout + done.stderr
    assert "no-such-folder: it was left out" in done.stderr
    assert "Published" in done.stdout
    assert night.query("select external_id from core.documents where external_id like 'old-%'") == [("old-2022",)]
    ((dead, reason),) = night.query(
        "select source_name, failure from ops.source_visits where failure is not null or fault_count > 0"
    )
    assert dead == "dead"
    assert reason is None or "E101" in reason
    upside_down = night.attache("run", "--since", "2022-12-31", "--until", "2022-01-01")
    assert upside_down.returncode == 2
    assert "is after" in upside_down.stderr


def test_a_backfill_beside_readers(second_night: Any, tmp_path: Path) -> None:
    night = second_night
    ((documents,),) = night.query("select count(*) from core.documents")
    with readers_of(night.warehouse, tmp_path / "stop") as seen:
        check_backfill(night)
        time.sleep(1)
    # the one that opens the file anew sees what was there and what is published, the other what it opened
    assert [[row[0] for row in rows] for rows in seen] == [[documents, documents + 1], [documents]]


@pytest.fixture
def full_disk(built: Any, tmp_path: Path) -> Iterator[Any]:
    """A copy of `built`, Dagster's folder and all, on a small disk of its own that has no room left.

    Skipped where no disk can be mounted (Linux, as root). At other steps: tests/unit/store/test_disk_full.py.
    """
    root = tmp_path / "disk"
    root.mkdir()
    size = sum(file.stat().st_size + 4096 for file in built.root.rglob("*")) + 2 * MEGABYTE
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(root)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield type(built)(Path(shutil.copytree(built.root, root / "night")))
    finally:
        subprocess.run(["umount", "-l", str(root)], check=True)


def test_a_full_disk_is_told_and_nothing_is_published(full_disk: Any, content: Any) -> None:
    night = full_disk
    (night.articles / "more.md").write_text("France sold 12 Rafale fighter jets to Egypt. " * 2_000)
    before, published = identity(night.warehouse), content(night.warehouse)
    (night.root / "ballast").write_bytes(b"\0" * shutil.disk_usage(night.root).free)
    done = night.attache(*night.run_command()[1:])
    assert done.returncode == 1, done.stdout + done.stderr
    assert "E507 no room is left on the disk" in done.stderr
    assert "Traceback" not in done.stderr
    assert identity(night.warehouse) == before
    assert content(night.warehouse) == published
    (night.root / "ballast").unlink()
    assert night.attache("status", "--warehouse", str(night.warehouse)).returncode == 0
