"""Deals that a sentence goes on to tell with a party and a number alone.

"The Hague acquires five aircraft and Vienna four", "nine aircraft, five for the navy of Peru and four for Chile",
"six that Russia donated and four from Belarus", "sold 24 howitzers to Accra, 12 to Lomé and eight to Niamey".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.facts.roles import arguments, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Number
    from pipelines.facts.arms.dealings.clauses import Deal
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_JOINTS = (",", ";", "and", "while", "plus")
_SIDE_OF = {"for": "recipient", "to": "recipient", "from": "supplier"}
_DETERMINERS = ("the", "its", "their")
_LONGEST = 6  # tokens of a party's phrase


@dataclass(frozen=True)
class Share:
    """A number of the item told last, and who gives or gets it."""

    side: str
    party: Party
    number: Number


def shares_behind(deal: Deal, context: Context) -> list[Share]:
    """The shares that follow the item of a deal, up to the first words that are none."""
    doc = context.reading.doc
    last = deal.item.head.sent.end
    at = _behind_own(max(deal.item.end, deal.item.head.i + 1), last, doc)
    found: list[Share] = []
    first_joint: int | None = None
    if at < last and doc[at].lower_ in _SIDE_OF and (first := _party_at(at + 1, last, context)) is not None:
        at = _end_of(first[1], last, doc)  # "eight frigates for its own navy and five for Norway"
    while at < last and doc[at].lower_ in _JOINTS:
        first_joint = at if first_joint is None else first_joint
        while at < last and doc[at].lower_ in _JOINTS:
            at += 1
        read = _number_first(at, last, context) or _party_first(at, last, first_joint, deal, context)
        if read is None:
            break
        share, at = read
        found.append(share)
    return found


def _behind_own(at: int, last: int, doc: ParsedDoc) -> int:
    """Where a list may go on: behind "to Accra", "from Italy in 2015", which tell of the item itself."""
    if at >= last or doc[at].pos_ != "ADP":
        return at
    end = _end_of(at, last, doc)
    return at if any(is_verb(t) for t in doc[at:end]) else end


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
    return (Share(side, read[0], number), _end_of(read[1], last, doc)) if read is not None else None


def _party_first(at: int, last: int, joint: int, deal: Deal, context: Context) -> tuple[Share, int] | None:
    """ "Vienna four", as the subject of the same verb"""
    doc, read = context.reading.doc, _party_at(at, last, context)
    if read is None or not is_verb(deal.trigger.token):
        return None
    number = _number_at(read[1], context)
    if number is None or (number.end < last and not _may_end(doc[number.end])):
        return None
    return Share(_side_of_gap(deal, joint, context), read[0], number), _behind_own(number.end, last, doc)


def _may_end(token: Token) -> bool:
    return token.is_punct or token.dep_ == "cc" or token.pos_ == "ADP"


def gap_of(deal: Deal, items: list[Item], context: Context) -> dict[str, list[Party]] | None:
    """The gap before an item, or before those that it goes on: "London gave 14 tanks, Warsaw 14 guns and 20 trucks"."""
    told = gap_before(deal, context)
    before = max((i for i in items if i.head.i < deal.item.start), key=lambda i: i.head.i, default=None)
    if told is not None or before is None or before.head.sent != deal.item.head.sent:
        return told
    between = context.reading.doc[before.end : _start_of(deal)]
    is_joined = all(t.lower_ in (*_JOINTS, "with") for t in between)
    return gap_of(replace(deal, item=before), items, context) if is_joined else None


def gap_before(deal: Deal, context: Context) -> dict[str, list[Party]] | None:
    """{side: parties} where an item goes on a list without its verb: "London gave 14 tanks, Warsaw 14 howitzers".

    A named weapon needs no number: "Sweden has offered the Gripen and France the Rafale".
    """
    doc, item, verb = context.reading.doc, deal.item, deal.trigger.token
    start = _start_of(deal)
    is_named = item.system is not None and doc[start].lower_ in _DETERMINERS
    before = context.reading.mention_at(start - 1) if (item.number is not None or is_named) and start > 1 else None
    if before is None or before.code is None or not is_verb(verb) or before.start <= verb.i:
        return None
    first = before.start - 1 - (doc[before.start - 1].lower_ == "the")
    if doc[first].lower_ not in _JOINTS or first - 1 <= verb.i:
        return None
    party = context.parties.stated(context.reading.head(before.start, before.end))
    if party is None:
        return None
    if _side_of_gap(deal, None, context) == "recipient":
        return {"recipients": [party]}
    given = _given_to(deal, context)
    return {"suppliers": [party], "either": [], **({"recipients": [given]} if given is not None else {})}


def heads_of_gaps(deal: Deal, items: list[Item], context: Context) -> set[str]:
    """Who opens the clauses without a verb of other items: the parser hangs them on this one as if they took part."""
    others = [i for i in items if i.head.sent == deal.item.head.sent and i.head != deal.item.head]
    gaps = (gap_before(replace(deal, item=i), context) for i in others)
    return {p.code for gap in gaps if gap is not None for p in gap.get("suppliers", gap.get("recipients", []))}


def _start_of(deal: Deal) -> int:
    """The first token of an item with its number or article."""
    item = deal.item
    start = item.start if item.number is None else min(item.start, item.number.start)
    return start - 1 if start and item.head.doc[start - 1].lower_ in _DETERMINERS else start


def _side_of_gap(deal: Deal, joint: int | None, context: Context) -> str:
    """Who is named without a verb: its subject, or whom the maker sells to: "sold Accra 24 howitzers and Lomé 12"."""
    doc, verb = context.reading.doc, deal.trigger.token
    if deal.trigger.sense != "sell":
        return "recipient"
    if _given_to(deal, context) is None:
        return "supplier"
    agents = (context.parties.stated(t) for t in arguments(verb).agents)
    is_traded = deal.trigger.cue.extras["transfer_kind"] != "aid"  # "sent Kyiv ten tanks, Warsaw fourteen"
    is_maker = is_traded and deal.item.origin in {p.code for p in agents if p is not None}
    is_close = joint is not None and doc[joint].lower_ == "and"
    return "recipient" if is_maker or is_close else "supplier"


def _given_to(deal: Deal, context: Context) -> Party | None:
    """Who is told right behind a verb of giving, before what is given."""
    behind = context.reading.mention_at(deal.trigger.token.i + 1)
    if behind is None or behind.code is None:
        return None
    return context.parties.stated(context.reading.head(behind.start, behind.end))


def _end_of(at: int, last: int, doc: ParsedDoc) -> int:
    """Where the phrase of a party ends: at the next joint or mark."""
    while at < last and doc[at].lower_ not in _JOINTS and not doc[at].is_punct:
        at += 1
    return at
