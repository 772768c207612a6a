"""Dates told by the calendar: days, months, years, quarters, seasons, holidays. What their shapes mean."""

from __future__ import annotations

import re

from pipelines.annotation.dates import patterns
from pipelines.annotation.dates.core import (
    Core,
    Shape,
    full_year,
    make_core,
    ordinal_day,
    which_of,
)
from pipelines.annotation.dates.lean import lean_of
from pipelines.annotation.dates.phrase import Expression
from pipelines.annotation.dates.words import HOLIDAYS, MONTHS, NTH, SEASONS
from pipelines.annotation.dates.years import is_year

_MONTH_WORD_TRAPS = frozenset((3, 4, 5, 6, 8))  # March, April, May, June, August are also words and names
_MONTH_CONTEXT = re.compile(
    r"\b(?:in|since|by|until|till|from|last|next|this|early|late|mid|of|during|before|after|through|to|and|for|between|end|for|every|each|throughout|late)[\s-]+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_SEASON_CONTEXT = re.compile(
    r"\b(?:in|by|since|until|till|during|before|after|over|throughout|from|early|late|mid|of|through|for)[\s-]+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_WHICH = {"last": -1, "this": 0, "next": 1}
_NUMBERED = {**NTH, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ALL_CAPS = 4


def _monthdate(match: re.Match[str], text: str) -> Core | None:
    written = match["month"].rstrip(".")
    month = MONTHS[written.lower()]
    day, last = ordinal_day(match["d1"] or match["d3"]), ordinal_day(match["d2"] or match["d4"])
    if last is not None and day is not None and last <= day:
        last = None
    if match["year"]:
        year = int(match["year"])
        if day:
            return make_core(match, "absolute", "day", year, month, day, last)
        return make_core(match, "absolute", "month", year, month)
    if match["rel"]:
        return make_core(match, "relative", "month_of_year", month, day, last, _WHICH[match["rel"]])
    which = which_of(match["which"])
    if which and which.startswith("the "):
        return make_core(match, "anaphoric", "unknown")
    if which and not day:
        return None if match["short"] else make_core(match, "relative", "which_month", month, which)
    if not day and (match["short"] or (written.isupper() and len(written) < _ALL_CAPS)):
        return None
    if (
        not day
        and month in _MONTH_WORD_TRAPS
        and not _MONTH_CONTEXT.search(text, max(0, match.start() - 20), match.start())
    ):
        return None
    end = match.end() - 1 if not day and match[0].endswith(".") else match.end()
    return Core(
        match.start(),
        end,
        "partial",
        Expression("monthday", (month, day, last, lean_of(text, match.start(), end))),
    )


def _iso(match: re.Match[str], _: str) -> Core:
    return make_core(match, "absolute", "day", int(match["y"]), int(match["m"]), int(match["d"]), None)


def _numeric(match: re.Match[str], _: str) -> Core | None:
    first, second, year = int(match["a"]), int(match["b"]), full_year(match["y"])
    if not (1 <= first <= 31 and 1 <= second <= 31) or (first > 12 and second > 12):
        return None
    if match["sep"] == ".":
        return (
            make_core(match, "absolute", "day", year, second, first, None)
            if second <= 12 and len(match["y"]) == 4
            else None
        )
    return make_core(match, "absolute", "slashed", first, second, year)


def _years(match: re.Match[str], text: str) -> Core | None:
    first = int(match["first"])
    if match["second"]:
        second = int(match["second"]) if len(match["second"]) == 4 else first - first % 100 + int(match["second"])
        return make_core(match, "absolute", "year", first, second) if first < second <= first + 60 else None
    return make_core(match, "absolute", "year", first) if is_year(text, match.start(), match.end()) else None


def _prefixed_year(match: re.Match[str], _: str) -> Core:
    year, prefix = Expression("year", (int(match["year"]),)), match["prefix"].lower()
    if prefix in ("pre", "post", "since"):
        return make_core(match, "absolute", "bound", {"pre": "before", "post": "after"}.get(prefix, prefix), year)
    return make_core(match, "absolute", "part", prefix, year)


def _fiscal(match: re.Match[str], _: str) -> Core:
    first = full_year(match["first"])
    second = full_year(match["second"]) if match["second"] else None
    return make_core(match, "absolute", "year", first, second if second and second > first else None)


def _decade(match: re.Match[str], _: str) -> Core:
    return make_core(match, "absolute", "decade", int(match["year"]) if match["year"] else 1900 + int(match["short"]))


def _century(match: re.Match[str], _: str) -> Core:
    number = int(match["n"]) if match["n"] else {"nineteenth": 19, "twentieth": 20}.get(match["word"].lower(), 21)
    return make_core(match, "absolute", "decade", number * 100 - 99, 100)


def _quarter_code(match: re.Match[str], _: str) -> Core | None:
    op = "quarter" if (match["op"] or match["op2"]) == "Q" else "half"
    number = int(match["n"] or match["n2"])
    is_type = match["op"] and match["short"] and match[0].isalnum()  # "H215" is a helicopter, "1H25" a half year
    if (op == "half" and number > 2) or is_type:
        return None
    written = match["year"] or match["short"]
    if written:
        return make_core(match, "absolute", op, full_year(written), number)
    return make_core(match, "relative", "of_year", op, number, None) if op == "quarter" and match["op"] else None


def _quarter(match: re.Match[str], text: str) -> Core | None:
    unit = match["unit"].lower()
    number = _NUMBERED[match["n"].lower()]
    if unit == "half":
        number = min(number, 2)
    if match["year"]:
        return make_core(match, "absolute", unit, int(match["year"]), number)
    if match["rel"]:
        return make_core(match, "relative", "of_year", unit, number, _WHICH.get(match["rel"], 0))
    if unit == "half" or match["n"].lower() == "last":
        return None  # the second half of a game, of the month
    return (
        None
        if re.match(r"\s+of\s", text[match.end() : match.end() + 5])
        else make_core(match, "relative", "of_year", unit, number, None)
    )


def _season(match: re.Match[str], text: str) -> Core | None:
    season, which = SEASONS[match["season"].lower()], which_of(match["which"])
    part = (match["part"] or "").strip(" -\n").lower()

    def made(kind: str, expression: Expression) -> Core:
        return Core(match.start(), match.end(), kind, Expression("part", (part, expression)) if part else expression)

    if match["year"]:
        return made("absolute", Expression("season", (int(match["year"]), season)))
    if match["rel"]:
        offset = {"last": "last", "next": "next"}.get(match["rel"], "this")
        return made("relative", Expression("any_season", (season, offset, None)))
    lean = lean_of(text, match.start(), match.end())
    if which in ("last", "next", "this"):
        return made("relative", Expression("any_season", (season, which, lean)))
    context = _SEASON_CONTEXT.search(text, max(0, match.start("season") - 20), match.start("season"))
    if season == "autumn" and match["season"].lower() == "fall" and not (which == "the" and context):
        return None
    return (
        made("partial", Expression("any_season", (season, None, lean))) if context and which in (None, "the") else None
    )


def _holiday(match: re.Match[str], text: str) -> Core:
    name = match[0][: match.start("year") - match.start()].rstrip(", \n") if match["year"] else match[0]
    sense = HOLIDAYS[name]
    if sense == "unknown":
        return make_core(match, "anaphoric", "unknown")
    year = int(match["year"]) if match["year"] else None
    kind = "absolute" if year else "partial"
    return make_core(match, kind, "holiday", sense, year, None if year else lean_of(text, match.start(), match.end()))


CALENDAR_SHAPES: tuple[Shape, ...] = (
    ("anaphoric", patterns.ANAPHORIC, lambda m, _: make_core(m, "anaphoric", "unknown")),
    ("month", patterns.MONTHDATE, _monthdate),
    ("year", patterns.ISO, _iso),
    ("numeric", patterns.NUMERIC, _numeric),
    ("numeric", patterns.NINE_ELEVEN, lambda m, _: make_core(m, "absolute", "day", 2001, 9, 11, None)),
    ("year", patterns.PREFIXED_YEAR, _prefixed_year),
    ("fiscal", patterns.FISCAL, _fiscal),
    ("decade", patterns.DECADE, _decade),
    ("century", patterns.CENTURY, _century),
    ("quarter_code", patterns.QUARTER_CODE, _quarter_code),
    ("quarter", patterns.QUARTER, _quarter),
    ("season", patterns.SEASON, _season),
    ("holiday", patterns.HOLIDAY, _holiday),
    ("year", patterns.YEARS, _years),
    ("clock", patterns.CLOCK, lambda m, _: make_core(m, "time", "unknown")),
)
