"""Dagster's folder: made with its settings when first needed, and cleared of runs whose process is gone."""

# ruff: noqa: PLC0415 - what takes seconds to import is imported where it is used

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.settings import Settings

if TYPE_CHECKING:
    from dagster import DagsterInstance

_DAGSTER_YAML = """\
# Written by attache when this folder was made; yours to change.
telemetry:
  enabled: false
nux:                   # no invitation over the first page
  enabled: false
concurrency:
  pools:
    granularity: run   # one run at a time among those that write the store
    default_limit: 1
"""


def prepare_home(settings: Settings) -> Path:
    """Make DAGSTER_HOME with its dagster.yaml where it is not there, and tell Dagster of it."""
    home = settings.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    config = home / "dagster.yaml"
    if not config.exists():
        partial = home / f".dagster.yaml.{os.getpid()}"
        partial.write_text(_DAGSTER_YAML)
        partial.replace(config)
    os.environ["DAGSTER_HOME"] = str(home)
    return home


def end_dead_runs(instance: "DagsterInstance", home: Path) -> int:
    """Mark as failed the runs whose process was killed: they neither look alive nor keep others waiting.

    A run's process holds a lock as long as it lives (resources.py); at its death the system lets go of it.
    """
    from dagster import DagsterRunStatus, RunsFilter
    from filelock import Timeout

    from pipelines.resources import alive_lock

    unfinished = [DagsterRunStatus.STARTED, DagsterRunStatus.STARTING, DagsterRunStatus.CANCELING]
    ended = 0
    for run in instance.get_runs(RunsFilter(statuses=unfinished)):
        lock = alive_lock(home, run.run_id)
        if not Path(lock.lock_file).exists():
            continue  # it has not begun to work yet
        try:
            with lock.acquire(timeout=0):
                instance.report_run_failed(run, "the process of this run was ended from outside")
                ended += 1
        except Timeout:
            continue
        Path(lock.lock_file).unlink(missing_ok=True)
    return ended
