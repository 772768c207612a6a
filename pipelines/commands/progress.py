"""How a run is shown while it works: bars on a terminal, a line a step elsewhere."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

_EVERY = 30.0  # seconds between two lines where nobody looks

LABELS = {
    "ops__landed_items": "landing the sources' files",
    "core__register_entries": "reading your trade registers",
    "documents": "reading documents",
    "annotations": "annotating texts",
    "mentions": "finding mentions",
    "facts": "deriving facts",
    "marts": "building and testing the marts",
    "warehouse": "publishing",
}
"""What a person reads, for the steps that are shown. The others (checks, previews) take no time."""


def pace(done: int, total: int, seconds: float) -> str:
    """How fast it goes and how long it will take; empty where that cannot be told yet.

    Args:
        done: so many of `total`.
        total: where it ends.
        seconds: since it began.
    """
    if not 0 < done < total or seconds <= 0:
        return ""
    left = (total - done) * seconds / done
    rate = done / seconds
    often = f"{rate:,.1f} a second" if rate >= 1 else f"{rate * 60:,.1f} a minute"
    remaining = f"{left / 3600:.1f} h" if left >= 5400 else f"{left / 60:.0f} min" if left >= 90 else f"{left:.0f} s"
    return f"{often}, about {remaining} left"


class StepView:
    """Shows steps as they begin, get on and end; how fast, and how long it will still take."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._begun: dict[str, float] = {}
        self._counts: dict[str, tuple[int, int]] = {}
        self._tasks: dict[str, TaskID] = {}
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(20),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[pace]}"),
        )
        self._told: dict[str, float] = {}
        self._bars = Progress(*columns, console=console) if console.is_terminal else None

    def __enter__(self) -> "StepView":
        if self._bars:
            self._bars.start()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._bars:
            self._bars.stop()

    def began(self, step: str) -> None:
        """A step begins."""
        if step not in LABELS:
            return
        self._begun[step] = time.monotonic()
        if self._bars:
            self._tasks[step] = self._bars.add_task(LABELS[step], total=None, pace="")
        else:
            self.say(f"{LABELS[step]} ...")

    def got_on(self, step: str, done: int, total: int) -> None:
        """A step has done so many of so many."""
        self._counts[step] = (done, total)
        if step not in self._begun:
            return
        now = time.monotonic()
        told = pace(done, total, now - self._begun[step])
        if self._bars:
            self._bars.update(self._tasks[step], completed=done, total=total, pace=told)
        elif told and now - self._told.get(step, self._begun[step]) >= _EVERY:
            self._told[step] = now
            self.say(f"{LABELS[step]}: {done:,} of {total:,} ({told})")

    def ended(self, step: str, how: str = "done") -> None:
        """A step has ended: done, failed."""
        if step not in self._begun:
            return
        if self._bars:
            done, total = self._counts.get(step, (1, 1))
            self._bars.update(self._tasks[step], completed=done, total=total, pace="")
            self._bars.stop_task(self._tasks[step])
        else:
            done, _ = self._counts.get(step, (0, 0))
            count = f", {done}" if step in self._counts else ""
            self.say(f"{LABELS[step]}: {how}{count} ({time.monotonic() - self._begun[step]:.1f} s)")

    def say(self, line: str) -> None:
        """A line beside the bars."""
        self._console.print(line, highlight=False, markup=False, soft_wrap=True)


@contextmanager
def quiet(log: Path | None) -> Iterator[TextIO]:
    """Send all that Dagster, dbt and others print into a log file; yields the terminal for our own words.

    The descriptors themselves are turned, as child processes print too. Without a log all is shown.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    saved = os.dup(1), os.dup(2)
    terminal = os.fdopen(os.dup(2), "w", encoding="utf-8", errors="replace")
    try:
        if log:
            with log.open("wb") as file:
                os.dup2(file.fileno(), 1)
                os.dup2(file.fileno(), 2)
        yield terminal
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for descriptor, original in zip(saved, (1, 2), strict=True):
            os.dup2(descriptor, original)
            os.close(descriptor)
        terminal.close()
