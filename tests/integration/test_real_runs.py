"""`attache run` with real processes: bad input, nothing new, readers beside it."""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

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
print(json.dumps([looks, sorted(seen)]))
"""


def write_bad_input(folder: Path) -> None:
    """One file of each kind of trouble."""
    folder.mkdir()
    (folder / "empty.txt").write_text("")
    (folder / "blank.md").write_text("---\ntitle: nothing\n---\n \n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 64)
    (folder / "encoding.txt").write_bytes("Größe und Maß, größer \xff\xfe\x00".encode("utf-16-le") + b"\x80")
    lines = [f'{{"id": "line-{n}", "text": "France sold {n + 10} Rafale fighter jets to Egypt."}}' for n in range(10)]
    lines[2] = '{"id": "line-2", "text": "cut in the mid'
    lines[5] = '{"id": "line-5", "title": "no text"}'
    (folder / "lines.jsonl").write_text("\n".join(lines))
    (folder / "long.jsonl").write_bytes(b'{"text": "' + b"x" * 50_000_000 + b'"}')
    (folder / "front.md").write_text("---\ntitle: [unclosed\n  : -\n---\nFrance sold tanks to Egypt.\n")
    (folder / "german.txt").write_text(
        "Der Bundestag hat am Mittwoch beschlossen, der Ukraine weitere Panzer zu liefern. Das sagte ein Sprecher."
    )
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "dangling.txt").symlink_to(folder / "not-there.txt")
    if os.geteuid() != 0:  # nothing is locked to root
        (folder / "locked.txt").write_text("France sold tanks to Egypt.")
        (folder / "locked.txt").chmod(0)


def check_bad_input(workshop: Any) -> None:
    """Each trouble got its word with file and line, and no other document was lost to it."""
    kept = {name for (name,) in workshop.query("select external_id from core.documents")}
    assert kept >= {"tanks", "german", *(f"line-{n}" for n in range(10) if n not in (2, 5))}
    assert workshop.query("select language from core.documents where external_id = 'german'") == [("de",)]
    lost = {
        (Path(origin).name, line): message
        for origin, line, message in workshop.query("select origin, line, message from ops.quarantine")
    }
    assert set(lost) >= {("lines.jsonl", 3), ("lines.jsonl", 6)}
    names = {name for name, _ in lost}
    assert names >= {"empty.txt", "blank.md", "binary.txt", "long.jsonl", "front.md", "picture.png", "dangling.txt"}
    assert all(len(message) > 20 for message in lost.values())

    status = workshop.attache("status", "--warehouse", str(workshop.warehouse))
    assert status.returncode == 0
    assert "lines.jsonl:3" in status.stdout
    refused = workshop.attache("sql", "--warehouse", str(workshop.warehouse), "drop table core.documents")
    assert refused.returncode == 1
    assert "refused" in refused.stderr


def check_mistyped_path(workshop: Any) -> None:
    """A path that is not there is told and makes the exit code 1; what stands beside it is read."""
    done = workshop.attache(*workshop.run_command(str(workshop.root / "no-such-folder"))[1:])
    assert done.returncode == 1, done.stdout + done.stderr
    assert "no-such-folder: it was left out" in done.stderr
    assert "Nothing new" in done.stdout


def check_runs_show_in_dagster(workshop: Any) -> None:
    """The runs of the command line are those of the code location that the UI serves."""
    code = (
        "from dagster import DagsterInstance\n"
        "with DagsterInstance.get() as i:\n"
        "    for r in i.get_runs(): print(r.job_name, r.status.value, r.remote_job_origin.location_name)"
    )
    listed = subprocess.run(
        [sys.executable, "-c", code],
        env=workshop.env() | {"DAGSTER_HOME": str(workshop.home)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert listed.stdout.split("\n")[:2] == ["nightly SUCCESS attache"] * 2


def timed(workshop: Any) -> tuple[subprocess.CompletedProcess[str], float]:
    """A run, and the processor seconds that it took: what else the machine does counts for nothing."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = workshop.run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.timeout(1200)
def test_runs_beside_readers(workshop: Any, content: Any, tmp_path: Path) -> None:
    """One story, as runs take their time: bad input; then nothing new, and news while readers look."""
    workshop.write(["tanks"])
    write_bad_input(workshop.articles / "bad")
    first, first_seconds = timed(workshop)
    assert "Published" in first.stdout
    assert first.stdout.count("“France sold") + first.stdout.count("“South Korea signed") == 3  # facts with quotes
    assert "attache status" in first.stdout
    check_bad_input(workshop)

    stat, before = workshop.warehouse.stat(), content(workshop.warehouse)
    stop = tmp_path / "stop"
    reader = [sys.executable, "-c", READER, str(workshop.warehouse), str(stop)]
    readers = [
        subprocess.Popen([*reader, how], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for how in ("anew", "open")
    ]
    try:
        second, second_seconds = timed(workshop)
        assert "Nothing new" in second.stdout
        assert workshop.warehouse.stat() == stat
        assert content(workshop.warehouse) == before
        assert second_seconds < first_seconds / 2
        check_runs_show_in_dagster(workshop)
        check_mistyped_path(workshop)
        workshop.write(["soldiers"])
        assert "Published" in workshop.run().stdout
        time.sleep(1)
    finally:
        stop.touch()
        told = [reader.communicate(timeout=60) for reader in readers]
    documents = len(before["core.documents"])
    for (out, err), news in zip(told, (2, 1), strict=True):
        assert err == ""
        looks, seen = json.loads(out)
        assert looks > 20
        assert [row[0] for row in seen] == list(range(documents, documents + news)), seen
