"""What is landed is the file, byte for byte, under its hash; once; and never half."""

import hashlib
import json
import os
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.contracts.operations import LandedItemRow
from pipelines.sources import Arrival, Landing

NOW = datetime(2025, 1, 2, 3, 4)


@pytest.fixture
def landing(tmp_path):
    return Landing(tmp_path / "landing")


def land(landing, path, **more):
    return landing.land(
        Arrival(**{"origin": path.as_posix(), "format": "markdown", **more}, path=path), "news", "run-1", NOW
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=2000))
def test_landed_bytes_are_the_files(tmp_path, landing, content):
    path = tmp_path / "a.md"
    path.write_bytes(content)
    item = land(landing, path)
    assert isinstance(item, LandedItemRow)
    assert item.sha256 == hashlib.sha256(content).hexdigest()
    assert landing.path(item.sha256).read_bytes() == content
    assert item.size_bytes == len(content)


def test_row_tells_source_format_and_times(tmp_path, landing):
    path = tmp_path / "A.JSONL.GZ"
    path.write_bytes(b"x")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    item = land(landing, path, origin="news/A.JSONL.GZ", format="json_lines")
    assert (item.origin, item.source_name, item.format, item.run_id) == (
        "news/A.JSONL.GZ",
        "news",
        "json_lines",
        "run-1",
    )
    assert (item.modified_at, item.landed_at) == (datetime(2023, 11, 14, 22, 13, 20), NOW)


def test_same_bytes_are_kept_once_and_not_written_again(tmp_path, landing):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("same")
    first = land(landing, tmp_path / "a.md")
    written = landing.path(first.sha256).stat().st_ino
    second = land(landing, tmp_path / "b.md")
    assert (second.sha256, landing.path(second.sha256).stat().st_ino) == (first.sha256, written)
    assert len([p for p in landing.root.rglob("*") if p.is_file()]) == 1


def test_file_that_is_gone_or_unreadable_is_a_fault(tmp_path, landing, monkeypatch):
    gone = land(landing, tmp_path / "gone.md")
    assert (gone.code, gone.stage, gone.line) == ("E102", "landing", 0)
    path = tmp_path / "locked.md"
    path.write_text("x")
    opened = Path.open

    def refuse(self, *args, **kwargs):
        if self == path:
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in land(landing, path).message


def test_file_that_is_ours_is_moved_and_what_is_told_of_it_is_kept(landing):
    with landing.scratch() as scratch:
        (scratch / "1").write_text("fetched")
        item = land(landing, scratch / "1", is_temporary=True, told={"url": "https://a.test/\ud800"})
        assert not (scratch / "1").exists()
    assert landing.path(item.sha256).read_text() == "fetched"
    assert item.modified_at is None
    assert json.loads(item.told) == {"url": "https://a.test/\ud800"}
    assert item.told.isascii()


def test_the_list_gives_every_item_once_as_it_first_came_and_passes_over_torn_lines(tmp_path, landing):
    (tmp_path / "a.md").write_text("a")
    (tmp_path / "b.md").write_text("b")
    first, second = land(landing, tmp_path / "a.md"), land(landing, tmp_path / "b.md")
    landing.enter([first])
    with landing.list_path.open("ab") as file:
        file.write(b'{"origin": "torn')
    landing.enter([])
    landing.enter([first.model_copy(update={"run_id": "run-2"}), second])
    assert list(landing.items()) == [first, second]


def test_death_before_the_move_leaves_nothing_under_the_hash(tmp_path, landing, monkeypatch):
    path = tmp_path / "a.md"
    path.write_text("whole")

    def die(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", die)
        with pytest.raises(KeyboardInterrupt):
            land(landing, path)
    sha256 = hashlib.sha256(b"whole").hexdigest()
    assert not landing.path(sha256).exists()
    assert land(landing, path).sha256 == sha256
    assert landing.path(sha256).read_text() == "whole"
