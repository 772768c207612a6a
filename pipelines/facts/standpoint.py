"""The country from which a document is written: datelines, headings, its publisher's name and currency."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.lexicon import code_of, phrases
from pipelines.annotation.gazetteers.reference import reference
from pipelines.annotation.money.patterns import PLACES
from pipelines.annotation.reading import once_a_document

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention, Reading

_DATELINE = 8  # tokens in which the dash, colon or full stop of a dateline must come
_DASHES = ("-", "--", "–", "—", ":")
_YEAR = 4  # digits
_LONGEST = 3  # words of a name
_SHARED = ("USD", "EUR", "XOF", "XAF")  # currencies in which many countries count
_MOST_NAMED = 3
_SEA = re.compile(r"\S+ (?:Ocean|Sea)\b")


@once_a_document
def datelines(reading: Reading) -> list[tuple[int, Mention]]:
    """(First token of the paragraph, the town or country before its first words), in order.

    "SEOUL, May 3 - ...", "**MANILA** - ...", "VILNIUS, 22 May 2025.", "DURRES, April 15. ...", "SANTIAGO. ...",
    "**Burkina Faso.** ...".
    """
    tokens, found = reading.doc.tokens, []
    for mention in reading.of_label("country", "location"):
        first = mention.start
        while first and tokens[first].text.isupper() and tokens[first - 1].text.isupper():
            first -= 1  # "NEW DELHI"
        first = _town_before(tokens, first)
        while first and tokens[first - 1].text == "*":
            first -= 1  # emphasis
        if mention.code is None or (first and "\n" not in tokens[first - 1].text):
            continue
        is_bold = mention.start > 1 and tokens[mention.start - 1].text == tokens[mention.start - 2].text == "*"
        is_loud = is_bold or all(t.is_upper for t in tokens[mention.start : mention.end])
        for token in tokens[mention.end : mention.end + _DATELINE]:
            if token.text in _DASHES and _begins_aside(token):
                break
            if token.text in _DASHES or _ends_in_date(token) or (is_loud and _ends_line_of_capitals(token)):
                found.append((mention.start, mention))
                break
            if token.pos_ in ("VERB", "AUX") or "\n" in token.text or token.text == ".":
                break
    return found


def _begins_aside(dash: Token) -> bool:
    """Whether a dash is the first of two around what is said of a name: "Chad - the host of the talks - withdrew"."""
    behind = dash.doc.tokens[dash.i + 1 : dash.sent.end]
    return any(t.text == dash.text for t in behind[1:]) and behind[0].text.islower()


def _town_before(tokens: list[Token], first: int) -> int:
    """The first token of the town in capitals before a country, whether it is known or not: "CAM RANH, Vietnam"."""
    start = first - 1
    if first < 1 or tokens[start].text != ",":
        return first
    while start and tokens[start - 1].text.isupper():
        start -= 1
    return start if start < first - 1 else first


def _ends_in_date(token: Token) -> bool:
    """Whether a dateline ends here by its year: "VILNIUS, 22 May 2025." """
    before = token.doc[token.i - 1].text if token.i else ""
    return (token.text == "." or "\n" in token.text) and len(before) == _YEAR and before.isdigit()


def _ends_line_of_capitals(token: Token) -> bool:
    """Whether a full stop ends the name of a town in capitals or bold, or the day behind it; its line goes on."""
    doc = token.doc
    behind = next((t for t in doc[token.i + 1 : token.i + 4] if t.text != "*"), None)
    if token.text != "." or behind is None or "\n" in behind.text:
        return False
    before = doc[token.i - 1]
    is_bold = "*" in (before.text, doc[token.i + 1].text)
    return is_bold or before.is_upper or before.text.isdigit()


@cache
def _lands() -> dict[str, frozenset[str]]:
    """Name of a country, of its people or seat, or of a town -> codes of the countries that it may mean."""
    found: dict[str, frozenset[str]] = {}
    for entry in reference().of("countries", "places"):
        for name, _ in phrases(entry):
            found[name] = found.get(name, frozenset()) | {code_of(entry) or entry.id}
    return found


def published_in(source: str, reading: Reading) -> str | None:
    """The country that a publisher's name tells, where the document names it too: "Radio NZ", "the Skopje Daily"."""
    words = re.findall(r"[^\s(),]+", _SEA.sub("", source))
    named = {m.code for m in reading.mentions if m.code}
    for size in range(_LONGEST, 0, -1):
        for i in range(len(words) - size + 1):
            codes = _lands().get(" ".join(words[i : i + size]), frozenset()) & named
            if len(codes) == 1:
                return next(iter(codes))
    return None


def counting_in(reading: Reading) -> str | None:
    """The country in whose currency a document counts, where that is one of those that it names most."""
    counts: Counter[str] = Counter(m.code for m in reading.mentions if m.code and m.label != "weapon")
    most = {code for code, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:_MOST_NAMED]}
    lands = {
        currency: m.code
        for m in reading.of_label("country", "nationality")
        if m.code in most and (currency := PLACES.get(reading.doc[m.start : m.end].text.lower())) is not None
    }
    told = {lands[m.currency] for m in reading.money if m.currency in lands and m.currency not in _SHARED}
    return next(iter(told)) if len(told) == 1 else None
