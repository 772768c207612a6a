"""The days of dates that are told by the calendar (calendar_shapes.py).

A season is northern; a fiscal year is the calendar year of its name; where no year is told, the nearest is meant.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date

from pipelines.annotation.dates.calendar_units import UNKNOWN, Interval, Resolver, holiday_in, month_of, needed, unit_of

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_FUTURE_WEIGHT = 1.5  # a month without a year is rather the one that has been: news tells more of the past


def _day(_: date | None, year: int, month: int, day: int, last: int | None = None) -> Interval:
    first = date(year, month, day)
    return Interval(first, date(year, month, last), "interval") if last else Interval(first, first, "day")


def _month(_: date | None, year: int, month: int) -> Interval:
    return Interval(*month_of(year, month), "month")


def _year(_: date | None, first: int, last: int | None = None) -> Interval:
    return Interval(date(first, 1, 1), date(last or first, 12, 31), "interval" if last else "year")


def _decade(_: date | None, first: int, years: int = 10) -> Interval:
    return Interval(date(first, 1, 1), date(first + years - 1, 12, 31), "decade" if years == 10 else "interval")


def _slashed(published: date | None, first: int, second: int, year: int) -> Interval:
    """`08/10/2024`: the reading that is a date; of two the one nearer to the article's date, the day first in doubt."""
    days = []
    for day, month in ((first, second), (second, first)):
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            days.append(date(year, month, day))
    if not days:
        return UNKNOWN
    best = min(days, key=lambda d: abs(d - published)) if published else days[0]
    return Interval(best, best, "day")


def _nearest(published: date, candidates: list[Interval], lean: str | None) -> Interval:
    """The one of the same dates in several years that is meant."""

    def distance(candidate: Interval) -> float:
        low, high = candidate.low or published, candidate.high or published
        if low > published:
            return (low - published).days * (_FUTURE_WEIGHT if lean is None else 1000 if lean == "past" else 1)
        return (published - high).days * (1000 if lean == "future" else 1) if high < published else 0

    return min(candidates, key=distance)


def _any_year(make: Callable[[int], Interval], published: date | None, lean: str | None) -> Interval:
    base = needed(published)
    candidates = []
    for year in (base.year, base.year - 1, base.year + 1, base.year - 4, base.year + 4):  # 29 February
        try:
            candidates.append(make(year))
        except ValueError:
            continue
        if len(candidates) == 3:
            break
    return _nearest(base, candidates, lean)


def _monthday(published: date | None, month: int, day: int | None, last: int | None, lean: str | None) -> Interval:
    def make(year: int) -> Interval:
        return _day(None, year, month, day, last) if day else _month(None, year, month)

    return _any_year(make, published, lean)


def _which_month(published: date | None, month: int, which: str) -> Interval:
    """`last July`, `next May`, `this October`."""
    base = needed(published)
    year = base.year
    if which == "last" and month >= base.month:
        year -= 1
    elif which == "next" and month <= base.month:
        year += 1
    return _month(None, year, month)


def _month_of_year(published: date | None, month: int, day: int | None, last: int | None, offset: int) -> Interval:
    """`in October last year`, `27 July this year`."""
    year = needed(published).year + offset
    return _day(None, year, month, day, last) if day else _month(None, year, month)


def _quarter(_: date | None, year: int, quarter: int) -> Interval:
    return Interval(*month_of(year, quarter * 3 - 2, 3), "quarter")


def _half(_: date | None, year: int, half: int) -> Interval:
    return Interval(*month_of(year, half * 6 - 5, 6), "interval")


def _of_year(published: date | None, op: str, number: int, offset: int | None) -> Interval:
    """A quarter or half of a year told from the article's: of this year (0), of last (-1), or the nearest (None)."""
    make = _quarter if op == "quarter" else _half
    base = needed(published)
    return make(None, base.year + (offset or 0), number)


def _season(_: date | None, year: int, season: str) -> Interval:
    return Interval(*month_of(year, _SEASONS[season], 3), "quarter")


def _any_season(published: date | None, season: str, which: str | None, lean: str | None) -> Interval:
    base = needed(published)
    candidates = [_season(None, base.year + offset, season) for offset in (-2, -1, 0, 1)]
    if which == "last":
        return [c for c in candidates if c.high and c.high < base][-1]
    if which == "next":
        return next(c for c in candidates if c.low and c.low > base)
    if which == "this":
        return _nearest(base, candidates, None) if season == "winter" else _season(None, base.year, season)
    return _nearest(base, candidates, lean)


def _holiday(published: date | None, name: str, year: int | None, lean: str | None) -> Interval:
    if year is not None:
        return unit_of(holiday_in(name, year), "day")
    return _any_year(lambda y: unit_of(holiday_in(name, y), "day"), published, lean)


CALENDAR_RESOLVERS: dict[str, Resolver] = {
    "day": _day,
    "slashed": _slashed,
    "month": _month,
    "year": _year,
    "decade": _decade,
    "quarter": _quarter,
    "half": _half,
    "of_year": _of_year,
    "season": _season,
    "any_season": _any_season,
    "monthday": _monthday,
    "which_month": _which_month,
    "month_of_year": _month_of_year,
    "holiday": _holiday,
}
