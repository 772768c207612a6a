"""When an article was published: the field, in any usual form, as a UTC timestamp. No text is read here."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from dateutil import parser

# Hours from UTC of the zones of RFC 2822, and of those of news desks that stand for one offset only.
_HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
    "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9, "AEST": 10,
}  # fmt: skip
_ZONES = {name: timezone(timedelta(hours=hours)) for name, hours in _HOURS.items()}
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_YEAR_FIRST = re.compile(r"\d{4}\D")
_FIRST, _SECOND = datetime(2000, 1, 1), datetime(2004, 2, 2)  # a part that is not told differs between them

_PRESS_BEGINS, _ZERO, _AHEAD = datetime(1800, 1, 1), datetime(1970, 1, 1), timedelta(days=90)


def parse_published(value: str) -> datetime | None:
    """A date or timestamp as UTC without a zone; None where it is not one.

    ISO 8601, RFC 2822, seconds or milliseconds since 1970, and English forms. Midnight where no time is told,
    UTC where no zone is. None, too, where day and month could be the other way round (03/04/2024), or one is
    missing.
    """
    value = value.strip()[:100]
    try:
        moment = _moment(value)
        if moment is None:
            return None
        if moment.tzinfo is not None:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, TypeError, ArithmeticError, AttributeError, LookupError, RecursionError):
        return None
    return moment


def can_be_published(moment: datetime, landed_at: datetime) -> bool:
    """Whether an article that was landed then can be of that moment; both UTC without a zone.

    A magazine carries a day some weeks ahead. Further ahead is a slip (2052 for 2025), which would stand before all
    that is new and keep every correction from its place; the zero of a program's clock is no day either.
    """
    return _PRESS_BEGINS <= moment <= landed_at + _AHEAD and moment != _ZERO


def _moment(value: str) -> datetime | None:
    if _EPOCH.fullmatch(value):
        seconds = float(value)
        return datetime.fromtimestamp(seconds if seconds < 1e11 else seconds / 1000, UTC)
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        pass
    readings = {
        parser.parse(value, default=default, dayfirst=day_first, tzinfos=_zone)
        for default in (_FIRST, _SECOND)
        for day_first in ((False,) if _YEAR_FIRST.match(value) else (False, True))
    }
    return readings.pop() if len(readings) == 1 else None


def _zone(name: str | None, offset: int | None) -> timezone | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name is None:
        return None
    return _ZONES[name.upper()]
