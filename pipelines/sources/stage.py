"""The stage `sources`: the sources are visited one by one, and what they give is landed and entered in the store.

The loop stands here, with what it needs of the store as a protocol. What a source has stands in kinds/, how bytes
are kept in landing.py.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from typing import Protocol

from pipelines.contracts.operations import FetchRow, LandedItemRow, QuarantineRow
from pipelines.contracts.records import Fault
from pipelines.contracts.stage import Run, SourceReport, StageReport
from pipelines.sources.landing import Landing
from pipelines.sources.source import Arrival, Given, Source, SourceDownError, Unchanged, Visit
from pipelines.sources.web.network import Network

_LONGEST_BATCH = 10.0  # seconds; what a kill costs where every page is waited for
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}  # of this machine, and no fault of a source


class LandingStore(Protocol):
    """What this stage needs of the store."""

    def unknown_items(self, items: list[LandedItemRow]) -> list[LandedItemRow]: ...  # noqa: D102
    def record_landed(self, items: list[LandedItemRow]) -> int: ...  # noqa: D102
    def save_faults(self, faults: list[QuarantineRow]) -> None: ...  # noqa: D102
    def fetches(self, source_name: str) -> list[FetchRow]: ...  # noqa: D102
    def save_fetches(self, rows: list[FetchRow]) -> None: ...  # noqa: D102


class ReplayStore(LandingStore, Protocol):
    """What a replay needs of the store besides."""

    def read_anew(self) -> None: ...  # noqa: D102


def land(
    run: Run, store: LandingStore, landing: Landing, sources: Iterable[Source], network: Network | None = None
) -> StageReport:
    """Land all that the sources have. `new` counts the items that were not known before.

    A source that fails costs its own items and no other's; the report tells of each (`sources`).
    """
    report = StageReport()
    shared = network or Network()
    seen: set[str] = set()
    for source in sources:
        with landing.scratch() as scratch:
            remembered = {row.address: row for row in store.fetches(source.name)}
            visit = Visit(run.now, scratch, remembered, shared)
            batch = _Batch(run, store, landing, source.name, seen, shared.clock())
            for given in given_by(source, visit):
                batch.take(given)
                if batch.size >= run.many or shared.clock() - batch.begun > _LONGEST_BATCH:
                    batch.save()
                    batch.begun = shared.clock()
                    run.progress(report.done + batch.done, report.done + batch.done)
            batch.save()
        told = batch.report
        report.done += batch.done
        report.new += told.landed
        report.faults += told.faults + ([told.failure] if told.failure else [])
        report.sources.append(told)
        run.progress(report.done, report.done)
    return report


def replay(run: Run, store: ReplayStore, landing: Landing) -> StageReport:
    """Enter everything that the landing folder lists, and have the stage `text` read every item again.

    `new` counts the items that the store did not know: all of them, where the build database is gone.
    """
    report = StageReport()
    batch: list[LandedItemRow] = []

    def save() -> None:
        report.new += store.record_landed(batch)
        report.done += len(batch)
        batch.clear()
        run.progress(report.done, report.done)

    for item in landing.items():
        batch.append(item)
        if len(batch) >= run.many:
            save()
    save()
    store.read_anew()
    return report


class _Batch:
    """What one source gave and is not saved yet, and the report of all that it gave."""

    def __init__(
        self, run: Run, store: LandingStore, landing: Landing, name: str, seen: set[str], begun: float
    ) -> None:
        self._run, self._store, self._landing, self._name, self._seen = run, store, landing, name, seen
        self._items: list[LandedItemRow] = []
        self._faults: list[Fault] = []
        self._fetches: dict[str, FetchRow] = {}
        self.report = SourceReport(name)
        self.begun = begun
        self.done = 0

    @property
    def size(self) -> int:
        """How much waits to be saved."""
        return len(self._items) + len(self._faults) + len(self._fetches)

    def take(self, given: Given | SourceDownError) -> None:
        """Land what was given. A file that two sources have comes once."""
        if isinstance(given, SourceDownError):
            self.report.failure = given.fault
            self._faults.append(given.fault)
        elif isinstance(given, Fault):
            self._fail(given)
        elif isinstance(given, FetchRow):
            self._fetches[given.address] = given
        elif isinstance(given, Unchanged):
            self.report.unchanged += 1
            self._remember(given)
        elif given.origin in self._seen:
            self._remember(given)
        else:
            self._seen.add(given.origin)
            landed = self._landing.land(given, self._name, self._run.run_id, self._run.now)
            if isinstance(landed, Fault):
                self._fail(landed)
            else:
                self._items.append(landed)
                self._remember(given)

    def save(self) -> None:
        """Save it: the list of the landing first, what is remembered last. A kill in between loses nothing."""
        new = self._store.unknown_items(self._items)
        self._landing.enter(new)
        self._store.save_faults([fault.row(self._run.run_id, None, self._run.now) for fault in self._faults])
        self._store.record_landed(self._items)
        self._store.save_fetches(list(self._fetches.values()))
        self.done += len(self._items)
        self.report.landed += len(new)
        self.report.unchanged += len(self._items) - len(new)
        for waiting in (self._items, self._faults, self._fetches):
            waiting.clear()

    def _remember(self, given: Arrival | Unchanged) -> None:
        self._fetches |= {row.address: row for row in given.fetches}

    def _fail(self, fault: Fault) -> None:
        self.report.faults.append(fault)
        self._faults.append(fault)


def given_by(source: Source, visit: Visit) -> Iterator[Given | SourceDownError]:
    """What a source gives; what ends its visit before its end comes last.

    Raises:
        OSError: this machine has no room left.
    """
    try:
        yield from source.arrivals(visit)
    except SourceDownError as error:
        yield error
    except Exception as error:  # an error here must not cost the other sources their night
        if isinstance(error, OSError) and error.errno in _NO_ROOM:
            raise
        yield SourceDownError(Fault.of("E198", source.origin, detail=f"{type(error).__name__}: {error}"))
