"""Which run `attache status` tells of, where several warehouses share one Dagster."""

from pathlib import Path

import pytest
from dagster import DagsterInstance, DagsterRun
from dagster._core.utils import make_new_run_id

from pipelines.commands.dagster_home import prepare_home
from pipelines.commands.running import run_config
from pipelines.commands.status import last_run
from pipelines.settings import Settings


def test_the_last_run_is_that_of_the_warehouse_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    settings = Settings.load(project_root=tmp_path, dagster_home=tmp_path / "home")
    monkeypatch.setenv("DAGSTER_HOME", str(prepare_home(settings)))

    other = tmp_path / "other.duckdb"
    with DagsterInstance.get() as instance:
        runs = [
            instance.add_run(DagsterRun("nightly", run_id=make_new_run_id(), run_config=config))
            for config in (run_config([], None), run_config([], other), {})
        ]

    def told(warehouse: Path) -> str | None:
        found = last_run(settings, warehouse)
        return found.run_id if found else None

    assert told(settings.warehouse) == runs[2].run_id
    assert told(other) == runs[1].run_id
    assert told(tmp_path / "third.duckdb") is None
