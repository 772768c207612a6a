"""The Dagster code location: the stages in their order, jobs, schedule, sensor, resources; nothing else."""

import time
from datetime import UTC, datetime

import dagster as dg

from pipelines.annotation.assets import annotations, mentions, mentions_stand_in_text
from pipelines.facts.assets import (
    facts,
    facts_and_evidence_belong_together,
    few_documents_failed,
    quotes_stand_in_text,
)
from pipelines.marts.assets import dbt_cli, marts
from pipelines.marts.project import marts_version
from pipelines.registers.assets import every_register_was_read, register_entries
from pipelines.report.assets import (
    accuracy_on_gold,
    every_source_was_reached,
    quarantine,
    sources_bring_news,
    volumes_are_usual,
)
from pipelines.report.notice import failure_notice, send
from pipelines.resources import LanguageResource, WarehouseResource, reason
from pipelines.settings import Settings
from pipelines.sources.assets import landed_items
from pipelines.sources.inbox import inbox_state
from pipelines.store.assets import published_warehouse
from pipelines.text.assets import documents, every_document_was_read

_settings = Settings.load()

_stages = [landed_items, register_entries, documents, annotations, mentions, facts, quarantine, marts]
_warehouse = published_warehouse([key for stage in _stages for key in stage.keys], marts_version)
_checks = [
    every_source_was_reached,
    sources_bring_news,
    volumes_are_usual,
    every_document_was_read,
    every_register_was_read,
    mentions_stand_in_text,
    quotes_stand_in_text,
    facts_and_evidence_belong_together,
    few_documents_failed,
    accuracy_on_gold,
]

nightly = dg.define_asset_job(
    "nightly",
    selection=dg.AssetSelection.all(),
    description="The whole way: what the sources hold is landed, read, annotated, turned into facts and "
    "marts, tested and published. What was done before is not done again.",
)
rederive_facts = dg.define_asset_job(
    "rederive_facts",
    selection=dg.AssetSelection.groups("facts", "marts", "report"),
    description="Facts anew from the annotations that are there, after a rule has changed; then marts, tests "
    "and publication. No sentence is parsed.",
)

nightly_schedule = dg.ScheduleDefinition(
    name="nightly_schedule",
    job=nightly,
    cron_schedule=_settings.schedule,
    execution_timezone=_settings.timezone,
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description="Runs `nightly`. Off until it is switched on in the UI (Automation); `schedule` and "
    "`timezone` in attache.toml say when.",
)


@dg.sensor(
    job=nightly,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.STOPPED,
    description="Runs `nightly` when files were put into the inbox (warehouse/inbox). Off until it is "
    "switched on in the UI (Automation).",
)
def new_files_in_inbox() -> dg.RunRequest | dg.SkipReason:
    """Ask for a run for each state of the inbox that was not run yet."""
    state = inbox_state(_settings.inbox, time.time())
    if state is None:
        return dg.SkipReason(f"nothing to read in {_settings.inbox}, or a file is still being written")
    return dg.RunRequest(run_key=state)


@dg.run_failure_sensor(
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.RUNNING if _settings.failure_webhook else dg.DefaultSensorStatus.STOPPED,
    description="Tells the address `failure_webhook` of attache.toml of every run that fails, those of the command "
    "line included. On where an address is given.",
)
def failed_runs_are_told(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
    """Post what failed and why."""
    if not _settings.failure_webhook:
        return dg.SkipReason("no failure_webhook in attache.toml")
    run = context.dagster_run
    failures = [(event.step_key or "", reason(event)) for event in context.get_step_failure_events()]
    started = context.instance.get_run_stats(run.run_id).start_time
    begun = datetime.fromtimestamp(started, UTC).replace(tzinfo=None) if started else None
    told = failures or [("", reason(context.failure_event))]
    send(_settings.failure_webhook, failure_notice(run.job_name, run.run_id, begun, told))
    return None


defs = dg.Definitions(
    assets=[*_stages, _warehouse],
    asset_checks=_checks,
    jobs=[nightly, rederive_facts],
    schedules=[nightly_schedule],
    sensors=[new_files_in_inbox, failed_runs_are_told],
    resources={"warehouse": WarehouseResource(), "language": LanguageResource(), "dbt": dbt_cli},
    # one step at a time: the steps share one database file, and Dagster's own storage is SQLite
    executor=dg.in_process_executor,
)
