"""Which files a source holds, in which order, and what is told of the rest."""

import os

import pytest

from pipelines.contracts.records import Fault, SourceConfig
from pipelines.sources import Found, discover


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


def source(path, **more):
    return SourceConfig(name="news", path=path, address="news", **more)


def codes(found):
    return [(f.origin, f.code) for f in found if isinstance(f, Fault)]


def test_files_come_in_depth_sorted_and_without_hidden_ones(folder):
    found = list(discover([source(folder)]))
    assert [f.origin for f in found] == [
        "news/a.txt",
        "news/b.md",
        "news/sub/c.jsonl.gz",
        "news/sub/deep/d.HTML",
    ]
    assert all(isinstance(f, Found) and f.path.is_file() for f in found)


def test_a_file_that_two_sources_hold_comes_once(folder):
    inner = SourceConfig(name="inner", path=folder / "sub")
    found = list(discover([source(folder), inner]))
    assert [f.source.name for f in found] == ["news"] * 4


def test_missing_folder_is_a_fault_and_the_next_source_is_read(folder):
    found = list(discover([source(folder / "nowhere"), source(folder / "b.md", kind="file")]))
    assert codes(found) == [("news", "E101")]
    assert found[1].origin == "news"


def test_missing_folder_that_need_not_be_there_is_nothing(folder):
    assert list(discover([source(folder / "nowhere", required=False)])) == []


def test_wrong_kind_is_a_fault(folder):
    assert codes(discover([source(folder / "b.md"), source(folder, kind="file")])) == [("news", "E104")] * 2


def test_file_without_reader_is_a_fault_that_names_the_endings(folder):
    (folder / "scan.pdf").write_text("x")
    (fault,) = [f for f in discover([source(folder)]) if isinstance(f, Fault)]
    assert (fault.origin, fault.code) == ("news/scan.pdf", "E103")
    assert ".jsonl.gz" in fault.message


def test_what_is_no_file_is_a_fault_and_never_waited_for(folder):
    os.mkfifo(folder / "pipe.txt")
    (folder / "broken.md").symlink_to(folder / "gone.md")
    assert codes(discover([source(folder)])) == [("news/broken.md", "E102"), ("news/pipe.txt", "E102")]


def test_links_to_files_are_followed_and_links_to_folders_are_not(folder):
    (folder / "link.md").symlink_to(folder / "b.md")
    (folder / "circle").symlink_to(folder)
    origins = [f.origin for f in discover([source(folder)])]
    assert "news/link.md" in origins
    assert not any(origin.startswith("news/circle") for origin in origins)


def test_folder_that_cannot_be_listed_is_a_fault(folder, monkeypatch):
    listed = os.scandir

    def refuse(path):
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(discover([source(folder)]))
    assert codes(found) == [("news/sub", "E102")]
    assert "Permission denied" in found[-1].message
    assert len(found) == 3


def test_name_that_is_no_utf8_gets_an_origin_that_can_be_stored(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system takes no such name")
    (found,) = discover([source(tmp_path)])
    assert found.origin == "news/caf\\xe9.txt"
