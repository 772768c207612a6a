"""What is found: a stretch of text with a symbolic expression, which knows nothing of the article's date.

An expression is an operator with its arguments, e.g. `by(part(end, unit(year, 0)))`; resolve.py turns it into days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from pipelines.annotation.dates.calendar_units import Interval
from pipelines.annotation.dates.resolve import resolve


@dataclass(frozen=True, slots=True)
class Expression:
    """An operator of resolve.py with its arguments (numbers, words, other expressions)."""

    op: str
    args: tuple[Any, ...] = ()

    @property
    def names_day(self) -> bool:
        """Whether it tells a day of the calendar, its year or not."""
        return self.op in ("day", "slashed") or (self.op == "monthday" and bool(self.args[1]))

    def __str__(self) -> str:
        return f"{self.op}({', '.join(str(arg) for arg in self.args)})"


@dataclass(frozen=True, slots=True)
class DatePhrase:
    """A date, period or duration in code points [start, end), with the words that bound it (`since`, `by the end of`).

    Attributes:
        kind: absolute (a year is told), partial (day or month without a year), relative (told from the article's
            date), anaphoric (told from another date in the text), duration, time (of day).
        expression: what it says.
        core_start, core_end: the date without its bounding words.
    """

    start: int
    end: int
    kind: str
    expression: Expression
    core_start: int
    core_end: int

    def resolve(self, published: date | None) -> Interval:
        """First day, last day and precision, as seen from the article's date.

        A bound is None where the phrase leaves it open (`from 2025`) or where it cannot be known; the precision is
        day, week, month, quarter, year, decade, interval or, where both are unknown, unknown. Never raises.
        """
        return resolve(self.expression.op, self.expression.args, published)
