"""The dbt project, built over a handful of facts whose marts were worked out by hand."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.contracts.documents import DocumentRow
from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import ArmsDealRow, FactRow, PolicyOptionRow, TroopDeploymentEstimateRow
from pipelines.contracts.row import Row, arrow_table, table_of
from pipelines.contracts.tables import PRIVATE
from pipelines.marts.project import PROJECT_DIR, dbt_environment, table_key
from pipelines.store.macros import create_macros

ROOT = Path(__file__).parents[2]
QUERIES = sorted((ROOT / "warehouse" / "queries").glob("*.sql"))
# A reference of its own, so that the answers below do not move when a weapon is added to seeds/reference.
REFERENCE = {
    "countries": "id,name,aliases,class,country,note\n"
    + "".join(
        f"{code},{name},,state,{code},\n"
        for code, name in {
            "KOR": "South Korea",
            "POL": "Poland",
            "PRK": "North Korea",
            "RUS": "Russia",
            "UKR": "Ukraine",
            "USA": "United States",
            "DEU": "Germany",
            "IND": "India",
        }.items()
    ),
    "organisations": "id,name,aliases,class,country,note\nNATO,NATO,,alliance,,\nnis-kor,NIS,,agency,KOR,\n",
    "armed_groups": "id,name,aliases,class,country,note\nWAGNER,Wagner Group,,mercenaries,RUS,\n",
    "weapons": "id,name,aliases,class,country,note,maker,family\n"
    "k2,K2 Black Panther,K2,main_battle_tank,KOR,,,K2\n"
    "k2pl,K2PL,,main_battle_tank,KOR,,,K2\n"
    "taurus,Taurus KEPD 350,Taurus,cruise_missile,DEU,,,\n"
    "s400,S-400,,air_defence_system,RUS,,,\n",
    "weapon_classes": "id,name,aliases,class,country,note\n"
    "main_battle_tank,main battle tank,tank|tanks,,,\n"
    "cruise_missile,cruise missile,,,,\n"
    "air_defence_system,air defence system,,,,\n",
}


def document(key: str, source: str | None, published: date | None, **more: Any) -> DocumentRow:
    return DocumentRow(
        **{
            "document_id": key,
            "external_id": key,
            "source": source,
            "url": f"https://news.example/{key}",
            "title": f"Title of {key}",
            "language": "en",
            "published_at": datetime(published.year, published.month, published.day) if published else None,
            "ingested_at": datetime(2026, 1, 1),
            "content_hash": f"hash-{more.get('duplicate_of') or key}",
            "text": "é🎉 Seoul signed for 180 tanks. Pyongyang denies it.",
            "origin": f"{key}.md",
            "landed_sha256": key,
            "revision": 1,
            "duplicate_of": None,
        }
        | more
    )


DOCUMENTS = [
    document("d1", "Warsaw Post", date(2022, 7, 27)),
    document("d2", "Seoul Wire", date(2022, 8, 26)),
    document("d3", "warsaw post", date(2024, 3, 1), revision=2),
    document("d4", None, None, url=None),
    document("d5", "Copyist", date(2022, 8, 27), duplicate_of="d2"),
    document("d6", "Kyiv Daily", date(2024, 10, 18)),
    document("d7", "Seoul Wire", date(2024, 10, 25)),
    document("d8", None, date(2024, 11, 5), url="https://www.news.example/d8"),
    document("d9", "Berlin Bote", date(2024, 11, 20)),
    document("d10", "Seoul Wire", date(2018, 10, 6)),
]


def fact(row: type[FactRow], key: str, **cells: Any) -> Any:
    empty = dict.fromkeys(row.model_fields)
    document_id = key.partition(".")[0]
    always = {"fact_id": key, "document_id": document_id, "certainty": "asserted", "confidence": 0.9}
    return row(**(empty | always | cells))


def deal(key: str, status: str, **cells: Any) -> ArmsDealRow:
    k2 = {
        "supplier_country": "KOR",
        "supplier_name": "Seoul",
        "recipient_country": "POL",
        "recipient_name": "Warsaw",
        "weapon_system": "K2 Black Panther",
        "weapon_class": "main_battle_tank",
        "weapon_text": "K2 tanks",
    }
    return fact(ArmsDealRow, key, **(k2 | {"deal_status": status} | cells))


def number(low: int | None, high: int | None, words: str) -> dict[str, Any]:
    return {"quantity_low": low, "quantity_high": high, "quantity_text": words}


DEALS = [
    deal("d1.k2", "approved", **number(1000, 1000, "1,000")),
    deal(
        "d2.k2",
        "agreed",
        confidence=0.95,
        **number(180, 180, "180"),
        deal_date_from=date(2022, 8, 26),
        deal_date_to=date(2022, 8, 26),
        value_amount=3.37e9,
        value_currency="USD",
        value_usd=3.37e9,
        value_basis="row",
        transfer_kind="sale",
    ),
    # the same family under another designation; part of an order of the time before
    deal("d3.k2", "delivered", weapon_system="K2PL", weapon_text="K2PL", **number(180, 180, "180")),
    # undated, and after the delivery in nothing but the order of reading
    deal("d4.k2", "agreed", **number(180, 180, "180")),
    # denied: no state of the deal
    deal("d9.k2", "cancelled", certainty="denied", confidence=0.5),
    # delivered four years before the next approval: another deal
    deal("d10.k2", "delivered"),
    # a bare class, one party: in deals, not in the register
    deal(
        "d1.tanks",
        "agreed",
        supplier_country=None,
        supplier_name=None,
        weapon_system=None,
        weapon_text="tanks",
    ),
    # ordered, delivered four years later, cancelled after two more: one deal
    *(
        deal(
            f"{d}.s400",
            status,
            supplier_country="RUS",
            recipient_country="IND",
            weapon_system="S-400",
            weapon_class="air_defence_system",
            weapon_text="S-400",
        )
        for d, status in (("d10", "agreed"), ("d1", "delivered"), ("d6", "cancelled"))
    ),
    # given, second-hand, known to be some range, dated by publication alone
    deal(
        "d6.tanks",
        "agreed",
        supplier_country="POL",
        recipient_country="UKR",
        weapon_system=None,
        weapon_text="refurbished tanks",
        transfer_kind="aid",
        **number(50, None, "at least 50"),
    ),
]


def troops(key: str, low: int | None, high: int | None, **cells: Any) -> TroopDeploymentEstimateRow:
    kursk = {
        "force_country": "PRK",
        "host_country": "RUS",
        "unit": "personnel",
        "count_text": f"{low}-{high}",
        "deployment_status": "deployed",
        "denied_by": [],
    }
    return fact(TroopDeploymentEstimateRow, key, count_low=low, count_high=high, **(kursk | cells))


TROOPS = [
    troops("d6.a", 11000, 11000, claimant="UKR", place="Kursk"),
    # the same figure of the same claimant in another paper, with a denial
    troops("d7.a", 11000, 11000, claimant="UKR", denied_by=["RUS", "PRK"], certainty="denied"),
    troops("d7.b", 3000, None, claimant="KOR"),
    troops("d7.c", None, 10000, claimant="NATO"),
    # planned for later: counts for the month in which it was told
    troops("d7.d", 12000, 12000, deployment_status="planned", date_from=date(2025, 1, 1)),
    troops("d8.a", 10000, 12000, claimant="USA", date_from=date(2024, 11, 4)),
    # undated
    troops("d4.a", 500, 500),
]


def policy(key: str, stance: str, **cells: Any) -> PolicyOptionRow:
    taurus = {
        "actor": "DEU",
        "actor_name": "Berlin",
        "category": "military",
        "instrument": "arms_supply",
        "beneficiary": "UKR",
        "action_text": f"action of {key}",
    }
    return fact(PolicyOptionRow, key, **(taurus | {"stance": stance} | cells))


POLICY = [
    policy("d3.t", "ruled_out"),
    # one day, two papers and a third: the stance of two counts
    policy("d6.t", "ruled_out"),
    policy("d7.t", "considering", condition_text="if Washington agrees"),
    policy("d8.t", "considering", date_from=date(2024, 10, 25)),
    policy("d4.t", "adopted"),
    policy("d9.t", "considering"),
    # no counterpart: tracked, but no shift
    policy("d1.x", "proposed", actor="USA", instrument="talks", category="diplomatic", beneficiary=None),
    policy("d2.x", "ruled_out", actor="USA", instrument="talks", category="diplomatic", beneficiary=None),
]

EVIDENCE = [
    EvidenceRow(
        fact_id=key,
        column_name=column,
        document_id=key.partition(".")[0],
        start_char=start,
        end_char=start + len(quote),
        quote=quote,
        found_by="test",
        role=role,
    )
    for key, column, start, quote, role in (
        ("d2.k2", "deal_status", 9, "signed", "trigger"),
        ("d2.k2", "supplier_country", 3, "Seoul", "argument"),
        ("d7.a", "denied_by", 31, "Pyongyang", "argument"),
        ("d7.a", "certainty", 41, "denies", "cue"),
    )
]
# every other fact has a place, too: the first character
EVIDENCE += [
    EvidenceRow(
        fact_id=row.fact_id,
        column_name="certainty",
        document_id=row.document_id,
        start_char=0,
        end_char=1,
        quote="é",
        found_by="test",
        role="argument",
    )
    for row in (*DEALS, *TROOPS, *POLICY)
]


def load(connection: duckdb.DuckDBPyConnection, rows: list[Row]) -> None:
    """The build database as the store leaves it: the contracts' tables and the given rows."""
    for ddl in sorted((ROOT / "warehouse" / "ddl").glob("*.sql")):
        connection.execute(ddl.read_text(encoding="utf-8"))
    for row in {type(r) for r in rows}:
        batch = arrow_table(row, [r for r in rows if type(r) is row])  # noqa: F841 - DuckDB reads it by its name
        connection.execute(f"insert into {table_of(row).full_name} by name select * from batch")


def project_copy(folder: Path, reference: dict[str, str] | None) -> Path:
    """The dbt project with the code lists and a reference beside it, in a folder of its own."""
    project = folder / "dbt_project"
    shutil.copytree(PROJECT_DIR, project, ignore=shutil.ignore_patterns("target", "logs", ".user.yml"))
    shutil.copytree(ROOT / "seeds" / "codes", folder / "seeds" / "codes")
    if reference is None:
        shutil.copytree(ROOT / "seeds" / "reference", folder / "seeds" / "reference")
    else:
        (folder / "seeds" / "reference").mkdir()
        for name, text in reference.items():
            (folder / "seeds" / "reference" / f"{name}.csv").write_text(text, encoding="utf-8")
    return project


def dbt(project: Path, build: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | dbt_environment(build) | {"DBT_PROFILES_DIR": str(project)}
    del environment["DBT_EXCLUDE_RESOURCE_TYPES"]
    return subprocess.run(
        [Path(sys.executable).with_name("dbt"), *arguments],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder in which `dbt build` has run over the rows above: dbt_project/ and a build database."""
    folder = tmp_path_factory.mktemp("dbt")
    build = folder / "attache.duckdb"
    with duckdb.connect(build) as connection:
        load(connection, [*DOCUMENTS, *DEALS, *TROOPS, *POLICY, *EVIDENCE])
    result = dbt(project_copy(folder, REFERENCE), build, "build")
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
    return folder


@pytest.fixture(scope="module")
def warehouse(built: Path, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A copy of it under another name, as a reader may have it: the tables must not depend on the name."""
    published = tmp_path_factory.mktemp("published") / "other-name.duckdb"
    shutil.copy(built / "attache.duckdb", published)
    with duckdb.connect(published) as connection:
        create_macros(connection)
    return duckdb.connect(published, read_only=True)


def rows(warehouse: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    cursor = warehouse.execute(query)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def k2_deal(warehouse: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    (found,) = rows(
        warehouse,
        "select * from marts.deals where supplier_country = 'KOR' and year(first_reported_on) = 2022",
    )
    return found


def test_reports_of_a_deal_are_one_deal(warehouse: duckdb.DuckDBPyConnection) -> None:
    found = k2_deal(warehouse)
    expected = {
        "supplier_name": "South Korea",
        "weapon_family": "K2",
        "weapon_system": "K2 Black Panther",
        "quantity_low": 180,
        "quantity_highest_reported": 1000,
        "has_differing_quantities": True,
        "value_usd": 3.37e9,
        "deal_status": "delivered",
        "status_since_on": date(2024, 3, 1),
        "is_denied": True,
        "document_count": 5,
        "fact_ids": ["d1.k2", "d2.k2", "d3.k2", "d4.k2", "d9.k2"],
    }
    assert {name: found[name] for name in expected} == expected


def test_publishers_are_counted_and_not_documents(warehouse: duckdb.DuckDBPyConnection) -> None:
    # Warsaw Post twice, in two spellings; one document without a publisher; a duplicate, which brings nothing
    found = k2_deal(warehouse)
    assert (found["publisher_count"], found["publishers"]) == (
        3,
        ["Berlin Bote", "Seoul Wire", "Warsaw Post"],
    )


def test_a_deal_ends_with_long_silence_unless_it_moves_on(warehouse: duckdb.DuckDBPyConnection) -> None:
    deals = rows(
        warehouse,
        "select fact_ids, deal_status from marts.deals where weapon_level = 'family' order by fact_ids",
    )
    assert [(d["fact_ids"], d["deal_status"]) for d in deals] == [
        (["d1.k2", "d2.k2", "d3.k2", "d4.k2", "d9.k2"], "delivered"),
        (["d1.s400", "d10.s400", "d6.s400"], "cancelled"),
        (["d10.k2"], "delivered"),
    ]


def test_the_life_of_a_deal_is_in_order(warehouse: duckdb.DuckDBPyConnection) -> None:
    deal_id = k2_deal(warehouse)["deal_id"]
    events = rows(warehouse, f"select * from marts.deal_events where deal_id = '{deal_id}' order by event_number")
    assert [(e["deal_status"], e["first_on"], e["days_since_previous"], e["quote"]) for e in events] == [
        ("approved", date(2022, 7, 27), None, None),
        ("agreed", date(2022, 8, 26), 30, "signed"),
        ("delivered", date(2024, 3, 1), 553, None),
    ]


def test_the_trade_register_has_sipris_columns_in_sipris_order(warehouse: duckdb.DuckDBPyConnection) -> None:
    register = rows(warehouse, "select * from marts.trade_register order by recipient, year_of_order nulls last")
    sipri = [
        "recipient",
        "supplier",
        "year_of_order",
        "year_of_order_flag",
        "number_ordered",
        "number_ordered_flag",
        "weapon_designation",
        "weapon_description",
        "number_delivered",
        "number_delivered_flag",
        "years_of_delivery",
        "status",
        "comments",
    ]
    assert list(register[0])[: len(sipri)] == sipri
    # the cancelled S-400, and the tanks without a supplier, are no entries
    assert [tuple(r[name] for name in sipri) for r in register] == [
        (
            *("Poland", "South Korea", 2022, None, 180, "?", "K2 Black Panther", "main battle tank"),
            *(180, "?", "2024", None, "USD 3.37 b deal; number reported as 180 to 1000; denied by some"),
        ),
        (
            *("Poland", "South Korea", None, None, None, None, "K2 Black Panther", "main battle tank"),
            *(None, None, "2018", None, None),
        ),
        (
            *("Ukraine", "Poland", 2024, "?", 50, "?", None, "main battle tank"),
            *(None, None, None, "Second hand but modernized", "aid"),
        ),
    ]


def test_an_estimate_in_two_papers_is_one(warehouse: duckdb.DuckDBPyConnection) -> None:
    (found,) = rows(warehouse, "select * from marts.troop_estimates where claimant = 'UKR'")
    expected = {
        "fact_ids": ["d6.a", "d7.a"],
        "publisher_count": 2,
        "denied_by": ["PRK", "RUS"],
        "place": "Kursk",
        "claimant_name": "Ukraine",
        "certainty": "asserted",
    }
    assert {name: found[name] for name in expected} == expected


def test_the_timeline_has_a_range_for_each_month(warehouse: duckdb.DuckDBPyConnection) -> None:
    timeline = rows(warehouse, "select * from marts.troop_timeline order by deployment_status, month_on")
    shown = [
        (r["deployment_status"], r["month_on"], r["count_low"], r["count_high"], r["estimate_count"]) for r in timeline
    ]
    # the undated 500 have no month
    assert shown == [
        ("deployed", date(2024, 10, 1), 3000, 11000, 3),
        ("deployed", date(2024, 11, 1), 10000, 12000, 1),
        ("planned", date(2024, 10, 1), 12000, 12000, 1),
    ]
    assert [r["is_disputed"] for r in timeline] == [True, False, False]
    assert [(r["previous_count_median"], r["count_median"]) for r in timeline[:2]] == [
        (None, 10000),
        (10000, 11000),
    ]


def test_the_stance_of_most_publishers_counts(warehouse: duckdb.DuckDBPyConnection) -> None:
    (found,) = rows(warehouse, "select * from marts.policy_tracker where actor = 'DEU'")
    expected = {
        "stance": "considering",
        "stance_since_on": date(2024, 10, 25),
        "first_stance": "ruled_out",
        "shift_count": 1,
        "has_reversal": True,
        "document_count": 6,
        "action_text": "action of d9.t",
    }
    assert {name: found[name] for name in expected} == expected


def test_a_reversal_stands_out(warehouse: duckdb.DuckDBPyConnection) -> None:
    (found,) = rows(warehouse, "select * from marts.policy_shifts")
    expected = {
        "actor": "DEU",
        "shifted_on": date(2024, 10, 25),
        "last_held_on": date(2024, 10, 18),
        "from_stance": "ruled_out",
        "to_stance": "considering",
        "is_reversal": True,
        "fact_ids_before": ["d6.t"],
        "fact_ids_after": ["d7.t", "d8.t"],
    }
    assert {name: found[name] for name in expected} == expected


def test_each_voice_of_a_fact_has_a_row(warehouse: duckdb.DuckDBPyConnection) -> None:
    voices = rows(
        warehouse,
        "select * from marts.claims_and_denials where is_denied order by fact_id, position, party",
    )
    assert [(v["fact_id"], v["party"], v["position"], v["quotes"]) for v in voices] == [
        ("d7.a", "UKR", "claims", []),
        ("d7.a", "PRK", "denies", ["Pyongyang", "denies"]),
        ("d7.a", "RUS", "denies", ["Pyongyang", "denies"]),
        ("d9.k2", None, "denies", []),
    ]


def test_a_country_is_shown_in_each_of_its_roles(warehouse: duckdb.DuckDBPyConnection) -> None:
    brief = {r["code"]: r for r in rows(warehouse, "select * from marts.country_brief")}
    assert set(brief) == {"DEU", "IND", "KOR", "NATO", "POL", "PRK", "RUS", "UKR", "USA"}
    assert (brief["KOR"]["deals_as_supplier"], brief["KOR"]["supplies_to"]) == (2, ["POL"])
    assert (brief["RUS"]["deals_as_supplier"], brief["RUS"]["forces_from"], brief["RUS"]["denial_count"]) == (
        0,
        ["PRK"],
        1,
    )
    assert (brief["UKR"]["helped_by"], brief["UKR"]["claim_count"]) == (["DEU"], 2)


def test_sources_are_covered_by_publisher(warehouse: duckdb.DuckDBPyConnection) -> None:
    coverage = {r["publisher"]: r for r in rows(warehouse, "select * from marts.source_coverage")}
    assert set(coverage) == {
        *("Berlin Bote", "Copyist", "Kyiv Daily", "Seoul Wire", "Warsaw Post", "news.example", None)
    }
    warsaw, copyist = coverage["Warsaw Post"], coverage["Copyist"]
    assert (warsaw["document_count"], warsaw["corrected_count"], warsaw["fact_count"]) == (2, 1, 6)
    assert (copyist["document_count"], copyist["duplicate_count"], copyist["fact_count"]) == (1, 1, 0)


def uncommented(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    """Schema, table and column of whatever has no comment."""
    return connection.execute(
        """
        select schema_name, table_name, column_name from duckdb_columns()
        where coalesce(comment, '') = '' and not internal
        union all
        select schema_name, table_name, null from duckdb_tables() where coalesce(comment, '') = ''
        union all
        select schema_name, view_name, null from duckdb_views()
        where coalesce(comment, '') = '' and not internal
        """
    ).fetchall()


def test_every_table_and_column_has_its_comment(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert uncommented(warehouse) == []


def test_a_quote_that_is_not_the_text_fails_the_build(built: Path) -> None:
    build = built / "attache.duckdb"
    with duckdb.connect(build) as connection:
        connection.execute("update facts.evidence set quote = 'Signed' where quote = 'signed'")
    result = dbt(built / "dbt_project", build, "test", "--select", "quotes_stand_in_text_stg_evidence*")
    assert result.returncode == 1
    assert "Got 1 result, configured to fail if != 0" in result.stdout


def test_nothing_read_yet_is_no_error_and_the_real_reference_loads(tmp_path: Path) -> None:
    build = tmp_path / "attache.duckdb"
    with duckdb.connect(build) as connection:
        load(connection, [])
    result = dbt(project_copy(tmp_path, None), build, "build", "--exclude-resource-type", "unit_test")
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
    with duckdb.connect(build, read_only=True) as connection:
        for file in (ROOT / "seeds" / "reference").glob("*.csv"):
            (loaded,) = rows(connection, f"select count(*) as n from ref.{file.stem}")
            assert loaded["n"] > 0, file.name
        # a new column of a reference file is described in macros/adapters/comments.sql, a new file in _ref.yml
        assert uncommented(connection) == []
        assert rows(connection, "select count(*) as n from marts.deals") == [{"n": 0}]


@pytest.mark.parametrize("query", QUERIES, ids=lambda path: path.stem)
def test_a_starter_query_has_a_purpose_and_runs(query: Path, warehouse: duckdb.DuckDBPyConnection) -> None:
    text = query.read_text(encoding="utf-8")
    assert text.startswith("-- ")
    assert warehouse.execute(text).description


def test_there_are_questions_to_start_from() -> None:
    # tests/storylines asks all of them of the sample corpus, where there is more to be found
    assert len(QUERIES) >= 20


def test_assets_are_named_as_their_tables(built: Path, warehouse: duckdb.DuckDBPyConnection) -> None:
    manifest = json.loads((built / "dbt_project" / "target" / "manifest.json").read_text(encoding="utf-8"))
    nodes = [*manifest["nodes"].values(), *manifest["sources"].values()]
    named = {table_key(node) for node in nodes if node["resource_type"] in ("model", "seed", "source")}
    tables = rows(warehouse, "select table_schema as s, table_name as t from information_schema.tables")
    assert named == {(row["s"], row["t"]) for row in tables if f"{row['s']}.{row['t']}" not in PRIVATE}


def test_a_test_is_no_table() -> None:
    with pytest.raises(ValueError, match=r"test\.x: a test is no table"):
        table_key({"resource_type": "test", "unique_id": "test.x"})
