"""The loop over landed items: days that are asked for, bytes that are gone, what waits for the next run."""

import hashlib
from datetime import date, datetime

import pytest

from pipelines.contracts.operations import LandedItemRow
from pipelines.contracts.stage import Run, read_version
from pipelines.sources import Landing
from pipelines.text.items import TEXT_VERSION
from pipelines.text.stage import LandingLostError, read_landed

NOW = datetime(2025, 6, 1)
LINES = b"\n".join(
    b'{"id": "%d", "published": "%s", "text": "Poland has bought tanks, number %d."}' % (n, day, n)
    for n, day in enumerate((b"2021-12-31", b"2022-01-01", b"2022-12-31T23:59:00Z", b"2023-01-01", b""))
)


class Memory:
    """A store that remembers."""

    def __init__(self, items, windows=None):
        self.items, self.days = items, windows or {}
        self.documents, self.faults, self.finished = [], [], []

    def items_to_read(self, _):
        return self.items

    def windows(self):
        return self.days

    def save_documents(self, batch, faults, finished):
        self.documents += [row.external_id for row in batch]
        self.faults += [(row.origin, row.error_code) for row in faults]
        self.finished += [(row.item, row.version) for row in finished]


@pytest.fixture
def landing(tmp_path):
    return Landing(tmp_path / "landing")


def landed(landing, name, content):
    sha256 = hashlib.sha256(content).hexdigest()
    landing.path(sha256).parent.mkdir(parents=True, exist_ok=True)
    landing.path(sha256).write_bytes(content)
    return LandedItemRow(
        origin=name, sha256=sha256, source_name="archive", format="json_lines", size_bytes=len(content),
        modified_at=None, landed_at=NOW, run_id="run-1",
    )  # fmt: skip


def read(landing, store):
    return read_landed(Run("run-1", NOW, 2), store, landing.path, {})


def test_only_what_was_published_on_the_days_is_read_and_what_has_no_date_is_not(landing):
    item = landed(landing, "a.jsonl", LINES)
    year = [(date(2022, 1, 1), date(2022, 12, 31))]
    store = Memory([item], {item.item: year})
    report = read(landing, store)
    assert store.documents == ["1", "2"]
    assert (report.new, report.left_out) == (2, 3)
    assert store.finished == [(item.item, read_version(TEXT_VERSION, year))]


def test_without_days_all_is_read(landing):
    item = landed(landing, "a.jsonl", LINES)
    store = Memory([item])
    assert read(landing, store).left_out == 0
    assert store.documents == ["0", "1", "2", "3", "4"]
    assert store.finished == [(item.item, TEXT_VERSION)]


def test_an_item_whose_bytes_are_gone_costs_no_other_and_waits_for_the_next_run(landing):
    gone, there = landed(landing, "gone.jsonl", b"{}"), landed(landing, "there.jsonl", LINES)
    landing.path(gone.sha256).unlink()
    store = Memory([gone, there])
    report = read(landing, store)
    assert store.faults == [("gone.jsonl", "E109")]
    assert "No such file" in report.faults[0].message
    assert [item for item, _ in store.finished] == [there.item]
    assert len(store.documents) == 5


def test_a_landing_folder_that_is_gone_as_a_whole_stops_the_run(landing):
    item = landed(landing, "a.jsonl", LINES)
    landing.root.rename(landing.root.with_name("elsewhere"))
    store = Memory([item])
    with pytest.raises(LandingLostError, match=r"E110 .*landing: the folder of landed bytes cannot be read"):
        read(landing, store)
    assert (store.documents, store.faults, store.finished) == ([], [], [])
