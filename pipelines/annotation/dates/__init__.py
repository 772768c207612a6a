"""Dates, periods and durations in a text, and the days that they stand for once the article's date is known."""

from pipelines.annotation.dates.bounded_dates import find_dates
from pipelines.annotation.dates.phrase import DatePhrase, Expression
from pipelines.annotation.dates.sections import Section, dated_sections

__all__ = ["DatePhrase", "Expression", "Section", "dated_sections", "find_dates"]
