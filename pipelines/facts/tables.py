"""Text tables of a document: blocks of lines in columns, set off by bars, tabs or runs of spaces.

What the columns mean is told by each family. A paragraph that is set in justified lines looks like a table
here; a family takes a block as one only where it knows its header.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.annotation.reading import once_a_document

if TYPE_CHECKING:
    from pipelines.annotation.reading import Reading

_GAP = re.compile(r"\t+| {2,}")
_RULE = re.compile(r"[\s|:+=\-–—_]*[-–—=_]{2,}[\s|:+=\-–—_]*")
_FEWEST = 2  # columns


@dataclass(frozen=True)
class Cell:
    """A cell: its words, its columns of characters in the line, its tokens [start, end)."""

    text: str
    left: int
    right: int
    start: int
    end: int

    @property
    def first_word(self) -> str:
        """Its first word, without what decorates it."""
        return re.split(r"[\s(/,]", self._plain, maxsplit=1)[0]

    @property
    def _plain(self) -> str:
        return self.text.lower().strip(" :*#")

    def sense(self, known: dict[str, str]) -> str | None:
        """What a header cell tells of its column: by its whole text, else by its first word, also in the plural."""
        first = self.first_word
        return next((known[w] for w in (self._plain, first, first.removesuffix("s")) if w in known), None)


@dataclass(frozen=True)
class TextTable:
    """A block of lines.

    Attributes:
        header: the cells of its first line.
        rows: for each further line, its cells by the header's column; an empty cell is not there.
        caption: the line above it, or None.
        start, end: tokens of the whole block.
    """

    header: list[Cell]
    rows: list[dict[int, Cell]]
    caption: Cell | None
    start: int
    end: int

    def column(self, number: int) -> list[Cell]:
        """The cells of a column that are there, without its header."""
        return [row[number] for row in self.rows if number in row]


@dataclass
class _Block:
    """Lines, each with its offset in the text and the spans of its cells in it; and the span of the line above."""

    lines: list[tuple[int, list[tuple[int, int]]]] = field(default_factory=list)
    above: tuple[int, int] | None = None


@once_a_document
def find_tables(reading: Reading) -> list[TextTable]:
    """The blocks of two or more lines that fall into two or more columns, in the order of the text."""
    if not _GAP.search(reading.text) and "|" not in reading.text:
        return []
    blocks: list[_Block] = [_Block()]
    offset, above = 0, None
    for line in reading.text.splitlines(keepends=True):
        spans = _spans(line.rstrip("\r\n"))
        if not line.strip() or not _RULE.fullmatch(line.strip()):
            if len(spans) >= _FEWEST:
                if not blocks[-1].lines:
                    blocks[-1].above = above
                blocks[-1].lines.append((offset, spans))
            elif blocks[-1].lines:
                blocks.append(_Block())
            if spans:
                above = (offset + spans[0][0], offset + spans[-1][1])
        offset += len(line)
    found = [block for block in blocks if len(block.lines) > 1]
    if not found:
        return []
    starts = [reading.view.source(token.idx) for token in reading.doc]
    return [_table(block, starts, reading.text) for block in found]


def _spans(line: str) -> list[tuple[int, int]]:
    """Where the cells of a line stand."""
    if "|" in line:
        bounds = [-1, *(m.start() for m in re.finditer(r"\|", line)), len(line)]
        pieces = [(a + 1, b) for a, b in pairwise(bounds)]
    else:
        cuts = [0, *(p for m in _GAP.finditer(line) for p in m.span()), len(line)]
        pieces = list(zip(cuts[::2], cuts[1::2], strict=True))
    stripped = ((a + len(line[a:b]) - len(line[a:b].lstrip()), a + len(line[a:b].rstrip())) for a, b in pieces)
    return [(a, b) for a, b in stripped if a < b]


def _table(block: _Block, starts: list[int], text: str) -> TextTable:
    def cell(offset: int, left: int, right: int) -> Cell:
        first, last = offset + left, offset + right
        return Cell(text[first:last], left, right, bisect_left(starts, first), bisect_left(starts, last))

    lines = [[cell(offset, a, b) for a, b in spans] for offset, spans in block.lines]
    header = lines[0]
    caption = cell(0, *block.above) if block.above else None
    rows = [_by_column(header, line) for line in lines[1:]]
    return TextTable(header, rows, caption, header[0].start, max(c.end for line in lines for c in line))


def _by_column(header: list[Cell], line: list[Cell]) -> dict[int, Cell]:
    """The cells of a line under the header's: in order where they are as many, else by where they stand."""
    if len(line) == len(header):
        return dict(enumerate(line))
    found: dict[int, Cell] = {}
    for cell in line:
        gaps = [max(h.left - cell.right, cell.left - h.right, 0) for h in header]
        found.setdefault(gaps.index(min(gaps)), cell)
    return found
