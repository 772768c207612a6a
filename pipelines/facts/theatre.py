"""Where a document plays: the countries that it speaks of, by weight. A fallback where a sentence names no place."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.reference import reference
from pipelines.annotation.parties.words import is_seat
from pipelines.annotation.reading import once_a_document

if TYPE_CHECKING:
    from pipelines.annotation.reading import Mention, Reading

_PLACES = ("country", "location", "facility")
_IN = ("in", "into", "to", "inside", "across", "from", "at", "on", "near", "of")
_TITLE_WEIGHT = 3.0
_SEAT_WEIGHT = 0.5  # a capital often stands for its government and not for a place


def theatre(reading: Reading, near: int, *, title: str = "") -> list[Mention]:
    """The places of a document, one mention a code (the nearest to a token), the weightiest code first.

    See `place_weights` for the arguments.
    """
    weighted = place_weights(reading, near, title=title)
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
    titled = {m.code for m in reading.of_label(*_PLACES) if reading.doc[m.start : m.end].text in title} if title else ()
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
