"""The text as a reader sees it: unwrapped, without hyphens at line ends, with plain quotes and single spaces.

The language model parses this view; every offset that it gives is mapped back to the text itself. Nothing that is
stored is changed here. Cleaning of markup does not belong here.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

# Prefixes that keep their hyphen when a line ends after it: "anti-\ntank", but "intelli-\ngence".
_HYPHENATED = frozenset(
    "air all anti co counter cross de ex far four half high home inter ground land light long low medium mid multi "
    "near non one post pre pro quasi re sea self semi short six so state sub surface ten third three two ultra un "
    "vice war well year".split()
)
_WRAPPED_LINE = 45  # characters; a shorter line is a heading, a list item or a table row, and its end is a real end

_WIDEST = 120  # characters; nobody breaks lines at a greater width

_IRREGULAR = re.compile(
    r"(?P<hyphen>(?<=[^\W\d_])(?:-|\u2010)[ \t]*\r?\n[ \t]*(?=[^\W\d_]))"
    r"|(?P<newline>[ \t]*\r?\n(?![ \t]*\r?\n)(?<!\n[ \t]\n)[ \t]*)"
    r"|(?P<spaces>[ \t\u00a0\u2009\u202f]{2,})"
    r"|(?P<shortened>\b(?:appr?o?x|abt|ca|est)\.(?=\s?\d))"
    r"|(?P<invisible>[\u00ad\u200b-\u200d\u2060\ufeff])",
    re.IGNORECASE,
)
_SAME_LENGTH = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
                              "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2011": "-", "\u2010": "-"})  # fmt: skip
_LIST_ITEM = re.compile(r"(?:[-*•–—|]\s|\(?[a-z0-9]{1,3}[.)]\s|[A-Z ]{4,}:|#|\|)")
_SENTENCE_END = re.compile(r"[.!?:;][\"')\u2019\u201d]*$")
_OPEN_END = re.compile(r"(?:[,(\u2013\u2014-]|\b(?:an?|and|at|by|for|from|in|of|on|or|the|to|with))$", re.IGNORECASE)


@dataclass(frozen=True)
class ReadingView:
    """A view of a text and the way back.

    Attributes:
        text: the view.
        breaks: view offsets (ascending) at which the distance to the source changes.
        shifts: for each break, what is to be added to a view offset at or after it to get the source offset.
    """

    text: str
    breaks: list[int] = field(default_factory=list)
    shifts: list[int] = field(default_factory=list)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Code points [start, end) of the view as code points of the source text."""
        return self.source(start), self.source(end - 1) + 1 if end > start else self.source(end)

    def source(self, offset: int) -> int:
        """A code point of the view as one of the source text."""
        index = bisect.bisect_right(self.breaks, offset) - 1
        return offset + (self.shifts[index] if index >= 0 else 0)


def has_paragraphs(text: str) -> bool:
    """Whether each line of a text is a paragraph, a headline or a label, as of a web page: most are wide."""
    return 2 * sum(len(line) for line in text.split("\n") if len(line) > _WIDEST) > len(text)


def _replacement(match: re.Match[str], source: str, paragraphs: bool) -> str:
    kind = match.lastgroup
    if kind == "invisible":
        return ""
    if kind == "shortened":
        return match.group()[:-1]  # no sentence ends with "Approx." before a number
    if kind == "spaces":
        return " "
    if kind == "hyphen":
        before = re.search(r"[^\W\d_]+$", source[max(0, match.start() - 30) : match.start()])
        after = source[match.end()]
        prefix = before.group() if before else ""
        return "-" if after.isupper() or prefix.casefold() in _HYPHENATED else ""
    line_start = source.rfind("\n", 0, match.start()) + 1
    line = source[line_start : match.start()].rstrip()
    following = source[match.end() : match.end() + 24]
    if paragraphs and not following[:1].islower() and not _OPEN_END.search(line):
        return "\n"
    wrapped = (
        len(line.strip()) >= _WRAPPED_LINE
        and not _LIST_ITEM.match(following)
        and not (_SENTENCE_END.search(line) and not following[:1].islower())
    )
    return " " if wrapped else "\n"


def reading_view(text: str) -> ReadingView:
    """The view of a text. Deterministic, linear in the length of the text; any string is accepted."""
    parts: list[str] = []
    breaks: list[int] = []
    shifts: list[int] = []
    position = length = 0
    paragraphs = has_paragraphs(text)
    for match in _IRREGULAR.finditer(text):
        replaced = _replacement(match, text, paragraphs)
        if replaced == match.group():
            continue
        parts += (text[position : match.start()], replaced)
        length += match.start() - position + len(replaced)
        position = match.end()
        breaks.append(length)
        shifts.append(position - length)
    parts.append(text[position:])
    return ReadingView("".join(parts).translate(_SAME_LENGTH), breaks, shifts)
