"""kill -9 at any moment of a second night: the run that follows ends with the tables of an undisturbed one.

A few kills by default; TEST_KILLS=n makes n more, TEST_KILLS=all one before every step that writes.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import store_miniature as mini

pytestmark = pytest.mark.slow

PROGRAM = str(Path(__file__).with_name("killed_nights.py"))
KILLS = os.environ.get("TEST_KILLS", "1")
BATCH_SIZE = "5"
WRITES = re.compile(r"INSERT|DELETE|UPDATE|COMMIT|CHECKPOINT|DETACH|close|replace|link|fsync|unlink")
# Where half of a change would show: a fact changed without its history, and a file moved but not noted.
TELLING = ("UPDATE history.arms_deals", "INSERT INTO history.arms_deals", "replace", "UPDATE ops.runs")


def program(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, PROGRAM, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    """The state after the first night."""
    state = tmp_path_factory.mktemp("base") / "state"
    mini.run(state, "first", 100)
    return state


@pytest.fixture(scope="module")
def undisturbed(base):
    """What an undisturbed second night publishes, its steps and how many seconds it takes."""
    counted, timed = (shutil.copytree(base, base.with_name(name)) for name in ("counted", "timed"))
    with program("steps", counted, BATCH_SIZE) as run:
        steps = json.loads(run.communicate()[0])
    begun = time.monotonic()
    with program("run", timed, "timed", BATCH_SIZE) as run:
        assert run.wait() == 0
    contents = mini.contents(counted / "w.duckdb")
    assert sum("'valid_to': False" in row for row in contents["history.arms_deals"]) > 3
    return contents, steps, time.monotonic() - begun


def files_beside(warehouse):
    return sorted(f.name for f in warehouse.parent.iterdir() if f.is_file())


@pytest.mark.timeout(7200)
def test_killed_between_any_two_steps(base, undisturbed, tmp_path):
    expected, steps, _ = undisturbed
    writing = [n for n, step in enumerate(steps) if WRITES.match(step)]
    telling = [random.choice([n for n, step in enumerate(steps) if step.startswith(t)]) for t in TELLING]
    chosen = writing if KILLS == "all" else sorted({*telling, *random.sample(writing, int(KILLS))})
    with program("survive", base, tmp_path, BATCH_SIZE, *chosen) as survivor:
        told = [json.loads(line) for line in survivor.communicate()[0].splitlines()]
    assert [t["step"] for t in told] == chosen
    for outcome in told:
        warehouse = tmp_path / str(outcome["step"]) / "w.duckdb"
        outcome["before"] = steps[outcome["step"]]
        assert (outcome["ended"], outcome["again"]) == (-signal.SIGKILL, 0), outcome
        assert mini.contents(warehouse) == expected, outcome
        assert files_beside(warehouse) == ["w.duckdb"], outcome


@pytest.mark.timeout(7200)
def test_killed_at_random_moments_again_and_again(base, undisturbed, tmp_path):
    expected, _, seconds = undisturbed
    state = shutil.copytree(base, tmp_path / "state")
    kills, wanted = 0, 10 if KILLS == "all" else 1 + int(KILLS)
    while kills < wanted:
        with program("run", state, f"killed-{kills}", BATCH_SIZE) as running:
            time.sleep(random.uniform(0.3, 1) * seconds)
            running.kill()
            is_killed = running.wait() == -signal.SIGKILL
        if is_killed:
            kills += 1
        else:  # it was done before, on a machine that has less else to do than when the time was taken: once more
            seconds /= 2
            shutil.rmtree(state)
            shutil.copytree(base, state)
            kills = 0
    with program("run", state, "last", BATCH_SIZE) as last:
        assert last.wait() == 0
    assert mini.contents(state / "w.duckdb") == expected
    assert files_beside(state / "w.duckdb") == ["w.duckdb"]
