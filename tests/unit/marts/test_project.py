"""The version of the marts is that of what people wrote, whatever dbt is writing meanwhile."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from pipelines.marts import project


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "dbt_project"
    (folder / "models").mkdir(parents=True)
    (folder / "models" / "deals.sql").write_text("select 1")
    monkeypatch.setattr(project, "PROJECT_DIR", folder)
    monkeypatch.setattr(project, "_FOLDERS", (folder,))
    return folder


def test_the_version_changes_with_a_model_and_not_with_what_dbt_makes(models: Path) -> None:
    first = project.marts_version()
    (models / "target" / "run").mkdir(parents=True)
    (models / "target" / "run" / "deals.sql").write_text("select 2")
    assert project.marts_version() == first
    (models / "models" / "deals.sql").write_text("select 2")
    assert project.marts_version() != first


def test_the_version_can_be_told_while_dbt_writes_and_removes_folders(models: Path) -> None:
    over = threading.Event()

    def write_and_remove() -> None:
        while not over.is_set():
            for part in range(20):
                (models / "target" / f"run-{part}" / "seeds").mkdir(parents=True)
            shutil.rmtree(models / "target")

    dbt = threading.Thread(target=write_and_remove)
    dbt.start()
    try:
        assert len({project.marts_version() for _ in range(200)}) == 1
    finally:
        over.set()
        dbt.join()
