"""CSV: one article a row, the fields named by the header; parted by comma, semicolon, tab or bar."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from pipelines.contracts.records import Fault, Record
from pipelines.text.about import About
from pipelines.text.decode import MAX_CHARS, UnreadableError
from pipelines.text.fields import record_of
from pipelines.text.lines import read_lines

_DELIMITERS = ",;\t|"
csv.field_size_limit(MAX_CHARS)  # 131,072 by default, which a long article exceeds


class _Lines:
    """The lines for csv.reader, with the faults among them set aside, and the line that was read last."""

    def __init__(self, lines: Iterator[tuple[int, str] | Fault]) -> None:
        self.lines, self.number = lines, 0
        self.faults: list[Fault] = []

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            if isinstance(line, Fault):
                self.number = line.line
                self.faults.append(line)
            else:
                self.number, text = line
                yield text


def read(path: Path, origin: str, about: About) -> Iterator[Record | Fault]:
    """The records with the line at which each row begins. A broken row (E125) costs itself only.

    Raises:
        UnreadableError: E124, the header names no column `text` or `html`.
    """
    lines = _Lines(read_lines(path, origin))
    head = next((text for text in lines if text.strip()), None)
    yield from _set_aside(lines)
    if head is None:
        return
    delimiter, header = _header(head, lines.number, about)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = lines.number + 1
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield from _set_aside(lines)
            yield Fault.of("E125", origin, start, str(error))
            continue
        yield from _set_aside(lines)
        if len(cells) == len(header):
            yield from record_of(dict(zip(header, cells, strict=True)), origin, start)
        elif cells:
            yield Fault.of("E125", origin, start, f"{len(cells)} cells, the header has {len(header)}")
    yield from _set_aside(lines)


def _header(head: str, line: int, about: About) -> tuple[str, list[str]]:
    for delimiter in _DELIMITERS:
        try:
            names = next(csv.reader([head], delimiter=delimiter), [])
        except csv.Error:
            continue
        fields = [about.field_of(name) for name in names]
        if {"text", "html"} & set(fields):
            return delimiter, fields
    raise UnreadableError("E124", f"header: {head.strip()[:100]}", line)


def _set_aside(lines: _Lines) -> Iterator[Fault]:
    yield from lines.faults
    lines.faults.clear()
