"""What earlier runs left behind and nobody looks at any more is cleared away: records of runs, logs, old annotations.

Landed bytes, documents, facts and their history are never touched here.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dagster import DagsterInstance

_MOST_AT_ONCE = 200  # records of runs that one run deletes: it takes some 20 ms each
_DAY = 86_400.0  # seconds


def forget_runs(instance: DagsterInstance, days: int, now: datetime | None = None) -> int:
    """Delete the records and logs of runs that began so many days ago and are over; how many. 0 days keeps all."""
    from dagster import DagsterRunStatus, RunsFilter  # noqa: PLC0415 - takes seconds to import

    if not days:
        return 0
    over = [DagsterRunStatus.SUCCESS, DagsterRunStatus.FAILURE, DagsterRunStatus.CANCELED]
    before = (now or datetime.now(UTC)) - timedelta(days=days)
    found = instance.get_run_records(
        RunsFilter(statuses=over, created_before=before), limit=_MOST_AT_ONCE, ascending=True
    )
    home = Path(instance.root_directory)
    for run_id in (record.dagster_run.run_id for record in found):
        instance.delete_run(run_id)
        shutil.rmtree(home / "storage" / run_id, ignore_errors=True)
        for file in (*home.glob(f"history/runs/{run_id}.db*"), home / "alive" / f"{run_id}.lock"):
            file.unlink(missing_ok=True)
    return len(found)


def remove_old_annotations(folder: Path, version: str, keep: int) -> list[str]:
    """Remove the annotations of versions that were last used before the `keep` newest and the present one.

    Args:
        folder: holds one folder a version.
        version: the present one, which always stays.
        keep: how many others stay, for whoever goes back to an older release.

    Returns:
        The versions that were removed.
    """
    others = [f for f in folder.iterdir() if f.is_dir() and f.name != version] if folder.is_dir() else []
    others.sort(key=lambda f: f.stat().st_mtime, reverse=True)
    for old in others[keep:]:
        shutil.rmtree(old, ignore_errors=True)
    return [old.name for old in others[keep:]]


def remove_old_files(folder: Path, days: int, now: float | None = None) -> int:
    """Remove the files and empty folders below a folder that were last written so many days ago; 0 keeps all.

    Others may write there meanwhile: a folder that one of them has just made is young and stays, empty or not.

    Returns:
        How many files were removed.
    """
    if not days:
        return 0
    before = (time.time() if now is None else now) - days * _DAY
    removed = 0
    for path in _older_than(before, folder):
        with suppress(OSError):  # gone already, or a folder that is not empty
            if path.is_dir() and not path.is_symlink():
                path.rmdir()
            else:
                path.unlink()
                removed += 1
    return removed


def _older_than(before: float, folder: Path) -> list[Path]:
    """What was last written before then, what lies deeper first; told in full before anything of it changes."""
    old: list[Path] = []
    for inside, folders, files in os.walk(folder, topdown=False):
        for path in (Path(inside, name) for name in (*files, *folders)):
            with suppress(FileNotFoundError):
                if path.lstat().st_mtime < before:
                    old.append(path)
    return old
