"""From a symbolic expression and the article's date to days. Months have calendar bounds, weeks run Monday to Sunday.

Decisions: `early`, `mid`, `late` are thirds; the end and the start of a year are its last and first month; seasons are
northern; a fiscal year is the calendar year of its name; `by` begins at the article's date where that is earlier.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta

from pipelines.annotation.dates.calendar_units import UNKNOWN, Interval, holiday_in, month_of, shift, unit_of

if TYPE_CHECKING:
    from pipelines.annotation.dates.phrase import Expression


_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_FUTURE_WEIGHT = 1.5  # a month without a year is rather the one that has been: news tells more of the past
_PART_PRECISION = {"year": "quarter", "month": "week", "quarter": "month", "week": "day"}

Resolver = Callable[..., Interval]


def resolve(op: str, args: tuple[Any, ...], published: date | None) -> Interval:
    """The interval of an expression; UNKNOWN where it cannot be told, never an error."""
    try:
        return _RESOLVERS[op](published, *args)
    except (ValueError, OverflowError, _UnknowableError):
        return UNKNOWN


class _UnknowableError(Exception):
    """The article's date is needed and not known."""


def _needed(published: date | None) -> date:
    if published is None:
        raise _UnknowableError
    return published


def _inner(expression: Expression, published: date | None) -> Interval:
    return resolve(expression.op, expression.args, published)


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
    base = _needed(published)
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
    base = _needed(published)
    year = base.year
    if which == "last" and month >= base.month:
        year -= 1
    elif which == "next" and month <= base.month:
        year += 1
    return _month(None, year, month)


def _month_of_year(published: date | None, month: int, day: int | None, last: int | None, offset: int) -> Interval:
    """`in October last year`, `27 July this year`."""
    year = _needed(published).year + offset
    return _day(None, year, month, day, last) if day else _month(None, year, month)


def _weekday(published: date | None, weekday: int, which: str | None, lean: str | None) -> Interval:
    base = _needed(published)
    back = (base.weekday() - weekday) % 7
    if which == "this":
        day = base - timedelta(days=base.weekday() - weekday)
    elif which == "next":
        day = base + timedelta(days=(weekday - base.weekday() - 1) % 7 + 1)
    elif which == "last":
        day = base - timedelta(days=back or 7)
    elif which == "last week":
        day = base - timedelta(days=base.weekday() - weekday + 7)
    elif which == "next week":
        day = base - timedelta(days=base.weekday() - weekday - 7)
    elif lean == "future":
        day = base + timedelta(days=-back % 7)
    else:
        day = base - timedelta(days=back)
    return Interval(day, day, "day")


def _weekend(published: date | None, lean: str | None) -> Interval:
    base = _needed(published)
    saturday = base - timedelta(days=(base.weekday() - 5) % 7)
    if lean == "future" and base.weekday() < 5:
        saturday += timedelta(days=7)
    return Interval(saturday, saturday + timedelta(days=1), "interval")


def _unit(published: date | None, unit: str, offset: int) -> Interval:
    return unit_of(shift(unit_of(_needed(published), unit).low or date.min, unit, offset), unit)


def _quarter(_: date | None, year: int, quarter: int) -> Interval:
    return Interval(*month_of(year, quarter * 3 - 2, 3), "quarter")


def _half(_: date | None, year: int, half: int) -> Interval:
    return Interval(*month_of(year, half * 6 - 5, 6), "interval")


def _of_year(published: date | None, op: str, number: int, offset: int | None) -> Interval:
    """A quarter or half of a year told from the article's: of this year (0), of last (-1), or the nearest (None)."""
    make = _quarter if op == "quarter" else _half
    base = _needed(published)
    return make(None, base.year + (offset or 0), number)


def _season(_: date | None, year: int, season: str) -> Interval:
    return Interval(*month_of(year, _SEASONS[season], 3), "quarter")


def _any_season(published: date | None, season: str, which: str | None, lean: str | None) -> Interval:
    base = _needed(published)
    candidates = [_season(None, base.year + offset, season) for offset in (-2, -1, 0, 1)]
    if which == "last":
        return [c for c in candidates if c.high and c.high < base][-1]
    if which == "next":
        return next(c for c in candidates if c.low and c.low > base)
    if which == "this":
        return _nearest(base, candidates, None) if season == "winter" else _season(None, base.year, season)
    return _nearest(base, candidates, lean)


def _span(published: date | None, unit: str, count: float | None, direction: int) -> Interval:
    """The past or coming so many units; an unknown count leaves the far end open."""
    base = _needed(published)
    if count is None:
        return Interval(None, base, "interval") if direction < 0 else Interval(base, None, "interval")
    far = shift(base, unit, direction * count)
    return Interval(far, base, "interval") if direction < 0 else Interval(base, far, "interval")


def _ago(published: date | None, unit: str, count: float) -> Interval:
    """`three weeks ago` (count above zero) or `from now` (below): the calendar unit that the day lies in."""
    day = shift(_needed(published), unit, -count)
    finer = {"minute": "day", "hour": "day", "fortnight": "week", "decade": "year"}.get(unit, unit)
    if count != int(count):
        finer = {"year": "month", "month": "week", "week": "day"}.get(finer, finer)
    return unit_of(day, finer)


def _relative_day(published: date | None, offset: int) -> Interval:
    return unit_of(_needed(published) + timedelta(days=offset), "day")


def _holiday(published: date | None, name: str, year: int | None, lean: str | None) -> Interval:
    if year is not None:
        return unit_of(holiday_in(name, year), "day")
    return _any_year(lambda y: unit_of(holiday_in(name, y), "day"), published, lean)


def _part(published: date | None, part: str, expression: Expression) -> Interval:
    whole = _inner(expression, published)
    low, high, precision = whole
    if low is None or high is None or part == "whole" or low == high:
        return whole
    if part == "earlier":
        return Interval(low, min(high, _needed(published)), "interval") if low <= _needed(published) else whole
    if part in ("later", "rest"):
        return Interval(max(low, _needed(published)), high, "interval") if high >= _needed(published) else whole
    if part == "turn":
        return Interval(high - timedelta(days=14), high + timedelta(days=14), "interval")
    days = (high - low).days + 1
    finer = _PART_PRECISION.get(precision, "interval")
    if precision in ("year", "decade"):
        return _part_of_months(low, days > 366, part, finer)
    third = days // 3
    edge = max(1, days // 4)
    bounds = {
        "early": (low, low + timedelta(days=max(third, 1) - 1)),
        "mid": (low + timedelta(days=third), high - timedelta(days=third)),
        "late": (high - timedelta(days=max(third, 1) - 1), high),
        "start": (low, low + timedelta(days=edge - 1)),
        "end": (high - timedelta(days=edge - 1), high),
    }[part]
    return Interval(*bounds, finer)


def _part_of_months(low: date, is_decade: bool, part: str, finer: str) -> Interval:
    first, count = {"early": (0, 4), "mid": (4, 4), "late": (8, 4), "start": (0, 1), "end": (11, 1)}[part]
    if is_decade:
        first, count = {
            "early": (0, 48),
            "mid": (48, 36),
            "late": (84, 36),
            "start": (0, 12),
            "end": (108, 12),
        }[part]
    start = low + relativedelta(months=first)
    return Interval(*month_of(start.year, start.month, count), {1: "month", 12: "year"}.get(count, finer))


def _nth(published: date | None, number: int, unit: str, expression: Expression) -> Interval:
    """`the first week of February`, `the last day of March`; 4 is the last."""
    whole = _inner(expression, published)
    if whole.low is None or whole.high is None:
        return UNKNOWN
    days = {
        "day": 1,
        "days": 4,
        "weekend": 7,
        "week": 7,
        "weeks": 14,
        "fortnight": 14,
        "month": 30,
        "months": 61,
    }[unit]
    if number == 4:
        low, high = whole.high - timedelta(days=days - 1), whole.high
    else:
        low = whole.low + timedelta(days=days * (number - 1))
        high = low + timedelta(days=days - 1)
    return Interval(
        max(low, whole.low),
        min(high, whole.high),
        "day" if days == 1 else "week" if days == 7 else "interval",
    )


def _bound(published: date | None, bound: str, expression: Expression) -> Interval:
    inner = _inner(expression, published)
    low, high = inner.low, inner.high
    if low is None and high is None:
        return UNKNOWN
    if bound == "since":
        return Interval(low, published if published and low and low <= published else None, "interval")
    if bound == "from":
        return Interval(low, None, "interval")
    if bound == "until":
        return Interval(None, high, "interval")
    if bound == "before" and expression.op == "part" and expression.args[0] == "end":  # the end itself counts
        bound = "by"
    if bound == "by":
        return Interval(published if published and high and published <= high else None, high, "interval")
    if bound == "before":
        return Interval(None, low - timedelta(days=1) if low else None, "interval") if low else UNKNOWN
    return Interval(high + timedelta(days=1), None, "interval") if high else UNKNOWN  # after


def _range(published: date | None, first: Expression, second: Expression) -> Interval:
    low, high = _inner(first, published).low, _inner(second, published).high
    if low and high and low > high and first.op == "monthday":  # "November to February"
        low = low.replace(year=low.year - 1)
    elif low and high and low > high and second.op == "weekday":
        high += timedelta(days=7)
    if low and high and low > high:
        return UNKNOWN
    return Interval(low, high, "interval") if low or high else UNKNOWN


_RESOLVERS: dict[str, Resolver] = {
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
    "weekday": _weekday,
    "weekend": _weekend,
    "unit": _unit,
    "span": _span,
    "ago": _ago,
    "relative_day": _relative_day,
    "holiday": _holiday,
    "part": _part,
    "nth": _nth,
    "bound": _bound,
    "range": _range,
    "unknown": lambda _published, *_: UNKNOWN,
}
