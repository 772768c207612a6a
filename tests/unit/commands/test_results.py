"""Results on a terminal: a table where it fits, else one cell below the other, never columns without width."""

import io
import re
from contextlib import redirect_stdout
from typing import Any

import pytest

from pipelines.commands.results import show


class Terminal(io.StringIO):
    """Takes what is printed, as a window would."""

    def isatty(self) -> bool:
        """A person looks."""
        return True


@pytest.fixture(autouse=True)
def window(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window of 80 columns."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")


def printed(names: list[str], rows: list[tuple[Any, ...]]) -> list[str]:
    """The lines that a person sees, without the codes for bold."""
    with redirect_stdout(Terminal()) as screen:
        show(names, rows, "table")
    plain = re.sub("\x1b\\[[0-9;]*m", "", screen.getvalue())
    return [line.rstrip() for line in plain.splitlines()]


def test_what_fits_is_a_table() -> None:
    shown = printed(["supplier", "publishers", "is_denied"], [("USA", ["Wire", "Gazette"], False)])
    assert "│ USA      │ [Wire, Gazette] │ false     │" in shown
    assert shown[-1] == "1 row"


def test_what_is_too_wide_stands_one_cell_below_the_other() -> None:
    names = [f"column_{i:02}" for i in range(45)]
    shown = printed(names, [tuple(f"value{i}" if i % 2 else None for i in range(45))] * 2)
    assert shown.count("  column_01  value1") == 2
    assert not any("column_02" in line for line in shown)  # it has no value
    assert any(line.startswith("2 rows, one cell below the other") for line in shown)


def test_a_long_cell_is_cut_to_its_line() -> None:
    shown = printed([f"column_{i:02}" for i in range(45)], [("x" * 500, *range(44))])
    line = next(line for line in shown if "column_00" in line)
    assert line.endswith("x…")
    assert len(line) == 80
