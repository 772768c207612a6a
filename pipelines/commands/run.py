"""`attache run`: the job `nightly` with its progress, and what came of it."""

# ruff: noqa: PLC0415 - what takes seconds to import is imported where it is used

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from pipelines.commands.progress import LABELS, StepView, quiet
from pipelines.commands.running import run_config, run_job
from pipelines.settings import Settings, StatePaths
from pipelines.store.connection import StoreError
from pipelines.store.trouble import in_plain_words
from pipelines.store.writer_lock import writing

if TYPE_CHECKING:
    from dagster import DagsterEvent


def chosen(settings: Settings, words: list[str]) -> tuple[list[str], list[str]]:
    """The sources as the run's configuration names them (names as they are, paths made absolute), and the words that
    are neither a configured source nor a path.

    Raises:
        typer.BadParameter: none of the words is.
    """
    known, unknown = [], []
    for word in words:
        path = Path(word).expanduser()
        if settings.source(word):
            known.append(word)
        elif path.exists():
            known.append(str(path.absolute()))
        else:
            unknown.append(word)
    if unknown and not known:
        names = ", ".join(source.name for source in settings.configured_sources)
        raise typer.BadParameter(f"nothing stands at {', '.join(unknown)}; configured sources are: {names}")
    return known, unknown


@dataclass(frozen=True)
class Wish:
    """What a person asks of a run.

    Attributes:
        sources: files, folders or names of configured sources; empty for all configured ones.
        warehouse: the published file; None for the one of the settings.
        since: the first day of publication that counts.
        until: the last one.
        wait: wait for another run's end instead of giving up.
        verbose: show what Dagster and dbt print.
        replay: read all that was ever landed anew, and visit no source.
    """

    sources: list[str]
    warehouse: Path | None = None
    since: date | None = None
    until: date | None = None
    wait: bool = False
    verbose: bool = False
    replay: bool = False


def run(settings: Settings, wish: Wish) -> int:
    """Run the job and print the summary of what is published. Returns the exit code.

    A path that is not there costs itself only; but what was asked is not done, and the exit code is 1.
    """
    sources, unknown = chosen(settings, wish.sources)
    paths = settings.state_paths(wish.warehouse)
    try:
        with writing(paths.build, wish.wait, told=lambda line: print(f"attache: {line}", file=sys.stderr)):
            pass  # asked here, before a run is entered that could only fail
        settings.dagster_home.mkdir(parents=True, exist_ok=True)
        code = _run(settings, wish, sources, paths)
    except Exception as error:
        told = in_plain_words(str(error), paths.state)
        if told == str(error) and not isinstance(error, StoreError):
            raise
        print(f"attache: {told}", file=sys.stderr)
        return 1
    for word in unknown:
        print(f"attache: nothing stands at {word}: it was left out", file=sys.stderr)
    return 1 if unknown else code


def _run(settings: Settings, wish: Wish, sources: list[str], paths: StatePaths) -> int:
    log = settings.dagster_home / "last_run.log"
    config = run_config(sources, wish.warehouse and paths.warehouse, wish.wait, wish.since, wish.until, wish.replay)
    with quiet(None if wish.verbose else log) as terminal, StepView(Console(file=terminal)) as view:
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

        print_summary(Console(), paths.warehouse, outcome.has_published, is_default=wish.warehouse is None)
        return 0
    for step, reason in outcome.failures:
        where = LABELS.get(step, step) or "the run"
        print(f"attache: {where} failed: {in_plain_words(reason, paths.state)}", file=sys.stderr)
    print("Nothing was published; what stood there before stands as it was.", file=sys.stderr)
    print(f"Run again to go on from here. More: make ui (run {outcome.run_id[:8]}), or {log}", file=sys.stderr)
    return 1
