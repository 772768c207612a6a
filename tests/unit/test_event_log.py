"""Dagster's event log keeps its connections, and whoever else looks at it sees all at once."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.utils import make_new_run_id

from pipelines import event_log

KEY = dg.AssetKey(["core", "documents"])
# Another process, which has Dagster's own event log.
LOOK = f"""
from dagster import AssetKey, DagsterInstance
with DagsterInstance.get() as instance:
    print(instance.get_latest_materialization_event(AssetKey({KEY.path})).asset_materialization.metadata["n"].value)
"""


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[dg.DagsterInstance]:
    event_log.keep_connections()
    (tmp_path / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    with dg.DagsterInstance.from_config(str(tmp_path)) as made:
        yield made


def report(instance: dg.DagsterInstance, number: int) -> None:
    instance.report_runless_asset_event(dg.AssetMaterialization(KEY, metadata={"n": number}))


def test_events_need_no_further_connections(instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch) -> None:
    report(instance, 1)
    connect, made = sqlite3.connect, []
    monkeypatch.setattr(sqlite3, "connect", lambda file, **told: made.append(file) or connect(file, **told))
    for number in range(5):
        report(instance, number)
    assert [file for file in made if "history" in str(file)] == []


def test_another_process_sees_what_was_told(instance: dg.DagsterInstance, tmp_path: Path) -> None:
    report(instance, 7)
    report(instance, 8)
    environment = os.environ | {"DAGSTER_HOME": str(tmp_path)}
    told = subprocess.run([sys.executable, "-c", LOOK], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout == "8\n"


def test_the_log_of_many_runs_is_read_with_few_files_open(instance: dg.DagsterInstance) -> None:
    @dg.op
    def nothing() -> None:
        pass

    @dg.job
    def run_of_nothing() -> None:
        nothing()

    ids = [make_new_run_id() for _ in range(event_log._MOST + 2)]
    for run_id in ids:
        run_of_nothing.execute_in_process(instance=instance, run_id=run_id)
    counts = {len(instance.all_logs(run_id)) for run_id in ids}
    assert len(counts) == 1
    assert counts.pop() > 3
    assert len(event_log._engines[instance.event_log_storage]) == event_log._MOST


def test_what_is_closed_leaves_its_files_whole(instance: dg.DagsterInstance, tmp_path: Path) -> None:
    report(instance, 1)
    instance.event_log_storage.dispose()
    assert list(tmp_path.rglob("*.db-wal")) == []
