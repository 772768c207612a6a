"""Finds numbers, joins ranges, reads their bounds, and tells counts from numbers that count nothing.

The rulings are the guide's: `more than 3,000` is (3000, None), `up to 12,000` (None, 12000), `dozens` (24, None).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipelines.annotation.dates import DatePhrase, find_dates
from pipelines.annotation.money import MoneyPhrase, find_money
from pipelines.annotation.numbers import patterns
from pipelines.annotation.numbers.kinds import Taken, kind_of
from pipelines.annotation.numerals import Numeral, bounds_of, find_numerals
from pipelines.annotation.numerals.ranges import CHANGE_BEFORE, share_scale

COUNTS = frozenset(("cardinal",))


@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """A number in code points [start, end), with the words that bound it.

    Attributes:
        low, high: bounds of what is counted; None is an open bound; both are None where nothing is counted.
        value_start, value_end: the number without its qualifiers.
        kind: cardinal, or what else it is (numbers/kinds.py; date, money, phone beside these).
        unit: the unit of a measure as written, else None.
        qualifier: the bounding word as written (`more than`, `several`), or None.
        approximate: `about 300`, `thousands`.
        is_additional: on top of others told (`1,500 more`).
        is_total: a sum of others told (`bringing the total to 12,000`).
    """

    start: int
    end: int
    low: int | None
    high: int | None
    value_start: int
    value_end: int
    kind: str
    unit: str | None
    qualifier: str | None = None
    approximate: bool = False
    is_additional: bool = False
    is_total: bool = False


def _as_range(text: str, first: Numeral, second: Numeral) -> tuple[int, Fraction] | None:
    """Where the range of two numerals starts and its lower value; None where they make none."""
    gap = text[first.end : second.start] if second.start - first.end <= 20 else ""
    if not gap or first.kind != "plain" or second.kind != "plain" or not patterns.RANGE_GAP.fullmatch(gap):
        return None
    if first.is_vague or second.is_vague or first.value is None or second.value is None:
        return None
    if (first.suffix and first.scale == 1) or (second.suffix and second.scale == 1 and second.value < first.value):
        return None
    between = patterns.BETWEEN.search(text, max(0, first.start - 34), first.start)
    word = between["word"].lower() if between else ""
    if "and" in gap.split() and "between" not in word:
        return None
    if word == "from" and between and CHANGE_BEFORE.search(text, max(0, between.start() - 60), between.start()):
        return None
    if "to" in gap.split() and patterns.VOTE_BEHIND.match(text, second.end):
        return None
    low = share_scale(first, second)
    if low is None or low >= second.value:
        return None
    return (between.start() if between else first.start), low


def _whole(value: Fraction | None) -> int | None:
    return int(value) if value is not None and value.denominator == 1 else None


def _several(written: str) -> str | None:
    """The word that makes a hundred some hundreds, as written."""
    match = patterns.SEVERAL.match(written)
    return match[0] if match else None


def _phrase(
    text: str,
    first: Numeral,
    second: Numeral | None,
    start: int,
    low: Fraction | None,
    kind: str,
    unit: str | None,
) -> NumberPhrase:
    end = (second or first).end
    value_start = first.start
    bounds = bounds_of(text, value_start, end)
    if start < bounds.start:
        outer = bounds_of(text, start, end)
        bounds = outer if outer.sense or not bounds.sense else bounds
    most_value = second.value if second else first.value
    is_metres = kind == "measure" and first.suffix and first.suffix == (second or first).suffix  # "46m": no millions
    if is_metres and most_value is not None and low is not None:
        low, most_value = low / first.scale, most_value / first.scale
    least, most = _whole(low), _whole(most_value)
    qualifier = bounds.qualifier
    if first.is_vague:
        most = None
        qualifier = qualifier or _several(text[value_start:end])
        if bounds.sense == "at_most":  # "up to several hundred" still bounds nothing above
            least = None
    elif bounds.sense == "at_least":
        most = None if second is None else most
    elif bounds.sense == "at_most":
        least = None if second is None else least
    return NumberPhrase(
        min(start, bounds.start),
        max(end, bounds.end),
        least,
        most,
        value_start,
        end,
        kind,
        unit,
        qualifier,
        approximate=bounds.sense == "about" or first.is_vague,
        is_additional=bounds.is_additional,
        is_total=bounds.is_total,
    )


def find_all_numbers(
    text: str,
    *,
    money: Sequence[MoneyPhrase] | None = None,
    dates: Sequence[DatePhrase] | None = None,
    numerals: Sequence[Numeral] | None = None,
) -> list[NumberPhrase]:
    """Every number in a text with its kind, in its order, without overlaps of their values.

    Args:
        text: any text.
        money, dates, numerals: what `find_money`, `find_dates` and `find_numerals` found in it, where that is at hand.
    """
    numerals = find_numerals(text) if numerals is None else numerals
    money = find_money(text, numerals) if money is None else money
    dates = find_dates(text) if dates is None else dates
    taken = Taken(
        [
            *((m.value_start, m.value_end, "money") for m in money),
            *((d.start, d.end, "date") for d in dates),
            *((m.start(), m.end(), "phone") for m in patterns.PHONE.finditer(text)),
        ]
    )
    kinds = [taken.kind(n.start, n.end) for n in numerals]
    found: list[NumberPhrase] = []
    index = 0
    while index < len(numerals):
        first = numerals[index]
        index += 1
        if (elsewhere := kinds[index - 1]) is not None:
            found.append(_plain(first, elsewhere))
            continue
        second = numerals[index] if index < len(numerals) and kinds[index] is None else None
        joined = _as_range(text, first, second) if second else None
        if joined and second:
            kind, unit = kind_of(text, first, second)
            if kind not in ("score", "designation", "fraction", "name", "pronoun"):
                found.append(_phrase(text, first, second, joined[0], joined[1], kind, unit))
                index += 1
                continue
        kind, unit = kind_of(text, first)
        if found and found[-1].kind == "fraction" and patterns.OUT_OF.fullmatch(text[found[-1].end : first.start]):
            kind = "fraction"
        if kind in ("cardinal", "decimal", "percent", "measure", "calibre"):
            found.append(_phrase(text, first, None, first.start, first.value, kind, unit))
        else:
            found.append(_plain(first, kind, unit))
    return found


def _plain(numeral: Numeral, kind: str, unit: str | None = None) -> NumberPhrase:
    value = _whole(numeral.value)
    return NumberPhrase(numeral.start, numeral.end, value, value, numeral.start, numeral.end, kind, unit)


def find_numbers(
    text: str,
    *,
    money: Sequence[MoneyPhrase] | None = None,
    dates: Sequence[DatePhrase] | None = None,
    numerals: Sequence[Numeral] | None = None,
) -> list[NumberPhrase]:
    """The counts in a text (kind cardinal), in its order; see `find_all_numbers` for the arguments and the rest."""
    found = find_all_numbers(text, money=money, dates=dates, numerals=numerals)
    return [number for number in found if number.kind in COUNTS]
