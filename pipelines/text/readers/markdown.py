"""Markdown: one article a file, its fields in YAML front matter. Marks of Markdown stay in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipelines.contracts.records import Fault, Record
from pipelines.text.about import About
from pipelines.text.decode import read_text
from pipelines.text.fields import record_of
from pipelines.text.front_matter import split_front_matter

_HEADING = re.compile(r"\s*#[ \t]+(?P<title>[^\r\n]+?)[ \t]*#*[ \t]*(?:[\r\n]|\Z)")


def read(path: Path, origin: str, about: About) -> Iterator[Record | Fault]:
    """The file's record. Without a title in the front matter, a heading at the text's head is the title."""
    fields, text = split_front_matter(read_text(path))
    heading = _HEADING.match(text)
    yield from record_of({"title": heading["title"], **fields} if heading else fields, origin, 0, text)
