"""Work in several processes: the same results in the same order, and what kills a process costs itself alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipelines.annotation.workers import Failed, spread

ROOT = Path(__file__).parents[3]
ABANDONED = """
import os, time
from pipelines.annotation.workers import spread
from tests.unit.annotation.test_workers import whose
if __name__ == "__main__":
    for _, processes in spread(whose, [[0]] * 9, 2):
        print(*processes, flush=True)
        time.sleep(60)
"""


@pytest.fixture(autouse=True)
def found_by_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))


def twice(numbers: Sequence[int]) -> list[int]:
    """Kills its process at 13, does not end at 99, raises at -1."""
    if 13 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    if 99 in numbers:
        time.sleep(60)
    if -1 in numbers:
        raise ZeroDivisionError("minus one")
    return [2 * number for number in numbers]


def dies(numbers: Sequence[int]) -> list[int]:
    os._exit(3)


def whose(numbers: Sequence[int]) -> list[int]:
    return [os.getpid()]


def test_results_come_in_the_order_of_the_batches_from_other_processes() -> None:
    batches = [[n, n + 1] for n in range(20, 60, 2)]
    assert list(spread(twice, batches, 2)) == list(spread(twice, batches, 1)) == [(b, twice(b)) for b in batches]
    assert os.getpid() not in {process for _, processes in spread(whose, batches, 2) for process in processes}


def test_batches_are_taken_when_there_is_a_process_for_them() -> None:
    taken: list[int] = []
    found = spread(twice, (taken.append(n) or [n] for n in range(1_000)), 2)
    assert next(found) == ([0], [0])
    assert len(taken) < 10
    found.close()


def test_what_kills_a_process_or_does_not_end_costs_itself_alone() -> None:
    told = list(spread(twice, [[1, 2], [3, 13, 4], [5, 6], [99, 7]], 2, patience=3))
    assert [batch for batch, _ in told] == [[1, 2], [3], [13], [4], [5, 6], [99], [7]]
    assert [found for _, found in told if not isinstance(found, Failed)] == [[2, 4], [6], [8], [10, 12], [14]]
    assert [found.reason for _, found in told if isinstance(found, Failed)] == [
        "ended the process that read it (exit code -9)",
        "did not end within 3 seconds",
    ]


def test_processes_that_cannot_begin_are_no_fault_of_the_items() -> None:
    with pytest.raises(RuntimeError, match="processes = 1"):
        list(spread(dies, [[1], [2]], 2))


def test_what_the_work_raises_ends_all() -> None:
    with pytest.raises(ZeroDivisionError, match="minus one"):
        list(spread(twice, [[n] for n in (1, -1, *range(100))], 2))


def test_processes_end_with_the_one_that_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", ABANDONED], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    until = time.monotonic() + 30
    while time.monotonic() < until and Path(f"/proc/{worker}").exists():
        time.sleep(0.1)
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
