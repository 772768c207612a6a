"""What a stage is told of the run that it works for, and what it tells when it has worked.

The stages themselves stand in `stage.py` of each room: loops over batches, plain functions without Dagster.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from pipelines.contracts.records import Fault

_Item = TypeVar("_Item")

Progress = Callable[[int, int], None]
"""Told after each batch: how many are done, of how many."""


Window = tuple[date, date]
"""The first and the last day of publication that count."""


def read_version(version: str, windows: Sequence[Window]) -> str:
    """The version at which an item of which only some days were read is done."""
    days = ",".join(f"{since}..{until}" for since, until in sorted(windows))
    return f"{version} {days}" if days else version


def silent(done: int, total: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True)
class Run:
    """The run that a stage works for.

    Attributes:
        now: when the run began, UTC without a zone.
        batch_size: documents a transaction.
        processes: that may read texts beside one another.
    """

    run_id: str
    now: datetime
    batch_size: int
    progress: Progress = silent
    processes: int = 1

    def hands(self, items: int, least: int) -> int:
        """How many of the processes are worth their start, where that takes as long as reading `least` items."""
        return max(1, min(self.processes, items // least))

    def batches(self, items: Sequence[_Item], hands: int) -> Iterator[Sequence[_Item]]:
        """The items in transactions; in smaller ones where else some of the processes would have none."""
        size = min(self.batch_size, math.ceil(len(items) / hands)) or 1
        return (items[start : start + size] for start in range(0, len(items), size))

    @property
    def many(self) -> int:
        """Items or documents a transaction where each takes only milliseconds: the transaction itself takes as long as
        some dozens of them. (Pages are landed and read in 1.2 times what trafilatura takes; in batches of `batch_size`
        it would be 1.4 times.)
        """
        return 8 * self.batch_size


@dataclass
class SourceReport:
    """What one source brought in one run.

    Attributes:
        landed: items whose bytes were not known before.
        unchanged: what it has that was known already.
        faults: what went wrong with single items.
        failure: what ended the visit before its end (a feed that cannot be reached); the run goes on without it.
    """

    source: str
    landed: int = 0
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    failure: Fault | None = None


@dataclass
class StageReport:
    """What a stage did: how many things it worked on, how many were new, and what went wrong with which.

    Attributes:
        sources: of the landing, what each source brought; else empty.
        left_out: of the reading, records that were published on other days than were asked for.
        shares: of all tokens of the texts annotated, the share that was parsed, searched for names; else empty.
    """

    done: int = 0
    new: int = 0
    faults: list[Fault] = field(default_factory=list)
    sources: list[SourceReport] = field(default_factory=list)
    left_out: int = 0
    shares: dict[str, float] = field(default_factory=dict)
