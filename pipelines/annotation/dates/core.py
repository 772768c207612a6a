"""A date as written, without the words that bound it, and what the readers of its shapes share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.annotation.dates.phrase import Expression
from pipelines.annotation.numerals.words import WORDS

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


def make_core(match: re.Match[str], kind: str, op: str, *args: object, needs: str = "") -> Core:
    """The core of a match: its kind, and the operator and arguments of its expression."""
    return Core(match.start(), match.end(), kind, Expression(op, args), needs)


def squeezed(text: str | None) -> str:
    """Words in small letters with one space between them."""
    return " ".join(text.split()).lower() if text else ""


def small_number(text: str) -> int | None:
    """The value of a small count in digits or words; None where it has none."""
    if text.isdigit():
        return int(text)
    total = 0
    for word in text.lower().split("-"):
        if word not in WORDS:
            return None
        total += int(WORDS[word][1])
    return total


def ordinal_day(text: str | None) -> int | None:
    """The number of `21st`."""
    return int(re.sub(r"\D", "", text)) if text else None


def full_year(written: str) -> int:
    """The year of two or four digits; 70 to 99 lie in the last century."""
    year = int(written)
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def which_of(text: str | None) -> str | None:
    """Which of several: last, this, next; also for `this past` and `coming`."""
    word = squeezed(text)
    return {"this past": "last", "this coming": "next", "coming": "next"}.get(word, word) or None


Shape = tuple[str, re.Pattern[str], Builder]  # the anchor near which it is sought, the pattern, its meaning
