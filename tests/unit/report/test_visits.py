"""Dead, silent and flooding sources are found, and those that are as ever are not."""

from datetime import datetime, timedelta

from pipelines.report.visits import silent, unreached, unusual

FIRST = datetime(2025, 6, 1, 2)


def visits(*landed, source="wire", failure=None):
    """One visit a night; the last one may have failed."""
    return [
        {"source_name": source, "run_id": f"run-{n:03}", "visited_at": FIRST + timedelta(days=n), "landed_count": count,
         "unchanged_count": max(0, 5 - count), "fault_count": 0, "failure": failure if n == len(landed) - 1 else None}
        for n, count in enumerate(landed)
    ]  # fmt: skip


def told(found):
    return [(finding.source, finding.told) for finding in found]


def test_a_source_that_failed_is_told_with_its_reason_until_it_is_back():
    down = visits(3, 0, failure="E151 the server cannot be reached")
    assert told(unreached(down + visits(1, 1, source="other"))) == [("wire", "E151 the server cannot be reached")]
    assert unreached(visits(3, 0, 2)) == []
    assert unreached([]) == []


def test_a_source_that_gives_nothing_but_faults_is_told_as_well():
    (missing,) = visits(0)
    missing |= {"fault_count": 1, "unchanged_count": 0}
    assert told(unreached([missing])) == [("wire", "nothing could be read of it, 1 faults (ops.quarantine)")]
    assert unreached([missing | {"unchanged_count": 3}]) == []


def test_a_source_that_is_not_read_any_more_is_not_judged():
    assert unreached(visits(1, 0, failure="gone") + visits(1, 1, 1, source="other")) == []


def test_a_source_that_falls_silent():
    assert told(silent(visits(4, 5, 3, *[0] * 7), 7)) == [("wire", "nothing new since 2025-06-03")]
    assert silent(visits(4, 5, 3, *[0] * 6), 7) == []
    assert silent(visits(4, 5, 3, *[0] * 7), 0) == []


def test_one_that_never_brought_anything_is_told_and_a_folder_that_is_read_once_is_not():
    assert told(silent(visits(*[0] * 8), 7)) == [("wire", "nothing new since 2025-06-01")]
    assert silent(visits(80, *[0] * 30), 7) == []


def test_ten_times_the_usual():
    assert told(unusual(visits(10, 12, 0, 11, 110), 10)) == [("wire", "110 items, usually 11")]
    assert unusual(visits(10, 12, 0, 11, 109), 10) == []
    assert unusual(visits(10, 12, 0, 11, 110), 0) == []


def test_few_items_or_few_visits_are_nothing_to_speak_of():
    assert unusual(visits(1, 1, 1, 19), 10) == []
    assert unusual(visits(1, 5_000), 10) == []


def test_only_the_newest_visit_is_judged():
    assert unusual(visits(10, 12, 11, 500, 12), 10) == []
