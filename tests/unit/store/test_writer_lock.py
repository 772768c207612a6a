"""Two writers never work at once; the second is told who the first is; a dead one is no obstacle."""

import json
import os
import socket
import subprocess
import sys
import threading

import pytest

from pipelines.store.writer_lock import WarehouseHeld, writing

HOLD = """
import sys, time
from pathlib import Path
from pipelines.store.writer_lock import writing
with writing(Path(sys.argv[1]), wait=False):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def build(tmp_path):
    return tmp_path / "build" / "attache.duckdb"


@pytest.fixture
def other(build):
    """Another process that writes the warehouse."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(build)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_the_second_is_told_who_holds_it(build, other):
    who = rf"E502 .*process {other.pid} on {socket.gethostname()}, since 20\d\d-"
    with pytest.raises(WarehouseHeld, match=who), writing(build, wait=False):
        pass


def test_the_second_may_wait_and_is_told_for_whom(build, other):
    told = []
    threading.Timer(0.5, other.stdin.close).start()
    with writing(build, wait=True, told=told.append):
        assert other.wait(timeout=5) == 0
    assert len(told) == 1
    assert f"process {other.pid}" in told[0]


def test_the_lock_of_a_killed_process_is_no_obstacle(build, other):
    other.kill()
    other.wait()
    assert build.with_suffix(".writer.json").exists()
    with writing(build, wait=False):
        assert json.loads(build.with_suffix(".writer.json").read_text())["pid"] == os.getpid()


def test_what_a_dead_process_wrote_is_not_told_of_the_living(build, other):
    build.with_suffix(".writer.json").write_text(
        json.dumps({"pid": 2**22 + 1, "host": socket.gethostname(), "since": ""})
    )
    with pytest.raises(WarehouseHeld, match="it has not told who it is"), writing(build, wait=False):
        pass


def test_nothing_is_left_of_one_that_has_ended(build):
    for _ in range(2):
        with writing(build, wait=False):
            pass
    assert not build.with_suffix(".writer.json").exists()
