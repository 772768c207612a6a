"""How a number is written: digits and their grouping, words, scales, vague plurals; the words that bound it.

Shared by numbers, money and dates. What a number counts is decided there and not here.
"""

from pipelines.annotation.numerals.numerals import Numeral, find_numerals
from pipelines.annotation.numerals.qualifiers import Bounds, bounds_of

__all__ = ["Bounds", "Numeral", "bounds_of", "find_numerals"]
