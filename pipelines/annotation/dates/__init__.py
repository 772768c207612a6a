"""Dates, periods and durations in a text, and the days that they stand for once the article's date is known."""

from pipelines.annotation.dates.logic import find_dates
from pipelines.annotation.dates.phrase import DatePhrase, Expression

__all__ = ["DatePhrase", "Expression", "find_dates"]
