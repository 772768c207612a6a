"""Marts that are renewed step by step are, night after night, those that a whole build makes of the same facts."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.contracts.documents import DocumentRevisionRow
from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import FAMILIES, FactRow
from pipelines.marts.project import PROJECT_DIR, VERSION_VARIABLE, dbt_environment
from pipelines.settings import StatePaths
from pipelines.store.store import Store

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
ROOT = Path(__file__).parents[2]
# What a build leaves for the next one to know; all else must be the same.
OF_THE_STEP = {"int_touched", "int_touched_documents"}


def dbt(build: Path, *arguments: str, version: str | None = None) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("dbt"), *arguments, "--target-path", str(build.parent / "target")],
        cwd=PROJECT_DIR,
        env=os.environ | dbt_environment(build) | ({} if version is None else {VERSION_VARIABLE: version}),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]


def rows(build: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(build)) as connection:
        return connection.execute(query).fetchall()


@dataclass
class Archive:
    """The bundled articles with their gold facts, of which some have been read so far."""

    store: Store
    documents: dict[str, DocumentRevisionRow]
    facts: dict[str, list[FactRow]]
    evidence: dict[str, list[EvidenceRow]]
    unread: list[str]
    nights: int = 0
    present: list[str] = field(default_factory=list)

    @property
    def build(self) -> Path:
        return self.store.paths.build

    def begin_night(self) -> None:
        self.nights += 1
        self.store.begin_run(self.run, self.now)

    @property
    def run(self) -> str:
        return f"night-{self.nights}"

    @property
    def now(self) -> datetime:
        return datetime(2026, 1, 1) + timedelta(days=self.nights)

    def arrive(self, *ids: str) -> None:
        """Documents are read, and their facts; those of a document that is a duplicate are left out by the store."""
        self.store.save_documents([self.documents[d].model_copy(update={"ingested_at": self.now}) for d in ids], [], [])
        self.present += [d for d in ids if d not in self.present]
        self.extract(*ids)

    def extract(self, *ids: str) -> None:
        facts: dict[str, list[FactRow]] = {family: [] for family in FAMILIES}
        for fact in (f for d in ids for f in self.facts[d]):
            facts[type(fact).TABLE].append(fact)
        known = {f.fact_id for rows in facts.values() for f in rows}
        evidence = [e for d in ids for e in self.evidence[d] if e.fact_id in known]
        self.store.save_facts(ids, facts, evidence, "gold", self.run, self.now)

    def correct(self, document_id: str, change: Callable[[FactRow], FactRow | None], **cells: Any) -> None:
        """A later text of the document, and other facts: each as `change` makes it, None where it takes it away."""
        old = self.documents[document_id]
        words = {"text": f"{old.text}\n\nCorrected {self.now}.", "content_hash": f"{old.content_hash}.{self.nights}"}
        later = (old.published_at or datetime(2024, 1, 1)) + timedelta(seconds=1)
        self.documents[document_id] = old.model_copy(update=words | {"published_at": later} | cells)
        changed = [change(fact) for fact in self.facts[document_id]]
        self.facts[document_id] = [fact for fact in changed if fact]
        self.arrive(document_id)

    def retract(self, document_id: str) -> None:
        """The same bytes are read again, as another document: the first is gone."""
        other = f"{document_id}-again"
        self.documents[other] = self.documents[document_id].model_copy(update={"document_id": other, "language": "de"})
        self.facts[other], self.evidence[other] = [], []
        self.present.remove(document_id)
        self.arrive(other)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Two thirds of the articles are read, and the marts are built of them."""
    sys.path.insert(0, str(ROOT / "tests" / "storylines"))
    import gold_facts

    source = gold_facts.build_database(tmp_path_factory.mktemp("gold"))
    with duckdb.connect(str(source)) as connection:

        def read(row: Any, table: str) -> list[Any]:
            return [row(**r) for r in connection.execute(f"from {table}").to_arrow_table().to_pylist()]

        revisions = read(DocumentRevisionRow, "history.document_revisions")
        documents = {r.document_id: r for r in sorted(revisions, key=lambda r: r.published_at or datetime.max)}
        facts: dict[str, list[FactRow]] = {d: [] for d in documents}
        for family, row in FAMILIES.items():
            for fact in read(row, f"facts.{family}"):
                facts[fact.document_id].append(fact)
        evidence: dict[str, list[EvidenceRow]] = {d: [] for d in documents}
        for place in read(EvidenceRow, "facts.evidence"):
            evidence[place.document_id].append(place)
    folder = tmp_path_factory.mktemp("nights")
    store = Store(StatePaths(folder / "w.duckdb", folder, folder / "build/w.duckdb", folder / "landing", folder / "a"))
    store.prepare()
    order = sorted(documents, key=lambda d: documents[d].content_hash)
    made = Archive(store, documents, facts, evidence, unread=order[: len(order) // 3])
    made.begin_night()
    made.arrive(*order[len(order) // 3 :])
    dbt(made.build, "seed")
    dbt(made.build, "run")
    return made


def assert_as_built_whole(build: Path, folder: Path) -> None:
    """All tables of the marts hold what a whole build makes of the same facts."""
    whole = folder / "whole.duckdb"
    shutil.copy(build, whole)
    dbt(whole, "run", "--full-refresh")
    with duckdb.connect(str(build), read_only=True) as connection:
        connection.execute(f"attach '{whole}' as other (read_only)")
        ours = connection.execute("select current_database()").fetchall()[0][0]
        tables = connection.execute("""
            select schema_name || '.' || table_name, string_agg(column_name, ', ' order by column_name)
            from duckdb_columns()
            where database_name = 'other' and schema_name in ('intermediate', 'marts') group by all""").fetchall()
        assert len(tables) > 30
        for table, columns in tables:
            if table.partition(".")[2] in OF_THE_STEP:
                continue
            for one, other in ((ours, "other"), ("other", ours)):
                only = f"select {columns} from {one}.{table} except all select {columns} from {other}.{table}"
                found = connection.execute(only).fetchall()
                assert not found, f"{table}: {len(found)} rows only in {one}, e.g. {found[0]}"


def was_step(build: Path) -> bool:
    return rows(build, "select count(*) > 0 from intermediate.int_touched") == [(True,)]


def unchanged(fact: FactRow) -> FactRow:
    return fact


def new_documents(archive: Archive) -> None:
    archive.arrive(*(archive.unread.pop() for _ in range(4)))


def corrected_article(archive: Archive) -> None:
    """Another number, another party that is left out, and a fact less."""
    deals = [d for d in archive.present if sum(f.TABLE == "arms_deals" for f in archive.facts[d]) > 1]
    troops = [d for d in archive.present if any(f.TABLE == "troop_deployment_estimates" for f in archive.facts[d])]

    def change(fact: FactRow) -> FactRow | None:
        match fact.TABLE:
            case "arms_deals":
                return fact.model_copy(update={"quantity_low": 77, "quantity_high": 77, "supplier_country": None})
            case "troop_deployment_estimates":
                return fact.model_copy(update={"count_high": 123_456, "denied_by": ["RUS"]})
        return None

    archive.correct(deals[0], change)
    archive.correct(troops[-1], change)


def retracted_document(archive: Archive) -> None:
    fullest = max(archive.present, key=lambda d: len(archive.facts[d]))
    archive.retract(fullest)


def copy_that_turns_out_the_first(archive: Archive) -> None:
    """The same words under another address, of an earlier day: what was the original is now the duplicate."""
    original = next(d for d in archive.present if len(archive.facts[d]) > 3)
    told = archive.documents[original]
    earlier = (told.published_at or datetime(2024, 1, 1)) - timedelta(days=9)
    other = {"document_id": "earlier", "origin": "earlier.md", "landed_sha256": "earlier", "source": "First Wire"}
    archive.documents["earlier"] = told.model_copy(update=other | {"published_at": earlier})
    archive.facts["earlier"] = [
        f.model_copy(update={"document_id": "earlier", "fact_id": f"earlier.{f.fact_id}"})
        for f in archive.facts[original]
    ]
    archive.evidence["earlier"] = [
        e.model_copy(update={"document_id": "earlier", "fact_id": f"earlier.{e.fact_id}"})
        for e in archive.evidence[original]
    ]
    archive.arrive("earlier")
    assert rows(archive.build, f"select duplicate_of from core.documents where document_id = '{original}'") == [
        ("earlier",)
    ]


def publisher_in_capitals(archive: Archive) -> None:
    """One document's spelling of its publisher changes the name in all of them."""
    first = next(d for d in archive.present if archive.documents[d].source)
    archive.correct(first, unchanged, source=str(archive.documents[first].source).upper())


def only_the_evidence(archive: Archive) -> None:
    """The facts stay, the words that they were read from are others."""
    ((first,),) = rows(archive.build, "select min(document_id) from facts.evidence")
    text = archive.documents[first].text
    archive.evidence[first] = [
        e.model_copy(update={"column_name": "deal_status", "start_char": 0, "end_char": 3, "quote": text[:3]})
        for e in {e.fact_id: e for e in archive.evidence[first]}.values()
    ]
    archive.extract(first)


def random_night(seed: int) -> Callable[[Archive], None]:
    """Documents come, change and go; cells of facts are taken away, moved in time, denied."""

    def night(archive: Archive) -> None:
        chance = random.Random(seed)

        def change(fact: FactRow) -> FactRow | None:
            cells = fact.model_dump()
            days = [c for c in ("deal_date_from", "date_from") if c in cells]
            moved = {c: date(2024, 1, 1) + timedelta(days=chance.randrange(-900, 700)) for c in days}
            emptied = {
                c: None for c in ("supplier_country", "recipient_country", "weapon_system", "host_country", "target",
                                  "quantity_low", "count_low", "claimant") if c in cells and chance.random() < 0.3
            }  # fmt: skip
            denied = {"certainty": "denied"} if chance.random() < 0.2 else {}
            return fact.model_copy(update=moved | emptied | denied) if chance.random() < 0.8 else None

        for document_id in chance.sample(sorted(archive.present), 4):
            archive.correct(document_id, change)
        archive.retract(chance.choice([d for d in sorted(archive.present) if archive.facts[d]]))
        archive.arrive(*(archive.unread.pop() for _ in range(min(3, len(archive.unread)))))

    night.__name__ = f"random_night_{seed}"
    return night


NIGHTS: Iterable[Callable[[Archive], None]] = (
    new_documents,
    corrected_article,
    retracted_document,
    copy_that_turns_out_the_first,
    publisher_in_capitals,
    only_the_evidence,
    *(random_night(seed) for seed in range(2)),
)


@pytest.mark.parametrize("night", NIGHTS, ids=lambda night: night.__name__)
def test_a_step_makes_what_a_whole_build_makes(
    night: Callable[[Archive], None], archive: Archive, tmp_path: Path
) -> None:
    archive.begin_night()
    night(archive)
    dbt(archive.build, "run")
    assert was_step(archive.build)
    assert rows(archive.build, "from ops.touched_documents") == []
    assert_as_built_whole(archive.build, tmp_path)


def test_a_night_without_news_renews_nothing(archive: Archive) -> None:
    before = archive.store.state_digest()
    dbt(archive.build, "run")
    assert archive.store.state_digest() == before


def test_other_rules_touch_most_and_build_all_anew(archive: Archive, tmp_path: Path) -> None:
    archive.begin_night()
    for document_id in archive.present:
        archive.facts[document_id] = archive.facts[document_id][1:]
    archive.extract(*archive.present)
    dbt(archive.build, "run")
    assert not was_step(archive.build)
    assert_as_built_whole(archive.build, tmp_path)


@pytest.fixture
def stale(archive: Archive) -> Path:
    """Marts with a row that only a whole build mends, for a step knows of no reason to."""
    with duckdb.connect(str(archive.build)) as connection:
        connection.execute("update marts.deals set weapon_text = 'stale'")
    return archive.build


def stale_deals(build: Path) -> int:
    return int(rows(build, "select count(*) from marts.deals where weapon_text = 'stale'")[0][0])


def test_a_step_leaves_what_was_not_touched(stale: Path) -> None:
    dbt(stale, "run")
    assert stale_deals(stale) > 0


def test_another_version_of_the_project_builds_all_anew(stale: Path) -> None:
    dbt(stale, "build", "--exclude-resource-type", "test", "unit_test", version="another")
    assert stale_deals(stale) == 0
    assert rows(stale, "select name, value from ops.state where name in ('marts', 'seeds') order by name") == [
        ("marts", "another"),
        ("seeds", "another"),
    ]


def test_models_of_a_new_version_over_old_seeds_are_not_taken_for_it(stale: Path) -> None:
    dbt(stale, "run", version="a third")
    assert stale_deals(stale) == 0
    assert rows(stale, "from ops.state where name = 'marts'") == []


def test_a_build_that_did_not_end_is_followed_by_a_whole_one(archive: Archive, stale: Path) -> None:
    dbt(stale, "seed")
    dbt(stale, "run")
    archive.begin_night()
    corrected_article(archive)
    dbt(stale, "run", "--select", "int_touched_documents", "int_documents")  # as far as a killed one may come
    assert rows(stale, "select count(*) > 0 from ops.touched_documents") == [(True,)]
    with duckdb.connect(str(stale)) as connection:
        connection.execute("update marts.deals set weapon_text = 'stale'")
    dbt(stale, "run")
    assert stale_deals(stale) == 0


def test_a_dbt_that_was_started_by_hand_builds_all(stale: Path) -> None:
    dbt(stale, "run", version="")
    assert stale_deals(stale) == 0
    assert rows(stale, "from ops.state where name = 'marts'") == []
