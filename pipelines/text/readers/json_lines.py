"""JSON Lines: one article a line, packed by gzip or not, read line by line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pipelines.contracts.records import Fault, Record
from pipelines.text.about import About
from pipelines.text.fields import record_of
from pipelines.text.lines import read_lines


def read(path: Path, origin: str, about: About) -> Iterator[Record | Fault]:
    """The records with their lines. A line that is no JSON (E121) or no object (E122) costs itself only."""
    for line in read_lines(path, origin):
        if isinstance(line, Fault):
            yield line
            continue
        number, text = line
        if not text.strip():
            continue
        try:
            values = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield Fault.of("E121", origin, number, str(error))
            continue
        if isinstance(values, dict):
            yield from record_of({about.field_of(name): value for name, value in values.items()}, origin, number)
        else:
            yield Fault.of("E122", origin, number, type(values).__name__)
