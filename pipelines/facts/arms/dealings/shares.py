"""Further deals that a sentence gives by a party and a number alone: "12 went to Oman, four to Qatar".

"The Hague acquires five aircraft and Vienna four", "nine aircraft, five for the navy of Peru and four for Chile",
"six that Russia donated and four from Belarus", "sold 24 howitzers to Accra, 12 to Lomé and eight to Niamey".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from pipelines.facts.likewise.gaps import gap_around, gaps, receivers_in_gaps
from pipelines.facts.roles import arguments, conjuncts, is_passive, is_verb, prepositional

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
_EACH = ("each", "apiece", "both")


@dataclass(frozen=True)
class Share:
    """Who gives or gets the item told last, how many of it, and from or to whom where that is another than before."""

    side: str
    party: Party
    number: Number | None
    other: Party | None = None


def shares_behind(deal: Deal, context: Context) -> list[Share]:
    """The shares right behind the item of a deal, up to the first words that are no share."""
    doc = context.reading.doc
    last = deal.item.head.sent.end
    at = _behind_own(max(deal.item.end, deal.item.head.i + 1), last, doc)
    found: list[Share] = []
    if at < last and doc[at].lower_ in _SIDE_OF and (first := _party_at(at + 1, last, context)) is not None:
        at = _end_of(first[1], last, doc)  # "eight frigates for its own navy and five for Norway"
    while at < last and doc[at].lower_ in _JOINTS:
        while at < last and doc[at].lower_ in _JOINTS:
            at += 1
        read = _number_first(at, last, context)
        if read is None:
            break
        share, at = read
        found.append(share)
    return [*found, *_of_passive(deal, context), *_of_gaps(deal, context)]


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


def _of_passive(deal: Deal, context: Context) -> Iterator[Share]:
    """ "two were bought from Germany and two from France", "six were ordered by Kenya and four by Uganda" """
    verb = deal.trigger.token
    if not is_verb(verb) or not is_passive(verb) or deal.trigger.sense not in ("buy", "sell"):
        return
    sides = _SIDE_OF | {"by": "recipient" if deal.trigger.sense == "buy" else "supplier"}
    for count in (t for c in verb.children if c.dep_ == "conj" and c.i > verb.i for t in conjuncts(c)):
        number = _number_at(count.i, context)
        phrases = [(sides[p], context.parties.stated(t)) for p, t in prepositional(count) if p in sides]
        told = [(side, party) for side, party in phrases if party is not None]
        if number is not None and count.tag_ == "CD" and told:
            yield Share(*told[0], number, next((party for side, party in told if side != told[0][0]), None))


def _of_gaps(deal: Deal, context: Context) -> Iterator[Share]:
    """ "Vienna four", "and Kuwait from Italy", "Zagreb in 2022": of the same verb, with no weapon of their own"""
    verb, weapons = deal.trigger.token, context.item_heads
    told = [(_side_of_gap(deal, context), gaps(verb)), (_side_behind(deal), receivers_in_gaps(verb))]
    for side, names in told if is_verb(verb) or deal.trigger.sense != "sell" else ():
        for name in names:
            party, inside = context.parties.stated(name), range(name.i + 1, name.right_edge.i + 1)
            number = next((n for i in inside if (n := _number_at(i, context))), None)
            first = number.end if number is not None else name.i + 1
            phrase = takewhile(lambda t: t.pos_ != "ADP", name.doc[first : inside.stop])  # "14 of the same tank"
            if party is not None and not any(t.i in weapons for t in phrase):
                yield Share(side, party, number, _other_side(name, side, context))


def _other_side(name: Token, side: str, context: Context) -> Party | None:
    """Who gives to whom a clause without a verb is about, or gets from them: "and Kuwait from Italy"."""
    phrases = [p for t in name.subtree for p in prepositional(t)]
    told = (context.parties.stated(t) for preposition, t in phrases if _SIDE_OF.get(preposition, side) != side)
    return next((p for p in told if p is not None), None)


def gap_of(deal: Deal, items: list[Item], context: Context) -> dict[str, list[Party]] | None:
    """The gap before an item, or before those that it goes on: "London gave 14 tanks, Warsaw 14 guns and 20 trucks"."""
    told = gap_before(deal, context)
    before = max((i for i in items if i.head.i < deal.item.first), key=lambda i: i.head.i, default=None)
    if told is not None or before is None or before.head.sent != deal.item.head.sent:
        return told
    between = context.reading.doc[before.end : _start_of(deal)]
    is_joined = all(t.lower_ in (*_JOINTS, "with") for t in between)
    return gap_of(replace(deal, item=before), items, context) if is_joined else None


def gap_before(deal: Deal, context: Context) -> dict[str, list[Party]] | None:
    """{side: parties} where an item stands in a clause without a verb: "London gave 14 tanks, Warsaw 14 howitzers"."""
    name = gap_around(deal.item.head)
    party = context.parties.stated(name) if name is not None else None
    if name is None or party is None or not is_verb(deal.trigger.token):
        return None
    side = _side_behind(deal) if name in receivers_in_gaps(name.head) else _side_of_gap(deal, context)
    if side == "recipient" and deal.item.origin != party.code:
        return {"recipients": [party]}
    given = _given_to(deal, context) if deal.trigger.sense == "sell" else None
    return {"suppliers": [party], "either": [], **({"recipients": [given]} if given is not None else {})}


def _start_of(deal: Deal) -> int:
    """The first token of an item with its number or article."""
    item = deal.item
    start = item.start if item.number is None else min(item.start, item.number.start)
    return start - 1 if start and item.head.doc[start - 1].lower_ in _DETERMINERS else start


def _side_of_gap(deal: Deal, context: Context) -> str:
    """Who a gap names: who buys, who gives, or to whom a maker sells as well ("sold Accra 24, Lomé 12")."""
    verb = deal.trigger.token
    if deal.trigger.sense != "sell":
        return "recipient"
    agents = (context.parties.stated(t) for t in arguments(verb).agents)
    is_traded = deal.trigger.cue.extras["transfer_kind"] != "aid"  # "sent Kyiv ten tanks, Warsaw fourteen"
    is_maker = is_traded and deal.item.origin in {p.code for p in agents if p is not None}
    return "recipient" if is_maker and _given_to(deal, context) is not None else "supplier"


def _side_behind(deal: Deal) -> str:
    """Who is named right behind the verb: who is given something, or who is asked for it."""
    return "recipient" if deal.trigger.sense == "sell" else "supplier"


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


def is_of_several(deal: Deal, told: list[tuple[Party | None, Party | None]]) -> bool:
    """Whether a number is of what several give or receive together: "four drones to Kampala and Bujumbura"."""
    givers = {supplier.code for supplier, _ in told if supplier is not None}
    receivers = {recipient.code for _, recipient in told if recipient is not None}
    is_several = len(givers) > 1 or len(receivers) > 1
    return is_several and not any(t.lower_ in _EACH for t in deal.item.head.sent)
