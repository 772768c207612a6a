"""The names of the items of a list in running text: "the Bahamas 150, Jamaica 24 and Belize 50"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.parties.words import is_seat
from pipelines.facts.troops.forces.sides import IN, OUT, Side, side_at

if TYPE_CHECKING:
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context

_ITEM_STARTS = frozenset((",", ";", ":", "and", "(", "while", "with", "whereas", "-", "–", "but", "|", "*", "•"))
_ITEM_LINKS = frozenset("( : , with has had sent some about | another a further its".split())


def listed_name(start: int, context: Context) -> Side | None:
    """The name of an item of a list, by the first token of its number: "the Bahamas 150", "Burundi (2,000)"."""
    doc = context.reading.doc
    index = start - 1
    while index >= 0 and start - index <= 3 and doc[index].lower_ in _ITEM_LINKS:
        index -= 1
    mention = context.reading.mention_at(index) if index >= 0 and start - index <= 3 else None
    if mention is None or mention.code is None or mention.start in context.parties.statements.labels:
        return None
    seat = mention.label == "location" and is_seat(mention)
    if mention.label not in ("country", "military_unit", "armed_group", "organisation") and not seat:
        return None
    first = doc[mention.start : mention.end].root.first_conjunct
    is_item = doc[mention.end].dep_ == "nummod" and doc[mention.end].head.i < mention.end
    is_item = is_item or _is_all_of_an_item(mention, start, context)
    if first.dep_ == "pobj" and first.head.lower_ in (*IN, *OUT, "against", "between") and not is_item:
        return None
    before = mention.start - 1
    while before >= 0 and doc[before].lower_ in ("the", "\n"):
        before -= 1
    begins = before < 0 or doc[before].text in _ITEM_STARTS or doc[before + 1].is_sent_start or "\n" in doc[before].text
    links = {t.text for t in doc[mention.end : start]}
    if "," in links and ("with" in links or not (before >= 0 and doc[before].text in (";", ":", "and"))):
        return None
    if not begins and mention.label != "country":
        return None
    return side_at(mention, "force:list")


def _is_all_of_an_item(name: Mention, start: int, context: Context) -> bool:
    """Whether a name and a bare number make up a clause: "1,500 in Niger and the United States about 1,100, many"."""
    doc = context.reading.doc
    number = next((n for n in context.reading.numbers if n.start == start), None)
    before = name.start - 1 - (name.start > 1 and doc[name.start - 1].lower_ == "the")
    if number is None or before < 0 or doc[before].lower_ not in ("and", "while", "but"):
        return False
    return number.end < len(doc) and doc[number.end].text in (",", ".", ";", "and", "\n")
