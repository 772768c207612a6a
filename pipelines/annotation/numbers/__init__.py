"""How many: the counts in a text as bounds by the guide's rulings, and what every other number in it is."""

from pipelines.annotation.numbers.counts import NumberPhrase, find_all_numbers, find_numbers

__all__ = ["NumberPhrase", "find_all_numbers", "find_numbers"]
