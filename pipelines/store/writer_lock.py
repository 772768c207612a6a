"""The lock of a warehouse's writer: one run at a time writes it, and who does stands beside the lock.

The lock is the operating system's: a killed process leaves none behind, and what it left written of itself is no
obstacle. Readers take no lock.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from pipelines.store.connection import StoreError

_LET_WRITE = 0.2  # seconds in which one who has just got the lock will have written who he is


@dataclass(frozen=True)
class Holder:
    """Who writes a warehouse. `since`: ISO 8601, UTC."""

    pid: int
    host: str
    since: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}, since {self.since.replace('T', ' ')} UTC"


class WarehouseHeld(StoreError):  # noqa: N818 - it is a state, told to a person
    """Another run writes the warehouse. `holder` is None where it has not told who it is."""

    def __init__(self, build: Path, holder: Holder | None) -> None:
        self.holder = holder
        super().__init__(
            f"E502 {build}: another run writes this warehouse ({holder or 'it has not told who it is'}). "
            "Run again when it has ended, or with --wait; nothing has been changed."
        )


@contextmanager
def writing(build: Path, wait: bool, told: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Hold the lock of the warehouse whose build database is `build`.

    Args:
        build: need not be there yet.
        wait: wait for another run's end.
        told: is told, once, for whom we wait.

    Raises:
        WarehouseHeld: another run holds it, and we do not wait.
    """
    build.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(build.with_suffix(".writer.lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        held = WarehouseHeld(build, _holder(build))
        if not wait:
            raise held from None
        told(f"another run writes this warehouse ({held.holder or 'unknown'}); waiting until it has ended")
        lock.acquire()
    try:
        _write_holder(build)
        yield
    finally:
        _holder_file(build).unlink(missing_ok=True)
        lock.release()


def _holder_file(build: Path) -> Path:
    return build.with_suffix(".writer.json")


def _write_holder(build: Path) -> None:
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(timespec="seconds")
    partial = _holder_file(build).with_suffix(f".{os.getpid()}")
    partial.write_text(json.dumps(asdict(Holder(os.getpid(), socket.gethostname(), now))))
    partial.replace(_holder_file(build))


def _holder(build: Path) -> Holder | None:
    """Who holds the lock now; None where only a dead process has written itself down."""
    for pause in (_LET_WRITE, 0.0):
        try:
            holder = Holder(**json.loads(_holder_file(build).read_text()))
        except (OSError, ValueError, TypeError):
            holder = None
        if holder and (holder.host != socket.gethostname() or _is_alive(holder.pid)):
            return holder
        time.sleep(pause)
    return None


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
