"""Sections of a text that stand under a date as their heading, and the days that the heading means.

A single line that begins with a date is none: it takes two. Where a heading tells no year, its year is that of the
headings around it, in the order in which they run; live blogs run backwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from pipelines.annotation.dates.calendar_units import UNKNOWN, Interval
from pipelines.annotation.dates.headings import Heading, find_headings
from pipelines.annotation.dates.phrase import Expression
from pipelines.annotation.dates.resolve import resolve

_LEAST = 2  # dated stretches of a timeline
_BACK = 10  # how much rather a heading goes a day on than a day back
_YEAR = 366
_LINE = re.compile(r"[^\n]+")
_CLOCK = re.compile(r"\W*\d{1,2}[:.]\d{2}\b")
_BULLET = re.compile(r"\s*[*•–—-]\s")


class Section(NamedTuple):
    """Code points [start, until) that the date at code points [date_start, date_end) governs, and its days."""

    start: int
    until: int
    date_start: int
    date_end: int
    days: Interval


def dated_sections(text: str, published: date | None) -> list[Section]:
    """The dated stretches of a text in its order, without overlaps; none where fewer than two are headed by dates.

    Args:
        text: lines are told apart by line breaks, paragraphs by empty lines.
        published: the day of the article, by which headings are read that tell no year.
    """
    headings = list(find_headings(text))
    if len(headings) < _LEAST:
        return []
    is_dated = len(headings) > _LEAST and _is_own_day(headings[0], published)
    goes_on = _goes_on(headings[is_dated:], published)
    if is_dated and goes_on:
        del headings[0]
    found = []
    days_of = _days(headings, published, goes_on=goes_on)
    for heading, until, days in zip(headings, _ends(headings, text), days_of, strict=True):
        told = text[heading.end : until].strip(" \n\t*_:.|–—-")
        if told and days.low is not None and days.high is not None:
            found.append(Section(heading.line_start, until, heading.start, heading.end, days))
    return found if len(found) >= _LEAST else []


def _is_own_day(first: Heading, published: date | None) -> bool:
    """Whether a first heading is the day of the article itself, which stands over all of it."""
    return published is not None and not first.is_entry and _resolved(first.expression, published).low == published


def _ends(headings: Sequence[Heading], text: str) -> Iterator[int]:
    """Where each heading governs no more: at the next, at a title that is none, behind the entry in its own line.

    What follows the last of them has no heading of its own: it is taken to be as long as the longest before it, unless
    it is told by the hour.
    """
    longest = 0
    for heading, following in zip(headings, [*(h.line_start for h in headings[1:]), len(text)], strict=True):
        until = (_end_of_entry if heading.is_entry else _before_title)(text, heading, following)
        lines = [line for line in _LINE.finditer(text, heading.line_end, until) if not line[0].isspace()]
        is_last = heading is headings[-1] and not heading.is_entry
        if is_last and len(lines) > longest > 0 and not any(_CLOCK.match(line[0]) for line in lines):
            until = lines[longest - 1].end()
        longest = max(longest, len(lines))
        yield until


def _end_of_entry(text: str, heading: Heading, until: int) -> int:
    """Where the paragraph of an entry ends, or its line where it is one of a list."""
    if _BULLET.match(text, heading.line_start):
        return heading.line_end
    gap = text.find("\n\n", heading.line_end, until)
    return gap if gap >= 0 else until


def _before_title(text: str, heading: Heading, until: int) -> int:
    """Where a markdown title of the same or a higher rank stands that is no date."""
    at = heading.line_end
    for line in text[at:until].split("\n"):
        marks = len(line) - len(line.lstrip("#"))
        if 0 < marks <= heading.level:
            return at
        at += len(line) + 1
    return until


def _days(headings: Sequence[Heading], published: date | None, *, goes_on: bool) -> list[Interval]:
    """The days of each heading, UNKNOWN where they cannot be told, where they run from old to new or backwards."""
    days = [UNKNOWN if _is_yearless(h.expression) else _resolved(h.expression, published) for h in headings]
    if all(d.low is None for d in days):
        newest = len(days) - 1 if goes_on else 0
        days[newest] = _resolved(headings[newest].expression, published)
    first = next((n for n, d in enumerate(days) if d.low is not None), None)
    if first is None:
        return days
    for number in range(first - 1, -1, -1):
        days[number] = _beside(headings[number].expression, days[number + 1], published, is_later=not goes_on)
    for number in range(first + 1, len(days)):
        if days[number].low is None:
            days[number] = _beside(headings[number].expression, days[number - 1], published, is_later=goes_on)
    return days


def _beside(expression: Expression, neighbour: Interval, published: date | None, *, is_later: bool) -> Interval:
    """The days of a heading without a year, by those of the heading beside it."""
    if neighbour.low is None or not _is_yearless(expression):
        return UNKNOWN
    year = neighbour.low.year
    if neighbour.precision == "year":
        return _in_year(expression, year)
    candidates = [_in_year(expression, year + step) for step in (0, -1, 1)]
    return min(candidates, key=lambda c: _step(neighbour, c, is_later=is_later) + _ahead_of(published, c))


def _goes_on(headings: Sequence[Heading], published: date | None) -> bool:
    """Whether headings run from old to new: whether they make the shorter way, read so."""

    def way(*, goes_on: bool) -> int:
        days = _days(headings, published, goes_on=goes_on)
        steps = (_step(day, following, is_later=goes_on) for day, following in pairwise(days))
        return sum(steps) + sum(_ahead_of(published, day) for day in days)

    return way(goes_on=True) <= way(goes_on=False)


def _step(before: Interval, behind: Interval, *, is_later: bool) -> int:
    """How far it is from one heading to the next, in days that count more where it goes against the order."""
    if before.low is None or behind.low is None:
        return 0
    gap = (behind.low - before.low).days if is_later else (before.low - behind.low).days
    return gap if gap >= 0 else -gap * _BACK


def _ahead_of(published: date | None, days: Interval) -> int:
    """A year where days lie ahead of the article, which few headings do, else nothing."""
    return _YEAR if published is not None and days.low is not None and days.low > published else 0


def _is_yearless(expression: Expression) -> bool:
    return expression.op == "monthday" or any(_is_yearless(a) for a in expression.args if isinstance(a, Expression))


def _in_year(expression: Expression, year: int) -> Interval:
    return _resolved(_ahead(expression), date(year, 1, 1))


def _ahead(expression: Expression) -> Expression:
    """The same date, meant to lie ahead."""
    if expression.op == "monthday":
        return Expression("monthday", (*expression.args[:-1], "future"))
    return Expression(expression.op, tuple(_ahead(a) if isinstance(a, Expression) else a for a in expression.args))


def _resolved(expression: Expression, published: date | None) -> Interval:
    return resolve(expression.op, expression.args, published)
