"""The second night of the miniature pipeline, told of step by step, or killed before one; run as a program.

python killed_nights.py run STATE RUN_ID BATCH_SIZE             the second night on a state
python killed_nights.py survive BASE FOLDER BATCH_SIZE N ...    on copies of the state BASE: the second
                                                                night, killed before the Nth step, then again
python killed_nights.py steps STATE BATCH_SIZE                  the steps of the second night, as JSON
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import store_miniature as mini

from pipelines.store import connection as store_connection


class Ticking:
    """A connection that tells of each statement before it is executed."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, tick: Callable[[str], None]) -> None:
        self._connection, self._tick = connection, tick

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._connection, name)
        if name not in {"execute", "close"}:
            return method

        def step(*arguments: Any) -> Any:
            self._tick(" ".join(arguments[0].split())[:80] if arguments else name)
            return method(*arguments)

        return step

    def __enter__(self) -> "Ticking":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def tick_at_each_step(tick: Callable[[str], None]) -> None:
    """Have `tick` told of each statement of SQL and each step on files before it is done, from now on."""

    def ticking(function: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **options: Any) -> Any:
            tick(function.__name__)
            return function(*arguments, **options)

        return step

    class TickingDuckDB:
        def __getattr__(self, name: str) -> Any:
            return getattr(duckdb, name)

        def connect(self, *arguments: Any, **options: Any) -> Ticking:
            tick("connect")
            return Ticking(duckdb.connect(*arguments, **options), tick)

    store_connection.duckdb = TickingDuckDB()  # type: ignore[assignment]
    for name in ("replace", "link", "fsync", "unlink"):
        setattr(os, name, ticking(getattr(os, name)))
    Path.unlink = ticking(Path.unlink)  # type: ignore[method-assign]


def in_child(work: Callable[[], None]) -> int:
    """Do the work in a forked process; how that ended (0, or minus the signal)."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def killed_before(step: int, state: Path, batch_size: int) -> None:
    left = step

    def tick(_: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    tick_at_each_step(tick)
    mini.second_night(state, "killed", batch_size)


def steps_of_a_run(state: Path, batch_size: int) -> list[str]:
    steps: list[str] = []
    tick_at_each_step(steps.append)
    mini.second_night(state, "counted", batch_size)
    return steps


def main(command: str, *arguments: str) -> None:
    if command == "run":
        mini.second_night(Path(arguments[0]), arguments[1], int(arguments[2]))
    elif command == "steps":
        print(json.dumps(steps_of_a_run(Path(arguments[0]), int(arguments[1]))))
    elif command == "survive":
        base, folder, batch_size = Path(arguments[0]), Path(arguments[1]), int(arguments[2])
        for step in map(int, arguments[3:]):
            state = shutil.copytree(base, folder / str(step))
            ended = in_child(lambda step=step, state=state: killed_before(step, state, batch_size))
            again = in_child(lambda state=state: mini.second_night(state, "again", batch_size))
            print(json.dumps({"step": step, "ended": ended, "again": again}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
