"""A handful of facts whose marts were worked out by hand, and the build database that holds them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contracts.documents import DocumentRow
from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import ArmsDealRow, FactRow, PolicyOptionRow, TroopDeploymentEstimateRow
from pipelines.contracts.registers import RegisterEntryRow
from pipelines.contracts.row import Row, arrow_table, table_of

ROOT = Path(__file__).parents[3]
# A reference of its own, so that the answers below do not move when a weapon is added to seeds/reference.
REFERENCE = {
    "countries": "id,name,aliases,class,country,note,demonyms\n"
    + "".join(
        f"{code},{name},,state,{code},,\n"
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


REGISTER = [
    RegisterEntryRow(file="poland.csv", line=line, recipient="Poland", supplier=supplier, **cells)
    for line, supplier, cells in (
        (8, "Korea, South", {"weapon_designation": "K-2", "year_of_order": 2022}),
        (9, "South Korea", {"weapon_designation": "K-2 Black Panther", "year_of_order": 2023, "number_ordered": 180}),
    )
]


def load(connection: duckdb.DuckDBPyConnection, rows: list[Row]) -> None:
    """The build database as the store leaves it: the contracts' tables and the given rows."""
    for ddl in sorted((ROOT / "warehouse" / "ddl").glob("*.sql")):
        connection.execute(ddl.read_text(encoding="utf-8"))
    for row in {type(r) for r in rows}:
        batch = arrow_table(row, [r for r in rows if type(r) is row])  # noqa: F841 - DuckDB reads it by its name
        connection.execute(f"insert into {table_of(row).full_name} by name select * from batch")
