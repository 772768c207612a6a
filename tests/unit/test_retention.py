"""What is old goes, what is young, present or unfinished stays."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg

from pipelines.retention import forget_runs, remove_old_annotations, remove_old_files

NOW = 1_750_000_000.0
DAY = 86_400


def written(path: Path, days_ago: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    for older in (path, path.parent, path.parent.parent):
        os.utime(older, (NOW - days_ago * DAY,) * 2)
    return path


def test_old_files_and_old_folders_that_they_leave_empty_go(tmp_path):
    young = written(tmp_path / "a/young.log", 2)
    written(tmp_path / "a/old.log", 40)
    written(tmp_path / "b/c/old.log", 40)
    (tmp_path / "d").symlink_to(tmp_path / "a")
    assert remove_old_files(tmp_path, 30, NOW) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "d"]
    assert young.exists()


def test_what_another_run_has_just_made_stays_though_it_is_empty(tmp_path):
    (tmp_path / "run/seeds").mkdir(parents=True)
    assert remove_old_files(tmp_path, 30) == 0
    assert (tmp_path / "run/seeds").is_dir()


def test_nothing_goes_where_all_is_kept_or_nothing_is_there(tmp_path):
    written(tmp_path / "old.log", 400)
    assert remove_old_files(tmp_path, 0, NOW) == 0
    assert remove_old_files(tmp_path / "not there", 30, NOW) == 0
    assert (tmp_path / "old.log").exists()


def test_annotations_of_the_present_version_and_the_newest_others_stay(tmp_path):
    for days, version in ((90, "present"), (50, "oldest"), (40, "older"), (30, "old")):
        written(tmp_path / version / "a.parquet", days)
        os.utime(tmp_path / version, (NOW - days * DAY,) * 2)
    assert remove_old_annotations(tmp_path, "present", 1) == ["older", "oldest"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["old", "present"]
    assert remove_old_annotations(tmp_path / "not there", "present", 1) == []


def test_runs_that_are_over_are_forgotten_with_their_logs(tmp_path):
    @dg.job
    def work():
        pass

    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        run = work.execute_in_process(instance=instance).dagster_run
        waiting = instance.create_run_for_job(work)
        for name in (f"storage/{run.run_id}/a", f"alive/{run.run_id}.lock"):
            written(tmp_path / name, 1)
        assert list(tmp_path.rglob(f"{run.run_id}.db"))
        later = datetime.now(UTC) + timedelta(days=29)
        assert forget_runs(instance, 30, later) == 0
        assert forget_runs(instance, 0, later + timedelta(days=2)) == 0
        assert forget_runs(instance, 30, later + timedelta(days=2)) == 1
        assert [r.run_id for r in instance.get_runs()] == [waiting.run_id]
    assert not any(run.run_id in path.name for path in tmp_path.rglob("*"))
