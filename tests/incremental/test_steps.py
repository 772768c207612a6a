"""Marts that are renewed step by step are, night after night, those that a whole build makes of the same facts."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from archive_of_gold import Archive

from pipelines.contracts.facts import FactRow
from tests.in_process_dbt import dbt

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
# What a build leaves for the next one to know; all else must be the same.
OF_THE_STEP = {"int_touched", "int_touched_documents"}
Night = Callable[[Archive], None]


@pytest.fixture(scope="module")
def archive(first_build: Archive, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The nights of this module follow each other in it."""
    return first_build.copy(tmp_path_factory.mktemp("nights"))


def assert_as_built_whole(build: Path, folder: Path) -> None:
    """All tables of the marts hold what a whole build makes of the same facts."""
    whole = folder / build.name
    shutil.copy(build, whole)
    dbt(whole, "run", "--full-refresh")
    with duckdb.connect(str(build), read_only=True) as connection:
        connection.execute(f"attach '{whole}' as other (read_only)")
        tables = connection.execute("""
            select schema_name || '.' || table_name, string_agg(column_name, ', ' order by column_name)
            from duckdb_columns()
            where database_name = 'other' and schema_name in ('intermediate', 'marts') group by all""").fetchall()
        assert len(tables) > 30
        for table, columns in tables:
            if table.partition(".")[2] in OF_THE_STEP:
                continue
            for one, other in (("attache", "other"), ("other", "attache")):
                only = f"select {columns} from {one}.{table} except all select {columns} from {other}.{table}"
                found = connection.execute(only).fetchall()
                assert not found, f"{table}: {len(found)} rows only in {one}, e.g. {found[0]}"


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
    assert archive.rows(f"select duplicate_of from core.documents where document_id = '{original}'") == [("earlier",)]


def publisher_in_capitals(archive: Archive) -> None:
    """One document's spelling of its publisher changes the name in all of them."""
    first = next(d for d in archive.present if archive.documents[d].source)
    archive.correct(first, unchanged, source=str(archive.documents[first].source).upper())


def only_the_evidence(archive: Archive) -> None:
    """The facts stay, the words that they were read from are others."""
    ((first,),) = archive.rows("select min(document_id) from facts.evidence")
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


# What one night does lies far from what it does beside it, so that a difference tells of which it comes.
NIGHTS: dict[str, tuple[Night, ...]] = {
    "news_and_other_evidence": (new_documents, only_the_evidence),
    "corrections_and_an_earlier_copy": (corrected_article, copy_that_turns_out_the_first),
    "retraction_and_capitals": (retracted_document, publisher_in_capitals),
    "any_changes": (random_night(0),),
    "any_changes_again": (random_night(1),),
}


@pytest.mark.parametrize("night", NIGHTS)
def test_a_step_makes_what_a_whole_build_makes(night: str, archive: Archive, tmp_path: Path) -> None:
    archive.begin_night()
    for happening in NIGHTS[night]:
        happening(archive)
    dbt(archive.build, "run")
    assert archive.was_step()
    assert archive.rows("from ops.touched_documents") == []
    assert_as_built_whole(archive.build, tmp_path)


def test_a_night_without_news_renews_nothing(archive: Archive) -> None:
    before = archive.store.state_digest()
    dbt(archive.build, "run")
    assert archive.store.state_digest() == before
