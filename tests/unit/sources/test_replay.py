"""Replay: from the landing folder alone the same documents come again, and nothing comes twice."""

import shutil
from datetime import datetime

import pytest
from feeds import full_text, item, page, rss

from pipelines.contracts.stage import Run
from pipelines.settings import StatePaths
from pipelines.sources.kinds import FeedSource, FolderSource
from pipelines.sources.landing import Landing
from pipelines.sources.stage import land, replay
from pipelines.store.store import Store
from pipelines.text.stage import read_landed

NOW = datetime(2025, 6, 1, 2)
QUERY = """
    select document_id, external_id, url, title, text, published_at, ingested_at, revision
    from core.documents order by all"""


@pytest.fixture
def paths(tmp_path):
    state = tmp_path / "state"
    return StatePaths(state / "w.duckdb", state, state / "build/w.duckdb", state / "landing", state / "annotations")


def run(name):
    return Run(name, NOW, 3)


@pytest.fixture
def landed(site, paths, tmp_path, waits):
    """A store that has read a feed, one of its pages and a folder; the feed has changed and the page is gone."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.md").write_text(f"---\nid: n{number}\n---\nReport {number}. {full_text(number)}")
    summary = item(site.put("/a", page("A")), "A", "short", published="2024-05-01")
    site.put("/rss", rss(item("https://wire.test/b", "B", full=full_text()), summary))
    feed = FeedSource(name="wire", url=site.address + "/rss", allow_private=True, delay=0)
    sources = [feed, FolderSource(name="news", path=folder, address="news")]
    store, landing = Store(paths), Landing(paths.landing)
    store.prepare()
    store.begin_run("first", NOW)
    report = land(run("first"), store, landing, sources, waits.network)
    assert (report.new, report.faults) == (6, [])
    read_landed(run("first"), store, landing.path, {source.name: source for source in sources})
    site.put("/rss", rss())
    site.put("/a", status=410)
    shutil.rmtree(folder)
    return store, landing, sources


def test_a_replay_gives_the_same_documents(landed):
    store, landing, sources = landed
    before, digest = store.rows(QUERY), store.state_digest()
    assert len(before) == 6
    report = replay(run("again"), store, landing)
    assert (report.done, report.new) == (6, 0)
    assert len(store.items_to_read("any")) == 6
    again = read_landed(run("again"), store, landing.path, {source.name: source for source in sources})
    assert (again.done, again.faults) == (6, [])
    assert store.rows(QUERY) == before
    assert store.state_digest() == digest  # nothing has changed: nothing would be published


def test_a_replay_gives_the_same_documents_where_the_build_database_is_gone(landed):
    store, landing, sources = landed
    before = store.rows(QUERY)
    shutil.rmtree(store.paths.build.parent)
    store.prepare()
    store.begin_run("again", datetime(2026, 1, 1))
    assert replay(run("again"), store, landing).new == 6
    read_landed(run("again"), store, landing.path, {source.name: source for source in sources})
    assert store.rows(QUERY) == before


def test_a_replay_of_an_empty_landing_is_nothing(paths):
    store = Store(paths)
    store.prepare()
    store.begin_run("first", NOW)
    assert replay(run("first"), store, Landing(paths.landing)).done == 0


def test_what_is_remembered_survives_and_takes_faults_away(landed, site, waits):
    store, landing, sources = landed
    land(run("second"), store, landing, sources[:1], waits.network)
    site.put("/rss", status=500)
    land(run("third"), store, landing, sources[:1], waits.network)
    assert [row["error_code"] for row in store.rows("from ops.quarantine")] == ["E152"]
    site.put("/rss", rss())
    land(run("fourth"), store, landing, sources[:1], waits.network)
    assert store.rows("from ops.quarantine") == []
    known = {row.address for row in store.fetches("wire")}
    assert known == {site.address + "/rss", site.address + "/a", "https://wire.test/b"}


def test_a_fault_of_a_page_that_is_gone_stays_until_it_comes(landed, site, waits):
    store, landing, sources = landed
    gone = site.address + "/gone"
    site.put("/rss", rss(item(gone, "A", "short")))
    for name in ("second", "third"):
        waits.network = waits.fresh()
        land(run(name), store, landing, sources[:1], waits.network)
        assert [row["origin"] for row in store.rows("from ops.quarantine")] == [gone]
    site.put("/gone", page("A"))
    site.put("/rss", rss(item(gone, "A", "short, corrected")))
    land(run("fourth"), store, landing, sources[:1], waits.fresh())
    assert store.rows("from ops.quarantine") == []


def test_a_kill_before_the_store_knows_loses_nothing_and_doubles_nothing(paths, site, waits, monkeypatch):
    """The list of the landing is written first; what it holds twice counts once."""
    site.put("/rss", rss(item("https://wire.test/b", "B", full=full_text())))
    feed = FeedSource(name="wire", url=site.address + "/rss", allow_private=True, delay=0)
    store, landing = Store(paths), Landing(paths.landing)
    store.prepare()
    store.begin_run("first", NOW)

    def die(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(store, "record_landed", die)
        with pytest.raises(KeyboardInterrupt):
            land(run("first"), store, landing, [feed], waits.fresh())
    assert store.fetches("wire") == []
    assert land(run("second"), store, landing, [feed], waits.fresh()).new == 1
    assert len(list(landing.items())) == 1
    assert len(store.rows("from ops.landed_items")) == 1
