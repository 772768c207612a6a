"""The dates of a text without the words that bound them (with them: bounded_dates.py)."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.annotation.dates.anchors import find_windows
from pipelines.annotation.dates.calendar_shapes import CALENDAR_SHAPES
from pipelines.annotation.dates.core import Core
from pipelines.annotation.dates.relative_shapes import RELATIVE_SHAPES


def _all_cores(text: str) -> Iterator[Core]:
    windows = find_windows(text)
    for anchor, pattern, build in (*CALENDAR_SHAPES, *RELATIVE_SHAPES):
        for low, high in windows.get(anchor, ()):
            for match in pattern.finditer(text, low, high):
                core = build(match, text)
                if core is not None and core.end > core.start:
                    yield core


def find_cores(text: str) -> list[Core]:
    """The dates of a text without their bounding words, in its order; of two that overlap the longer."""
    found: list[Core] = []
    for core in sorted(_all_cores(text), key=lambda c: (c.start, -c.end)):
        if found and core.start < found[-1].end:
            if core.end - core.start > found[-1].end - found[-1].start:
                found[-1] = core
            continue
        found.append(core)
    return found
