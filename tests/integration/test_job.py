"""The job `nightly` in this process: what it publishes, what it leaves alone, and what stops it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest
from typer.testing import CliRunner

from pipelines import definitions
from pipelines.cli import app
from pipelines.commands.running import run_config
from pipelines.contracts.tables import PRIVATE, TABLES
from pipelines.facts.extract import Extractor
from pipelines.report import assets as report_assets

sys.path.insert(0, str(Path(__file__).parent))

from bad_input import check_bad_input, write_bad_input

BROKEN = "soldiers"
HISTORY = "select fact_id, valid_from, valid_to from history.arms_deals order by all"


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


def failed_steps(result: dg.ExecuteInProcessResult) -> set[str | None]:
    return {event.step_key for event in result.all_events if event.is_step_failure}


def extract_but_the_broken(true_extract: Any) -> Any:
    """What fails at one document."""

    def extract(self: Extractor, doc: Any, document: Any) -> Any:
        if document.external_id == BROKEN:
            raise ZeroDivisionError("a rule that fails")
        return true_extract(self, doc, document)

    return extract


def check_a_failing_document(workshop: Any, result: dg.ExecuteInProcessResult) -> None:
    """A document that fails stops no other, and the run tells which it was and why."""
    assert result.success
    assert workshop.query("select external_id from core.documents where origin not like '%/bad/%' order by all") == [
        (name,) for name in ("football", "howitzers", "refusal", "soldiers", "tanks")
    ]
    assert workshop.query(
        "select supplier_country, recipient_country from facts.arms_deals where weapon_system = 'K2 Black Panther'"
    ) == [("KOR", "POL")]
    assert workshop.query("from facts.troop_deployment_estimates") == []
    ((code, origin, message),) = workshop.query(
        "select error_code, origin, message from ops.quarantine where stage = 'facts'"
    )
    assert code == "E401"
    assert origin.endswith("soldiers.md")
    assert "a rule that fails" in message
    assert "soldiers.md" in metadata(result, "facts", "evidence")["quarantined"]


def check_what_dagster_shows(workshop: Any, result: dg.ExecuteInProcessResult) -> None:
    told = metadata(result, "core", "documents")
    names = [name for (name,) in workshop.query("select external_id from core.documents")]
    assert told["dagster/row_count"] == len(names)
    assert sum(f"| {name} |" in told["preview"] for name in names) == 5
    assert "document_id" in [column.name for column in told["dagster/column_schema"].columns]
    assert metadata(result, "facts", "arms_deals")["documents_per_second"] > 0
    assert metadata(result, "marts", "deals")["dagster/row_count"] >= 1
    assert Path(metadata(result, "warehouse")["path"]) == workshop.warehouse
    checks = {evaluation.check_name: evaluation.passed for evaluation in result.get_asset_check_evaluations()}
    assert checks["quotes_stand_in_text"]
    assert len(checks) > 50


def check_every_cell_opens_at_its_words(workshop: Any) -> None:
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


def write_register(file: Path) -> None:
    """Two lines, of which one names no weapon."""
    header = "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation\n"
    rows = "Poland,South Korea,2022,,180,,K-2 Black Panther\nPoland,South Korea,2022,,218,,\n"
    file.parent.mkdir()
    file.write_bytes(f"Transfers of major weapons. Côte d'Ivoire is none of them.\n\n{header}{rows}".encode("latin-1"))


def check_register_is_compared(workshop: Any) -> None:
    compared = "select outcome, their_line from marts.register_comparison where their_line is not null"
    assert workshop.query(compared) == [("matched", 4)]
    place = ["--warehouse", str(workshop.warehouse)]
    told = CliRunner().invoke(app, ["status", *place]).stdout
    assert "poland.csv" in told
    assert "E173" in told
    shown = CliRunner().invoke(app, ["compare-register", "--csv", "--only", "matched", *place])
    assert shown.stdout.splitlines()[1].startswith("poland.csv,matched,")


def check_nothing_new(workshop: Any, instance: dg.DagsterInstance) -> None:
    """Nothing is built, and the published file is not touched."""
    before = workshop.warehouse.stat()
    again = nightly(workshop, instance)
    assert again.success
    assert workshop.warehouse.stat() == before
    made = {event.asset_key.path[0] for event in again.get_asset_materialization_events()}
    assert made.isdisjoint({"marts", "ref", "warehouse"})
    assert metadata(again, "facts", "evidence")["documents"] == 0


def check_repaired(workshop: Any, instance: dg.DagsterInstance) -> None:
    """The rule is another version: the document is done, its fault gone, no other fact touched."""
    deals = workshop.query(HISTORY)
    assert nightly(workshop, instance).success
    assert workshop.query("select force_country, host_country from facts.troop_deployment_estimates") == [
        ("PRK", "RUS")
    ]
    assert workshop.query("from ops.quarantine where stage = 'facts'") == []
    assert workshop.query(HISTORY) == deals


def check_a_broken_quote_stops_it(workshop: Any, instance: dg.DagsterInstance) -> None:
    """A quote that is not the text: the blocking check fails, nothing is published."""
    with duckdb.connect(str(workshop.build)) as connection:
        connection.execute("update facts.evidence set quote = 'never written' where column_name = 'force_country'")
        connection.execute("update ops.state set value = value || '0' where name = 'changes'")
    before = workshop.warehouse.stat()
    stopped = nightly(workshop, instance)
    assert not stopped.success
    assert failed_steps(stopped) == {"facts__evidence_quotes_stand_in_text"}
    assert workshop.warehouse.stat() == before


def check_poor_rules_stop_it(workshop: Any, instance: dg.DagsterInstance) -> None:
    """The rules fall below the floor on the bundled gold: the blocking check fails, nothing is published."""
    before = workshop.warehouse.stat()
    fallen = nightly(workshop, instance)
    assert not fallen.success
    assert failed_steps(fallen) == {"facts__evidence_accuracy_on_gold"}
    assert workshop.warehouse.stat() == before


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_job_from_articles_to_a_published_warehouse(
    in_process: Any, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One story, as each run takes its time: a failing document, bad input and a trade register; nothing new; a
    repaired rule, the register gone; a broken quote; poor rules."""
    workshop = in_process
    workshop.write()
    write_bad_input(workshop.articles / "bad")
    register = workshop.root / "registers/poland.csv"
    write_register(register)
    with monkeypatch.context() as patch:
        patch.setattr(Extractor, "extract", extract_but_the_broken(Extractor.extract))
        first = nightly(workshop, instance)
    check_a_failing_document(workshop, first)
    check_bad_input(workshop)
    check_register_is_compared(workshop)
    check_what_dagster_shows(workshop, first)
    check_every_cell_opens_at_its_words(workshop)

    check_nothing_new(workshop, instance)

    with monkeypatch.context() as patch:
        patch.setattr(Extractor, "version", "repaired")
        register.unlink()
        check_repaired(workshop, instance)
        assert workshop.query("select count(*) from marts.register_comparison") == [(0,)]
        assert workshop.query("from ops.quarantine where origin like '%poland.csv'") == []
        check_a_broken_quote_stops_it(workshop, instance)

    monkeypatch.setenv("ATTACHE_ACCURACY_FLOOR", "0.5")
    monkeypatch.setattr(report_assets, "bundled_accuracy", lambda *_: {"headline": 0.49, "text": "poor"})
    monkeypatch.setattr(Extractor, "version", "worse")
    check_poor_rules_stop_it(workshop, instance)
