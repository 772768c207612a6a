"""Component `attache_quantities`: numbers, money and dates, in doc.spans["values"] and doc.user_data.

What a phrase amounts to is read by the pure functions of numbers/, money/ and dates/; here they meet the tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from pipelines.annotation.dates import find_dates
from pipelines.annotation.money import find_money
from pipelines.annotation.numbers import find_numbers
from pipelines.annotation.numbers.kinds import Taken
from pipelines.annotation.numerals import find_numerals
from pipelines.annotation.reading import VALUES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

VALUES_GROUP = "values"


def _span(doc: Doc, start: int, end: int, label: str) -> Span | None:
    return doc.char_span(start, end, label=label, alignment_mode="expand", span_id=label)


@Language.component("attache_quantities")
def find_quantities(doc: Doc) -> Doc:
    """Add the span group `values` (quantity, money, date), and to doc.user_data what numbers and sums amount to."""
    text = doc.text
    numerals = find_numerals(text)
    prices, dates = find_money(text, numerals), find_dates(text)
    spans, numbers, money = [], [], []
    taken = Taken([(p.start, p.end, "money") for p in prices])
    for price in prices:
        if span := _span(doc, price.start, price.end, "money"):
            spans.append(span)
            money.append((span.start, span.end, price.amount, price.currency))
    kept = [d for d in dates if taken.kind(d.start, d.end) is None]
    spans += [span for d in kept if (span := _span(doc, d.start, d.end, "date"))]
    taken = Taken([*((p.start, p.end, "money") for p in prices), *((d.start, d.end, "date") for d in kept)])
    for number in find_numbers(text, money=prices, dates=dates, numerals=numerals):
        if taken.kind(number.start, number.end) is None:
            if span := _span(doc, number.start, number.end, "quantity"):
                spans.append(span)
                bounds = (number.low, number.high, number.qualifier, number.is_additional, number.is_total)
                numbers.append((span.start, span.end, *bounds))
    doc.spans[VALUES_GROUP] = spans
    doc.user_data[VALUES] = {"numbers": numbers, "money": money}
    return doc
