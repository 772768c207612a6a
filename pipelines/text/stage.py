"""The stage `text`: landed items that were not read at the present version are read into documents.

The loop over batches stands here, with what it needs of the store as a protocol. An item is marked as read in
the transaction of its last document, so that a killed run reads it again and no document is lost.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from pipelines.contracts.documents import DocumentRevisionRow
from pipelines.contracts.operations import LandedItemRow, QuarantineRow, StageRow
from pipelines.contracts.records import Fault, SourceConfig
from pipelines.contracts.stage import Run, StageReport, Window, read_version
from pipelines.text.items import TEXT_VERSION, read_item

_MOST_CHARS = 8_000_000  # of the documents of a transaction
_LOST = "E109"


class LandingLostError(RuntimeError):
    """The landing folder as a whole cannot be read; every document would be lost to a fault."""


class TextStore(Protocol):
    """What this stage needs of the store."""

    def items_to_read(self, text_version: str) -> list[LandedItemRow]: ...  # noqa: D102
    def windows(self) -> dict[str, list[Window]]: ...  # noqa: D102
    def save_documents(  # noqa: D102
        self, batch: list[DocumentRevisionRow], faults: list[QuarantineRow], finished: list[StageRow]
    ) -> None: ...


def read_landed(
    run: Run, store: TextStore, landed_path: Callable[[str], Path], sources: Mapping[str, SourceConfig]
) -> StageReport:
    """Read every landed item that waits for it. `done` counts items, `new` the records that were read.

    Args:
        run: the run that reads.
        store: where the documents go.
        landed_path: sha256 -> where the bytes are (`Landing.path`).
        sources: source name -> what attache.toml tells of it: publisher and names of columns.

    Raises:
        LandingLostError: none of the landed bytes can be read.
    """
    waiting = store.items_to_read(TEXT_VERSION)
    windows = store.windows() if waiting else {}
    report = StageReport()
    batch: list[DocumentRevisionRow] = []
    faults: list[QuarantineRow] = []
    finished: list[StageRow] = []
    chars = 0

    def save() -> None:
        nonlocal chars
        chars = 0
        store.save_documents(batch, faults, finished)
        run.progress(report.done, len(waiting))
        for rows in (batch, faults, finished):
            rows.clear()

    for item in waiting:
        is_done = True
        for read in _read(item, landed_path(item.sha256), sources.get(item.source_name)):
            if isinstance(read, Fault):
                is_done &= read.code != _LOST
                report.faults.append(read)
                faults.append(read.row(run.run_id, item.sha256, run.now))
            elif not _counts(read, windows.get(item.item)):
                report.left_out += 1
            else:
                report.new += 1
                batch.append(read)
                chars += len(read.text)
            if len(batch) + len(faults) >= run.many or chars > _MOST_CHARS:
                save()
        report.done += 1
        if is_done:
            version = read_version(TEXT_VERSION, windows.get(item.item, ()))
            finished.append(
                StageRow(stage="text", item=item.item, version=version, finished_at=run.now, run_id=run.run_id)
            )
    if batch or faults or finished:
        save()
    return report


def _read(item: LandedItemRow, path: Path, source: SourceConfig | None) -> Iterator[DocumentRevisionRow | Fault]:
    """What the item holds; where its bytes are gone it is not done, and is tried again by the next run."""
    try:
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        _refuse_lost_folder(path.parent.parent)
        yield Fault.of(_LOST, item.origin, detail=error.strerror or str(error))
        return
    yield from read_item(item, path, source)


def _refuse_lost_folder(landing: Path) -> None:
    try:
        next(landing.iterdir(), None)
    except OSError as error:
        raise LandingLostError(
            f"E110 {landing}: the folder of landed bytes cannot be read ({error.strerror}). "
            "Check the disk that it lies on, and run again; nothing has been changed."
        ) from error


def _counts(read: DocumentRevisionRow, windows: list[Window] | None) -> bool:
    """Whether it was published on one of the days that are asked for. What tells no date was not."""
    if windows is None:
        return True
    day = read.published_at and read.published_at.date()
    return day is not None and any(since <= day <= until for since, until in windows)
