"""Dates that head the entries of a timeline or the days of a live blog: which lines begin with one.

A line is such a heading where it holds a date and nothing else, save a time of day, or where a colon, a dash or the end
of emphasis sets the date off from what follows. What days they stand for, and how far they govern: sections.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.annotation.dates.bounded_dates import find_dates
from pipelines.annotation.dates.phrase import DatePhrase, Expression
from pipelines.annotation.dates.words import MONTH_NAMES, MONTHS

_REACH = 80  # characters of a line in which a date that heads it ends
_DATES = ("day", "monthday", "month", "year", "decade", "quarter", "half", "season", "slashed", "relative_day", "range",
          "part", "nth")  # fmt: skip
_LINE = re.compile(r"[^\n]+")
_LEAD = re.compile(r"[\s>•–—|-]*(?P<level>#*)\s*(?:[*•–—-]\s+)?(?P<emphasis>[*_]{0,3})")
_BEGINNING = re.compile(r"\d|[A-Z]")  # of a date, of a time before it
_BETWEEN = re.compile(r"[\s,|(–—-]*(?:at\s)?|[\s,]+(?:UTC|[A-Z]{2,3}T)[\s,|–—-]+", re.ASCII)
_ZONE = re.compile(r"\s*(?:UTC|[A-Z]{2,3}T)\b")
_NOTHING = re.compile(r"[\s:.*_)|–—-]*\Z")
_SET_OFF = re.compile(r"[*_]{0,3}\s*(?::|\||\.?\s*[–—]|-(?=[\s*_A-Z\"']))[*_]{0,3}\s*(?=\S)")
_STOP = re.compile(r"\.[*_]{0,3}\s(?=\S)")
_EMPHASIS_ENDS = re.compile(r"[:.]?[*_]{1,3}\s*(?=\S)")
_BARE_MONTH = re.compile("|".join(sorted(MONTH_NAMES, key=len, reverse=True)))
_SENTENCE_END = re.compile(r"[.!?]['\")*_]*\s*\Z")


class Heading(NamedTuple):
    """A date at code points [start, end) that heads its line, and what it says.

    Attributes:
        line_start, line_end: the line.
        is_entry: whether the line is what the date tells of, and no title over lines below it.
        level: number of marks of a markdown title before it; 0 for none.
    """

    start: int
    end: int
    expression: Expression
    line_start: int
    line_end: int
    is_entry: bool
    level: int


def find_headings(text: str) -> Iterator[Heading]:
    """The lines of a text that a date heads, in their order."""
    for line in _LINE.finditer(text):
        lead = _LEAD.match(line[0])
        if lead is None or not _BEGINNING.match(line[0], lead.end()):
            continue
        head = line[0][:_REACH]
        found = _date_at(head, lead.end())
        if found is None:
            continue
        phrase, end = found
        is_alone = bool(_NOTHING.match(line[0], end))
        if is_alone or _is_set_off(head, phrase, end, is_emphatic=bool(lead["emphasis"])):
            yield Heading(
                line.start() + phrase.start,
                line.start() + phrase.end,
                phrase.expression,
                line.start(),
                line.end(),
                not is_alone and bool(_SENTENCE_END.search(line[0])),
                len(lead["level"]),
            )


def _date_at(line: str, start: int) -> tuple[DatePhrase, int] | None:
    """The date that stands at the beginning of a line, beside no more than a time of day, and where both end."""
    date: DatePhrase | None = None
    end = start
    for phrase in find_dates(line):
        if not _BETWEEN.fullmatch(line, end, phrase.start) or (date is not None and phrase.kind != "time"):
            break
        if phrase.kind != "time":
            date = phrase
        end = phrase.end
        if date is not None and (zone := _ZONE.match(line, end)):
            end = zone.end()
    if date is None and (month := _BARE_MONTH.match(line, start)):
        end = month.end()
        expression = Expression("monthday", (MONTHS[month[0].lower()], None, None, None))
        date = DatePhrase(start, end, "partial", expression, start, end)
    return (date, end) if date is not None and date.expression.op in _DATES else None


def _is_set_off(line: str, date: DatePhrase, end: int, *, is_emphatic: bool) -> bool:
    """Whether what follows a date (and the time of day beside it) is set off from it."""
    if end > date.end:
        return True  # "24 February, 14:05 Shells fall"
    return bool(
        _SET_OFF.match(line, end)
        or (is_emphatic and _EMPHASIS_ENDS.match(line, end))
        or (date.expression.names_day and _STOP.match(line, end))
    )
