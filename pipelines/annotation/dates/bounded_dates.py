"""Finds dates: those of bare_dates.py, joined to ranges, with the words before them that bound them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipelines.annotation.dates.bare_dates import find_cores
from pipelines.annotation.dates.core import UNKNOWN, Core
from pipelines.annotation.dates.lean import lean_of
from pipelines.annotation.dates.phrase import DatePhrase, Expression
from pipelines.annotation.dates.words import BOUNDS, NTH, PARTS

_RANGE_GAP = re.compile(r"\s*[-\u2010-\u2014]\s*|\s+(?:to|and|until|till|through|or)\s+(?:about\s+|around\s+|the\s+)?")
_BETWEEN = re.compile(r"(?<!\w)(?P<word>between|from)\s+(?:the\s+)?\Z", re.IGNORECASE)
_MERGE_GAP = re.compile(r",?\s+(?:the\s+)?|\s+\(")
_OF_THAT_YEAR = re.compile(r"\s+(?:of\s+)?(?:that|the\s+same|the\s+following|the\s+previous)(?:\s+same)?\s+year")
_WORD = re.compile(r"[^\s,;:()\"“”]+")
_NTH = re.compile(
    r"(?<!\w)(?:the\s+)?(?P<n>" + "|".join(NTH) + r")\s+(?P<unit>days?|weekend|weeks?|fortnight|months?)\s+of\s+\Z",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r"\s+onwards?(?!\w)")
_DATED = ("day", "month", "year", "decade", "quarter", "half", "season", "monthday", "weekday", "unit", "which_month",
          "month_of_year", "any_season", "part", "holiday", "of_year", "slashed", "relative_day", "nth")  # fmt: skip
_HYPHENED = ("early-", "late-", "mid-", "end-")
_LONGEST = max(len(p.split()) for p in (*PARTS, *BOUNDS))
_LAST_WORDS = frozenset(p.split()[-1] for p in (*PARTS, *BOUNDS))
_OPENING = "([\"'“‘—–-:;,"
_BEFORE_PHRASE = frozenset(" \n\t\u00a0([\"“,;:-\u2013\u2014'‘")  # what may stand before a phrase that bounds a date
# Characters before a date in which what bounds it is looked for; as many as the longest of each kind can take.
_REACH, _BETWEEN_REACH, _NTH_REACH, _WITHIN_REACH = 48, 14, 40, 24
_WIDEST_GAP = 20  # characters between the two dates of a range
_WITHIN = re.compile(
    r"(?<!\w)(?P<word>within|in|inside)\s+(?:about\s+|around\s+|roughly\s+|just\s+|as\s+little\s+as\s+|(?:just\s+)?(?:over|under)\s+)?\Z",
    re.IGNORECASE,
)
_WITHIN_OF = re.compile(r"\s+(?:of|from|after)\b")


def _phrase_before(text: str, start: int, table: dict[str, str]) -> tuple[str, int] | None:
    """The longest phrase of a table that ends right before `start`: its sense and where it starts."""
    low = max(0, start - _REACH)
    before = text[low:start]
    if before.endswith("-"):
        return _hyphened_before(before, low, table)
    last = before.split()[-1:]
    if not before[-1:].isspace() or not last or last[0].lstrip(_OPENING).lower() not in _LAST_WORDS:
        return None
    words = list(_WORD.finditer(text, low, start))
    if words and text[words[-1].end() : start].strip():
        return None
    for count in range(min(_LONGEST, len(words)), 0, -1):
        used = words[-count:]
        first = used[0].start()
        is_broken = any(text[a.end() : b.start()].strip() for a, b in pairwise(used))
        if is_broken or (first and text[first - 1] not in _BEFORE_PHRASE):
            continue
        if sense := table.get(" ".join(w[0] for w in used).lower()):
            return sense, first
    return None


def _hyphened_before(before: str, low: int, table: dict[str, str]) -> tuple[str, int] | None:
    """The same for a phrase that a hyphen joins to the date: "mid-May", "end-2025"; `low` is where `before` starts."""
    match = re.search(r"(?<!\w)[A-Za-z]+-\Z", before)
    if match is None:
        return None
    written = match[0].lower()
    sense = table.get(written) or (table.get(written[:-1]) if written in _HYPHENED else None)
    return (sense, low + match.start()) if sense else None


def _merged_weekdays(cores: list[Core], text: str) -> list[Core]:
    """`Monday, 27 July`, `27 July (Monday)`: one date."""
    found: list[Core] = []
    for core in cores:
        before = found[-1] if found else None
        if before and before.end <= core.start and _MERGE_GAP.fullmatch(text[before.end : core.start][:8]):
            if before.expression.op == "weekday" and core.expression.names_day:
                found[-1] = replace(core, start=before.start)
                continue
        if before and before.kind == "partial" and _OF_THAT_YEAR.fullmatch(text, before.end, core.end):
            found[-1] = Core(before.start, core.end, "anaphoric", UNKNOWN)
            continue
        found.append(core)
    return [c for c in found if c.needs != "merge"]


def _with_year_of(first: Expression, second: Expression) -> Expression:
    """The year of the second date of a range counts for the first: `8 October and 13 November 2024`."""
    if first.op != "monthday" or second.op not in ("day", "month"):
        return first
    year = second.args[0] if first.args[0] <= second.args[1] else second.args[0] - 1
    month, day = first.args[0], first.args[1]
    return Expression("day", (year, month, day, None)) if day else Expression("month", (year, month))


def _joined_ranges(cores: list[Core], text: str) -> list[Core]:
    found: list[Core] = []
    for core in cores:
        first = found[-1] if found else None
        start = _range_start(first, core, text) if first else None
        if first and start is not None:
            joined = Expression("range", (_with_year_of(first.expression, core.expression), core.expression))
            found[-1] = Core(start, core.end, core.kind, joined)
        else:
            found.append(core)
    return found


def _range_start(first: Core, second: Core, text: str) -> int | None:
    """Where the range of two dates starts ("from May to July", "3-5 March 2024"); None where they make none."""
    first_op, second_op = first.expression.op, second.expression.op
    gap = text[first.end : second.start]
    if first_op not in _DATED or second_op not in _DATED or len(gap) > _WIDEST_GAP or not _RANGE_GAP.fullmatch(gap):
        return None
    between = _BETWEEN.search(text, max(0, first.start - _BETWEEN_REACH), first.start)
    word = between["word"].lower() if between else ""
    is_same_shape = first.kind == second.kind and first_op == second_op
    is_alike = is_same_shape or (first_op == "monthday" and second_op in ("day", "month"))
    if "and" in gap:
        is_range = word == "between"
    elif "to" in gap or gap.strip() in ("until", "till", "through"):
        is_range = word == "from" or is_alike
    else:
        is_range = is_alike and gap.strip(" ") in ("-", "\u2013", "\u2014")
    if not is_range:
        return None
    return between.start() if between else first.start


def _leaning(expression: Expression, bound: str) -> Expression:
    """What `by` and `until` bound lies ahead unless the clause says otherwise; `since` always looks back."""
    if expression.op in ("monthday", "weekday", "any_season", "holiday"):
        lean = expression.args[-1]
        if bound == "since":
            lean = "past"
        elif bound == "from":
            lean = None if lean == "past" else lean
        elif bound in ("by", "until"):
            lean = lean or "future"
        return Expression(expression.op, (*expression.args[:-1], lean))
    if expression.op == "part":
        return Expression("part", (expression.args[0], _leaning(expression.args[1], bound)))
    return expression


def _bounded(core: Core, text: str, floor: int) -> DatePhrase | None:
    """A core with the words before it; None where it needs some that do not stand there."""
    start, end, expression, needs = core.start, core.end, core.expression, core.needs
    if expression.op != "unknown" and core.kind != "duration" and expression.op != "range":
        if nth := _NTH.search(text, max(floor, start - _NTH_REACH), start):
            expression = Expression("nth", (NTH[nth["n"].lower()], nth["unit"].lower(), expression))
            start, needs = nth.start(), ""
        while (part := _phrase_before(text, start, PARTS)) and part[1] >= floor:
            expression = Expression("part", (part[0], expression))
            start, needs = part[1], ""
            if text[max(floor, start - 4) : start].lower() == "the ":
                start -= 4
    if core.kind == "duration":
        return _duration_phrase(core, text)
    if needs:
        return None
    if expression.op == "unknown":
        return DatePhrase(start, end, core.kind, UNKNOWN, core.start, core.end)
    inner_start = start
    if expression.op in ("day", "monthday") and expression.args[-1 if expression.op == "day" else 2] is not None:
        between = _BETWEEN.search(text, max(floor, start - _BETWEEN_REACH), start)
        return DatePhrase(between.start() if between else start, end, core.kind, expression, inner_start, end)
    if onwards := _ONWARDS.match(text, end):
        expression, end = Expression("bound", ("from", expression)), onwards.end()
    bound = _phrase_before(text, start, BOUNDS) if expression.op != "bound" or onwards else None
    if bound and bound[1] >= floor and expression.op != "range":
        sense, start = bound
        if not (onwards and sense == "from"):
            expression = Expression("bound", (sense, _leaning(expression, sense)))
    return DatePhrase(start, end, core.kind, expression, inner_start, core.end)


def _duration_phrase(core: Core, text: str) -> DatePhrase | None:
    """`within two years` is a period from the article on; `two years` alone is a duration, of unknown place in time."""
    within = _WITHIN.search(text, max(0, core.start - _WITHIN_REACH), core.start)
    lean = lean_of(text, core.start, core.end) if within else None
    ahead = within and (lean == "future" or (lean is None and within["word"].lower() != "in"))
    if within and ahead and not _WITHIN_OF.match(text, core.end):
        return DatePhrase(within.start(), core.end, "relative", core.expression, core.start, core.end)
    if core.needs:
        return None
    return DatePhrase(core.start, core.end, "duration", UNKNOWN, core.start, core.end)


def find_dates(text: str) -> list[DatePhrase]:
    """The dates, periods, durations and times of day in a text, in its order, without overlaps.

    Nothing but the text is read: what a phrase means in days is for `DatePhrase.resolve` to say.
    """
    cores = _joined_ranges(_merged_weekdays(find_cores(text), text), text)
    found: list[DatePhrase] = []
    for core in cores:
        phrase = _bounded(core, text, found[-1].end if found else 0)
        if phrase is not None:
            found.append(phrase)
    return found
