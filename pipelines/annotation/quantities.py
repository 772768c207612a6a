"""Component `attache_quantities`: numbers, money and dates, in doc.spans["values"] and doc.user_data.

What a phrase amounts to is read by the pure functions of numbers/, money/ and dates/; here they meet the tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from pipelines.annotation.dates import find_dates
from pipelines.annotation.money import find_money
from pipelines.annotation.numbers import find_numbers
from pipelines.annotation.reading import VALUES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

VALUES_GROUP = "values"


def _span(doc: Doc, start: int, end: int, label: str) -> Span | None:
    return doc.char_span(start, end, label=label, alignment_mode="expand", span_id=label)


@Language.component("attache_quantities")
def find_quantities(doc: Doc) -> Doc:
    """Add the span group `values` (quantity, money, date), and to doc.user_data what numbers and sums amount to."""
    spans, numbers, money = [], [], []
    taken: list[tuple[int, int]] = []
    for price in find_money(doc.text):
        taken.append((price.start, price.end))
        if span := _span(doc, price.start, price.end, "money"):
            spans.append(span)
            money.append((span.start, span.end, price.amount, price.currency))
    for date in find_dates(doc.text):
        if not any(date.start < end and start < date.end for start, end in taken):
            taken.append((date.start, date.end))
            if span := _span(doc, date.start, date.end, "date"):
                spans.append(span)
    for number in find_numbers(doc.text):
        if not any(number.start < end and start < number.end for start, end in taken):
            if span := _span(doc, number.start, number.end, "quantity"):
                spans.append(span)
                bounds = (number.low, number.high, number.qualifier, number.is_additional, number.is_total)
                numbers.append((span.start, span.end, *bounds))
    doc.spans[VALUES_GROUP] = spans
    doc.user_data[VALUES] = {"numbers": numbers, "money": money}
    return doc
