"""What each shape of patterns.py means: the match as a symbolic expression. Bounding words: logic.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipelines.annotation.dates import patterns
from pipelines.annotation.dates.anchors import find_windows
from pipelines.annotation.dates.lean import lean_of
from pipelines.annotation.dates.phrase import Expression
from pipelines.annotation.dates.words import DAYS, HOLIDAYS, MONTHS, SEASONS, WEEKDAYS
from pipelines.annotation.dates.years import is_year
from pipelines.annotation.numerals.words import WORDS

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
_HALF = {"half a": 0.5, "half an": 0.5, "a": 1, "an": 1, "a couple of": 2}
_NUMBERED = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "final": 4,
    "last": 4,
}
_ALL_CAPS = 4

UNKNOWN = Expression("unknown")


@dataclass(frozen=True, slots=True)
class Core:
    """A date without the words that bound it; `needs` tells what must stand around it for it to count."""

    start: int
    end: int
    kind: str
    expression: Expression
    needs: str = ""  # part: a word such as "the end of"; within: "within" or "in"; merge: a date beside it


Builder = Callable[["re.Match[str]", str], Core | None]


def _core(match: re.Match[str], kind: str, op: str, *args: object, needs: str = "") -> Core:
    return Core(match.start(), match.end(), kind, Expression(op, args), needs)


def _squeezed(text: str | None) -> str:
    return " ".join(text.split()).lower() if text else ""


def _number(text: str) -> int | None:
    """The value of a small count in digits or words; None where it has none."""
    if text.isdigit():
        return int(text)
    total = 0
    for word in text.lower().split("-"):
        if word not in WORDS:
            return None
        total += int(WORDS[word][1])
    return total


def _ordinal_day(text: str | None) -> int | None:
    return int(re.sub(r"\D", "", text)) if text else None


def _full_year(written: str) -> int:
    year = int(written)
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _which(text: str | None) -> str | None:
    word = _squeezed(text)
    return {"this past": "last", "this coming": "next", "coming": "next"}.get(word, word) or None


def _monthdate(match: re.Match[str], text: str) -> Core | None:
    written = match["month"].rstrip(".")
    month = MONTHS[written.lower()]
    day, last = _ordinal_day(match["d1"] or match["d3"]), _ordinal_day(match["d2"] or match["d4"])
    if last is not None and day is not None and last <= day:
        last = None
    if match["year"]:
        year = int(match["year"])
        if day:
            return _core(match, "absolute", "day", year, month, day, last)
        return _core(match, "absolute", "month", year, month)
    if match["rel"]:
        return _core(match, "relative", "month_of_year", month, day, last, _WHICH[match["rel"]])
    which = _which(match["which"])
    if which and which.startswith("the "):
        return _core(match, "anaphoric", "unknown")
    if which and not day:
        return None if match["short"] else _core(match, "relative", "which_month", month, which)
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
    return _core(match, "absolute", "day", int(match["y"]), int(match["m"]), int(match["d"]), None)


def _numeric(match: re.Match[str], _: str) -> Core | None:
    first, second, year = int(match["a"]), int(match["b"]), _full_year(match["y"])
    if not (1 <= first <= 31 and 1 <= second <= 31) or (first > 12 and second > 12):
        return None
    if match["sep"] == ".":
        return (
            _core(match, "absolute", "day", year, second, first, None)
            if second <= 12 and len(match["y"]) == 4
            else None
        )
    return _core(match, "absolute", "slashed", first, second, year)


def _years(match: re.Match[str], text: str) -> Core | None:
    first = int(match["first"])
    if match["second"]:
        second = int(match["second"]) if len(match["second"]) == 4 else first - first % 100 + int(match["second"])
        return _core(match, "absolute", "year", first, second) if first < second <= first + 60 else None
    return _core(match, "absolute", "year", first) if is_year(text, match.start(), match.end()) else None


def _prefixed_year(match: re.Match[str], _: str) -> Core:
    year, prefix = Expression("year", (int(match["year"]),)), match["prefix"].lower()
    if prefix in ("pre", "post", "since"):
        return _core(match, "absolute", "bound", {"pre": "before", "post": "after"}.get(prefix, prefix), year)
    return _core(match, "absolute", "part", prefix, year)


def _fiscal(match: re.Match[str], _: str) -> Core:
    first = _full_year(match["first"])
    second = _full_year(match["second"]) if match["second"] else None
    return _core(match, "absolute", "year", first, second if second and second > first else None)


def _decade(match: re.Match[str], _: str) -> Core:
    return _core(match, "absolute", "decade", int(match["year"]) if match["year"] else 1900 + int(match["short"]))


def _century(match: re.Match[str], _: str) -> Core:
    number = int(match["n"]) if match["n"] else {"nineteenth": 19, "twentieth": 20}.get(match["word"].lower(), 21)
    return _core(match, "absolute", "decade", number * 100 - 99, 100)


def _quarter_code(match: re.Match[str], _: str) -> Core | None:
    op = "quarter" if (match["op"] or match["op2"]) == "Q" else "half"
    number = int(match["n"] or match["n2"])
    if op == "half" and number > 2:
        return None
    written = match["year"] or match["short"]
    if written:
        return _core(match, "absolute", op, _full_year(written), number)
    return _core(match, "relative", "of_year", op, number, None) if op == "quarter" and match["op"] else None


def _quarter(match: re.Match[str], text: str) -> Core | None:
    unit = match["unit"].lower()
    number = _NUMBERED[match["n"].lower()]
    if unit == "half":
        number = min(number, 2)
    if match["year"]:
        return _core(match, "absolute", unit, int(match["year"]), number)
    if match["rel"]:
        return _core(match, "relative", "of_year", unit, number, _WHICH.get(match["rel"], 0))
    if unit == "half" or match["n"].lower() == "last":
        return None  # the second half of a game, of the month
    return (
        None
        if re.match(r"\s+of\s", text[match.end() : match.end() + 5])
        else _core(match, "relative", "of_year", unit, number, None)
    )


def _season(match: re.Match[str], text: str) -> Core | None:
    season, which = SEASONS[match["season"].lower()], _which(match["which"])
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


def _weekday(match: re.Match[str], text: str) -> Core | None:
    which = _which(match["which"])
    if match["short"]:
        return _core(match, "relative", "weekday", WEEKDAYS[match["short"].lower()], None, None, needs="merge")
    number = WEEKDAYS[match["day"].lower()]
    if which and which.startswith("the "):
        return _core(match, "anaphoric", "unknown")
    if match["rel"] in ("last", "next"):
        which = f"{match['rel']} week"
    elif match["rel"]:
        which = "this"
    return _core(match, "relative", "weekday", number, which, lean_of(text, match.start(), match.end()))


def _weekend(match: re.Match[str], text: str) -> Core:
    return _core(match, "relative", "weekend", lean_of(text, match.start(), match.end()))


def _unit_name(written: str) -> str:
    unit = written.lower()
    return "century" if unit == "centurie" else unit


def _relative_unit(match: re.Match[str], _: str) -> Core | None:
    which, unit = _squeezed(match["which"]), _unit_name(match["unit"])
    plural = bool(match["plural"]) or match["unit"].lower() == "centurie"
    count = _number(match["n"]) if match["n"] else None
    if which in ("following", "preceding", "previous", "ensuing", "same") and not (which == "previous" and count):
        return _core(match, "anaphoric", "unknown")
    direction = 1 if which in ("next", "coming", "upcoming", "this coming") else -1
    if count is not None:
        return (
            None if which in ("this", "current", "recent") else _core(match, "relative", "span", unit, count, direction)
        )
    if plural or match["few"]:
        return None if which in ("this", "current") else _core(match, "relative", "span", unit, None, direction)
    if which in ("this", "current"):
        return _core(match, "relative", "unit", unit, 0) if unit not in ("minute", "hour", "fortnight") else None
    if which in ("last", "next") and not match["the"]:
        return (
            _core(match, "relative", "unit", unit, direction) if unit not in ("minute", "hour", "fortnight") else None
        )
    return None if unit == "minute" or which == "recent" else _core(match, "relative", "span", unit, 1, direction)


def _duration(match: re.Match[str], text: str) -> Core | None:
    unit, written, tail = _unit_name(match["unit"]), _squeezed(match["n"]), _squeezed(match["tail"])
    if unit == "quarter" and (
        not match["tail"] and (match[0].count("-") or text[match.end() : match.end() + 4] == " of ")
    ):
        return None  # three-quarters of a million
    if "old" in tail or "age" in tail or "younger" in tail:
        return None
    count: float | None = _HALF.get(written)
    if count is None and (match["n"].isdigit() or written.split("-")[0] in WORDS):
        count = _number(match["n"])
    if count is not None and (match["half"] or match["half2"]):
        count += 0.5
    if tail in ("ago", "from now", "hence") or tail.endswith("time"):
        sign = 1 if tail == "ago" else -1
        if count is None:
            return _core(match, "relative", "span", unit, None, -sign)
        return _core(match, "relative", "ago", unit, sign * count)
    if tail:
        return _core(match, "anaphoric", "unknown")
    if written in ("a", "an") or (written == "one" and unit == "day"):
        return _core(match, "duration", "span", unit, 1, 1, needs="within")
    if written in ("some", "many", "few"):
        return None
    if (
        match.end() < len(text)
        and text[match.end()] == "-"
        and unit != "decade"
        and text[match.end() + 1 : match.end() + 4] == "old"
    ):
        return None
    return _core(match, "duration", "span", unit, count, 1)


def _bare_ago(match: re.Match[str], _: str) -> Core:
    if match["tail"] == "ago":
        return _core(match, "relative", "span", _unit_name(match["unit"]), None, -1)
    return _core(match, "anaphoric", "unknown")


def _unit_end(match: re.Match[str], _: str) -> Core | None:
    unit = match["unit"].lower()
    if match["year"]:
        return (
            _core(match, "absolute", "part", "end", Expression("year", (int(match["year"]),)))
            if unit == "year"
            else None
        )
    return _core(match, "relative", "part", "end", Expression("unit", (unit, 0)))


def _unit_out(match: re.Match[str], _: str) -> Core:
    return _core(match, "relative", "bound", "by", Expression("unit", (match["unit"], 0)))


def _the_unit(match: re.Match[str], _: str) -> Core:
    return _core(match, "relative", "unit", match["unit"].lower(), 0, needs="part")


def _day_word(match: re.Match[str], _: str) -> Core:
    return _core(match, "relative", "relative_day", DAYS[_squeezed(match[0])])


def _holiday(match: re.Match[str], text: str) -> Core:
    name = match[0][: match.start("year") - match.start()].rstrip(", \n") if match["year"] else match[0]
    sense = HOLIDAYS[name]
    if sense == "unknown":
        return _core(match, "anaphoric", "unknown")
    year = int(match["year"]) if match["year"] else None
    kind = "absolute" if year else "partial"
    return _core(match, kind, "holiday", sense, year, None if year else lean_of(text, match.start(), match.end()))


_FINDERS: tuple[tuple[str, re.Pattern[str], Builder], ...] = (
    ("anaphoric", patterns.ANAPHORIC, lambda m, _: _core(m, "anaphoric", "unknown")),
    ("month", patterns.MONTHDATE, _monthdate),
    ("year", patterns.ISO, _iso),
    ("numeric", patterns.NUMERIC, _numeric),
    ("numeric", patterns.NINE_ELEVEN, lambda m, _: _core(m, "absolute", "day", 2001, 9, 11, None)),
    ("year", patterns.PREFIXED_YEAR, _prefixed_year),
    ("fiscal", patterns.FISCAL, _fiscal),
    ("decade", patterns.DECADE, _decade),
    ("century", patterns.CENTURY, _century),
    ("quarter_code", patterns.QUARTER_CODE, _quarter_code),
    ("quarter", patterns.QUARTER, _quarter),
    ("season", patterns.SEASON, _season),
    ("weekday", patterns.WEEKDAY, _weekday),
    ("unit", patterns.UNIT_OUT, _unit_out),
    ("unit", patterns.UNIT_END, _unit_end),
    ("unit", patterns.RELATIVE_UNIT, _relative_unit),
    ("unit", patterns.BARE_AGO, _bare_ago),
    ("unit", patterns.DURATION, _duration),
    ("unit", patterns.WEEKEND, _weekend),
    ("day", patterns.DAY_WORD, _day_word),
    ("holiday", patterns.HOLIDAY, _holiday),
    ("unit", patterns.THE_UNIT, _the_unit),
    ("year", patterns.YEARS, _years),
    ("clock", patterns.CLOCK, lambda m, _: _core(m, "time", "unknown")),
)


def _all_cores(text: str) -> Iterator[Core]:
    windows = find_windows(text)
    for anchor, pattern, build in _FINDERS:
        for low, high in windows.get(anchor, ()):
            for match in pattern.finditer(text, low, high):
                core = build(match, text)
                if core is not None and core.end > core.start:
                    yield core


def find_cores(text: str) -> list[Core]:
    """The dates of a text without their bounding words, in its order; of two that overlap the longer."""
    found: list[Core] = []
    for core in sorted(_all_cores(text), key=lambda c: (c.start, -c.end)):
        if found and core.start < found[-1].end:
            if core.end - core.start > found[-1].end - found[-1].start:
                found[-1] = core
            continue
        found.append(core)
    return found
