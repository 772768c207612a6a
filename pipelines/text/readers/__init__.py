"""The readers, by the name of the format. A format is a file here, a line here, and its endings in FORMATS.

A reader is a function (path, origin, about) -> records and faults in their order. It raises UnreadableError or
OSError where the whole item cannot be read, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pipelines.contracts.records import Fault, Record
from pipelines.text.about import About
from pipelines.text.readers import csv, feed, html, json_lines, markdown, parquet, plain_text, web_archive

Reader = Callable[[Path, str, About], Iterator[Record | Fault]]

READERS: dict[str, Reader] = {
    "plain_text": plain_text.read,
    "markdown": markdown.read,
    "html": html.read,
    "json_lines": json_lines.read,
    "csv": csv.read,
    "parquet": parquet.read,
    "feed": feed.read,
    "web_archive": web_archive.read,
}
