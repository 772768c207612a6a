"""HTML: one article a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipelines.contracts.records import Fault, Record
from pipelines.text.about import About
from pipelines.text.decode import read_page


def read(path: Path, origin: str, about: About) -> Iterator[Record | Fault]:
    """The page as the record's html; its article is found when the record becomes a document."""
    yield Record(0, html=read_page(path, about.charset))
