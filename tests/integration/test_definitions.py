"""The code location as Dagster sees it: assets, checks, jobs, schedule, sensor."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipelines import definitions
from pipelines.contracts.tables import PRIVATE, TABLES
from pipelines.settings import ConfigurationError, Settings

GRAPH = definitions.defs.get_repository_def().asset_graph
MADE = sorted((key for key in GRAPH.get_all_asset_keys() if GRAPH.get(key).is_materializable), key=str)
GROUPS = {"sources", "text", "annotation", "facts", "marts", "report"}
# kept by the store for itself, or written by every stage
NO_ASSETS = {"ops.runs", "ops.source_visits", "ops.stages", "ops.readings", *PRIVATE}


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.instance_for_test() as made:
        yield made


@pytest.mark.parametrize("key", MADE, ids=lambda key: ".".join(key.path))
def test_an_asset_tells_what_it_is(key: dg.AssetKey) -> None:
    node = GRAPH.get(key)
    assert node.group_name in GROUPS
    assert len(node.description or "") > 20
    assert list(node.owners) == ["team:attache"]
    assert node.kinds
    assert node.pools == {"store"} or key.path[-1] == "quarantine"


def test_every_table_of_the_contracts_is_an_asset() -> None:
    assert {".".join(key.path) for key in MADE} >= set(TABLES) - NO_ASSETS


def test_the_graph_hangs_together() -> None:
    stubs = [key.to_user_string() for key in GRAPH.get_all_asset_keys() if not GRAPH.get(key).is_materializable]
    assert [stub for stub in stubs if stub.replace("/", ".") not in NO_ASSETS] == []
    published = dg.AssetKey(["warehouse"])
    assert GRAPH.get(published).parent_keys == set(MADE) - {published}


def test_the_quotes_are_checked_before_anything_is_published() -> None:
    checks = {check.name: GRAPH.get(check) for check in GRAPH.asset_check_keys}
    assert checks["quotes_stand_in_text"].blocking
    assert checks["mentions_stand_in_text"].blocking
    assert not checks["every_document_was_read"].blocking


def test_the_tests_of_dbt_are_asset_checks() -> None:
    checked = {check.asset_key.path[0] for check in GRAPH.asset_check_keys}
    assert "marts" in checked


def test_nightly_does_everything_and_rederive_only_what_follows_from_annotations() -> None:
    nightly = definitions.defs.resolve_job_def("nightly").asset_layer.selected_asset_keys
    assert nightly == set(MADE)
    rederived = definitions.defs.resolve_job_def("rederive_facts").asset_layer.selected_asset_keys
    groups = {GRAPH.get(key).group_name for key in rederived}
    assert groups == {"facts", "marts", "report"}


def test_the_schedule_asks_for_a_run_at_two_and_is_off_by_default() -> None:
    schedule = definitions.nightly_schedule
    assert (schedule.cron_schedule, schedule.execution_timezone) == ("0 2 * * *", "UTC")
    assert schedule.default_status == dg.DefaultScheduleStatus.STOPPED
    tick = schedule.evaluate_tick(dg.build_schedule_context())
    assert len(tick.run_requests) == 1


def test_the_sensor_asks_once_for_each_state_of_the_inbox(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, instance: dg.DagsterInstance
) -> None:
    monkeypatch.setattr(definitions, "_settings", Settings.load(inbox=tmp_path / "inbox"))
    sensor = definitions.new_files_in_inbox
    assert sensor.default_status == dg.DefaultSensorStatus.STOPPED

    def keys() -> list[str | None]:
        with dg.build_sensor_context(instance) as context:
            return [request.run_key for request in sensor.evaluate_tick(context).run_requests]

    assert keys() == []
    file = tmp_path / "inbox/deep/a.txt"
    file.parent.mkdir(parents=True)
    file.write_text("France sold ten tanks to Poland.")
    assert keys() == []  # it may still be written
    an_hour_ago = time.time() - 3600
    os.utime(file, (an_hour_ago, an_hour_ago))
    first = keys()
    assert len(first) == 1
    assert keys() == first
    file.write_text("France sold twenty tanks to Poland.")
    os.utime(file, (an_hour_ago, an_hour_ago))
    assert len(keys()) == 1
    assert keys() != first


def test_a_failed_run_is_told_to_the_webhook(monkeypatch: pytest.MonkeyPatch, instance: dg.DagsterInstance) -> None:
    @dg.op
    def publish() -> None:
        try:
            raise OSError("the disk is full")
        except OSError as error:
            raise RuntimeError("no copy") from error

    @dg.job
    def nightly() -> None:
        publish()

    posted: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(definitions, "send", lambda url, payload: posted.append((url, payload)))
    failed = nightly.execute_in_process(instance=instance, raise_on_error=False)
    (event,) = [e for e in failed.all_events if e.is_failure and e.event_type_value == "PIPELINE_FAILURE"]
    context = dg.build_run_status_sensor_context(
        "failed_runs_are_told", event, instance, failed.dagster_run
    ).for_run_failure()
    definitions.failed_runs_are_told(context)
    assert posted == []  # nobody is to be told
    monkeypatch.setattr(definitions, "_settings", Settings.load(failure_webhook="https://chat.example/hook"))
    definitions.failed_runs_are_told(context)
    ((url, payload),) = posted
    assert url == "https://chat.example/hook"
    assert payload["run_id"] == failed.run_id
    assert payload["failures"] == [{"step": "publish", "reason": "OSError: the disk is full"}]


def test_an_address_of_the_webhook_is_an_address() -> None:
    with pytest.raises(ConfigurationError, match="failure_webhook: an address that begins with https"):
        Settings.load(failure_webhook="chat.example")
    assert "hook" not in repr(Settings.load(failure_webhook="https://chat.example/hook"))
