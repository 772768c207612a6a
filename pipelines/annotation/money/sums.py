"""Finds sums of money: a numeral with a currency before or behind it, and ranges of two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipelines.annotation.money.patterns import (
    AFTER_NOUN,
    AFTER_SYMBOL,
    BEFORE,
    NOUNS,
    SYMBOLS,
    WEAK_NOUNS,
    WEAK_SYMBOLS,
    Currencies,
)
from pipelines.annotation.numerals import Numeral, bounds_of, find_numerals
from pipelines.annotation.numerals.ranges import CHANGE_BEFORE, share_scale

_SCALE_LETTER = re.compile(r"[ \u00a0](?P<letter>[mMbBkKtT])(?![\w'\u2019])")
_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12}
_RANGE_GAP = re.compile(
    r"\s*(?:-|\u2013|\u2014|\u2012)\s*|\s+(?:to|and|or)\s+(?:up\s+to\s+|about\s+|around\s+|almost\s+|nearly\s+)?"
)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:(?:about|around|roughly|some|approximately)\s+)?\Z", re.IGNORECASE)
_REACH = 25  # characters before a sum in which "between" stands
_WIDEST_GAP = 20  # characters between the two sums of a range
_MANY = 1_000  # a scale from which words that mean other things, too, are money: "5 pounds", "5 million pounds"
_WEIGHT = re.compile(r"\s+(?:of|bomb|bombs|warhead|warheads|class|shell|shells|munition|munitions)\b")


@dataclass(frozen=True, slots=True)
class MoneyPhrase:
    """A sum of money in code points [start, end), with its qualifier.

    Attributes:
        amount: units of the currency; the lower one of a range; the lower bound of `millions of euros`.
        amount_high: the upper one of a range, else None.
        currency: ISO 4217 code.
        qualifier: the word that bounds it as written (`up to`, `about`, `more than`), or None.
        value_start, value_end: the sum without its qualifier.
        sense: at_least, at_most, about, or None.
    """

    start: int
    end: int
    amount: float
    amount_high: float | None
    currency: str
    qualifier: str | None
    value_start: int
    value_end: int
    sense: str | None


@dataclass(frozen=True, slots=True)
class _Sum:
    """A numeral with what of a currency stands around it."""

    numeral: Numeral
    start: int
    end: int
    before: str | None
    after: str | None


def _currency_before(text: str, numeral: Numeral, currencies: Currencies) -> tuple[int, str | None]:
    match = BEFORE.search(text, max(0, numeral.start - 7), numeral.start)
    if not match or (match["weak"] and numeral.scale < 10**6):
        return numeral.start, None
    is_spaced = " " in text[numeral.start : numeral.end]
    if match[0].endswith("-") and match[0][0].isalpha() and not (numeral.scale >= _MANY and is_spaced):
        return numeral.start, None  # a designation: "RM-70 launchers", "R-77M missiles"
    if match["weak"]:
        return match.start(), currencies.code(WEAK_SYMBOLS[match["weak"]])
    return match.start(), currencies.code(SYMBOLS[re.sub(r"\s", " ", match["symbol"])])


def _currency_after(text: str, numeral: Numeral, currencies: Currencies) -> tuple[int, str | None]:
    match = AFTER_NOUN.match(text, numeral.end)
    if match:
        noun = re.sub(r"\s+", " ", match["noun"].lower())
        if _is_currency(noun, match, text, numeral):
            return match.end(), currencies.code(NOUNS[noun], match["place"])
    symbol = AFTER_SYMBOL.match(text, numeral.end)
    if symbol:
        written = symbol["symbol"]
        return symbol.end(), currencies.code(SYMBOLS[written]) if written else "USD"
    return numeral.end, None


def _is_currency(noun: str, match: re.Match[str], text: str, numeral: Numeral) -> bool:
    """Whether the noun behind a number says what it is money of: "millions of euros", but not "500-pound bombs"."""
    is_many = numeral.scale >= _MANY
    between = match["gap"].strip()
    if between in ("of", "in") and not numeral.is_vague and not (between == "in" and is_many):
        return False
    if noun in WEAK_NOUNS and not (is_many or numeral.is_grouped or match["place"] is not None):
        return False
    is_weight = match["gap"] == "-" or _WEIGHT.match(text, match.end()) is not None
    return is_many or not (noun.startswith("pound") and is_weight)


def _spaced_letter(text: str, numeral: Numeral) -> Numeral:
    """`USD 13.9 m`: a scale letter apart from the digits, which only money has."""
    match = _SCALE_LETTER.match(text, numeral.end)
    if not match or numeral.scale != 1 or numeral.value is None:
        return numeral
    factor = _LETTERS[match["letter"].lower()]
    return replace(numeral, end=match.end(), value=numeral.value * factor, scale=factor)


def _sums(text: str, numerals: Sequence[Numeral], currencies: Currencies) -> list[_Sum]:
    found: list[_Sum] = []
    for plain in numerals:
        if plain.value is None or plain.kind != "plain":
            continue
        start, before = _currency_before(text, plain, currencies)
        if found and start < found[-1].end:  # "5 euros 6": the word belongs to the number before it
            start, before = plain.start, None
        numeral = _spaced_letter(text, plain) if before else plain
        if plain.suffix.lower() == "t" and not before:
            continue
        if plain.suffix and plain.scale == 1:
            found.append(_Sum(plain, plain.start, plain.end, None, None))
            continue
        end, after = (numeral.end, None) if before else _currency_after(text, numeral, currencies)
        if before and (code := AFTER_SYMBOL.match(text, numeral.end)) and code["symbol"] and code["symbol"].isupper():
            end = code.end()  # "$1.38 million USD"
            before = currencies.code(SYMBOLS[code["symbol"]])
        found.append(_Sum(numeral, start, end, before, after))
    return found


def _range_of(text: str, first: _Sum, second: _Sum) -> Fraction | None:
    """The lower amount of the range that two sums make, or None where they make none."""
    gap = text[first.end : second.start] if second.start - first.end <= _WIDEST_GAP else ""
    low, high = first.numeral, second.numeral
    if not _RANGE_GAP.fullmatch(gap) or low.value is None or high.value is None or low.is_vague:
        return None
    between = _BETWEEN.search(text, max(0, first.start - _REACH), first.start)
    word = between[0].lower() if between else ""
    if "and" in gap and "between" not in word:
        return None
    if between and "from" in word and CHANGE_BEFORE.search(text, max(0, between.start() - 50), between.start()):
        return None
    is_bare = first.before and not second.before and not second.after  # the second tells no currency of its own
    is_hyphened = gap.strip() in ("-", "\u2013", "\u2014", "\u2012")
    if is_bare and not is_hyphened and low.scale > 1 and high.scale == 1:
        return None  # "$5bn and 300"
    value = share_scale(low, high)
    return value if value is not None and value < high.value else None


def find_money(text: str, numerals: Sequence[Numeral] | None = None) -> list[MoneyPhrase]:
    """The sums of money in a text, in its order, without overlaps.

    Args:
        text: any text.
        numerals: what `find_numerals` found in it, where that is at hand.
    """
    sums = _sums(text, find_numerals(text) if numerals is None else numerals, Currencies(text))
    found: list[MoneyPhrase] = []
    index = 0
    while index < len(sums):
        first = sums[index]
        index += 1
        second = sums[index] if index < len(sums) else None
        if second and (first.before or second.before or second.after) and not (second.after is None and first.after):
            low = _range_of(text, first, second)
            currency = second.after or second.before or first.before
            if low is not None and currency and second.before in (None, first.before):
                found.append(_phrase(text, first.start, second.end, low, second.numeral.value, currency))
                index += 1
                continue
        currency = first.before or first.after
        if currency and first.numeral.value is not None:
            found.append(_phrase(text, first.start, first.end, first.numeral.value, None, currency))
    return found


def _phrase(text: str, start: int, end: int, low: Fraction, high: Fraction | None, currency: str) -> MoneyPhrase:
    bounds = bounds_of(text, start, end)
    first = bounds.start
    if high is not None and (between := _BETWEEN.search(text, max(0, start - _REACH), start)):
        first = min(first, between.start())
    amount_high = float(high) if high is not None else None
    return MoneyPhrase(first, bounds.end, float(low), amount_high, currency, bounds.qualifier, start, end, bounds.sense)
