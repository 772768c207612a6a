"""A run of a Dagster job from the command line, recorded in the same instance that the UI shows."""

# ruff: noqa: PLC0415 - what takes seconds to import is imported where it is used

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.commands.dagster_home import end_dead_runs, prepare_home
from pipelines.settings import Settings

if TYPE_CHECKING:
    from dagster import DagsterEvent

PUBLISHING = "warehouse"  # the step that is reached only when there is something to publish
LOCATION = "attache"  # as pyproject.toml names the code location, so that the UI knows where the run belongs


@dataclass
class Outcome:
    """How a run ended. `failures`: (step, reason) of each step that failed."""

    run_id: str
    is_success: bool
    has_published: bool = False
    failures: list[tuple[str, str]] = field(default_factory=list)


def run_config(
    sources: Sequence[str],
    warehouse: Path | None,
    wait: bool = False,
    since: date | None = None,
    until: date | None = None,
    replay: bool = False,
) -> dict[str, Any]:
    """The job's configuration, as it could be written in the UI's launchpad too."""
    window = {name: day.isoformat() for name, day in (("since", since), ("until", until)) if day}
    what: dict[str, Any] = {**({"sources": list(sources)} if sources else {}), **window}
    if replay:
        what["replay"] = True
    config: dict[str, Any] = {"resources": {"warehouse": {"config": {"wait": wait}}}}
    if what:
        config["ops"] = {"ops__landed_items": {"config": what}}
    if warehouse:
        config["resources"]["warehouse"]["config"]["file"] = str(warehouse)
    return config


def run_job(
    job_name: str,
    config: dict[str, Any],
    settings: Settings,
    watch: Callable[["DagsterEvent"], None],
    advance: Callable[[str, int, int], None],
) -> Outcome:
    """Run a job of the code location in this process.

    Args:
        job_name: nightly or rederive_facts.
        config: see run_config.
        settings: say where DAGSTER_HOME is.
        watch: told of every event.
        advance: told of progress within a step: step, done, total.
    """
    home = prepare_home(settings)
    from dagster import DagsterInstance
    from dagster._core.definitions.job_base import InMemoryJob
    from dagster._core.execution.api import execute_run_iterator
    from dagster._core.remote_origin import RemoteJobOrigin, RemoteRepositoryOrigin
    from dagster._core.workspace.load import location_origin_from_module_name

    from pipelines.definitions import defs
    from pipelines.resources import reason, watcher

    place = location_origin_from_module_name("pipelines.definitions", None, str(settings.project_root), LOCATION)
    job = defs.resolve_job_def(job_name)
    repository = RemoteRepositoryOrigin(place, defs.get_repository_def().name)
    with DagsterInstance.get() as instance:
        end_dead_runs(instance, home)
        run = instance.create_run_for_job(
            job_def=job,
            run_config=config,
            tags={**job.run_tags, "attache/started_by": "command line"},
            remote_job_origin=RemoteJobOrigin(repository, job_name),
        )
        outcome = Outcome(run.run_id, is_success=False)
        token = watcher.set(advance)
        try:
            for event in execute_run_iterator(InMemoryJob(job), run, instance):
                if event.is_step_failure:
                    outcome.failures.append((event.step_key or "", reason(event)))
                elif event.is_failure and not outcome.failures:
                    outcome.failures.append(("", reason(event)))
                elif event.is_step_success and event.step_key == PUBLISHING:
                    outcome.has_published = True
                watch(event)
        finally:
            watcher.reset(token)
        ended = instance.get_run_by_id(run.run_id)
        outcome.is_success = ended is not None and ended.is_success
    return outcome
