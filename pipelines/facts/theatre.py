"""Where a document plays: the countries that it speaks of, by weight. A fallback where a sentence names no place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.reference import reference
from pipelines.annotation.party_words import is_seat
from pipelines.annotation.reading import once_a_document

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
    from pipelines.annotation.reading import Mention, Reading

_PLACES = ("country", "location", "facility")
_IN = ("in", "into", "to", "inside", "across", "from", "at", "on", "near", "of")
_TITLE_WEIGHT = 3.0
_RECENT, _PREVAILING = 10, 3  # years around a document's day; how many times as many old years make it history
_MANY_YEARS = 3  # of old years: a treaty or a war of old may be named in news of today
_SINCE_REACH = 5  # tokens before a year in which a "since" governs it
_SEAT_WEIGHT = 0.5  # a capital often stands for its government and not for a place


def theatre(reading: Reading, near: int, *, title: str = "", until: int | None = None) -> list[Mention]:
    """The places of a document, one mention a code (the nearest to a token), the weightiest code first.

    See `place_weights` for the arguments.
    """
    weighted = place_weights(reading, near, title=title, until=until)
    return [m for _, m in sorted(weighted.values(), key=lambda w: -w[0])]


def place_weights(
    reading: Reading, near: int, *, title: str = "", until: int | None = None
) -> dict[str, tuple[float, Mention]]:
    """Code -> how much a document plays there, and the mention nearest to a token.

    Args:
        reading: the document.
        near: the token to which a place is looked for.
        title: the document's title: what it names weighs more.
        until: the token before which a place must be told, or None for the whole document.
    """
    known: dict[object, dict[str, tuple[float, Mention]]] = reading.doc.memory(place_weights)
    if (near, title, until) not in known:
        known[near, title, until] = _weigh(reading, near, title, until)
    return known[near, title, until]


def _weigh(reading: Reading, near: int, title: str, until: int | None) -> dict[str, tuple[float, Mention]]:
    weights: dict[str, float] = defaultdict(float)
    nearest: dict[str, Mention] = {}
    for code, weight, mention in _weighted(reading):
        if until is not None and mention.start >= until:
            continue
        weights[code] += weight
        best = nearest.get(code)
        if best is None or abs(mention.start - near) < abs(best.start - near):
            nearest[code] = mention
    titled = {m.code for m in reading.of_label(*_PLACES) if title and reading.doc[m.start : m.end].text in title}
    for code in nearest:
        entry = reference().entries.get(f"countries:{code}")
        if code in titled or (entry is not None and entry.name in title):
            weights[code] += _TITLE_WEIGHT
    return {code: (weights[code], mention) for code, mention in nearest.items()}


@once_a_document
def _weighted(reading: Reading) -> list[tuple[str, float, Mention]]:
    """The places that a document names: code, weight and mention."""
    found = []
    for mention in reading.of_label(*_PLACES, "nationality"):
        if mention.code is not None:
            head = reading.head(mention.start, mention.end)
            placed = head.dep_ == "pobj" and head.head.lower_ in _IN
            seat = mention.label == "location" and is_seat(mention)
            weight = 2.0 if placed else 1.0 if mention.label != "nationality" else 0.5
            found.append((mention.code, weight * (_SEAT_WEIGHT if seat else 1.0), mention))
    return found


def is_history(reading: Reading) -> bool:
    """Whether a document tells of the time before 1990: most of the years that it names lie there.

    One that also names years close to its own day looks back only in passing, unless the old ones prevail by far.
    """
    years = [int(t.text) for t in reading.doc if _is_year(t) and not _is_since(t)]
    years += _years_ago(reading)
    old = sum(year < 1990 for year in years)
    day = reading.published
    recent = sum(day.year - _RECENT <= year <= day.year + _RECENT for year in years) if day is not None else 0
    is_told_often = old >= _MANY_YEARS or old == len(years)
    return old >= 1 and is_told_often and old * 2 > len(years) and old >= recent * _PREVAILING


def _is_year(token: Token) -> bool:
    return len(token.text) == 4 and token.text.isdigit() and 1000 <= int(token.text) <= 2100


def _is_since(year: Token) -> bool:
    """Whether a year only tells since when something has lasted: "since 1974", "since the war of 1974"."""
    sentence = year.doc[year.sent.start : year.i]
    return any(t.lower_ == "since" for t in sentence[-_SINCE_REACH:])


def _years_ago(reading: Reading) -> list[int]:
    """The years that "sixty years ago" tells, by the day of the document."""
    looking_back = (s for s in reading.sentences if any(t.lower_ == "ago" for t in s))
    phrases = (p for s in looking_back for p in reading.date_phrases(s) if p.expression.op == "ago")
    told = (p.resolve(reading.published).low for p in phrases)
    return [day.year for day in told if day is not None]
