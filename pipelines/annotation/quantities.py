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
    from spacy.tokens import Doc

VALUES_GROUP = "values"


@Language.component("attache_quantities")
def find_quantities(doc: Doc) -> Doc:
    """Add the span group `values` (quantity, money, date), and to doc.user_data what numbers and sums amount to."""
    spans, numbers, money = [], [], []
    sums = find_money(doc.text)
    dates = find_dates(doc.text)
    taken = [(p.start, p.end) for p in (*sums, *dates)]
    for label, phrases in (("money", sums), ("date", dates), ("quantity", find_numbers(doc.text))):
        for p in phrases:
            if label == "quantity" and any(p.start < end and start < p.end for start, end in taken):
                continue
            span = doc.char_span(p.start, p.end, label=label, alignment_mode="expand", span_id=label)
            if span is None:
                continue
            spans.append(span)
            if label == "quantity":
                numbers.append((span.start, span.end, p.low, p.high, p.qualifier, p.is_additional, p.is_total))
            elif label == "money":
                money.append((span.start, span.end, p.amount, p.currency))
    doc.spans[VALUES_GROUP] = spans
    doc.user_data[VALUES] = {"numbers": numbers, "money": money}
    return doc
