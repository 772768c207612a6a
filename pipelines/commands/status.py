"""`attache status`: what the warehouse holds, when it was published, what failed or is quarantined."""

# ruff: noqa: PLC0415 - what takes seconds to import is imported where it is used

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from pipelines.commands.dagster_home import end_dead_runs, prepare_home
from pipelines.report.status import NotReadableError, quarantined_in_build, read_status
from pipelines.settings import Settings

_SHOWN = 20
_LOOKED_AT = 200  # runs; the instance has those of all warehouses


@dataclass(frozen=True)
class LastRun:
    """The newest run of a warehouse that Dagster knows of. `failed`: its failed steps with their reasons."""

    run_id: str
    state: str
    started_at: datetime | None
    failed: list[tuple[str, str]]


def run(settings: Settings, warehouse: Path | None) -> int:
    """Print the state of the warehouse. Returns the exit code: 1 where nothing is published."""
    console = Console(soft_wrap=True, highlight=False)
    paths = settings.state_paths(warehouse)
    faults = quarantined_in_build(paths.build)
    is_published = paths.warehouse.is_file()
    if is_published:
        try:
            status = read_status(paths.warehouse)
        except NotReadableError as error:
            print(f"attache status: {error}", file=sys.stderr)
            return 1
        faults = status.quarantine if faults is None else faults
        when = f"{status.published_at:%Y-%m-%d %H:%M} UTC" if status.published_at else "at an unknown time"
        console.print(f"[bold]{escape(str(paths.warehouse))}[/bold], published {when}\n")
        for table, count in status.tables.items():
            console.print(f"  {count:8,}  {table}")
    else:
        console.print(f"nothing is published at {escape(str(paths.warehouse))} yet: run `attache run` first")
    last = last_run(settings, paths.warehouse)
    if last:
        started = f"{last.started_at:%Y-%m-%d %H:%M} UTC" if last.started_at else "not started"
        console.print(f"\nLast run: {last.run_id[:8]}, {last.state.lower()}, {started}")
        for step, reason in last.failed:
            console.print(f"  {escape(step)} failed: {escape(reason)}")
    if faults:
        console.print(f"\nNot read, or not in full ({len(faults)}; table ops.quarantine):")
        for fault in faults[:_SHOWN]:
            place = f"{fault['origin']}:{fault['line']}" if fault["line"] else fault["origin"]
            console.print(f"  {escape(place)}: {fault['error_code']} {escape(fault['message'])}")
        if len(faults) > _SHOWN:
            console.print(f"  ... and {len(faults) - _SHOWN} more")
    return 0 if is_published else 1


def warehouse_of(run_config: Mapping[str, Any], settings: Settings) -> Path:
    """The published file that a run was to write: the one of its configuration, else the one of the settings."""
    resource = run_config.get("resources", {}).get("warehouse", {})
    return settings.state_paths(Path(file) if (file := resource.get("config", {}).get("file")) else None).warehouse


def last_run(settings: Settings, warehouse: Path) -> LastRun | None:
    """The newest run that was to write this warehouse, with what failed in it; None where none of late was."""
    if not (settings.dagster_home / "dagster.yaml").is_file():
        return None
    home = prepare_home(settings)
    from dagster import DagsterEventType, DagsterInstance

    from pipelines.resources import reason

    with DagsterInstance.get() as instance:
        end_dead_runs(instance, home)
        newest = instance.get_run_records(limit=_LOOKED_AT)
        ours = (record for record in newest if warehouse_of(record.dagster_run.run_config, settings) == warehouse)
        record = next(ours, None)
        if record is None:
            return None
        failures = instance.all_logs(record.dagster_run.run_id, of_type=DagsterEventType.STEP_FAILURE)
        failed = [(entry.step_key or "", reason(entry.get_dagster_event())) for entry in failures]
        started = datetime.fromtimestamp(record.start_time, UTC) if record.start_time else None
        return LastRun(record.dagster_run.run_id, record.dagster_run.status.value, started, failed)
