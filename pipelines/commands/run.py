"""`attache run`: the job `nightly` with its progress, and what came of it."""

# ruff: noqa: PLC0415 - what takes seconds to import is imported where it is used

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from pipelines.commands.progress import LABELS, StepView, quiet
from pipelines.commands.running import run_config, run_job
from pipelines.settings import Settings

if TYPE_CHECKING:
    from dagster import DagsterEvent


def chosen(settings: Settings, words: list[str]) -> list[str]:
    """The sources as the run's configuration names them: names as they are, paths made absolute.

    Raises:
        typer.BadParameter: none of them is a configured source or a path.
    """
    known = [word for word in words if settings.source(word) or Path(word).expanduser().exists()]
    if words and not known:
        names = ", ".join(source.name for source in settings.configured_sources)
        raise typer.BadParameter(f"nothing stands at {', '.join(words)}; configured sources are: {names}")
    return [word if settings.source(word) else str(Path(word).expanduser().absolute()) for word in words]


def run(settings: Settings, words: list[str], warehouse: Path | None, verbose: bool) -> int:
    """Run the job and print the summary of what is published. Returns the exit code."""
    sources = chosen(settings, words)
    paths = settings.state_paths(warehouse)

    settings.dagster_home.mkdir(parents=True, exist_ok=True)
    log = settings.dagster_home / "last_run.log"
    config = run_config(sources, paths.warehouse if warehouse else None)
    with quiet(None if verbose else log) as terminal, StepView(Console(file=terminal)) as view:
        view.say("starting ...")

        def watch(event: "DagsterEvent") -> None:
            if event.is_step_start:
                view.began(event.step_key or "")
            elif event.is_step_success:
                view.ended(event.step_key or "")
            elif event.is_step_failure:
                view.ended(event.step_key or "", "FAILED")

        outcome = run_job("nightly", config, settings, watch, view.got_on)
    if outcome.is_success:
        from pipelines.report.summary import print_summary

        print_summary(Console(), paths.warehouse, outcome.has_published, is_default=warehouse is None)
        return 0
    for step, reason in outcome.failures:
        where = LABELS.get(step, step) or "the run"
        print(f"attache: {where} failed: {reason}", file=sys.stderr)
    print("Nothing was published; what stood there before stands as it was.", file=sys.stderr)
    print(f"Run again to go on from here. More: make ui (run {outcome.run_id[:8]}), or {log}", file=sys.stderr)
    return 1
