"""Dates told from where one stands: weekdays, units of time, days. What their shapes mean."""

from __future__ import annotations

import re

from pipelines.annotation.dates import patterns
from pipelines.annotation.dates.core import (
    Core,
    Shape,
    make_core,
    small_number,
    squeezed,
    which_of,
)
from pipelines.annotation.dates.lean import lean_of
from pipelines.annotation.dates.phrase import Expression
from pipelines.annotation.dates.words import DAYS, WEEKDAYS
from pipelines.annotation.numerals.words import WORDS

_HALF = {"half a": 0.5, "half an": 0.5, "a": 1, "an": 1, "a couple of": 2}


def _weekday(match: re.Match[str], text: str) -> Core | None:
    which = which_of(match["which"])
    if match["short"]:
        return make_core(match, "relative", "weekday", WEEKDAYS[match["short"].lower()], None, None, needs="merge")
    number = WEEKDAYS[match["day"].lower()]
    if which and which.startswith("the "):
        return make_core(match, "anaphoric", "unknown")
    if match["rel"] in ("last", "next"):
        which = f"{match['rel']} week"
    elif match["rel"]:
        which = "this"
    return make_core(match, "relative", "weekday", number, which, lean_of(text, match.start(), match.end()))


def _weekend(match: re.Match[str], text: str) -> Core:
    return make_core(match, "relative", "weekend", lean_of(text, match.start(), match.end()))


def _unit_name(written: str) -> str:
    unit = written.lower()
    return "century" if unit == "centurie" else unit


def _relative_unit(match: re.Match[str], _: str) -> Core | None:
    which, unit = squeezed(match["which"]), _unit_name(match["unit"])
    plural = bool(match["plural"]) or match["unit"].lower() == "centurie"
    count = small_number(match["n"]) if match["n"] else None
    if which in ("following", "preceding", "previous", "ensuing", "same") and not (which == "previous" and count):
        return make_core(match, "anaphoric", "unknown")
    direction = 1 if which in ("next", "coming", "upcoming", "this coming") else -1
    if count is not None:
        return (
            None
            if which in ("this", "current", "recent")
            else make_core(match, "relative", "span", unit, count, direction)
        )
    if plural or match["few"]:
        return None if which in ("this", "current") else make_core(match, "relative", "span", unit, None, direction)
    if which in ("this", "current"):
        return make_core(match, "relative", "unit", unit, 0) if unit not in ("minute", "hour", "fortnight") else None
    if which in ("last", "next") and not match["the"]:
        return (
            make_core(match, "relative", "unit", unit, direction)
            if unit not in ("minute", "hour", "fortnight")
            else None
        )
    return None if unit == "minute" or which == "recent" else make_core(match, "relative", "span", unit, 1, direction)


def _duration(match: re.Match[str], text: str) -> Core | None:
    unit, written, tail = _unit_name(match["unit"]), squeezed(match["n"]), squeezed(match["tail"])
    if unit == "quarter" and (
        not match["tail"] and (match[0].count("-") or text[match.end() : match.end() + 4] == " of ")
    ):
        return None  # three-quarters of a million
    if "old" in tail or "age" in tail or "younger" in tail:
        return None
    count: float | None = _HALF.get(written)
    if count is None and (match["n"].isdigit() or written.split("-")[0] in WORDS):
        count = small_number(match["n"])
    if count is not None and (match["half"] or match["half2"]):
        count += 0.5
    if tail in ("ago", "from now", "hence") or tail.endswith("time"):
        sign = 1 if tail == "ago" else -1
        if count is None:
            return make_core(match, "relative", "span", unit, None, -sign)
        return make_core(match, "relative", "ago", unit, sign * count)
    if tail:
        return make_core(match, "anaphoric", "unknown")
    if written in ("a", "an") or (written == "one" and unit == "day"):
        return make_core(match, "duration", "span", unit, 1, 1, needs="within")
    if written in ("some", "many", "few"):
        return None
    if (
        match.end() < len(text)
        and text[match.end()] == "-"
        and unit != "decade"
        and text[match.end() + 1 : match.end() + 4] == "old"
    ):
        return None
    return make_core(match, "duration", "span", unit, count, 1)


def _bare_ago(match: re.Match[str], _: str) -> Core:
    if match["tail"] == "ago":
        return make_core(match, "relative", "span", _unit_name(match["unit"]), None, -1)
    return make_core(match, "anaphoric", "unknown")


def _unit_end(match: re.Match[str], _: str) -> Core | None:
    unit = match["unit"].lower()
    if match["year"]:
        return (
            make_core(match, "absolute", "part", "end", Expression("year", (int(match["year"]),)))
            if unit == "year"
            else None
        )
    return make_core(match, "relative", "part", "end", Expression("unit", (unit, 0)))


def _unit_out(match: re.Match[str], _: str) -> Core:
    return make_core(match, "relative", "bound", "by", Expression("unit", (match["unit"], 0)))


def _the_unit(match: re.Match[str], _: str) -> Core:
    return make_core(match, "relative", "unit", match["unit"].lower(), 0, needs="part")


def _day_word(match: re.Match[str], _: str) -> Core:
    return make_core(match, "relative", "relative_day", DAYS[squeezed(match[0])])


RELATIVE_SHAPES: tuple[Shape, ...] = (
    ("weekday", patterns.WEEKDAY, _weekday),
    ("unit", patterns.UNIT_OUT, _unit_out),
    ("unit", patterns.UNIT_END, _unit_end),
    ("unit", patterns.RELATIVE_UNIT, _relative_unit),
    ("unit", patterns.BARE_AGO, _bare_ago),
    ("unit", patterns.DURATION, _duration),
    ("unit", patterns.WEEKEND, _weekend),
    ("day", patterns.DAY_WORD, _day_word),
    ("unit", patterns.THE_UNIT, _the_unit),
)
