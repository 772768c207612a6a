"""kill -9 at any moment: the run that follows ends with the same tables as a run that nobody disturbed.

A few kills by default; ATTACHE_KILLS=n makes n of them, ATTACHE_KILLS=all one before every step.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import store_miniature as mini

pytestmark = pytest.mark.slow

PROGRAM = str(Path(mini.__file__))
KILLS = os.environ.get("ATTACHE_KILLS", "4")
BATCH_SIZE = "5"


def program(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, PROGRAM, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """What an undisturbed run publishes, how many steps it has and how many seconds it takes."""
    state = tmp_path_factory.mktemp("undisturbed")
    with program("steps", state, BATCH_SIZE) as counted:
        steps = int(counted.communicate()[0])
    begun = time.monotonic()
    with program("run", tmp_path_factory.mktemp("timed"), "timed", BATCH_SIZE) as timed:
        assert timed.wait() == 0
    return mini.contents(state / "w.duckdb"), steps, time.monotonic() - begun


def files_beside(warehouse):
    return sorted(f.name for f in warehouse.parent.iterdir() if f.is_file())


@pytest.mark.timeout(7200)
def test_killed_between_any_two_steps(undisturbed, tmp_path):
    expected, steps, _ = undisturbed
    chosen = range(steps) if KILLS == "all" else sorted(random.sample(range(steps), min(steps, int(KILLS))))
    with program("survive", tmp_path, BATCH_SIZE, *chosen) as survivor:
        told = [json.loads(line) for line in survivor.communicate()[0].splitlines()]
    assert [t["step"] for t in told] == list(chosen)
    for outcome in told:
        warehouse = tmp_path / str(outcome["step"]) / "w.duckdb"
        assert outcome == {"step": outcome["step"], "ended": -signal.SIGKILL, "again": 0}
        assert mini.contents(warehouse) == expected, outcome
        assert files_beside(warehouse) == ["w.duckdb"], outcome


@pytest.mark.timeout(7200)
def test_killed_at_random_moments_again_and_again(undisturbed, tmp_path):
    expected, _, seconds = undisturbed
    kills = 0
    for attempt in range(3 if KILLS == "all" else max(2, int(KILLS) // 2)):
        with program("run", tmp_path, f"killed-{attempt}", BATCH_SIZE) as running:
            time.sleep(random.uniform(0.3, 1) * seconds)
            running.kill()
            kills += running.wait() == -signal.SIGKILL
    with program("run", tmp_path, "last", BATCH_SIZE) as last:
        assert last.wait() == 0
    assert kills > 0
    assert mini.contents(tmp_path / "w.duckdb") == expected
    assert files_beside(tmp_path / "w.duckdb") == ["w.duckdb"]
