"""Sums of money in a text: `$2.5bn`, `50 billion euros`, `Rs 21,700 crore`; and their worth in US dollars."""

from pipelines.annotation.money.rates import RateError, to_usd
from pipelines.annotation.money.sums import MoneyPhrase, find_money

__all__ = ["MoneyPhrase", "RateError", "find_money", "to_usd"]
