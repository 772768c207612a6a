"""The stage `registers`: what the files of the folder say now is entered in the store, in the place of what they said.

How one file is read stands in sipri.py. A file that is gone takes its entries with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from pipelines.contracts.operations import QuarantineRow
from pipelines.contracts.records import Fault
from pipelines.contracts.registers import RegisterEntryRow
from pipelines.contracts.stage import Run, StageReport
from pipelines.registers.sipri import read_register

STAGE = "registers"


class RegisterStore(Protocol):
    """What this stage needs of the store."""

    def save_registers(self, entries: Sequence[RegisterEntryRow], faults: Sequence[QuarantineRow]) -> None: ...  # noqa: D102


def read_registers(run: Run, store: RegisterStore, folder: Path) -> StageReport:
    """Read every file of the folder, which need not be there. `done` counts the files, `new` their entries."""
    entries: list[RegisterEntryRow] = []
    faults: list[Fault] = []
    report = StageReport()
    for file in register_files(folder):
        found, missed = read_register(file, file.name)
        entries += found
        faults += missed
        report.done += 1
    store.save_registers(entries, [fault.row(run.run_id, None, run.now) for fault in faults])
    report.new, report.faults = len(entries), faults
    return report


def register_files(folder: Path) -> list[Path]:
    """The files of the folder that are not hidden, by name."""
    if not folder.is_dir():
        return []
    return sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
