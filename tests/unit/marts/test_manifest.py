"""dbt reads the project once for each of its versions, however many processes ask for it at the same time."""

from __future__ import annotations

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipelines.marts import manifest as module


def test_the_project_is_read_once_a_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readings: list[str] = []

    def parse(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        readings.append(version)
        time.sleep(0.2)  # the others ask meanwhile
        (Path(command[-1]) / "manifest.json").write_text(version)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(module, "PROJECT_DIR", tmp_path)
    monkeypatch.setattr(module, "marts_version", lambda: version)
    monkeypatch.setattr(module.subprocess, "run", parse)
    for version in ("one", "two"):
        with ThreadPoolExecutor(3) as askers:
            told = list(askers.map(module.manifest, [tmp_path / "attache.duckdb"] * 3))
        assert {file.read_text() for file in told} == {version}
    assert readings == ["one", "two"]


def test_a_project_that_cannot_be_read_is_told_and_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "no model of this name", "")

    monkeypatch.setattr(module, "PROJECT_DIR", tmp_path)
    monkeypatch.setattr(module.subprocess, "run", parse)
    for _ in range(2):
        with pytest.raises(module.DbtProjectError, match="no model of this name"):
            module.manifest(tmp_path / "attache.duckdb")
