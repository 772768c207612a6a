"""Reads files of marked sentences: one case a line, judged at the marks.

    id | text with a <mark attr=value other="two words">span</mark>, or several
    id | none | text in which nothing is to be found
    id | published=2024-10-24 | text with marks, and what the whole case is told beside them

Lines that are empty or begin with # are skipped. The name of a mark and its attributes mean what the test that
reads the file says. A file with a malformed mark, a repeated id or an unmarked case raises: a slip in a case must
not pass for a case that passes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_TAG = re.compile(r"<(?P<close>/)?(?P<name>[a-z][a-z_]*)(?P<attributes>(?:\s+[a-z_]+=(?:\"[^\"]*\"|[^\s\"'>]+))*)\s*>")
_ATTRIBUTE = re.compile(r"([a-z_]+)=(?:\"([^\"]*)\"|([^\s\"'>]+))")
_OPTIONS = re.compile(r"none|[a-z_]+=\S+(?:\s+[a-z_]+=\S+)*")
_STRAY = re.compile(r"</?[a-z]")


class MarkError(ValueError):
    """A line of a case file that cannot be read; the message names the file and the line."""


@dataclass(frozen=True)
class Mark:
    """Code points [start, end) of a case's text, with the mark's name and attributes."""

    name: str
    start: int
    end: int
    attributes: dict[str, str]


@dataclass(frozen=True)
class Case:
    """A sentence without its marks, and the marks in the order in which they open."""

    id: str
    text: str
    marks: tuple[Mark, ...]
    options: dict[str, str]

    def quote(self, mark: Mark) -> str:
        """The characters of a mark."""
        return self.text[mark.start : mark.end]


def parse_case(line: str, where: str) -> Case:
    """A case from its line.

    Raises:
        MarkError: no id, a mark that is not closed or not opened, or no mark in a case that is not said to have none.
    """
    case_id, bar, rest = line.partition("|")
    case_id = case_id.strip()
    if not bar or not re.fullmatch(r"[\w-]+", case_id):
        raise MarkError(f"{where}: a line is `id | text`, and an id is of letters, digits and hyphens")
    options: dict[str, str] = {}
    head, bar, tail = rest.partition("|")
    is_empty = bar == "|" and head.strip() == "none"
    if bar and _OPTIONS.fullmatch(head.strip()):
        rest = tail
        if not is_empty:
            options = dict(pair.split("=", 1) for pair in head.split())
    text, marks = _without_marks(rest.strip(), where)
    if is_empty == bool(marks):
        raise MarkError(f"{where}: a case has marks, or is said to have none by `id | none | text`")
    return Case(case_id, text, marks, options)


def _without_marks(source: str, where: str) -> tuple[str, tuple[Mark, ...]]:
    pieces: list[str] = []
    opened: list[tuple[int, str, int, dict[str, str]]] = []
    found: list[tuple[int, Mark]] = []
    at = length = count = 0
    for tag in _TAG.finditer(source):
        pieces.append(source[at : tag.start()])
        length += len(pieces[-1])
        at = tag.end()
        if not tag["close"]:
            pairs = _ATTRIBUTE.findall(tag["attributes"])
            attributes = {key: quoted or plain for key, quoted, plain in pairs}
            if len(attributes) != len(pairs):
                raise MarkError(f"{where}: <{tag['name']}> has an attribute twice")
            opened.append((count, tag["name"], length, attributes))
            count += 1
        elif not opened or opened[-1][1] != tag["name"]:
            raise MarkError(f"{where}: </{tag['name']}> closes nothing")
        else:
            number, name, start, attributes = opened.pop()
            if start == length:
                raise MarkError(f"{where}: <{name}> marks nothing")
            found.append((number, Mark(name, start, length, attributes)))
    pieces.append(source[at:])
    text = "".join(pieces)
    if opened:
        raise MarkError(f"{where}: <{opened[-1][1]}> is not closed")
    if stray := _STRAY.search(text):
        raise MarkError(f"{where}: {text[stray.start() : stray.start() + 20]!r} looks like a mark and is none")
    return text, tuple(mark for _, mark in sorted(found, key=lambda pair: pair[0]))


def load_cases(path: Path) -> list[Case]:
    """The cases of a file.

    Raises:
        MarkError: as parse_case; or an id stands twice; or there is no case.
    """
    cases: dict[str, Case] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        case = parse_case(line, f"{path.name}:{number}")
        if case.id in cases:
            raise MarkError(f"{path.name}:{number}: the id {case.id!r} stands twice")
        cases[case.id] = case
    if not cases:
        raise MarkError(f"{path.name}: there is no case in it")
    return list(cases.values())
