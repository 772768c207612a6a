"""Memory over many texts of ever new words: it must stay flat, however long an archive is.

    make bench                                    2,000 texts
    BENCH_DOCUMENTS=20000 make bench      the full run

prints the resident memory at twenty points. A spaCy vocabulary keeps every word that it has met; the annotator drops
it every few thousand texts.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.annotation.annotator import Annotator
from pipelines.settings import Settings

DOCUMENTS = int(os.environ.get("BENCH_DOCUMENTS", "2000"))
POINTS = 20


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _texts(count: int) -> Iterator[str]:
    """Short notices of a deal, each with forty words that no other has."""
    choose = random.Random(11)
    letters = "abcdefghijklmnoprstuvz"
    for number in range(count):
        words = ["".join(choose.choices(letters, k=9)) for _ in range(40)]
        names = " ".join(w.capitalize() if i % 5 == 0 else w for i, w in enumerate(words))
        yield f"Poland ordered {number + 2} tanks from South Korea, {words[0].capitalize()} said. {names}."


def test_memory_stays_flat(capsys: pytest.CaptureFixture[str]) -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("the resident memory is read from /proc")
    annotator = Annotator(Settings.load())
    curve: list[tuple[int, float]] = []
    for number, annotation in enumerate(annotator.annotate(_texts(DOCUMENTS)), start=1):
        annotator.load(annotation)
        if number % max(1, DOCUMENTS // POINTS) == 0:
            curve.append((number, _megabytes()))
    with capsys.disabled():
        print("\ntexts      resident MB")
        for number, megabytes in curve:
            print(f"{number:>7,} {megabytes:>10,.0f}")
    half = curve[len(curve) // 2 :]
    assert max(m for _, m in half) < 1.25 * max(m for _, m in curve[: len(curve) // 2])
