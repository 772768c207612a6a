"""Plain text: one article a file, with front matter or without; a short first line is the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipelines.contracts.records import Fault, Record
from pipelines.text.about import About
from pipelines.text.decode import read_text
from pipelines.text.fields import record_of
from pipelines.text.front_matter import split_front_matter

_LINE_END = re.compile(r"\r\n?|\n")
_LONGEST_TITLE = 150  # characters
_WRAPPED_LINE = 60  # a line of this length that runs on into one of its like is prose, wrapped
_LIKE = 0.8


def read(path: Path, origin: str, about: About) -> Iterator[Record | Fault]:
    """The file's record; its text is the whole file (after front matter), the title's line with it."""
    fields, text = split_front_matter(read_text(path))
    title = title_of(text)
    yield from record_of({"title": title, **fields} if title else fields, origin, 0, text)


def title_of(text: str) -> str | None:
    """The first line, where it is short and more text follows; None where it is the text's own beginning."""
    first, *others = (line.strip() for line in _LINE_END.split(text.lstrip(), 2))
    if not first or len(first) > _LONGEST_TITLE or not any(others):
        return None
    following = others[0]
    runs_on = len(first) >= _WRAPPED_LINE and len(first) >= _LIKE * len(following) > 0
    return None if runs_on else first
