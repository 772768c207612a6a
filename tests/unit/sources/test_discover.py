"""Which files a source holds, in which order, and what is told of the rest."""

import os

import pytest

from pipelines.contracts.records import Fault
from pipelines.sources import discover


@pytest.fixture
def folder(tmp_path):
    for name in (
        "b.md",
        "a.txt",
        "sub/c.jsonl.gz",
        "sub/deep/d.HTML",
        ".hidden.md",
        ".git/x.md",
        "sub/.DS_Store",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


def found_at(path):
    return list(discover(path, "news"))


def codes(found):
    return [(f.origin, f.code) for f in found if isinstance(f, Fault)]


def test_files_come_in_depth_sorted_and_without_hidden_ones(folder):
    found = found_at(folder)
    assert [origin for _, origin in found] == [
        "news/a.txt",
        "news/b.md",
        "news/sub/c.jsonl.gz",
        "news/sub/deep/d.HTML",
    ]
    assert all(path.is_file() for path, _ in found)


def test_missing_folder_is_a_fault(folder):
    assert codes(found_at(folder / "nowhere")) == [("news", "E101")]


def test_file_is_found_as_itself(folder):
    assert found_at(folder / "b.md") == [(folder / "b.md", "news")]


def test_what_is_no_file_is_a_fault_and_never_waited_for(folder):
    os.mkfifo(folder / "pipe.txt")
    (folder / "broken.md").symlink_to(folder / "gone.md")
    assert codes(found_at(folder)) == [("news/broken.md", "E102"), ("news/pipe.txt", "E102")]


def test_links_to_files_are_followed_and_links_to_folders_are_not(folder):
    (folder / "link.md").symlink_to(folder / "b.md")
    (folder / "circle").symlink_to(folder)
    origins = [origin for _, origin in found_at(folder)]
    assert "news/link.md" in origins
    assert not any(origin.startswith("news/circle") for origin in origins)


def test_folder_that_cannot_be_listed_is_a_fault(folder, monkeypatch):
    listed = os.scandir

    def refuse(path):
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = found_at(folder)
    assert codes(found) == [("news/sub", "E102")]
    assert "Permission denied" in found[-1].message
    assert len(found) == 3


def test_name_that_is_no_utf8_gets_an_origin_that_can_be_stored(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system takes no such name")
    (found,) = found_at(tmp_path)
    assert found[1] == "news/caf\\xe9.txt"
