"""A backfill of some days: what waits to be read, and what no longer does."""

from datetime import date

import pytest
import store_miniature as mini
from conftest import NOW

from pipelines.contracts.stage import read_version

SPRING = (date(2024, 3, 1), date(2024, 5, 31))
AUTUMN = (date(2024, 9, 1), date(2024, 11, 30))


@pytest.fixture
def item(store):
    landed = mini.landed("archive.jsonl", [], "run-1", NOW)
    store.record_landed([landed, mini.landed("other.jsonl", [], "run-1", NOW).model_copy(update={"source_name": "x"})])
    return landed


def waiting(store):
    return [item.origin for item in store.items_to_read("1")]


def finish(store, item, *windows):
    store.save_documents([], [], [mini.stage(item.item, read_version("1", windows), "run-1", NOW)])


def test_an_item_is_read_for_the_days_that_were_asked_for_and_then_is_done(store, item):
    store.limit_reading(["test"], *SPRING)
    assert store.windows() == {item.item: [SPRING]}
    assert waiting(store) == ["archive.jsonl", "other.jsonl"]
    finish(store, item, SPRING)
    assert waiting(store) == ["other.jsonl"]
    store.limit_reading(["test"], *SPRING)
    assert waiting(store) == ["other.jsonl"]


def test_other_days_are_read_beside_those_that_were(store, item):
    store.limit_reading(["test"], *SPRING)
    finish(store, item, SPRING)
    store.limit_reading(["test"], *AUTUMN)
    assert "archive.jsonl" in waiting(store)
    assert store.windows() == {item.item: [SPRING, AUTUMN]}
    finish(store, item, AUTUMN, SPRING)
    assert "archive.jsonl" not in waiting(store)


def test_a_run_without_days_reads_all_and_an_item_that_was_read_whole_stays_so(store, item):
    store.limit_reading(["test"], *SPRING)
    finish(store, item, SPRING)
    store.limit_reading(["test"], None, None)
    assert store.windows() == {}
    assert "archive.jsonl" in waiting(store)
    finish(store, item)
    store.limit_reading(["test"], *SPRING)
    assert store.windows() == {}
    assert "archive.jsonl" not in waiting(store)


def test_one_end_may_be_open(store, item):
    store.limit_reading(["test"], SPRING[0], None)
    assert store.windows() == {item.item: [(SPRING[0], date.max)]}


def test_a_better_reader_reads_the_same_days_again(store, item):
    store.limit_reading(["test"], *SPRING)
    finish(store, item, SPRING)
    assert [i.origin for i in store.items_to_read("2")] == ["archive.jsonl", "other.jsonl"]
    assert store.windows() == {item.item: [SPRING]}
