from datetime import datetime, timedelta
from itertools import permutations

import pytest
import store_miniature as mini
from conftest import NOW


def save(store, *records, origin="a.jsonl", sha256="s1", now=NOW):
    rows = [mini.revision(r, f"{origin}#{n}", sha256, now) for n, r in enumerate(records, start=1)]
    store.save_documents(rows, [], [])
    return [r.document_id for r in rows]


def document(store, document_id):
    (found,) = store.documents([document_id])
    return found


OLD = mini.Record("d", "old 1 tanks from USA to POL", datetime(2025, 1, 1))
NEW = mini.Record("d", "new 2 tanks from USA to POL", datetime(2025, 2, 1))
UNDATED = mini.Record("d", "undated 3 tanks from USA to POL")


@pytest.mark.parametrize("order", permutations([OLD, NEW, UNDATED]), ids=lambda o: o[0].text[:3])
def test_the_newest_publication_is_present_in_whatever_order_they_come(store, order):
    for n, record in enumerate(order):
        (document_id, *_) = save(store, record, origin=f"{n}.txt", now=NOW + timedelta(hours=n))
    assert document(store, document_id).text == NEW.text
    assert document(store, document_id).revision == 3
    assert len(store.rows("SELECT * FROM history.document_revisions")) == 3


def test_reading_the_same_again_changes_nothing(store):
    save(store, OLD, NEW)
    before = store.state_digest(), store.rows("SELECT * FROM core.documents")
    save(store, OLD, NEW, now=NOW + timedelta(days=1))
    assert (store.state_digest(), store.rows("SELECT * FROM core.documents")) == before


def test_without_dates_the_one_that_was_read_last_is_present(store):
    save(store, mini.Record("d", "first"), origin="1.txt")
    (document_id,) = save(store, mini.Record("d", "second"), origin="2.txt", now=NOW + timedelta(hours=1))
    assert document(store, document_id).text == "second"


def test_a_better_reading_of_the_same_record_replaces_the_first(store):
    (first,) = save(store, mini.Record("d", "te xt"))
    (second,) = save(store, mini.Record("d", "text"))
    assert first == second
    assert document(store, second).text == "text"
    assert document(store, second).revision == 1
    assert store.rows("SELECT text FROM history.document_revisions") == [{"text": "text"}]


def test_a_record_that_is_read_as_another_document_leaves_the_first_one(store):
    save(store, mini.Record("wrong", "1 tanks from USA to POL"))
    mini.derive(store, "run-1", NOW, 10)
    assert len(store.rows("FROM facts.arms_deals")) == 1
    later = NOW + timedelta(days=1)
    store.begin_run("run-2", later)
    (right,) = save(store, mini.Record("right", "1 tanks from USA to POL"))
    assert [r["document_id"] for r in store.rows("SELECT document_id FROM core.documents")] == [right]
    assert store.rows("FROM facts.arms_deals") == []
    assert store.rows("FROM facts.evidence") == []
    assert store.rows("FROM core.mentions") == []
    assert store.rows("FROM core.entities") == []
    (closed,) = store.rows("SELECT valid_to, closed_by_run FROM history.arms_deals")
    assert closed == {"valid_to": later, "closed_by_run": "run-2"}


def test_the_content_stays_as_long_as_any_record_has_it(store):
    save(store, mini.Record("d", "text"), origin="1.txt")
    save(store, mini.Record("d", "text"), origin="2.txt", sha256="s2")
    (document_id,) = save(store, mini.Record("d", "better text"), origin="1.txt")
    texts = {r["text"] for r in store.rows("SELECT text FROM history.document_revisions")}
    assert texts == {"text", "better text"}
    assert document(store, document_id).revision == 2


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_origin_that_published_first_speaks_for_a_content(store, order):
    early = mini.Record("d", "text", datetime(2025, 1, 1), source="early")
    late = mini.Record("d", "text", datetime(2025, 1, 2), source="late")
    for n in order:
        (document_id,) = save(store, (late, early)[n], origin=("a.txt", "b.txt")[n], sha256=f"s{n}")
    assert document(store, document_id).source == "early"
    assert document(store, document_id).revision == 1


def test_corrected_metadata_of_an_origin_count(store):
    wrong, right = (mini.Record("d", "text", source=s) for s in ("wrong", "right"))
    for n, record in enumerate((wrong, right)):
        now = NOW + timedelta(hours=n)
        item = mini.landed("a.txt", [record], "run-1", now)
        store.record_landed([item])
        rows = [mini.revision(record, "a.txt", item.sha256, now)]
        store.save_documents(rows, [], [])
    assert document(store, rows[0].document_id).source == "right"
    assert document(store, rows[0].document_id).ingested_at == NOW


@pytest.mark.parametrize("order", permutations(range(3)))
def test_the_first_published_is_the_original_in_whatever_order_they_come(store, order):
    records = [
        mini.Record("undated", "same"),
        mini.Record("first", "same", datetime(2025, 1, 1)),
        mini.Record("second", "same", datetime(2025, 1, 2)),
    ]
    for n in order:
        save(store, records[n], origin=f"{n}.txt")
    first = mini.sha("first")[:16]
    rows = store.rows("SELECT external_id, duplicate_of FROM core.documents ORDER BY external_id")
    assert [r["duplicate_of"] for r in rows] == [None, first, first]


def test_a_document_that_becomes_a_duplicate_loses_its_facts_and_keeps_its_mentions(store):
    (late,) = save(store, mini.Record("late", "4 tanks from USA to POL", datetime(2025, 1, 2)), origin="1.txt")
    mini.derive(store, "run-1", NOW, 10)
    (early,) = save(store, mini.Record("early", "4 tanks from USA to POL", datetime(2025, 1, 1)), origin="2.txt")
    assert document(store, late).duplicate_of == early
    assert store.rows("FROM facts.arms_deals") == []
    assert len(store.rows("FROM core.mentions")) == 2
    assert store.documents_to_extract("1") == [early]
    mini.derive(store, "run-1", NOW, 10)
    assert [r["document_id"] for r in store.rows("FROM facts.arms_deals")] == [early]


def test_a_duplicate_whose_original_is_corrected_has_facts_again(store):
    save(store, mini.Record("early", "4 tanks from USA to POL", datetime(2025, 1, 1)), origin="1.txt")
    (late,) = save(store, mini.Record("late", "4 tanks from USA to POL", datetime(2025, 1, 2)), origin="2.txt")
    mini.derive(store, "run-1", NOW, 10)
    assert store.documents_to_extract("1") == []
    save(store, mini.Record("early", "5 guns from USA to POL", datetime(2025, 1, 3)), origin="3.txt")
    assert document(store, late).duplicate_of is None
    assert late in store.documents_to_extract("1")


def test_a_document_now_in_another_language_loses_facts_and_mentions(store):
    save(store, mini.Record("d", "4 tanks from USA to POL"))
    mini.derive(store, "run-1", NOW, 10)
    save(store, mini.Record("d", "4 chars des USA", language="fr"))
    assert store.rows("FROM facts.arms_deals") == []
    assert store.rows("FROM core.mentions") == []
    assert store.hashes_to_annotate() == []
    assert store.documents_to_mention("1") == store.documents_to_extract("1") == []


def test_a_changed_text_date_or_source_waits_for_facts_again(store):
    changes = [
        mini.Record("d", "text"),
        mini.Record("d", "text", datetime(2025, 1, 1)),
        mini.Record("d", "text", datetime(2025, 1, 1), source="Courier"),
        mini.Record("d", "other", datetime(2025, 1, 1), source="Courier"),
    ]
    for record in changes:
        (document_id,) = save(store, record)
        assert store.documents_to_extract("1") == [document_id]
        assert store.documents_to_mention("1") == [document_id]
        mini.derive(store, "run-1", NOW, 10)
        assert store.documents_to_extract("1") == store.documents_to_mention("1") == []
    assert store.documents_to_extract("2") == [document_id]


def test_contents_are_told_once_with_their_texts(store):
    save(store, mini.Record("a", "same"), mini.Record("b", "same"), mini.Record("c", "Żółw 🐢"))
    hashes = store.hashes_to_annotate()
    assert sorted(store.texts(hashes).values()) == ["same", "Żółw 🐢"]
    assert len(hashes) == 2
    assert store.texts(["no such hash"]) == {}


def test_two_rows_of_one_record_are_refused_and_nothing_is_kept(store):
    twice = [mini.revision(mini.Record(n, n), "a.txt", "s", NOW) for n in ("a", "b")]
    with pytest.raises(Exception, match=r"E503 .*ops\.readings"):
        store.save_documents(twice, [], [])
    assert store.rows("FROM core.documents") == []


def test_batches_make_no_difference(tmp_path):
    corpus = mini.corpus_of(6)
    for size in (1, 4, 1000):
        mini.run(tmp_path / str(size), f"run-{size}", size, corpus)
    by_size = [mini.contents(tmp_path / str(size) / "w.duckdb") for size in (1, 4, 1000)]
    assert by_size[0] == by_size[1] == by_size[2]
    assert len(by_size[0]["core.documents"]) > 8
