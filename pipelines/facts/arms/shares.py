"""Deals that a sentence goes on to tell with a party and a number alone.

"The Hague acquires five aircraft and Vienna four", "nine aircraft, five for the navy of Peru and four for Chile",
"six that Russia donated and four from Belarus".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.facts.roles import is_verb

if TYPE_CHECKING:
    from pipelines.annotation.parsed import ParsedDoc
    from pipelines.annotation.parties import Party
    from pipelines.annotation.reading import Number
    from pipelines.facts.arms.dealings import Deal
    from pipelines.facts.context import Context

_JOINTS = (",", ";", "and", "while", "plus")
_SIDE_OF = {"for": "recipient", "to": "recipient", "from": "supplier"}
_ALIKE = ("as", "well", "too", "also", "more")
_LINKS = (*_SIDE_OF, "on", "in")
_LONGEST = 6  # tokens of a party's phrase


@dataclass(frozen=True)
class Share:
    """A number of the item told last, and who gives or gets it."""

    side: str
    party: Party
    number: Number
    is_part: bool  # of the number told before, and not what another party does alike


def shares_behind(deal: Deal, context: Context) -> list[Share]:
    """The shares that follow the item of a deal, up to the first words that are none."""
    doc = context.reading.doc
    at, last = _behind_phrase(max(deal.item.end, deal.item.head.i + 1), context), deal.item.head.sent.end
    found: list[Share] = []
    while at < last and doc[at].lower_ in _JOINTS:
        while at < last and doc[at].lower_ in _JOINTS:
            at += 1
        read = _number_first(at, last, context) or _party_first(at, last, deal, context)
        if read is None:
            break
        share, at = read
        found.append(share)
    return found


def _behind_phrase(at: int, context: Context) -> int:
    """Where the item's clause goes on behind who gives or gets it: "24 jets from France, Greece 18"."""
    doc, end = context.reading.doc, at
    while end < len(doc) and doc[end].lower_ not in _JOINTS and end - at < _LONGEST:
        if doc[end].is_punct or is_verb(doc[end]) or (end == at and doc[end].lower_ not in _LINKS):
            return at
        end += 1
    return end if end < len(doc) and doc[end].lower_ in _JOINTS else at


def _number_at(index: int, context: Context) -> Number | None:
    return next((n for n in context.reading.numbers if n.start == index), None)


def _party_at(start: int, last: int, context: Context) -> tuple[Party, int] | None:
    """The party whose phrase begins at a token, and where the phrase ends."""
    doc = context.reading.doc
    for mention in context.reading.within(doc[start : min(start + _LONGEST, last)]):
        if mention.code:
            if any(t.is_punct or is_verb(t) or t.lower_ in _SIDE_OF for t in doc[start : mention.start]):
                return None
            party = context.parties.stated(context.reading.head(mention.start, mention.end))
            return (party, mention.end) if party is not None else None
    return None


def _number_first(at: int, last: int, context: Context) -> tuple[Share, int] | None:
    """ "five for the navy of Peru", "four from Belarus", "12 of them for Serbia" """
    doc, number = context.reading.doc, _number_at(at, context)
    if number is None or number.end >= last:
        return None
    behind = number.end
    if [t.lower_ for t in doc[behind : behind + 2]] in (["of", "them"], ["of", "these"], ["of", "those"]):
        behind += 2
    if behind >= last or (side := _SIDE_OF.get(doc[behind].lower_)) is None:
        return None
    read = _party_at(behind + 1, last, context)
    return (Share(side, read[0], number, is_part=True), _end_of(read[1], last, doc)) if read is not None else None


def _party_first(at: int, last: int, deal: Deal, context: Context) -> tuple[Share, int] | None:
    """ "Vienna four", as the subject of the same verb"""
    doc, read = context.reading.doc, _party_at(at, last, context)
    if read is None or not is_verb(deal.trigger.token):
        return None
    number = _number_at(read[1], context)
    if number is None:
        return None
    end = number.end
    while end < last and doc[end].lower_ in _ALIKE:
        end += 1
    if end < last and not (doc[end].is_punct or doc[end].dep_ == "cc"):
        return None
    side = "supplier" if deal.trigger.sense == "sell" else "recipient"
    return Share(side, read[0], number, is_part=False), end


def _end_of(at: int, last: int, doc: ParsedDoc) -> int:
    """Where the phrase of a party ends: at the next joint or mark."""
    while at < last and doc[at].lower_ not in _JOINTS and not doc[at].is_punct:
        at += 1
    return at
