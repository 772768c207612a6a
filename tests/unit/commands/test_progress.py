"""What a person sees of a long run: how far, how fast, how long still."""

import io

import pytest
from rich.console import Console

from pipelines.commands import progress
from pipelines.commands.progress import StepView, pace


@pytest.mark.parametrize(
    ("done", "total", "seconds", "told"),
    [
        (1_200, 30_000, 60, "20.0 a second, about 24 min left"),
        (50, 60, 100, "30.0 a minute, about 20 s left"),
        (1, 100_001, 1, "1.0 a second, about 27.8 h left"),
        (0, 10, 5, ""),
        (10, 10, 5, ""),
        (7, 7, 0, ""),
    ],
)
def test_pace(done, total, seconds, told):
    assert pace(done, total, seconds) == told


def test_where_nobody_looks_a_line_comes_now_and_then(monkeypatch):
    now = 100.0
    monkeypatch.setattr(progress.time, "monotonic", lambda: now)
    out = io.StringIO()
    with StepView(Console(file=out, width=200)) as view:
        view.began("annotations")
        for done in range(0, 1_000, 10):
            now += 1
            view.got_on("annotations", done, 1_000)
        view.got_on("no step that is shown", 1, 2)
        view.ended("annotations")
    lines = out.getvalue().splitlines()
    assert lines[0] == "annotating texts ..."
    assert lines[1] == "annotating texts: 290 of 1,000 (9.7 a second, about 73 s left)"
    assert len(lines) == 5
    assert lines[-1].startswith("annotating texts: done, 990")
