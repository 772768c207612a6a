"""The folder of registers and the table of their entries: equal after every run, and nothing else is touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipelines.contracts.stage import Run
from pipelines.registers.stage import read_registers
from pipelines.settings import StatePaths
from pipelines.store.store import Store

RUN = Run("run-1", datetime(2025, 6, 1), 64)
HEADER = "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    state = tmp_path / "state"
    made = Store(StatePaths(state / "w.duckdb", state, state / "build.duckdb", state / "landing", state / "a"))
    made.prepare()
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "registers"
    made.mkdir()
    (made / "poland.csv").write_text(f"Notes\n{HEADER}Poland,South Korea,2022,,180,?,K-2\nPoland,,2022,,1,,K-2\n")
    (made / ".hidden.csv").write_text("anything")
    return made


def told(store: Store) -> tuple[list[tuple[str, int]], list[tuple[str, int, str]]]:
    entries = store.rows("select file, line from core.register_entries order by all")
    faults = store.rows("select origin, line, error_code from ops.quarantine order by all")
    return [(r["file"], r["line"]) for r in entries], [(r["origin"], r["line"], r["error_code"]) for r in faults]


def test_without_a_folder_the_table_is_empty(store: Store, tmp_path: Path) -> None:
    report = read_registers(RUN, store, tmp_path / "absent")
    assert (report.done, report.new, report.faults) == (0, 0, [])
    assert told(store) == ([], [])


def test_what_the_files_say_now_stands_in_the_table(store: Store, folder: Path) -> None:
    report = read_registers(RUN, store, folder)
    assert (report.done, report.new, len(report.faults)) == (1, 1, 1)
    assert told(store) == ([("poland.csv", 3)], [("poland.csv", 4, "E173")])
    (folder / "poland.csv").write_text(f"{HEADER}Poland,South Korea,2022,,180,?,K-2\n")
    (folder / "india.csv").write_text(f"{HEADER}India,France,2016,,36,,Rafale\n")
    read_registers(RUN, store, folder)
    assert told(store) == ([("india.csv", 2), ("poland.csv", 2)], [])
    (folder / "poland.csv").unlink()
    read_registers(RUN, store, folder)
    assert told(store) == ([("india.csv", 2)], [])


def test_a_night_that_finds_the_same_changes_nothing(store: Store, folder: Path) -> None:
    read_registers(RUN, store, folder)
    before = store.state_digest()
    read_registers(replace(RUN, run_id="run-2", now=RUN.now + timedelta(days=1)), store, folder)
    assert store.state_digest() == before
    (row,) = store.rows("select run_id, quarantined_at from ops.quarantine")
    assert row == {"run_id": "run-1", "quarantined_at": RUN.now}
