"""Finds every number written in a text: `1,500`, `2.26bn`, `one hundred twenty-three (123)`, `half a million`.

A numeral is a stretch with a value. Ranges, qualifiers and what it counts are the business of numbers, money, dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import attrgetter

from pipelines.annotation.numerals.atoms import digit_atoms, word_atoms
from pipelines.annotation.numerals.words import SUFFIXES

LARGEST = 10**15  # no count or price in the news is greater; longer strings of digits are identifiers
_GAP = re.compile(r"[ \t\u00a0\u2009\u202f]*(?:\r?\n)?[ \t]*|\s?[-\u2010\u2011]\s?")
_AND = re.compile(r"\s+and\s+|-and-")
_AND_A = re.compile(r"\s+and\s+an?\s+|-and-an?-")
_OF = re.compile(r"\s+of\s+(?:an?\s+)?|\s+an?\s+|-an?-")
_ARTICLE = re.compile(r"(?<![\w'\u2019])(?:an?|the)[\s-]{1,2}\Z", re.IGNORECASE)
_REPEATED = re.compile(r"[ \u00a0\n]\(\s?(?P<inner>[^()\n]{1,60}?)\s?\)")
_ROUND = frozenset((100, 1000, 10_000, 100_000, 1_000_000))  # "100s", "1,000s"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written, code points [start, end).

    Attributes:
        value: what it amounts to; for a vague plural its lower bound; None for codes such as `26.08.2022`.
        is_vague: `thousands`, `several hundred`: the value is a lower bound.
        kind: plain, ordinal, fraction or code.
        scale: what the digits or words before it were multiplied by (1 where nothing is).
        is_grouped: digits in groups of three (`12,000`).
        is_word: written in words alone.
        suffix: the letters written onto the digits, as written.
    """

    start: int
    end: int
    value: Fraction | None
    is_vague: bool = False
    kind: str = "plain"
    scale: int = 1
    is_grouped: bool = False
    is_word: bool = False
    suffix: str = ""


class _Parser:
    """Joins atoms into numerals, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.atoms = sorted(word_atoms(text) + digit_atoms(text), key=attrgetter("start"))
        self.found: list[Numeral] = []

    def gap(self, index: int) -> str:
        """The text between an atom and the next; a long one is cut, so that the work stays linear."""
        end = self.atoms[index].end
        return self.text[end : min(self.atoms[index + 1].start, end + 12)]

    def is_next(self, index: int, kinds: tuple[str, ...], gap: re.Pattern[str] = _GAP) -> bool:
        """Whether the atom behind `index` is of one of the kinds, with such a gap before it."""
        return (
            index + 1 < len(self.atoms)
            and self.atoms[index + 1].kind in kinds
            and self.atoms[index].suffix == ""
            and gap.fullmatch(self.gap(index)) is not None
        )

    def article(self, start: int, *, required: bool) -> int | None:
        """Where the article before `start` stands; `start` (or None where required) if there is none."""
        match = _ARTICLE.search(self.text, max(0, start - 5), start)
        if match and (required or self.text[match.start()].lower() != "t"):
            return start if self.text[match.start()].lower() == "t" else match.start()
        return None if required else start

    def scales(self, index: int, value: Fraction) -> tuple[int, Fraction, int]:
        """Multiply by the scales behind atom `index`: the last atom, the value, the scale."""
        scale = 1
        while self.is_next(index, ("scale", "vague")) and value * self.atoms[index + 1].value <= LARGEST:  # type: ignore[operator]
            if self.atoms[index + 1].kind == "vague" and scale > 1:
                break
            index += 1
            factor = int(self.atoms[index].value or 1)
            value, scale = value * factor, scale * factor
        if self.is_next(index, ("group",)) and scale == 1 and self.atoms[index + 1].value == 12:
            index += 1
            value, scale = value * 12, 12
        return index, value, scale

    def parse(self) -> list[Numeral]:
        """All numerals of the text."""
        index = 0
        while index < len(self.atoms):
            atom = self.atoms[index]
            last, numeral = getattr(self, f"_{atom.kind}")(index)
            if numeral is not None and (numeral.value is None or numeral.value <= LARGEST):
                numeral = self._with_repetition(numeral)
                self.found.append(numeral)
            index = last + 1
            while numeral is not None and index < len(self.atoms) and self.atoms[index].start < numeral.end:
                index += 1
        return self.found

    def _with_repetition(self, numeral: Numeral) -> Numeral:
        """`three (3)`, `60 (sixty)`: the repetition belongs to the numeral."""
        match = _REPEATED.match(self.text, numeral.end)
        if not match:
            return numeral
        inner = _Parser(match["inner"]).parse() if len(match["inner"]) < 60 else []
        if len(inner) == 1 and inner[0].value == numeral.value and inner[0].end - inner[0].start == len(match["inner"]):
            return replace(numeral, end=match.end())
        return numeral

    def _digits(self, index: int) -> tuple[int, Numeral | None]:
        atom = self.atoms[index]
        start, end, value, suffix = atom.start, atom.end, atom.value, atom.suffix
        if value is None or value > LARGEST:
            return index, Numeral(start, end, None, kind="code", suffix=suffix)
        if suffix:
            factor = SUFFIXES.get(suffix.lower(), 0)
            if suffix == "s" and value in _ROUND:
                return index, Numeral(start, end + 1, value, is_vague=True, scale=int(value))
            if suffix.lower() in ("st", "nd", "rd", "th"):
                return index, Numeral(start, end + 2, value, kind="ordinal", suffix=suffix)
            if not factor or value * factor > LARGEST:
                return index, Numeral(start, end, value, is_grouped=atom.is_grouped, suffix=suffix)
            return index, Numeral(start, end + len(suffix), value * factor, scale=factor, suffix=suffix)
        if self.is_next(index, ("fraction",), _AND_A):
            index += 1
            value += self.atoms[index].value or 0
        last, value, scale = self.scales(index, value)
        return last, Numeral(start, self.atoms[last].end, value, scale=scale, is_grouped=atom.is_grouped)

    def _cardinal(self, index: int, start: int | None = None) -> tuple[int, Numeral | None]:
        start = self.atoms[index].start if start is None else start
        total, current, lowest = Fraction(0), Fraction(0), Fraction(LARGEST) * 1000
        scale, last = 1, index - 1
        while True:  # every turn takes one atom
            atom = self.atoms[last + 1]
            value = atom.value or Fraction(0)
            if atom.kind == "cardinal":
                current += value
            elif value == 100:
                current = (current or Fraction(1)) * 100
                scale = 100
            else:
                total, current, lowest = total + (current or Fraction(1)) * value, Fraction(0), value
                scale = int(value)
            last += 1
            if not self._continues(last, current, lowest):
                break
        if current == 0 and total and self.is_next(last, ("scale",)):  # five lakh crore
            last, total, more = self.scales(last, total)
            scale *= more
        value = total + current
        if self.is_next(last, ("fraction",), _AND_A) and self.atoms[last + 1].value in (
            Fraction(1, 2),
            Fraction(1, 4),
        ):
            fraction = self.atoms[last + 1].value or Fraction(0)
            value += fraction * (scale if total and not current else 1)
            last, value, more = self.scales(last + 1, value)
            scale = max(scale, more)
        elif self.is_next(last, ("group",)) and self.atoms[last + 1].value == 12 and value < 100:
            last, value, scale = last + 1, value * 12, 12
        elif value < 20 and self.is_next(last, ("fraction", "ordinal")) and not self._is_ordinal(last):
            return self._fraction(last + 1, start, value)
        if self.is_next(last, ("ordinal",)) and value % 10 == 0 and value >= 20:
            value += self.atoms[last + 1].value or 0
            return last + 1, Numeral(start, self.atoms[last + 1].end, value, kind="ordinal", is_word=True)
        return last, Numeral(start, self.atoms[last].end, value, scale=scale, is_word=True)

    def _continues(self, last: int, current: Fraction, lowest: Fraction) -> bool:
        """Whether the atom behind `last` goes on with the number in words."""
        if last + 1 >= len(self.atoms):
            return False
        following, before = self.atoms[last + 1], self.atoms[last]
        value = following.value or Fraction(0)
        gap = self.gap(last)
        if following.kind == "scale":
            return (
                value < lowest and (current > 0) and _GAP.fullmatch(gap) is not None and (value != 100 or current < 100)
            )
        if following.kind != "cardinal" or value == 0:
            return False
        joined = _AND.fullmatch(gap) if before.kind == "scale" else None
        if not joined and not _GAP.fullmatch(gap):
            return False
        if before.kind == "scale":
            return current % 100 == 0 and value < 100 if before.value == 100 else current == 0
        return 20 <= before.value <= 90 and value < 10  # type: ignore[operator]

    def _is_ordinal(self, last: int) -> bool:
        atom, following = self.atoms[last], self.atoms[last + 1]
        return following.kind == "ordinal" and not (
            self.gap(last) in (" ", "-") and following.value == 3 and atom.value == 1
        )

    def _scale(self, index: int) -> tuple[int, Numeral | None]:
        start = self.article(self.atoms[index].start, required=True)
        if start is None or len(self.text[self.atoms[index].start : self.atoms[index].end]) < 4:
            return index, None
        return self._cardinal(index, start)

    def _group(self, index: int) -> tuple[int, Numeral | None]:
        atom = self.atoms[index]
        start = self.article(atom.start, required=atom.value != 12)
        if start is None:
            return index, None
        value = atom.value or Fraction(0)
        if atom.value == 12:
            return index, Numeral(start, atom.end, value, scale=12, is_word=True)
        if self.is_next(index, ("scale", "group"), _OF) or self.is_next(index, ("scale", "group")):
            factor = self.atoms[index + 1].value or Fraction(1)
            return index + 1, Numeral(start, self.atoms[index + 1].end, value * factor, scale=int(factor), is_word=True)
        if re.match(r"\s+of\b", self.text[atom.end : atom.end + 6]):
            return index, Numeral(start, atom.end, value, is_word=True)
        return index, None

    def _vague(self, index: int) -> tuple[int, Numeral | None]:
        atom = self.atoms[index]
        value, last = atom.value or Fraction(0), index
        if self.is_next(index, ("vague",), _OF) and (self.atoms[index + 1].value or 0) >= 100:
            last += 1
            value *= self.atoms[last].value or 1
        elif value == 10 or (value == 40 and not re.match(r"\s+of\b", self.text[atom.end : atom.end + 6])):
            return index, None
        return last, Numeral(atom.start, self.atoms[last].end, value, is_vague=True, scale=int(value), is_word=True)

    def _several(self, index: int) -> tuple[int, Numeral | None]:
        atom = self.atoms[index]
        if not self.is_next(index, ("scale", "group")) or self.atoms[index + 1].value == 2:
            return index, None
        last, value, _ = self.scales(index, Fraction(1))
        value = Fraction(24) if value == 12 else value
        start = self.article(atom.start, required=False)
        return last, Numeral(
            start or atom.start, self.atoms[last].end, value, is_vague=True, scale=int(value), is_word=True
        )

    def _fraction(
        self, index: int, start: int | None = None, times: Fraction = Fraction(1)
    ) -> tuple[int, Numeral | None]:
        atom = self.atoms[index]
        share = atom.value or Fraction(1)
        value = times * (share if atom.kind == "fraction" else 1 / share)
        if start is None:
            start = self.article(atom.start, required=False)
        for gap in (_GAP, _OF):
            if self.is_next(index, ("scale", "group"), gap) and self.atoms[index + 1].value != 2:
                following = self.atoms[index + 1]
                last, value, scale = index + 1, value * (following.value or 1), int(following.value or 1)
                if following.kind == "scale":
                    last, value, more = self.scales(last, value)
                    scale *= more
                return last, Numeral(start or 0, self.atoms[last].end, value, scale=scale, is_word=True)
        return index, Numeral(start or 0, atom.end, None, kind="fraction", is_word=True)

    def _ordinal(self, index: int) -> tuple[int, Numeral | None]:
        atom = self.atoms[index]
        return index, Numeral(atom.start, atom.end, atom.value, kind="ordinal", is_word=True)


def find_numerals(text: str) -> list[Numeral]:
    """Every number written in the text, in its order, without overlaps; linear in its length."""
    return _Parser(text).parse()
