"""The marts over a generated archive: time and memory of a whole build and of a step; readers while it is published.

    make bench                                                        100,000 facts of 30,000 documents
    BENCH_FACTS=1000000 make bench                            a million of 300,000

prints the figures: of a whole build and of its data tests, of the three nights that follow it, each of which brings one
per cent more, of a fourth with its data tests, as a run makes it, and of publishing: all, then what the four nights
changed. What is asserted does not depend on the machine: no reader fails, and nothing is lost on the way.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.marts.project import DBT_COMMAND, DBT_FLAGS, PROJECT_DIR, dbt_environment
from pipelines.store.store import Store

sys.path.insert(0, str(Path(__file__).parent))

import archive

FACTS = int(os.environ.get("BENCH_FACTS", "100000"))
DOCUMENTS = FACTS * 3 // 10
READERS = 8
ASKED = (
    "select deal_status, count(*) from marts.deals group by all",
    "select count(*) from marts.troop_consensus where is_denied",
    "select count(*) from facts.evidence",
    "from evidence((select min(fact_id) from facts.arms_deals))",
)


def dbt(build: Path, *arguments: str) -> tuple[float, float]:
    """Run dbt as a run does; seconds on the clock, and of the processors."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [*DBT_COMMAND, *DBT_FLAGS, *arguments, "--target-path", str(build.parent / "target")],
        cwd=PROJECT_DIR,
        env=os.environ | dbt_environment(build),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - began, used


def publish(store: Store, run: str, now: datetime) -> tuple[float, float]:
    """Publish the present state; seconds on the clock, and of the processors."""
    store.begin_run(run, now)
    began, before = time.perf_counter(), time.process_time()
    assert store.publish(run, now)
    return time.perf_counter() - began, time.process_time() - before


# A process of its own, as a person's session is: it opens the file, asks, and opens it again until it is told to stop.
READER = """
import pathlib, sys
import duckdb
warehouse, stop, *asked = sys.argv[1:]
answers = 0
while not pathlib.Path(stop).exists():
    with duckdb.connect(warehouse, read_only=True) as reader:
        reader.execute("set enable_progress_bar = false")
        for query in asked:
            reader.execute(query).fetchall()
            answers += 1
print(answers)
"""


def test_an_archive_is_built_and_published_under_readers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = archive.generate(tmp_path, FACTS, DOCUMENTS)
    dbt(paths.build, "seed")
    built = dbt(paths.build, "run")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**20
    tested = dbt(paths.build, "test", "--exclude-resource-type", "unit_test")
    store = Store(paths)
    published_whole = publish(store, "r1", datetime(2026, 1, 1))
    nights, were_steps = [], []
    for night, command in enumerate(("run", "run", "run", "build")):
        archive.add_night(paths.build, FACTS, DOCUMENTS, 0.01, night)
        nights.append(dbt(paths.build, command))
        with duckdb.connect(str(paths.build)) as build:
            were_steps.append(build.execute("select count(*) > 0 from intermediate.int_touched").fetchone())
    stop = tmp_path / "stop"
    command = [sys.executable, "-c", READER, str(paths.warehouse), str(stop), *ASKED]
    readers = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(READERS)
    ]
    published_again = publish(store, "r2", datetime(2026, 1, 2))
    stop.touch()
    told = [reader.communicate() for reader in readers]
    failures = [error for reader, (_, error) in zip(readers, told, strict=True) if reader.returncode]
    answers = sum(int(out or 0) for out, _ in told)
    size = paths.warehouse.stat().st_size / 2**20
    with capsys.disabled():
        print(f"\n{FACTS:,} facts of {DOCUMENTS:,} documents, {size:,.0f} MB published")
        print(f"whole build     {built[0]:6.1f} s, {built[1]:6.1f} s of processors, {memory:.1f} GB at most")
        print(f"its data tests  {tested[0]:6.1f} s, {tested[1]:6.1f} s of processors")
        for name, night in zip(("first", "second", "third", "4th with tests"), nights, strict=True):
            of = built[1] + (tested[1] if "tests" in name else 0)
            print(f"{name:15} {night[0]:6.1f} s, {night[1]:6.1f} s of processors, {night[1] / of:.0%} of the whole")
        for name, (seconds, used) in (("published whole", published_whole), ("published again", published_again)):
            print(f"{name:15} {seconds:6.1f} s, {used:6.1f} s of processors")
        print(f"meanwhile       {READERS} readers asked {answers:,} times, {len(failures)} failed")
    assert were_steps == [(True,)] * len(nights)
    assert not failures, failures[:3]
    assert answers
    with duckdb.connect(str(paths.warehouse), read_only=True) as reader:
        expected = "select count(*) from facts.arms_deals semi join core.documents using (document_id)"
        held = reader.execute(f"select sum(len(fact_ids)), ({expected}) from marts.deals").fetchone()
        assert held is not None
        assert held[0] == held[1]
