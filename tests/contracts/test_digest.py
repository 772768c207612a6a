import re
import shutil

import pytest

from pipelines.contracts.digest import digest_of


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "room" / "inner").mkdir(parents=True)
    (tmp_path / "room" / "a.py").write_text("a = 1\n")
    (tmp_path / "room" / "inner" / "words.csv").write_text("id\n1\n")
    return tmp_path / "room"


def test_is_short_and_the_same_in_every_checkout(folder, tmp_path):
    elsewhere = shutil.copytree(folder, tmp_path / "other" / "room")
    assert re.fullmatch(r"[0-9a-f]{16}", digest_of(folder))
    assert digest_of(folder) == digest_of(elsewhere)


def test_changes_with_content_name_and_place(folder):
    seen = {digest_of(folder)}
    (folder / "inner" / "words.csv").write_text("id\n2\n")
    seen.add(digest_of(folder))
    (folder / "a.py").rename(folder / "b.py")
    seen.add(digest_of(folder))
    (folder / "b.py").rename(folder / "inner" / "b.py")
    seen.add(digest_of(folder))
    assert len(seen) == 4


def test_does_not_change_with_other_files(folder):
    before = digest_of(folder)
    (folder / "notes.txt").write_text("x")
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "a.cpython-311.pyc").write_bytes(b"x")
    assert digest_of(folder) == before


def test_takes_single_files_of_any_kind(folder):
    (folder / "model.txt").write_text("x")
    assert digest_of(folder, folder / "model.txt") != digest_of(folder)


def test_a_missing_path_is_an_error(folder):
    with pytest.raises(FileNotFoundError, match="missing"):
        digest_of(folder / "missing")
