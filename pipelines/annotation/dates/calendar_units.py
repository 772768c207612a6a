"""Calendar units as intervals of days, steps from unit to unit, the days of holidays.

What it takes to make days of an operator (`Resolver`), and the article's day where one needs it, stand here too.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta


class Interval(NamedTuple):
    """Days low to high, both included; None is an open or unknown bound."""

    low: date | None
    high: date | None
    precision: str


UNKNOWN = Interval(None, None, "unknown")
Resolver = Callable[..., Interval]  # the article's day or None, then the arguments of an operator


class UnknowableError(Exception):
    """The article's day is needed and not known."""


def needed(published: date | None) -> date:
    """The article's day.

    Raises:
        UnknowableError: it is not known.
    """
    if published is None:
        raise UnknowableError
    return published


def month_of(year: int, month: int, count: int = 1) -> tuple[date, date]:
    """First day of a month and last day of the count-th month from it."""
    years, last = divmod(month + count - 2, 12)
    last_year, last_month = year + years, last + 1
    return date(year, month, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])


def unit_of(day: date, unit: str) -> Interval:
    """The calendar unit that a day lies in."""
    if unit == "day":
        return Interval(day, day, "day")
    if unit in ("week", "fortnight", "weekend"):
        monday = day - timedelta(days=day.weekday())
        return Interval(monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6), "week")
    if unit == "month":
        return Interval(*month_of(day.year, day.month), "month")
    if unit == "quarter":
        return Interval(*month_of(day.year, (day.month + 2) // 3 * 3 - 2, 3), "quarter")
    if unit == "year":
        return Interval(date(day.year, 1, 1), date(day.year, 12, 31), "year")
    length = 100 if unit == "century" else 10
    first = day.year - day.year % length
    return Interval(date(first, 1, 1), date(first + length - 1, 12, 31), "decade" if length == 10 else "interval")


def shift(day: date, unit: str, count: float) -> date:
    """The day so many units later (earlier where negative); halves of years are months, of weeks days."""
    if unit in ("minute", "hour"):
        return day + timedelta(days=int(count / (24 if unit == "hour" else 1440)))
    days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(unit)
    if days:
        return day + timedelta(days=round(count * days))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return day + relativedelta(months=round(count * months))


def holiday_in(name: str, year: int) -> date:
    """The day of a holiday in a year: `easter-2`, `thanksgiving`, `12-25`."""
    if name.startswith("easter"):
        return easter(year) + timedelta(days=int(name.removeprefix("easter") or 0))
    if name == "thanksgiving":
        return date(year, 11, 1) + timedelta(days=(3 - date(year, 11, 1).weekday()) % 7 + 21)
    if name == "labor":
        return date(year, 9, 1) + timedelta(days=-date(year, 9, 1).weekday() % 7)
    if name == "memorial":
        return date(year, 5, 31) - timedelta(days=date(year, 5, 31).weekday())
    return date(year, int(name[:2]), int(name[3:]))
