"""Lists whose later items leave the verb out: "London has promised 4.5 billion; Norway some 1.6; Denmark 800 million".

Such an item is a state with a number behind it, or a day ("Oslo recognised it in May, and Lima in June"), and no verb.
Counts of soldiers in such lists are read with the troops.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.policy.actors.states import acts_for_itself
from pipelines.facts.policy.concerned.others import others_of
from pipelines.facts.policy.discourse import Telling
from pipelines.facts.roles import is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context

_ENDS = (";", ",", ".", "and", "while", "whereas", "\u2013", "\u2014")
_OPENERS = (";", ",", "and", "while", "\u2013", "\u2014")
_BREAKS = (";", ",")
_COUNTS = ("money", "quantity")
_DAYS = ("date",)
_ON = ("in", "on")
_GIVERS = ("country", "location", "organisation")
_NEAR = 3  # words from a state to its number: "Norway some 1.6 billion", "Denmark a further 800 million"


def with_gapped(tellings: Sequence[Telling], context: Context) -> list[Telling]:
    """The acts of a document with the further items of lists that begin with one told with a number.

    Who gives in a later item is none of those who receive in the first, whatever the parser makes of a clause
    without a verb.
    """
    found: list[Telling] = []
    listed: set[int] = set()  # the words of later items: no sums of who gives the first
    for telling in tellings:
        if telling.act.token.i in listed:
            continue
        items = list(_items(telling, context)) if _opens_a_list(telling, context) else []
        givers = [party for party, _ in items]
        first = _without(givers, telling, context)
        found.append(first)
        listed |= {i for party, number in items for i in range(party.start, number + 1)}
        codes = {p.code for p in (*first.actors, *first.others)}
        for party, number in items:
            if party.code not in codes:
                codes.add(party.code)
                others = [replace(o, rule="act before") for o in first.others]
                act = replace(first.act, start=party.start, end=number + 1)
                found.append(replace(first, act=act, actors=[party], others=others))
    return found


def _without(givers: list[Party], telling: Telling, context: Context) -> Telling:
    if {g.code for g in givers}.isdisjoint(o.code for o in telling.others):
        return telling
    return replace(telling, others=others_of(telling.act, [*telling.actors, *givers], context))


def _opens_a_list(told: Telling, context: Context) -> bool:
    is_counted = told.act.instrument != "troop_deployment" and _tells(
        told.act.object or told.act.token, _COUNTS, context
    )
    return bool(told.actors) and (is_counted or _tells(told.act.token, _DAYS, context))


def _tells(token: Token, labels: Sequence[str], context: Context) -> bool:
    mentions = (context.reading.mention_at(t.i) for t in token.subtree)
    return any(m is not None and m.label in labels for m in mentions)


def _items(told: Telling, context: Context) -> Iterator[tuple[Party, int]]:
    """(state, number) of the items behind an act in its sentence."""
    doc, act = context.reading.doc, told.act
    last = max(act.end, act.token.i + 1)
    for token in act.token.sent:
        if token.i < last or token.i == 0:
            continue
        mention = context.reading.mention_at(token.i)
        if mention is None or mention.label not in _GIVERS or mention.start != token.i:
            continue
        first = token.i - 1 - (doc[token.i - 1].lower_ == "the")
        if doc[first].lower_ not in _OPENERS:
            continue
        head = context.reading.head(mention.start, mention.end)
        party = context.parties.stated(head)
        number = _behind(mention.end, _COUNTS, context)
        if number is None and doc[token.i - 1 - (doc[token.i - 1].lower_ in ("and", "the"))].text in _BREAKS:
            number = _behind(
                mention.end, _DAYS, context
            )  # without a comma: "sold jets to Oman in May and Chad in June"
        if party is not None and acts_for_itself(party) and number is not None and _is_verbless(head, number):
            yield party, number


def _behind(start: int, labels: Sequence[str], context: Context) -> int | None:
    """The last token of the number or day that begins right behind a name, or None."""
    for index in range(start, min(start + _NEAR, len(context.reading.doc))):
        mention = context.reading.mention_at(index)
        if mention is not None:
            return mention.end - 1 if mention.label in labels else None
        if (
            context.reading.doc[index].pos_ not in ("ADV", "DET", "ADJ")
            and context.reading.doc[index].lower_ not in _ON
        ):
            return None
    return None


def _is_verbless(name: Token, number: int) -> bool:
    """Whether no verb follows a number up to the end of its item."""
    doc = name.doc
    for token in doc.tokens[number + 1 : name.sent.end]:
        if token.lower_ in _ENDS:
            return True
        if is_verb(token):
            return False
    return True
