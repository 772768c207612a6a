"""Nights with trouble, as real commands: another run writes, the disk is full, a source is dead; and a backfill."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.store.writer_lock import writing

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]
MEGABYTE = 1_000_000


def identity(file: Path) -> tuple[int, int, int]:
    stat = file.stat()
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def test_a_second_run_is_told_who_writes_or_waits(second_night: Any) -> None:
    night = second_night
    with writing(night.build, wait=False):
        refused = night.attache(*night.run_command()[1:])
        assert refused.returncode == 1
        assert "E502" in refused.stderr
        assert "another run writes this warehouse (process " in refused.stderr
        assert "--wait" in refused.stderr
        waiting = subprocess.Popen(
            night.run_command("--wait"), env=night.env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert waiting.stderr is not None
        assert "waiting until it has ended" in waiting.stderr.readline()
        time.sleep(1)
        assert waiting.poll() is None
    out, err = waiting.communicate(timeout=300)
    assert waiting.returncode == 0, out + err


@pytest.fixture
def full_disk(built: Any, tmp_path: Path) -> Iterator[Any]:
    """A copy of `built`, Dagster's folder and all, on a small disk of its own that has no room left.

    Skipped where no disk can be mounted (Linux, as root). At other steps: tests/unit/store/test_disk_full.py.
    """
    root = tmp_path / "disk"
    root.mkdir()
    size = sum(file.stat().st_size + 4096 for file in built.root.rglob("*")) + 2 * MEGABYTE
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(root)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield type(built)(Path(shutil.copytree(built.root, root / "night")))
    finally:
        subprocess.run(["umount", "-l", str(root)], check=True)


def test_a_full_disk_is_told_and_nothing_is_published(full_disk: Any, content: Any) -> None:
    night = full_disk
    (night.articles / "more.md").write_text("France sold 12 Rafale fighter jets to Egypt. " * 2_000)
    before, published = identity(night.warehouse), content(night.warehouse)
    (night.root / "ballast").write_bytes(b"\0" * shutil.disk_usage(night.root).free)
    done = night.attache(*night.run_command()[1:])
    assert done.returncode == 1, done.stdout + done.stderr
    assert "E507 no room is left on the disk" in done.stderr
    assert "Traceback" not in done.stderr
    assert identity(night.warehouse) == before
    assert content(night.warehouse) == published
    (night.root / "ballast").unlink()
    assert night.attache("status", "--warehouse", str(night.warehouse)).returncode == 0


def test_a_backfill_of_a_year_beside_a_source_that_is_dead(second_night: Any) -> None:
    night = second_night
    archive = night.root / "archive.jsonl"
    archive.write_text(
        "\n".join(
            f'{{"id": "old-{year}", "published": "{year}-06-01", "text": "France sold {year} missiles to Egypt."}}'
            for year in (2021, 2022, 2023)
        )
    )
    night.configured = [
        {"name": "archive", "kind": "file", "path": str(archive), "nightly": False},
        {"name": "dead", "kind": "folder", "path": str(night.root / "gone")},
    ]
    days = ("--since", "2022-01-01", "--until", "2022-12-31")
    done = night.run("--source", "archive", "--source", "dead", *days)
    assert "Published" in done.stdout
    assert night.query("select external_id from core.documents where external_id like 'old-%'") == [("old-2022",)]
    ((dead, reason),) = night.query(
        "select source_name, failure from ops.source_visits where failure is not null or fault_count > 0"
    )
    assert dead == "dead"
    assert reason is None or "E101" in reason
    # a nightly run leaves the archive alone
    assert "Nothing new" in night.run().stdout
    upside_down = night.attache("run", "--since", "2022-12-31", "--until", "2022-01-01")
    assert upside_down.returncode == 2
    assert "is after" in upside_down.stderr


def test_a_register_that_is_put_beside_is_compared_and_goes_with_its_file(second_night: Any) -> None:
    night = second_night
    folder = night.root / "registers"
    folder.mkdir()
    register = folder / "poland.csv"
    header = "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation\n"
    rows = "Poland,South Korea,2022,,180,,K-2 Black Panther\nPoland,South Korea,2022,,218,,\n"
    register.write_bytes(
        f"Transfers of major weapons. Côte d'Ivoire is none of them.\n\n{header}{rows}".encode("latin-1")
    )
    assert "Published" in night.run().stdout
    compared = "select outcome, their_line from marts.register_comparison where their_line is not null"
    assert night.query(compared) == [("matched", 4)]
    told = night.attache("status", "--warehouse", str(night.warehouse)).stdout
    assert "poland.csv" in told
    assert "E173" in told
    shown = night.attache("compare-register", "--csv", "--only", "matched", "--warehouse", str(night.warehouse))
    assert shown.stdout.splitlines()[1].startswith("poland.csv,matched,")
    register.unlink()
    night.run()
    assert night.query("select count(*) from marts.register_comparison") == [(0,)]
    assert night.query("from ops.quarantine") == []
