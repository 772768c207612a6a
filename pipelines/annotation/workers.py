"""Work in processes beside this one: texts are read one by one, so an archive is read as fast as a machine has cores.

What kills a process (a fault in C code, memory that runs out) or does not end costs the text alone that does it: its
batch is read anew text by text, each in a process that may die.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

PATIENCE = 600.0  # seconds that a batch may take, and then each of its texts
_Item = TypeVar("_Item")
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Failed:
    """Why nothing came of an item."""

    reason: str


def spread(
    work: Callable[[Sequence[_Item]], _Found],
    batches: Iterable[Sequence[_Item]],
    processes: int,
    patience: float = PATIENCE,
) -> Iterator[tuple[Sequence[_Item], _Found | Failed]]:
    """Batches and what the work makes of them, in the order given.

    Args:
        work: a function of a module, or a partial of one; it and what it takes and gives can be pickled. It is tried
            with an empty batch first.
        batches: taken when there is a process for them, so that they need not fit into memory together.
        processes: where it is one, the work is done in this process, which nothing guards.
        patience: seconds that a batch may take.

    Returns:
        The batches given; but of one that was lost, its items as batches of one, those that were lost again `Failed`.

    Raises:
        RuntimeError: a process ends before it has read anything.
        Exception: what the work raised.
    """
    if processes == 1:
        yield from ((batch, work(batch)) for batch in batches)
        return
    with _pool(processes) as pool:

        def begun(batch: Sequence[_Item]) -> ProcessFuture:
            return pool.schedule(work, args=[batch], timeout=patience)

        _, ready = _ended([], begun([]))
        if isinstance(ready, Failed):
            raise RuntimeError(f"processes for reading cannot be used ({ready.reason}); `processes = 1` does without")
        for batch, found in _in_order(begun, batches, ahead=2 * processes):
            if isinstance(found, Failed) and len(batch) > 1:
                yield from _in_order(begun, ([item] for item in batch), ahead=1)
            else:
                yield batch, found


def _in_order(
    begun: Callable[[Sequence[_Item]], ProcessFuture], batches: Iterable[Sequence[_Item]], ahead: int
) -> Iterator[tuple[Sequence[_Item], Any]]:
    """Batches and what came of them, while so many more are waited for."""
    waiting: deque[tuple[Sequence[_Item], ProcessFuture]] = deque()
    for batch in batches:
        waiting.append((batch, begun(batch)))
        if len(waiting) > ahead:
            yield _ended(*waiting.popleft())
    yield from (_ended(*one) for one in waiting)


def _ended(batch: Sequence[_Item], future: ProcessFuture) -> tuple[Sequence[_Item], Any]:
    try:
        return batch, future.result()
    except TimeoutError as error:
        return batch, Failed(f"did not end within {error.args[-1]:.0f} seconds")
    except ProcessExpired as error:
        return batch, Failed(f"ended the process that read it (exit code {error.exitcode})")


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPool]:
    """Processes that start anew (a copy of this one would hold its threads' locks), and end when it ends."""
    pool = ProcessPool(processes, context=multiprocessing.get_context("spawn"))
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.stop()
        raise
    finally:
        pool.join()
