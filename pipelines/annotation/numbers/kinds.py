"""What a number is by what stands around it: a count (cardinal), or one of the kinds that count nothing."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pipelines.annotation.numbers import patterns as p
from pipelines.annotation.numerals import Numeral
from pipelines.annotation.numerals.words import LABELS, SUFFIXES, UNITS

_SCALE_ONLY_IN_MONEY = ("t",)
_AIRLINERS = frozenset(range(707, 788, 10))  # "its 737 MAX"


class Taken:
    """Stretches of the text that are something else: money, dates, telephone numbers; looked up in ascending order."""

    def __init__(self, spans: Sequence[tuple[int, int, str]]) -> None:
        self._spans = sorted(spans)
        self._at = 0

    def kind(self, start: int, end: int) -> str | None:
        """The kind of the stretch that overlaps code points [start, end); `start` never falls from call to call."""
        while self._at < len(self._spans) and self._spans[self._at][1] <= start:
            self._at += 1
        if self._at < len(self._spans) and self._spans[self._at][0] < end:
            return self._spans[self._at][2]
        return None


def kind_of(text: str, numeral: Numeral, high: Numeral | None = None) -> tuple[str, str | None]:
    """The kind of a number (or of the range up to `high`) and, for measures and the like, its unit.

    Kinds: cardinal, decimal, percent, ordinal, fraction, age, measure, calibre, designation, score, vote,
    multiplier, list_marker, pronoun, name, code.
    """
    start, end = numeral.start, (high or numeral).end
    low = max(0, start - 48)
    if numeral.kind != "plain" or numeral.value is None:
        return numeral.kind, None
    last = high or numeral
    if not numeral.is_word:
        if kind := _of_digits(text, numeral, last, low):
            return kind
    elif word_kind := _of_words(text, numeral, low, end):
        return word_kind, None
    unit = p.UNIT_BEHIND.match(text, end)
    if unit and not last.suffix:
        written = " ".join(unit["unit"].replace("-", " ").split())
        if sense := UNITS.get(unit["unit"]) or UNITS.get(written) or UNITS.get(written.replace(" ", "-")):
            if not (written == "foot" and text[unit.end() :].startswith((" soldier", " patrol"))):
                return sense, unit["unit"]
    if p.VOTE_BEHIND.match(text, end) or p.VOTE_BEFORE.search(text, low, start):
        return "vote", None
    if _one_in(text, numeral, end):
        return "fraction", None
    if numeral.value.denominator != 1 or last.value is None or last.value.denominator != 1:
        return "decimal", None
    return "cardinal", None


def _of_digits(text: str, numeral: Numeral, last: Numeral, low: int) -> tuple[str, str | None] | None:
    end, before = last.end, text[low : numeral.start]
    if last.suffix and (kind := _of_suffix(text, last)):
        return kind
    if p.DECIMAL_BEFORE.search(before):
        return "decimal", None
    if _is_score(text, numeral, low):
        return "score", None
    if p.GLUED_BEFORE.search(before) and not before.endswith(("-to-", "c", "ca")):
        return "designation", None
    if p.GLUED_BEHIND.match(text, end):
        return "designation", None
    label = p.LABEL_BEFORE.search(before)
    is_labelled = label is not None and label["word"].replace("\u2019", "'") in LABELS
    if before.endswith(("#", "§", "№")) or (is_labelled and not numeral.is_grouped):
        return "designation", None
    if numeral.value in _AIRLINERS and text[end : end + 2].strip()[:1].isupper():
        return "designation", None
    if p.LIST_MARKER.search(before) and p.LIST_MARKER_BEHIND.match(text, end) and (numeral.value or 0) < 100:
        return "list_marker", None
    if p.PAREN_MARKER.search(before) and text[end : end + 1] == ")" and (numeral.value or 0) < 10:
        return "list_marker", None
    if before.endswith("(") and text[end : end + 2] == "):" and (numeral.value or 0) < 10:
        return "list_marker", None
    if _is_age(text, numeral, end, before):
        return "age", None
    if p.TEMPERATURE.match(text, end):
        return "measure", "degrees"
    return None


def _of_suffix(text: str, numeral: Numeral) -> tuple[str, str | None] | None:
    """`155mm`, `300km`, `5m`: what the letters written onto the digits make of them; None where they are a scale."""
    suffix = numeral.suffix
    if UNITS.get(suffix) and suffix.lower() not in SUFFIXES:
        return UNITS[suffix], suffix
    if suffix == "x":
        return "multiplier", suffix
    if suffix.lower() not in SUFFIXES or suffix in _SCALE_ONLY_IN_MONEY:
        return ("measure", suffix) if suffix in _SCALE_ONLY_IN_MONEY else ("designation", None)
    if suffix == "m" and (p.METRE_BEHIND.match(text, numeral.end) or not p.PEOPLE_NEAR.match(text, numeral.end)):
        return "measure", suffix
    if suffix in ("M", "B", "T") and not p.PEOPLE_NEAR.match(text, numeral.end):
        return "designation", None
    return None


def _is_age(text: str, numeral: Numeral, end: int, before: str) -> bool:
    if numeral.is_grouped or not 5 < (numeral.value or Fraction(0)) < 110:
        return False
    match = p.AGE_BEFORE.search(before)
    if not match:
        return False
    if match[0].startswith(("age", "Age")):
        return True
    if match[0].endswith("("):
        return False
    return text[end : end + 1] == "," and text[end + 1 : end + 2] == " " and text[end + 2 : end + 3].islower()


def _is_score(text: str, numeral: Numeral, low: int) -> bool:
    for match in p.SCORE.finditer(text, max(low, numeral.start - 6), min(len(text), numeral.end + 8)):
        if match.start("a") == numeral.start or match.start("b") == numeral.start:
            first, second = int(match["a"]), int(match["b"])
            if second <= first:
                return True
            around = text[max(0, match.start() - 40) : match.start()] + " " + text[match.end() : match.end() + 20]
            return second < 20 and p.SPORT.search(around) is not None and first < 12
    return False


def _of_words(text: str, numeral: Numeral, low: int, end: int) -> str | None:
    before = text[low : numeral.start]
    written = text[numeral.start : numeral.end]
    if p.GLUED_BEFORE.search(before) and not before.endswith("-to-"):
        return "designation"
    is_capitalised = written[0].isupper() and not written.isupper() and not p.NAME_BEFORE.search(before)
    if is_capitalised and not text[end : end + 1].isdigit():
        if p.CAPITAL_BEHIND.match(text, end) or before.endswith(" of "):
            return "name"
    if numeral.value == 1 and written.lower() == "one" and end == numeral.end:
        if p.PRONOUN_BEFORE.search(before) or p.PRONOUN_BEHIND.match(text, end) or p.OF_NOUN.match(text, end):
            return "pronoun"
        if text[end : end + 4] == " of " or end == len(text):
            return "pronoun"
    if p.TIMES_BEHIND.match(text, end):
        return "multiplier"
    return None


def _one_in(text: str, numeral: Numeral, end: int) -> bool:
    """`one in five`, `nine out of ten`, `3 in 10`."""
    return numeral.value is not None and numeral.value < 10 and p.SHARE.match(text, end) is not None
