"""The pieces of numerals: digits with their grouping, and number words, each with its value. Joined in numerals.py."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from pipelines.annotation.numerals.words import WORDS

_SPACE = " \u00a0\u2009\u202f"
_DIGITS = re.compile(
    rf"(?P<digits>[0-9]+(?:[.,'\u2019][0-9]+|[{_SPACE}][0-9]{{3}}(?![0-9]))*[½¼¾]?)(?P<suffix>[A-Za-z]{{0,4}})"
)
_LETTERS = re.compile(r"[A-Za-z]+")
_CASED = {cased: value for word, value in WORDS.items() for cased in (word, word.capitalize(), word.upper())}
_MONTH_BEFORE = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?[ \u00a0]\Z")
_TYPE_BEHIND = re.compile(r"-[0-9]")
_UNSPACED = re.compile(rf"[^{_SPACE}]+")
_INDIAN = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([,'\u2019 \u00a0\u2009\u202f])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?")
_DOTTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}|[1-9][0-9]{0,2}\.[0-9]{2}0")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")
_BROKEN = re.compile(r"(?<=[a-z] )[1-9][0-9]{0,2}, [0-9]{3}(?= [A-Za-z])(?! (?:and|or)\b)")
_WORD_BEFORE = 12  # characters
_NO_COUNT_BEFORE = frozenset("of in on at by from with and or aged age page day no number chapter group".split())
_CODE_SIGNS = ("-", "/", ":")  # beside digits they make a code, a time or a date of them
_HALVES = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


@dataclass(slots=True)
class Atom:
    """A piece of a numeral, code points [start, end)."""

    start: int
    end: int
    kind: str  # a class of number_words.csv, or "digits"
    value: Fraction | None
    is_grouped: bool = False
    suffix: str = ""


def _digits_value(digits: str, text: str, end: int) -> tuple[Fraction | None, bool]:
    """The value of a chunk of digits and separators, and whether it is grouped in thousands."""
    extra = _HALVES.get(digits[-1], Fraction(0))
    digits = digits.rstrip("½¼¾")
    if len(digits) > 24:
        return None, False
    if _GROUPED.fullmatch(digits) and not digits.startswith("0"):
        return Fraction(re.sub(r"[^0-9.]", "", digits)) + extra, True
    if _INDIAN.fullmatch(digits):
        return Fraction(digits.replace(",", "")), True
    if _DOTTED.fullmatch(digits) and not _scaled_or_measured(text, end):
        return Fraction(digits.replace(".", "")), True
    if _PLAIN.fullmatch(digits):
        return Fraction(digits) + extra, False
    if _DECIMAL_COMMA.fullmatch(digits) and _scaled_or_measured(text, end):
        return Fraction(digits.replace(",", ".")), False
    return None, False


_MEASURE_BEHIND = re.compile(
    r"[\s-]?(?:%|per\s?cent|hundred|thousand|million|billion|trillion|lakh|crore|[mbt]n\b|[mbk]\b|km|kg|mm)"
)


def _scaled_or_measured(text: str, end: int) -> bool:
    return _MEASURE_BEHIND.match(text, end) is not None


def word_atoms(text: str) -> list[Atom]:
    """The number words. A dictionary over all words is three times faster than one pattern of number words."""
    atoms = []
    for match in _LETTERS.finditer(text):
        found = _CASED.get(match[0])
        if found:
            start, end = match.span()
            is_type = _TYPE_BEHIND.match(text, end) is not None and match[0].isupper()  # "TB-2", "BN-2"
            if not (is_type or (start and _in_word(text[start - 1])) or _in_word(text[end : end + 1])):
                atoms.append(Atom(start, end, *found))
    return atoms


def _in_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _is_spaced_group(text: str, start: int, end: int) -> bool:
    """Whether digits with spaces in them are one number in groups of three, and not a day and a year or a code."""
    before, behind = text[start - 1 : start] if start else "", text[end : end + 1]
    if before.isalnum() or before in _CODE_SIGNS or behind in _CODE_SIGNS:
        return False
    is_day = _MONTH_BEFORE.search(text, max(0, start - 12), start) is not None
    return not is_day and _GROUPED.fullmatch(text, start, end) is not None


def _broken(text: str) -> dict[int, int]:
    """Where numbers start whose comma has a blank behind it, and where they end: "some 1, 671 soldiers"."""
    found = _BROKEN.finditer(text)
    before = ((m, text[max(0, m.start() - _WORD_BEFORE) : m.start()].split()) for m in found)
    return {m.start(): m.end() for m, words in before if words[-1] not in _NO_COUNT_BEFORE}


def digit_atoms(text: str) -> list[Atom]:
    """The chunks of digits, each with the letters written onto it."""
    atoms: list[Atom] = []
    broken = _broken(text)
    for match in _DIGITS.finditer(text):
        if match.start() in broken:
            whole = text[match.start() : broken[match.start()]].replace(" ", "")
            atoms.append(Atom(match.start(), broken[match.start()], "digits", Fraction(whole.replace(",", "")), True))
            continue
        if atoms and match.start() < atoms[-1].end:
            continue
        start, end, digits, suffix = match.start(), match.end("digits"), match["digits"], match["suffix"]
        pieces = [(start, end)]
        if any(space in digits for space in _SPACE) and (suffix or not _is_spaced_group(text, start, end)):
            pieces = [(start + m.start(), start + m.end()) for m in _UNSPACED.finditer(digits)]
        for piece_start, piece_end in pieces:
            value, is_grouped = _digits_value(text[piece_start:piece_end], text, piece_end)
            atoms.append(Atom(piece_start, piece_end, "digits", value, is_grouped))
        if suffix and not text[match.end() : match.end() + 1].isalnum():
            atoms[-1].suffix = suffix
    return atoms
