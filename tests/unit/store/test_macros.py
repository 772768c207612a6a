"""The macros of the published file, called as a reader calls them."""

import shutil
from datetime import timedelta

import duckdb
import pytest
import store_miniature as mini
from conftest import NOW

from pipelines.contracts.facts import FAMILIES
from pipelines.store.macros import MACROS
from pipelines.store.store import Store

LATER = NOW + timedelta(days=1)


@pytest.fixture(scope="module")
def reader(prepared, tmp_path_factory):
    """A published warehouse of two items, of which the second run took the facts of one document away."""
    store = Store(mini.paths_of(shutil.copytree(prepared, tmp_path_factory.mktemp("read") / "state")))
    mini.read(store, mini.corpus_of(2), "run-1", NOW, 100)
    mini.derive(store, "run-1", NOW, 100)
    gone = store.rows("SELECT document_id FROM facts.arms_deals ORDER BY 1 LIMIT 1")[0]["document_id"]
    store.begin_run("run-2", LATER)
    store.save_facts([gone], {}, [], "v2", "run-2", LATER)
    mini.build_marts(store.paths)
    assert store.publish("run-2", LATER)
    with duckdb.connect(str(store.paths.warehouse), read_only=True) as connection:
        yield connection


def test_every_macro_is_published_with_its_comment(reader):
    found = reader.execute(
        "SELECT schema_name || '.' || function_name, comment FROM duckdb_functions() "
        "WHERE function_type = 'table_macro' AND NOT internal"
    ).fetchall()
    assert dict(found) == {macro.name: macro.description for macro in MACROS}


@pytest.mark.parametrize("family", FAMILIES)
def test_as_of_now_is_the_present(reader, family):
    columns = reader.execute(f"FROM facts.{family}_as_of(TIMESTAMP '{LATER}') ORDER BY ALL")
    assert columns.fetchall() == reader.execute(f"FROM facts.{family} ORDER BY ALL").fetchall()


def test_what_ended_later_was_believed_then(reader):
    before, then, now = (
        reader.execute(f"SELECT count(*) FROM facts.arms_deals_as_of('{moment}')").fetchone()[0]
        for moment in (NOW - timedelta(seconds=1), NOW, LATER)
    )
    assert before == 0
    assert then > now > 0
    assert reader.execute(f"SELECT count(*) FROM core.documents_as_of('{NOW - timedelta(days=1)}')").fetchone() == (0,)
    assert reader.execute(f"SELECT count(*) FROM core.documents_as_of('{NOW}')").fetchone()[0] > 0


def test_evidence_and_context_show_the_words(reader):
    fact, column, quote, start, text = reader.execute(
        "SELECT fact_id, column_name, quote, start_char, text FROM facts.evidence "
        "JOIN core.documents USING (document_id) WHERE start_char > 3 ORDER BY ALL LIMIT 1"
    ).fetchone()
    assert (column, quote) in reader.execute(f"SELECT column_name, quote FROM evidence('{fact}')").fetchall()
    shown = reader.execute(f"SELECT context FROM context('{fact}', 3) WHERE quote = ?", [quote]).fetchone()[0]
    assert shown == f"{text[start - 3 : start]}[{quote}]{text[start + len(quote) : start + len(quote) + 3]}"
    assert reader.execute(f"SELECT count(*) FROM context('{fact}')").fetchone()[0] > 0


def test_a_search_wants_every_word(reader):
    title, text = reader.execute(
        "SELECT title, text FROM core.documents WHERE duplicate_of IS NULL ORDER BY document_id LIMIT 1"
    ).fetchone()
    word = max(text.split(), key=len)
    assert title in [t for (t,) in reader.execute("SELECT title FROM search(?)", [f" {word.upper()} "]).fetchall()]
    assert reader.execute("SELECT count(*) FROM search(?)", [f"{word} nosuchword"]).fetchone() == (0,)
