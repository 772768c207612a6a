"""A disk that fills up: what was published stays as it was, and the run goes on once there is room.

On a real small disk where one can be mounted (Linux, as root); elsewhere these tests are skipped.
"""

import shutil
import subprocess

import pytest
import store_miniature as mini
from conftest import NOW

from pipelines.store.store import Store
from pipelines.store.trouble import in_plain_words


@pytest.fixture
def small_disk(tmp_path):
    """A folder that holds 48 MB and no more."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount, "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(folder)] if mount else ["false"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def identity(file):
    """The very file, as it was written."""
    stat = file.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def fill(folder, leave):
    """A file that leaves so many bytes free."""
    ballast = folder / "ballast"
    ballast.write_bytes(b"\0" * max(0, shutil.disk_usage(folder).free - leave))
    return ballast


@pytest.mark.parametrize("leave", [0, 100_000], ids="{} bytes free".format)
def test_a_second_night_without_room_leaves_the_first_as_it_was(small_disk, leave, tmp_path):
    state = small_disk / "state"
    mini.run(state, "first", 100)
    warehouse = mini.paths_of(state).warehouse
    before, published = identity(warehouse), mini.contents(warehouse)
    ballast = fill(small_disk, leave)
    with pytest.raises(Exception) as failed:
        mini.second_night(state, "second", 100)
    told = in_plain_words(str(failed.value), state)
    assert told.startswith(f"E507 no room is left on the disk of {state} (0 MB free). Make room and run again.")
    assert identity(warehouse) == before
    assert mini.contents(warehouse) == published
    ballast.unlink()
    mini.second_night(state, "third", 100)
    mini.run(tmp_path / "roomy", "first", 100)
    mini.second_night(tmp_path / "roomy", "second", 100)
    assert mini.contents(warehouse) == mini.contents(tmp_path / "roomy/w.duckdb")


def test_a_copy_that_finds_no_room_is_not_published(small_disk):
    store = Store(mini.paths_of(small_disk / "state"))
    mini.run(small_disk / "state", "first", 100)
    warehouse = store.paths.warehouse
    before, published = identity(warehouse), mini.contents(warehouse)
    store.record_landed([mini.landed("more.txt", [], "run-2", NOW)])
    ballast = fill(small_disk, 50_000)
    with pytest.raises(Exception, match=r"(?i)no space|write all required bytes"):
        store.publish("run-2", NOW)
    assert identity(warehouse) == before
    assert mini.contents(warehouse) == published
    ballast.unlink()
    assert store.publish("run-2", NOW) is True
    assert len(mini.contents(warehouse)["ops.landed_items"]) == len(published["ops.landed_items"]) + 1


def test_other_trouble_is_told_as_it_came(tmp_path):
    assert in_plain_words("a rule that fails", tmp_path) == "a rule that fails"


def test_a_disk_that_fails_is_no_full_one(tmp_path):
    told = in_plain_words("(sqlite3.OperationalError) disk I/O error", tmp_path / "not" / "made yet")
    assert told.startswith(f"E508 the disk of {tmp_path}/not/made yet cannot be written (")
