"""How two numbers share a scale: `2 or 3 thousand`, `10-12,000`, `$5-6bn`."""

from __future__ import annotations

import re
from fractions import Fraction

from pipelines.annotation.numerals.numerals import Numeral
from pipelines.annotation.numerals.words import CHANGES

CHANGE_BEFORE = re.compile(rf"\b(?:{'|'.join(CHANGES)})[a-z]*\b[^.;:!?]{{0,50}}\Z", re.IGNORECASE)
"""A verb of change before "from A to B": the two are before and after, and no range."""
_MOST = 2  # in "5 to 10,000" the first is read as 5,000 if the second is at most so many times as large


def share_scale(first: Numeral, second: Numeral) -> Fraction | None:
    """What `first` amounts to in a range that ends in `second`; None where it has no value."""
    if first.value is None or second.value is None:
        return None
    if first.scale > 1 or first.is_grouped:
        return first.value
    if second.scale >= 100:
        scaled = first.value * second.scale
        return scaled if scaled < second.value else first.value
    if second.is_grouped and first.value < 1000:
        scaled = first.value * 1000
        return scaled if scaled < second.value <= _MOST * scaled else first.value
    return first.value
