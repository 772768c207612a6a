"""Copies are linked to the first document in whatever order they come, and unlinked when it is corrected."""

import random
from dataclasses import replace
from datetime import datetime
from itertools import permutations

import pytest
import store_miniature as mini
from conftest import NOW

from pipelines.store import documents as document_tables
from pipelines.store.duplicates import Present, originals

STORY = (
    "The ministry said on Tuesday that it had ordered 24 howitzers from KOR to POL after months of talks, the largest "
    "order of its kind since the war began. Crews are to be trained in the autumn, officers said, and the first guns "
    "will go to a brigade in the east. A spokesman would not say what had been paid, nor where the shells come from."
)
CUT = STORY.rsplit(". ", 1)[0] + "."
EDITED = STORY.replace("on Tuesday", "this week").replace("officers said", "according to officers")
CHANGED = STORY.replace("24 howitzers", "48 howitzers")
DAY = datetime(2025, 1, 1)
FIRST, LATER, LAST = (mini.Record(name, text, DAY.replace(day=day)) for name, text, day in (
    ("first", STORY, 1), ("later", EDITED, 2), ("last", CUT, 3),
))  # fmt: skip
OTHER = mini.Record("other", CHANGED, DAY.replace(day=2))


def save(store, *records, folder="a"):
    rows = [mini.revision(r, f"{folder}/{r.name}.txt", mini.sha(r.text), NOW) for r in records]
    store.save_documents(rows, [], [])


def links(store):
    rows = store.rows("""
        SELECT d.external_id, o.external_id AS of
        FROM core.documents AS d LEFT JOIN core.documents AS o ON d.duplicate_of = o.document_id""")
    return {row["external_id"]: row["of"] for row in rows}


@pytest.mark.parametrize("order", permutations([FIRST, LATER, LAST]), ids=lambda o: " ".join(r.name for r in o))
def test_copies_are_linked_to_the_first_published_in_whatever_order_they_come(store, order):
    for record in (*order[:2], OTHER, order[2]):
        save(store, record)
    assert links(store) == {"first": None, "later": "first", "last": "first", "other": None}


def test_copies_of_one_batch_are_linked_as_well(store):
    save(store, LAST, OTHER, LATER, FIRST)
    assert links(store) == {"first": None, "later": "first", "last": "first", "other": None}


def test_a_copy_keeps_its_source_and_brings_no_fact(store):
    save(store, replace(FIRST, source="Wire"), replace(LATER, source="Courier"))
    mini.derive(store, "run-1", NOW, 10)
    assert [r["document_id"] for r in store.rows("FROM facts.arms_deals")] == [mini.sha("first")[:16]]
    assert {r["source"] for r in store.rows("FROM core.documents")} == {"Wire", "Courier"}


def test_of_one_days_articles_the_fullest_counts_as_the_first(store):
    save(store, replace(LAST, published=DAY), replace(FIRST, published=DAY.replace(hour=9)))
    assert links(store) == {"first": None, "last": "first"}


def test_an_original_that_is_corrected_loses_its_copies_and_they_their_link(store):
    save(store, FIRST, LATER, LAST)
    save(store, replace(FIRST, text=CHANGED, published=DAY.replace(month=2)), folder="b")
    assert links(store) == {"first": None, "later": None, "last": "later"}
    assert len(store.rows("SELECT DISTINCT content_hash FROM ops.signatures")) == 3
    contents = {r["content_hash"] for r in store.rows("FROM core.documents")}
    assert {h for r in store.rows("FROM ops.repetitions") for h in r.values()} < contents


def test_a_copy_that_becomes_the_first_when_an_earlier_date_is_learned(store):
    save(store, FIRST, LATER)
    save(store, replace(LATER, published=DAY.replace(year=2024)), folder="a")
    assert links(store) == {"first": "later", "later": None}


def test_only_the_texts_that_share_a_band_are_read(store, monkeypatch):
    """The archive is met by its signatures: what is compared with a new copy is the one text that it repeats."""
    dice = random.Random(1)
    words = [f"word{n}" for n in range(2000)]
    archive = [mini.Record(f"old-{n}", " ".join(dice.sample(words, 80)), DAY) for n in range(50)]
    save(store, *archive, FIRST)
    compared = []
    monkeypatch.setattr(document_tables.duplicates, "repeats", lambda *pair: compared.append(pair) or False)
    save(store, LATER, mini.Record("new", " ".join(dice.sample(words, 80)), DAY))
    assert sorted(compared) == sorted([(STORY, EDITED), (EDITED, STORY)])
    compared.clear()
    save(store, LATER)  # read again: nothing is new, nothing is compared
    assert compared == []


def test_signatures_of_another_version_are_made_anew(store, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(document_tables.duplicates, "SIGNATURE", "of old")
        save(store, FIRST, LATER)
    save(store, FIRST)
    save(store, LATER)
    assert links(store) == {"first": None, "later": "first"}
    assert len({r["version"] for r in store.rows("FROM ops.signatures")}) == 1


def test_a_chain_of_copies_leads_to_its_beginning():
    documents = [Present(name, f"text {name}", DAY.replace(day=day), 9) for day, name in enumerate("abc", start=1)]
    repeated = {"text b": ["text a"], "text c": ["text b"]}
    for order in permutations(documents):
        assert originals(order, repeated) == {"b": "a", "c": "a"}


def test_a_document_repeats_no_later_one():
    documents = [Present("a", "x", DAY, 9), Present("b", "y", DAY.replace(day=2), 9), Present("c", "x", None, 9)]
    assert originals(documents, {"x": ["y"]}) == {"c": "a"}
