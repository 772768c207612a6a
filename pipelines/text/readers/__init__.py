"""The readers, by the name of the format. A format is a file here, a line here, and its endings in FORMATS.

A reader is a function (path, origin) -> records and faults in their order. It raises UnreadableError or
OSError where the whole item cannot be read, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pipelines.contracts.records import Fault, Record
from pipelines.text.readers import csv, html, json_lines, markdown, parquet, plain_text

Reader = Callable[[Path, str], Iterator[Record | Fault]]

READERS: dict[str, Reader] = {
    "plain_text": plain_text.read,
    "markdown": markdown.read,
    "html": html.read,
    "json_lines": json_lines.read,
    "csv": csv.read,
    "parquet": parquet.read,
}
