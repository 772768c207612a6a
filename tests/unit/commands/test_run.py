"""What a run is asked to read, and its exit code. Runs themselves: tests/integration."""

from pathlib import Path

import pytest
import typer

from pipelines.commands import run as command
from pipelines.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    (tmp_path / "attache.toml").write_text("[[sources]]\nname = 'wire'\npath = 'news'\n", encoding="utf-8")
    (tmp_path / "a.txt").touch()
    monkeypatch.chdir(tmp_path)
    return Settings.load(project_root=tmp_path, warehouse=tmp_path / "w.duckdb", dagster_home=tmp_path / "home")


def test_names_and_paths_are_told_from_what_is_neither(settings: Settings, tmp_path: Path) -> None:
    assert command.chosen(settings, []) == ([], [])
    assert command.chosen(settings, ["wire", "a.txt", "b.txt"]) == (["wire", str(tmp_path / "a.txt")], ["b.txt"])
    with pytest.raises(typer.BadParameter, match=r"nothing stands at b.txt, c.txt; configured sources are: wire"):
        command.chosen(settings, ["b.txt", "c.txt"])


@pytest.mark.parametrize(("words", "code"), [(["a.txt"], 0), (["a.txt", "b.txt"], 1)])
def test_a_path_that_is_not_there_costs_itself_and_the_exit_code(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
) -> None:
    read: list[str] = []

    def run(_settings: Settings, _wish: command.Wish, sources: list[str], *_: object) -> int:
        read.extend(sources)
        return 0

    monkeypatch.setattr(command, "_run", run)
    assert command.run(settings, command.Wish(words)) == code
    assert [Path(source).name for source in read] == ["a.txt"]
    told = capsys.readouterr().err
    assert ("nothing stands at b.txt: it was left out" in told) == bool(code)
