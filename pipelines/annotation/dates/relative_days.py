"""The days of dates that are told from where one stands (relative_shapes.py). Weeks run Monday to Sunday."""

from __future__ import annotations

from datetime import date, timedelta

from pipelines.annotation.dates.calendar_units import Interval, Resolver, needed, shift, unit_of


def _weekday(published: date | None, weekday: int, which: str | None, lean: str | None) -> Interval:
    base = needed(published)
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
    base = needed(published)
    saturday = base - timedelta(days=(base.weekday() - 5) % 7)
    if lean == "future" and base.weekday() < 5:
        saturday += timedelta(days=7)
    return Interval(saturday, saturday + timedelta(days=1), "interval")


def _unit(published: date | None, unit: str, offset: int) -> Interval:
    return unit_of(shift(unit_of(needed(published), unit).low or date.min, unit, offset), unit)


def _span(published: date | None, unit: str, count: float | None, direction: int) -> Interval:
    """The past or coming so many units; an unknown count leaves the far end open."""
    base = needed(published)
    if count is None:
        return Interval(None, base, "interval") if direction < 0 else Interval(base, None, "interval")
    far = shift(base, unit, direction * count)
    return Interval(far, base, "interval") if direction < 0 else Interval(base, far, "interval")


def _ago(published: date | None, unit: str, count: float) -> Interval:
    """`three weeks ago` (count above zero) or `from now` (below): the calendar unit that the day lies in."""
    day = shift(needed(published), unit, -count)
    finer = {"minute": "day", "hour": "day", "fortnight": "week", "decade": "year"}.get(unit, unit)
    if count != int(count):
        finer = {"year": "month", "month": "week", "week": "day"}.get(finer, finer)
    return unit_of(day, finer)


def _relative_day(published: date | None, offset: int) -> Interval:
    return unit_of(needed(published) + timedelta(days=offset), "day")


RELATIVE_RESOLVERS: dict[str, Resolver] = {
    "weekday": _weekday,
    "weekend": _weekend,
    "unit": _unit,
    "span": _span,
    "ago": _ago,
    "relative_day": _relative_day,
}
