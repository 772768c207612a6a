"""The accuracy on a folder of gold is measured once a version, and again when rules or gold have changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.report import accuracy
from pipelines.settings import Settings

ARTICLE = "---\ntitle: t\npublished: 2022-08-26\n---\nSouth Korea signed a contract to sell 180 K2 tanks to Poland.\n"
DEAL = {
    "supplier": "KOR", "recipient": "POL", "weapon": ["K2 Black Panther"], "quantity": [180, 180], "value": None,
    "status": "agreed",
}  # fmt: skip


def test_measured_once_a_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in (
        ("articles/one.md", ARTICLE),
        ("gold/one.json", json.dumps({"id": "one", "facts": {"arms_deals": [DEAL]}})),
        ("cues/none.csv", ""),
    ):
        path = tmp_path / "seeds" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    (tmp_path / "seeds/reference").mkdir()
    settings = Settings(project_root=tmp_path, warehouse=tmp_path / "w.duckdb", dagster_home=tmp_path / "home")
    first = accuracy.bundled_accuracy(settings, "1")
    assert "arms_deals                   gold   1 found   1 | row P 1.00 R 1.00" in first["text"]

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("measured again")

    with monkeypatch.context() as patch:
        patch.setattr(accuracy, "extract_folder", fail)
        assert accuracy.bundled_accuracy(settings, "1") == first
        with pytest.raises(AssertionError, match="measured again"):
            accuracy.bundled_accuracy(settings, "2")
    (tmp_path / "home/accuracy.json").write_text('{"measured": "cut o')
    assert accuracy.bundled_accuracy(settings, "1") == first
