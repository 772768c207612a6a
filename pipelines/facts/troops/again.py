"""The same forces told twice in two states: planned in March and there in May, there and now on their way home."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.troops.words import article_of

if TYPE_CHECKING:
    from pipelines.facts.troops.drafts import Told

_KNOWN = ("the", "all", "these", "those", "its", "their")
_NEWER = ("planned", "deployed", "withdrawn")  # a state comes behind the one before it
_STEP = 1


def told_again(told: Told, before: list[Told], title_ends: int) -> tuple[int, Told] | None:
    """The place among those told before of the same forces in another state, and what is to stand there instead.

    Args:
        told: what was told last.
        before: what was told before it.
        title_ends: the token at which a heading over the document ends: what the text tells of it is newer.
    """
    for index, other in enumerate(before):
        if not _are_same(told, other):
            continue
        states = [_NEWER.index(str(t.status.code)) for t in (other, told)]
        if abs(states[0] - states[1]) != _STEP:
            continue
        is_newer = states[1] > states[0] or other.count.noun.i < title_ends
        kept, left = (told, other) if is_newer else (other, told)
        return index, replace(kept, claimant=kept.claimant or left.claimant)
    return None


def _are_same(told: Told, other: Told) -> bool:
    """Whether two numbers are of the same forces in the same land, and neither comes on top of the other."""
    one, two = told.count.number, other.count.number
    if (one.low, one.high, told.count.unit) != (two.low, two.high, other.count.unit) or told.way == "unit":
        return False
    sides = [(t.force.code, t.host.code) if t.force and t.host else None for t in (told, other)]
    if sides[0] is None or sides[0] != sides[1]:
        return False
    if article_of(told.count.noun) in _KNOWN or _is_known(told):
        return True
    if one.is_additional or two.is_additional:
        return False
    return not _is_round(one.low or one.high or 0) or told.count.noun.lemma == other.count.noun.lemma


def _is_known(told: Told) -> bool:
    """Whether a number itself bears an article: "the 260 flew to Sarajevo", "all 50 are there"."""
    start = told.count.number.start
    return start > 0 and told.count.noun.doc[start - 1].lower_ in _KNOWN


def _is_round(number: int) -> bool:
    """Whether a number has one digit that counts, as any number may that is told roughly: "2,000"."""
    return len(str(number).rstrip("0")) <= 1
