from datetime import timedelta

import store_miniature as mini
from conftest import NOW

LATER = NOW + timedelta(hours=1)


def items(*origins, now=NOW, text="x"):
    return [mini.landed(o, [mini.Record(o, text)], "run-1", now) for o in origins]


def test_items_are_new_once_and_keep_their_first_landing(store):
    assert store.record_landed(items("a.txt", "b.txt")) == 2
    assert store.record_landed(items("a.txt", "b.txt", "c.txt", now=LATER)) == 1
    landed = store.rows("SELECT origin, landed_at FROM ops.landed_items ORDER BY ALL")
    assert [tuple(r.values()) for r in landed] == [("a.txt", NOW), ("b.txt", NOW), ("c.txt", LATER)]
    assert store.record_landed([]) == 0


def test_an_item_that_comes_twice_at_once_is_one(store):
    assert store.record_landed(items("a.txt", "a.txt")) == 1


def test_items_wait_until_they_are_read_at_this_version(store):
    landed = items("a.txt", "b.txt")
    store.record_landed(landed)
    store.save_documents([], [], [mini.stage(landed[0].item, "1", "run-1", NOW)])
    assert [i.origin for i in store.items_to_read("1")] == ["b.txt"]
    assert store.items_to_read("2") == landed
    store.record_landed(items("a.txt", text="changed", now=LATER))
    assert [i.origin for i in store.items_to_read("1")] == ["b.txt", "a.txt"]


def test_the_same_bytes_at_two_places_are_two_items(store):
    (one,) = items("a.txt")
    assert store.record_landed([one, one.model_copy(update={"origin": "b.txt"})]) == 2
    store.save_documents([], [], [mini.stage(one.item, "1", "run-1", NOW)])
    assert [i.origin for i in store.items_to_read("1")] == ["b.txt"]


def test_a_fault_stands_once_and_is_over_when_the_item_is_read_without_it(store):
    (item,) = items("a.txt")
    store.record_landed([item])
    faults = [mini.fault("a.txt", line, "run-1", NOW, landed_sha256=item.sha256) for line in (3, 4)]
    store.save_documents([], [*faults, faults[0]], [mini.stage(item.item, "1", "run-1", NOW)])
    assert [r["line"] for r in store.rows("FROM ops.quarantine ORDER BY line")] == [3, 4]
    again = faults[1].model_copy(update={"run_id": "run-2"})
    store.save_documents([], [again], [mini.stage(item.item, "2", "run-2", LATER)])
    assert [r["line"] for r in store.rows("FROM ops.quarantine")] == [4]


def test_faults_of_older_bytes_are_over_when_newer_ones_are_read(store):
    (old,), (new,) = items("a.txt"), items("a.txt", text="repaired", now=LATER)
    store.record_landed([old, new])
    fault = mini.fault("a.txt", 1, "run-1", NOW, landed_sha256=old.sha256)
    other = mini.fault("b.txt", 1, "run-1", NOW, landed_sha256="s")
    store.save_documents([], [fault, other], [mini.stage(old.item, "1", "run-1", NOW)])
    assert len(store.rows("FROM ops.quarantine")) == 2
    store.save_documents([], [], [mini.stage(new.item, "1", "run-1", NOW)])
    assert [r["origin"] for r in store.rows("FROM ops.quarantine")] == ["b.txt"]


def test_a_fault_of_landing_is_over_when_the_file_or_its_folder_is_there(store):
    gone = [mini.fault(o, 0, "run-0", NOW, stage="landing") for o in ("in/a.txt", "in", "input", "x.txt")]
    store.save_faults(gone)
    store.record_landed(items("in/a.txt"))
    assert sorted(r["origin"] for r in store.rows("FROM ops.quarantine")) == ["input", "x.txt"]


def test_a_run_is_entered_once(store):
    store.begin_run("run-1", LATER)
    store.begin_run("run-2", LATER)
    runs = store.rows("SELECT run_id, started_at FROM ops.runs ORDER BY ALL")
    assert [tuple(r.values()) for r in runs] == [("run-1", NOW), ("run-2", LATER)]
