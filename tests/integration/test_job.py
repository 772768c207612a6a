"""The job `nightly` in this process: what it publishes, what it leaves alone, and what stops it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest

from pipelines import definitions
from pipelines.commands.running import run_config
from pipelines.contracts.tables import PRIVATE, TABLES
from pipelines.facts.extract import Extractor
from pipelines.report import assets as report_assets

BROKEN = "soldiers"


@pytest.fixture
def instance(in_process: Any) -> Iterator[dg.DagsterInstance]:
    with dg.instance_for_test() as made:
        yield made


def nightly(workshop: Any, instance: dg.DagsterInstance) -> dg.ExecuteInProcessResult:
    job = definitions.defs.resolve_job_def("nightly")
    config = run_config([str(workshop.articles)], workshop.warehouse)
    return job.execute_in_process(run_config=config, instance=instance, raise_on_error=False)


def metadata(result: dg.ExecuteInProcessResult, *key: str) -> dict[str, Any]:
    found = [m for m in result.get_asset_materialization_events() if m.asset_key == dg.AssetKey(key)]
    assert len(found) == 1
    return {name: value.value for name, value in found[0].materialization.metadata.items()}


@pytest.mark.slow
def test_the_job_from_articles_to_a_published_warehouse(  # noqa: PLR0915 - one story
    in_process: Any, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One story, as each run takes its time: a failing document, nothing new, a repaired rule, a broken quote."""
    workshop = in_process
    workshop.write()
    true_extract = Extractor.extract

    def extract(self: Extractor, doc: Any, document: Any) -> Any:
        if document.external_id == BROKEN:
            raise ZeroDivisionError("a rule that fails")
        return true_extract(self, doc, document)

    # a document that fails stops no other, and the run tells which it was and why
    with monkeypatch.context() as patch:
        patch.setattr(Extractor, "extract", extract)
        result = nightly(workshop, instance)
    assert result.success
    assert workshop.query("select external_id from core.documents order by all") == [
        (name,) for name in ("football", "howitzers", "refusal", "soldiers", "tanks")
    ]
    assert workshop.query(
        "select supplier_country, recipient_country from facts.arms_deals where weapon_system = 'K2 Black Panther'"
    ) == [("KOR", "POL")]
    assert workshop.query("from facts.troop_deployment_estimates") == []
    lost = workshop.query("select stage, error_code, origin, message from ops.quarantine")
    assert len(lost) == 1
    stage, code, origin, message = lost[0]
    assert (stage, code) == ("facts", "E401")
    assert origin.endswith("soldiers.md")
    assert "a rule that fails" in message
    assert "soldiers.md" in metadata(result, "facts", "evidence")["quarantined"]

    # Dagster shows what there is
    told = metadata(result, "core", "documents")
    assert told["dagster/row_count"] == 5
    assert "tanks" in told["preview"]
    assert "document_id" in [column.name for column in told["dagster/column_schema"].columns]
    assert metadata(result, "facts", "arms_deals")["documents_per_second"] > 0
    assert metadata(result, "marts", "deals")["dagster/row_count"] >= 1
    assert Path(metadata(result, "warehouse")["path"]) == workshop.warehouse
    checks = {evaluation.check_name: evaluation.passed for evaluation in result.get_asset_check_evaluations()}
    assert checks["quotes_stand_in_text"]
    assert len(checks) > 50

    # every cell opens at the characters that it was read from
    assert (
        workshop.query(
            "select e.quote from facts.evidence e join core.documents d using (document_id) "
            "where e.quote <> substring(d.text, e.start_char + 1, e.end_char - e.start_char)"
        )
        == []
    )
    assert workshop.query("select count(*) from facts.evidence")[0][0] > 5
    published = {".".join(row) for row in workshop.query("select schema_name, table_name from duckdb_tables()")}
    assert published >= set(TABLES) - PRIVATE

    # nothing new: nothing is built, and the published file is not touched
    before = workshop.warehouse.stat()
    again = nightly(workshop, instance)
    assert again.success
    assert workshop.warehouse.stat() == before
    made = {event.asset_key.path[0] for event in again.get_asset_materialization_events()}
    assert made.isdisjoint({"marts", "ref", "warehouse"})
    assert metadata(again, "facts", "evidence")["documents"] == 0

    # the rule is repaired (its version is another): the document is done, its fault gone, no other fact touched
    history = "select fact_id, valid_from, valid_to from history.arms_deals order by all"
    deals = workshop.query(history)
    with monkeypatch.context() as patch:
        patch.setattr(Extractor, "version", "repaired")
        repaired = nightly(workshop, instance)
        assert repaired.success
        assert workshop.query("select force_country, host_country from facts.troop_deployment_estimates") == [
            ("PRK", "RUS")
        ]
        assert workshop.query("from ops.quarantine") == []
        assert workshop.query(history) == deals

        # a quote that is not the text: the blocking check fails, nothing is published
        with duckdb.connect(str(workshop.build)) as connection:
            connection.execute("update facts.evidence set quote = 'never written' where column_name = 'force_country'")
            connection.execute("update ops.state set value = value || '0' where name = 'changes'")
        before = workshop.warehouse.stat()
        stopped = nightly(workshop, instance)
    assert not stopped.success
    failed = {event.step_key for event in stopped.all_events if event.is_step_failure}
    assert failed == {"facts__evidence_quotes_stand_in_text"}
    assert workshop.warehouse.stat() == before

    # the rules fall below the floor on the bundled gold: the blocking check fails, nothing is published
    monkeypatch.setenv("ATTACHE_ACCURACY_FLOOR", "0.5")
    monkeypatch.setattr(report_assets, "bundled_accuracy", lambda *_: {"headline": 0.49, "text": "poor"})
    with monkeypatch.context() as patch:
        patch.setattr(Extractor, "version", "worse")
        fallen = nightly(workshop, instance)
    assert not fallen.success
    failed = {event.step_key for event in fallen.all_events if event.is_step_failure}
    assert failed == {"facts__evidence_accuracy_on_gold"}
    assert workshop.warehouse.stat() == before
