"""Numbers that tell only of what a whole is made up: "3,000 troops, of them 1,200 marines and 800 airmen"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.facts.roles import is_verb
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.troops.drafts import Told

_AMONG = frozenset(("among", "of", "including"))
_WHOLE = frozenset(("them", "these", "those"))
_OPENING = ("-", "–", "—", "(", ":")
_BEHIND = 3  # tokens before or behind a number in which "of them" makes it a part
_KINDS = 2  # parts at the least that a dash opens: "2,000 troops - 1,200 paratroopers and 800 drivers - go to Poland"


class Details:
    """The parts of a whole told in its sentence, which are no deployments of their own: no force, place or verb."""

    def __init__(self) -> None:
        self._last: Told | None = None  # the part told last

    def holds(self, told: Told, before: list[Told]) -> bool:
        """Whether a number is told only as a part of the one before."""
        is_part = self._is_part(told, before)
        if is_part:
            self._last = told
        return is_part

    def _is_part(self, told: Told, before: list[Told]) -> bool:
        noun, whole = told.count.noun, before[-1] if before else None
        beside = told.host if told.host is not None and told.host.rule == "host:beside" else None
        if whole is None or (beside is not None and beside.start > _end(whole) + 2):
            return False
        if noun.dep_ == "pobj" and noun.head.lower_ == "including":
            return True
        if not _is_within(told, whole) or _has_verb(told, whole):
            return False
        last = self._last
        goes_on = last is not None and last.count.noun.sent == noun.sent and last.count.number.start > _end(whole)
        return _is_set_off(told, whole) or (_is_of_kind(told) and (goes_on or _is_marked(told, whole)))


def _is_within(told: Told, whole: Told) -> bool:
    """Whether a number may be a part of another of the same forces in the same sentence."""
    most = told.count.number.high or told.count.number.low or 0
    total = whole.count.number.high or whole.count.number.low or 0
    same = told.force is not None and whole.force is not None and told.force.code == whole.force.code
    people = told.count.unit == whole.count.unit == "personnel"
    return same and people and most < total and told.count.noun.sent == whole.count.noun.sent


def _is_of_kind(told: Told) -> bool:
    """Whether a number counts those of one kind: "1,200 marines", "300 of them infantry", not "300 of them in Gao"."""
    count, doc = told.count, told.count.noun.doc
    if not count.is_elliptic:
        is_kind = count.noun.lemma not in setting("any_soldier") and count.noun.text.islower()  # not "1,000 Russians"
        return is_kind and count.noun.i >= count.number.end
    behind = doc[count.number.end : count.number.end + 3]
    of_them = [t.lower_ for t in behind[:2]] in (["of", "them"], ["of", "these"], ["of", "those"])
    return of_them and len(behind) > 2 and behind[2].pos_ in ("NOUN", "ADJ") and behind[2].text.islower()


def _end(told: Told) -> int:
    return max(told.count.number.end - 1, told.count.noun.i)


def _has_verb(told: Told, whole: Told) -> bool:
    """Whether a part is told by a clause of its own: "1,700 of them are in Gao"."""
    between = told.count.noun.doc[_end(whole) + 1 : _end(told) + 1]
    if any(t.text == ";" for t in between):
        return True
    own = told.count.noun.head if told.count.noun.dep_ in ("nsubj", "nsubjpass") else None
    is_own = own is not None and is_verb(own) and own.i > told.count.number.start and own not in _over(whole)
    return is_own or any(is_verb(t) and t.tag_ not in ("VBG", "VBN") for t in between)


def _over(whole: Told) -> list[Token]:
    return [whole.count.noun.head, *(t.token for t in whole.triggers)]


def _is_marked(told: Told, whole: Told) -> bool:
    """Whether "of them", "among them" or "including" stands beside a number."""
    doc, number = told.count.noun.doc, told.count.number
    before = [t.lower_ for t in doc[max(_end(whole) + 2, number.start - _BEHIND) : number.start]]
    behind = [t.lower_ for t in doc[number.end : number.end + 2]]
    pairs = [*pairwise(before), *pairwise(behind)]
    return "including" in before or any(a in _AMONG and b in _WHOLE for a, b in pairs)


def _is_set_off(told: Told, whole: Told) -> bool:
    """Whether a dash behind the whole opens a list of its kinds: "2,000 men - 1,200 sappers and 800 drivers"."""
    doc, start = told.count.noun.doc, told.count.number.start
    if start - 1 != _end(whole) + 1 or doc[start - 1].text not in _OPENING:
        return False
    behind = doc[start : told.count.noun.sent.end]
    closing = next((t.i for t in behind if t.text in (*_OPENING, ")")), behind.end)
    return sum(t.tag_ == "CD" and not t.is_date for t in doc[start:closing]) >= _KINDS
