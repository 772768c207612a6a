"""A pipeline in miniature over the real store: records, documents, mentions, facts by a regular expression,
a mart, publishing. Nights that are killed stand in killed_nights.py.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contracts.documents import DocumentRevisionRow, DocumentRow, EntityRow, MentionRow
from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import ArmsDealRow, FactRow
from pipelines.contracts.operations import LandedItemRow, QuarantineRow, StageRow
from pipelines.settings import StatePaths
from pipelines.store import connection as store_connection
from pipelines.store.store import Store

DEAL = re.compile(r"(\d+) (\w+) from (\w{3}) to (\w{3})")
VOLATILE = {
    "ingested_at", "landed_at", "finished_at", "quarantined_at", "valid_from", "run_id", "opened_by_run",
    "closed_by_run",
}  # fmt: skip


@dataclass(frozen=True)
class Record:
    """An article: who it is, when it was published, what it says; an empty text cannot be read."""

    name: str
    text: str
    published: datetime | None = None
    language: str = "en"
    source: str | None = None


Corpus = dict[str, list[Record]]
"""Origin of an item -> its records."""


def corpus_of(size: int = 6) -> Corpus:
    """Items of three records each: corrections, duplicates, another language, broken ones among them."""
    corpus: Corpus = {}
    for n in range(size):
        day = datetime(2025, 1, 1 + n % 28)
        corpus[f"item-{n:02}.jsonl"] = [
            Record(f"deal-{n}", f"{n + 1} tanks from USA to P{n:02}. Żółw 🐢 saw 5 jets from FRA to IND."),
            Record(f"deal-{n // 2}", f"Corrected: {n + 10} guns from DEU to UKR.", day),
            [
                Record(f"copy-{n}", "The same 7 ships from KOR to POL everywhere.", day),
                Record(f"french-{n}", "Rien de neuf.", day, "fr"),
                Record(f"broken-{n}", ""),
            ][n % 3],
        ]
    return corpus


def corpus_of_second_night() -> Corpus:
    """The corpus, with some items edited since: facts and a duplicate change, a broken record is repaired."""
    corpus = corpus_of()
    for origin in list(corpus)[:4]:
        first, *others, last = corpus[origin]
        corpus[origin] = [
            replace(first, text=first.text.replace("FRA", "GBR"), published=datetime(2025, 3, 1)),
            *others,
            replace(last, text=f"{last.text} Now 3 boats from ITA to EGY.", published=datetime(2025, 3, 2)),
        ]
    return corpus


def paths_of(state: Path) -> StatePaths:
    """The state of a warehouse in one folder."""
    return StatePaths(
        warehouse=state / "w.duckdb",
        state=state,
        build=state / "build" / "attache.duckdb",
        landing=state / "landing",
        annotations=state / "annotations",
    )


def sha(*parts: str) -> str:
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def landed(origin: str, records: list[Record], run_id: str, now: datetime) -> LandedItemRow:
    return LandedItemRow(
        origin=origin, sha256=sha(origin, repr(records)), source_name="test", format="json_lines",
        size_bytes=len(repr(records)), modified_at=None, landed_at=now, run_id=run_id,
    )  # fmt: skip


def revision(record: Record, origin: str, sha256: str, now: datetime) -> DocumentRevisionRow:
    return DocumentRevisionRow(
        document_id=sha(record.name)[:16], external_id=record.name, source=record.source, url=None,
        title=None,
        language=record.language, published_at=record.published, ingested_at=now,
        content_hash=sha(record.text), text=record.text, origin=origin, landed_sha256=sha256,
    )  # fmt: skip


def fault(origin: str, line: int, run_id: str, now: datetime, **other: Any) -> QuarantineRow:
    given = {
        "origin": origin, "line": line, "stage": "text", "error_code": "E131", "message": "no text",
        "landed_sha256": None, "quarantined_at": now, "run_id": run_id,
    }  # fmt: skip
    return QuarantineRow(**(given | other))


def stage(item: str, version: str, run_id: str, now: datetime) -> StageRow:
    return StageRow(stage="text", item=item, version=version, finished_at=now, run_id=run_id)


def facts_of(document: DocumentRow, version: str = "1") -> tuple[list[FactRow], list[EvidenceRow]]:
    facts: dict[str, FactRow] = {}
    evidence: list[EvidenceRow] = []
    for found in DEAL.finditer(document.text):
        if version != "1" and found[2] == "jets":
            continue  # better rules
        fact_id = sha(document.document_id, *found.groups()[1:])[:16]
        facts[fact_id] = ArmsDealRow(
            fact_id=fact_id, document_id=document.document_id,
            supplier_country=found[3], supplier_name=found[3],
            recipient_country=found[4], recipient_name=found[4], weapon_system=None, weapon_class=None,
            weapon_text=found[2], quantity_low=int(found[1]), quantity_high=int(found[1]) * int(version),
            quantity_text=found[1], value_amount=None, value_currency=None, value_usd=None, value_basis=None,
            deal_status="agreed", transfer_kind=None, deal_date_from=None, deal_date_to=None,
            attributed_to=None, certainty="asserted", confidence=0.5,
        )  # fmt: skip
        evidence += [
            EvidenceRow(
                fact_id=fact_id, column_name=column, document_id=document.document_id,
                start_char=found.start(group), end_char=found.end(group), quote=found[group],
                found_by="test", role="argument",
            )
            for column, group in (("quantity_low", 1), ("weapon_text", 2), ("supplier_country", 3))
        ]  # fmt: skip
    return list(facts.values()), evidence


def mentions_of(document: DocumentRow) -> list[MentionRow]:
    return [
        MentionRow(
            document_id=document.document_id, start_char=found.start(), end_char=found.end(), text=found[0],
            label="country", entity_id=f"countries:{found[0]}", entity_name=found[0], country_code=found[0],
            found_by="test",
        )
        for found in re.finditer(r"\b[A-Z]{3}\b", document.text)
    ]  # fmt: skip


def entities_of(mentions: list[MentionRow]) -> list[EntityRow]:
    return [
        EntityRow(entity_id=f"countries:{code}", name=code, label="country", country_code=code,
                  entity_class=None, note=None)
        for code in sorted({m.text for m in mentions})
    ]  # fmt: skip


def read(store: Store, corpus: Corpus, run_id: str, now: datetime, batch_size: int, version: str = "1") -> None:
    """Land and read, as the rooms `sources` and `text` do."""
    store.record_landed([landed(origin, records, run_id, now) for origin, records in corpus.items()])
    rows: list[DocumentRevisionRow] = []
    faults: list[QuarantineRow] = []
    finished: list[StageRow] = []
    for item in store.items_to_read(version):
        for line, record in enumerate(corpus[item.origin], start=1):
            if record.text:
                rows.append(revision(record, f"{item.origin}#{line}", item.sha256, now))
            else:
                faults.append(fault(item.origin, line, run_id, now, landed_sha256=item.sha256))
            if len(rows) >= batch_size:
                store.save_documents(rows, faults, finished)
                rows, faults, finished = [], [], []
        finished.append(stage(item.item, version, run_id, now))
    store.save_documents(rows, faults, finished)


def derive(store: Store, run_id: str, now: datetime, batch_size: int, version: str = "1") -> None:
    """Mentions and facts, as the rooms `annotation` and `facts` enter them."""
    waiting = store.documents_to_mention(version)
    for start in range(0, len(waiting), batch_size):
        ids = waiting[start : start + batch_size]
        mentions = [m for d in store.documents(ids) for m in mentions_of(d)]
        store.save_mentions(ids, mentions, entities_of(mentions), version, run_id)
    waiting = store.documents_to_extract(version)
    for start in range(0, len(waiting), batch_size):
        ids = waiting[start : start + batch_size]
        derived = [facts_of(d, version) for d in store.documents(ids)]
        facts = [f for rows, _ in derived for f in rows]
        evidence = [e for _, rows in derived for e in rows]
        store.save_facts(ids, {"arms_deals": facts}, evidence, version, run_id, now)


def build_marts(paths: StatePaths) -> None:
    """What dbt does: tables of its own in the build database, from another connection."""
    with store_connection.duckdb.connect(str(paths.build)) as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS marts; CREATE SCHEMA IF NOT EXISTS ref")
        connection.execute("CREATE SCHEMA IF NOT EXISTS staging")
        connection.execute("CREATE OR REPLACE VIEW staging.stg_deals AS SELECT * FROM facts.arms_deals")
        connection.execute("CREATE OR REPLACE TABLE ref.unit AS SELECT 'personnel' AS code")
        connection.execute(
            "CREATE OR REPLACE TABLE marts.deals AS "
            "SELECT supplier_country, count(*) AS deals FROM staging.stg_deals GROUP BY ALL ORDER BY ALL"
        )
        connection.execute("COMMENT ON TABLE marts.deals IS 'One row a supplier''s deals.'")
        connection.execute("COMMENT ON COLUMN marts.deals.deals IS 'How many.'")
        connection.execute("CREATE OR REPLACE VIEW marts.suppliers AS SELECT supplier_country FROM marts.deals")
        connection.execute("COMMENT ON VIEW marts.suppliers IS 'All suppliers.'")


def run(state: Path, run_id: str, batch_size: int, corpus: Corpus | None = None, version: str = "1") -> bool:
    """A whole run; whether it published."""
    paths, now = paths_of(state), datetime.now(UTC)
    plain = now.replace(tzinfo=None)
    store = Store(paths)
    store.prepare()
    store.begin_run(run_id, now)
    read(store, corpus or corpus_of(), run_id, plain, batch_size, version)
    derive(store, run_id, now, batch_size, version)
    build_marts(paths)
    return store.publish(run_id, now)


def second_night(state: Path, run_id: str, batch_size: int) -> bool:
    """A run over a corpus that was edited, with better rules."""
    return run(state, run_id, batch_size, corpus_of_second_night(), "2")


def contents(warehouse: Path) -> dict[str, list[str]]:
    """The rows of every published table without times and run ids, sorted."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        tables = connection.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY ALL"
        ).fetchall()
        found = {}
        for (table,) in tables:
            result = connection.execute(f"SELECT * FROM {table}")
            names = [c[0] for c in result.description]
            rows = (dict(zip(names, row, strict=True)) for row in result.fetchall())
            if table != "ops.runs":
                found[table] = sorted(repr(_stable(row)) for row in rows)
        return found


def _stable(row: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in row.items() if name not in VOLATILE}
    return kept | ({"valid_to": row["valid_to"] is None} if "valid_to" in row else {})
