"""The stage `sources`: the files of the sources are landed, and entered in the list of landed items.

The loop stands here, with what it needs of the store as a protocol. How a source is searched stands in
discover.py, how a file is landed in landing.py.
"""

from collections.abc import Iterable
from typing import Protocol

from pipelines.contracts.operations import LandedItemRow, QuarantineRow
from pipelines.contracts.records import Fault, SourceConfig
from pipelines.contracts.stage import Run, StageReport
from pipelines.sources.discover import Found, discover
from pipelines.sources.landing import Landing


class LandingStore(Protocol):
    """What this stage needs of the store."""

    def record_landed(self, items: list[LandedItemRow]) -> int: ...  # noqa: D102
    def save_faults(self, faults: list[QuarantineRow]) -> None: ...  # noqa: D102


def land(run: Run, store: LandingStore, landing: Landing, sources: Iterable[SourceConfig]) -> StageReport:
    """Land every file of the sources. `new` counts the items that were not known before."""
    report = StageReport()
    found = list(discover(sources))
    for start in range(0, len(found), run.batch_size):
        batch = [_land(run, landing, one) for one in found[start : start + run.batch_size]]
        faults = [item for item in batch if isinstance(item, Fault)]
        items = [item for item in batch if isinstance(item, LandedItemRow)]
        store.save_faults([fault.row(run.run_id, None, run.now) for fault in faults])
        report.new += store.record_landed(items)
        report.done += len(items)
        report.faults += faults
        run.progress(min(start + run.batch_size, len(found)), len(found))
    return report


def _land(run: Run, landing: Landing, found: Found | Fault) -> LandedItemRow | Fault:
    if isinstance(found, Fault):
        return found
    return landing.land(found.path, found.source.name, run.run_id, run.now, found.origin)
