"""From a symbolic expression and the article's date to days: the table of all operators, and those on expressions.

Decisions: `early`, `mid`, `late` are thirds; the end and the start of a year are its last and first month; `by` begins
at the article's date where that is earlier.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta

from pipelines.annotation.dates.calendar_days import CALENDAR_RESOLVERS
from pipelines.annotation.dates.calendar_units import UNKNOWN, Interval, Resolver, UnknowableError, month_of, needed
from pipelines.annotation.dates.relative_days import RELATIVE_RESOLVERS

if TYPE_CHECKING:
    from pipelines.annotation.dates.phrase import Expression


_PART_PRECISION = {"year": "quarter", "month": "week", "quarter": "month", "week": "day"}


def resolve(op: str, args: tuple[Any, ...], published: date | None) -> Interval:
    """The interval of an expression; UNKNOWN where it cannot be told, never an error."""
    try:
        return _RESOLVERS[op](published, *args)
    except (ValueError, OverflowError, UnknowableError):
        return UNKNOWN


def _inner(expression: Expression, published: date | None) -> Interval:
    return resolve(expression.op, expression.args, published)


def _part(published: date | None, part: str, expression: Expression) -> Interval:
    whole = _inner(expression, published)
    low, high, precision = whole
    if low is None or high is None or part == "whole" or low == high:
        return whole
    if part == "earlier":
        return Interval(low, min(high, needed(published)), "interval") if low <= needed(published) else whole
    if part in ("later", "rest"):
        return Interval(max(low, needed(published)), high, "interval") if high >= needed(published) else whole
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
    **CALENDAR_RESOLVERS,
    **RELATIVE_RESOLVERS,
    "part": _part,
    "nth": _nth,
    "bound": _bound,
    "range": _range,
    "unknown": lambda _published, *_: UNKNOWN,
}
