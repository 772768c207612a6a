"""Dagster resources: the warehouse that a run writes, the language pipeline. dbt's is in marts/assets.py.

A resource hands out what the rooms make, and tells what they hold; it decides only who may write, and when.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg
from filelock import FileLock
from pydantic import Field, PrivateAttr

from pipelines.annotation.cache import AnnotationCache
from pipelines.contracts.operations import SourceVisitRow
from pipelines.contracts.records import Fault
from pipelines.contracts.stage import Run, SourceReport
from pipelines.contracts.tables import TABLES
from pipelines.marts.project import PROJECT_DIR
from pipelines.retention import forget_runs, remove_old_files
from pipelines.settings import Settings, StatePaths
from pipelines.sources.landing import Landing
from pipelines.store.store import Store
from pipelines.store.writer_lock import writing

if TYPE_CHECKING:
    from pipelines.annotation.annotator import Annotator
    from pipelines.facts.extract import Extractor

POOL = "store"
"""The concurrency pool of every step that writes the store; its limit is 1 (dagster.yaml)."""

watcher: ContextVar[Callable[[str, int, int], None] | None] = ContextVar("watcher", default=None)
"""Told of progress within a step: step, done, total. The command line sets it; elsewhere the log tells."""

_PREVIEW_ROWS = 5
_PREVIEW_WIDTH = 60
_OUR_ERROR = re.compile(r"\Apipelines\.[\w.]+: ")
WORDS_WIDTH = 1_000  # of cells that a person has to read to their end


def alive_lock(dagster_home: Path, run_id: str) -> FileLock:
    """The lock that a run's process holds as long as it lives; free means that the process is gone."""
    folder = dagster_home / "alive"
    folder.mkdir(parents=True, exist_ok=True)
    return FileLock(folder / f"{run_id}.lock")


class WarehouseResource(dg.ConfigurableResource):
    """The warehouse that a run writes. Only one run at a time may."""

    file: str = Field(default="", description="The published file; empty for the one of the settings.")
    wait: bool = Field(default=True, description="Wait while another run writes it; without, the run fails.")

    _now: datetime = PrivateAttr(default_factory=lambda: datetime.now(UTC).replace(tzinfo=None))

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[WarehouseResource]:
        """Prepare the build database for a run, and keep other writers out until the run has ended.

        The locks are the operating system's: a killed process leaves none behind.

        Raises:
            WarehouseHeld: another run writes it, and `wait` is false.
        """
        with ExitStack() as held:
            if context.instance is not None and context.instance.is_persistent and context.run_id:
                home = Path(context.instance.root_directory)
                held.enter_context(alive_lock(home, context.run_id))
            log = context.log
            held.enter_context(writing(self.paths.build, self.wait, log.info if log else print))
            self.store.prepare()
            self.store.begin_run(context.run_id or "none", self._now)
            yield self
            self._clear_away(context)

    def _clear_away(self, context: dg.InitResourceContext) -> None:
        """What is too old to be looked at goes; that it cannot go is no failure of the run."""
        days = self.settings.keep_runs_days
        try:
            if context.instance is not None and context.instance.is_persistent:
                forget_runs(context.instance, days)
            remove_old_files(self.paths.build.parent / "dbt_logs", days)
            for folder in PROJECT_DIR.glob("target/marts-*"):
                remove_old_files(folder, days)
        except Exception as error:
            if context.log is not None:
                context.log.warning(f"what is older than {days} days could not be cleared away: {error}")

    @cached_property
    def settings(self) -> Settings:
        """The project's settings."""
        return Settings.load()

    @cached_property
    def paths(self) -> StatePaths:
        """Where this warehouse's state lives."""
        return self.settings.state_paths(Path(self.file) if self.file else None)

    @cached_property
    def store(self) -> Store:
        """The build database."""
        return Store(self.paths)

    @cached_property
    def landing(self) -> Landing:
        """The landed bytes."""
        return Landing(self.paths.landing)

    def cache(self, annotator: Annotator) -> AnnotationCache:
        """The annotations at the annotator's version."""
        return AnnotationCache(self.paths.annotations, annotator.version)

    def run(self, context: dg.AssetExecutionContext, what: str) -> Run:
        """The run as a stage wants to know it; `what` names the things that the stage counts."""

        def progress(done: int, total: int) -> None:
            context.log.info(f"{done} of {total} {what}")
            if told := watcher.get():
                told(context.op_handle.name, done, total)

        return Run(context.run_id, self._now, self.settings.batch_size, progress, self.settings.hands)

    def save_visits(self, run_id: str, reports: Sequence[SourceReport]) -> None:
        """Enter what each source brought in a run."""
        visits = [
            SourceVisitRow(
                run_id=run_id,
                source_name=report.source,
                visited_at=self._now,
                landed_count=report.landed,
                unchanged_count=report.unchanged,
                fault_count=len(report.faults),
                failure=str(report.failure) if report.failure else None,
            )
            for report in reports
        ]
        self.store.save_visits(visits)

    def table_metadata(self, table: str) -> dict[str, Any]:
        """Row count, columns and a few rows of a table of the build database, as Dagster shows them."""
        rows, preview = self.store.preview(table, _PREVIEW_ROWS)
        metadata: dict[str, Any] = {"dagster/row_count": dg.MetadataValue.int(rows), **columns_metadata(table)}
        if preview:
            metadata["preview"] = dg.MetadataValue.md(as_markdown(preview))
        return metadata

    def check_empty(self, exceptions: str) -> dg.AssetCheckResult:
        """A check that passes when a query over the build database, which finds exceptions, finds none."""
        found = self.store.rows(f"select *, count(*) over () as exceptions from ({exceptions}) limit 20")
        metadata: dict[str, Any] = {"exceptions": found[0]["exceptions"] if found else 0}
        if found:
            metadata["examples"] = dg.MetadataValue.md(as_markdown(found))
        return dg.AssetCheckResult(passed=not found, metadata=metadata)

    def is_published(self, marts_version: str) -> bool:
        """Whether the published file holds the present state, its marts built at this version."""
        return (
            self._marts_stamp.is_file() and self._marts_stamp.read_text() == marts_version and self.store.is_published()
        )

    def publish(self, run_id: str, marts_version: str) -> bool:
        """Publish; False where the published file held the present state already."""
        moved = self.store.publish(run_id, self._now)
        partial = self._marts_stamp.with_suffix(".new")
        partial.write_text(marts_version)
        partial.replace(self._marts_stamp)
        return moved

    @property
    def _marts_stamp(self) -> Path:
        """The version of the marts that were published last."""
        return self.paths.build.with_suffix(".marts")


class LanguageResource(dg.ConfigurableResource):
    """The language pipeline and the rules; loaded when a step first asks for them, once a process."""

    @cached_property
    def annotator(self) -> Annotator:
        """Texts to annotated documents."""
        from pipelines.annotation.annotator import Annotator  # noqa: PLC0415 - spaCy takes seconds to import

        return Annotator(Settings.load())

    @cached_property
    def extractor(self) -> Extractor:
        """Annotated documents to facts."""
        from pipelines.facts.extract import Extractor  # noqa: PLC0415 - as above

        return Extractor(self.annotator)


def reason(event: dg.DagsterEvent) -> str:
    """The innermost cause of a step's (or the run's) failure, in its own words."""
    error = event.step_failure_data.error if event.is_step_failure else event.job_failure_data.error
    while error and error.cause:
        error = error.cause
    # What we raise speaks to a person, who need not read where its class stands.
    return _OUR_ERROR.sub("", error.message.strip()) if error else (event.message or "no reason was told")


def columns_metadata(table: str) -> dict[str, Any]:
    """The columns of a table with type and meaning, from its contract; nothing for dbt's, which tells its own."""
    if table not in TABLES:
        return {}
    columns = [
        dg.TableColumn(c.name, c.duckdb_type, c.description, dg.TableColumnConstraints(nullable=c.nullable))
        for c in TABLES[table].columns
    ]
    return {"dagster/column_schema": dg.MetadataValue.table_schema(dg.TableSchema(columns))}


def as_markdown(rows: list[dict[str, Any]], width: int = _PREVIEW_WIDTH) -> str:
    """Rows as a Markdown table, cells cut to so many characters."""

    def cell(value: Any) -> str:
        text = "" if value is None else value if isinstance(value, str) else json.dumps(value, default=str)
        text = " ".join(text.replace("|", "\\|").split())
        return text if len(text) <= width else text[: width - 1] + "…"

    names = list(rows[0])
    lines = [names, ["---"] * len(names), *([cell(row[name]) for name in names] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def faults_metadata(faults: list[Fault]) -> dict[str, Any]:
    """How many documents failed, and which, where and why."""
    metadata: dict[str, Any] = {"faults": dg.MetadataValue.int(len(faults))}
    if faults:
        rows = [
            {"origin": f.origin, "line": f.line, "stage": f.stage, "code": f.code, "message": f.message} for f in faults
        ]
        metadata["quarantined"] = dg.MetadataValue.md(as_markdown(rows, WORDS_WIDTH))
    return metadata


def log_faults(context: dg.AssetExecutionContext, faults: list[Fault]) -> None:
    """A warning for each document that failed."""
    for fault in faults:
        place = f"{fault.origin}, line {fault.line}" if fault.line else fault.origin
        context.log.warning(f"{fault.code} {place}: {fault.message}")
