"""The names of the items of a list in running text: "the Bahamas 150, Jamaica 24 and Belize 50"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.parties.words import is_seat
from pipelines.facts.likewise.gaps import gap_around
from pipelines.facts.roles import is_verb
from pipelines.facts.troops.forces.sides import IN, OUT, Side, side_at
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_ITEM_STARTS = frozenset((",", ";", ":", "and", "(", "while", "with", "whereas", "-", "–", "but", "|", "*", "•"))
_ITEM_LINKS = frozenset("( : , with has had sent some about | another a further its".split())


def listed_name(start: int, context: Context) -> Side | None:
    """The name of an item of a list, by the first token of its number: "the Bahamas 150", "Burundi (2,000)"."""
    doc = context.reading.doc
    gap = gap_around(doc[start])
    if gap is not None and (name := context.reading.mention_at(gap.i)) is not None:
        return side_at(name, "force:list")
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
    behind = doc[mention.end] if mention.end < len(doc) else None  # "Source: France 24" may end a text
    is_item = behind is not None and behind.dep_ == "nummod" and behind.head.i < mention.end
    if first.dep_ == "pobj" and first.head.lower_ in (*IN, *OUT, "against", "between") and not is_item:
        return None
    before = mention.start - 1
    while before >= 0 and doc[before].lower_ in ("the", "\n"):
        before -= 1
    begins = before < 0 or doc[before].text in _ITEM_STARTS or doc[before + 1].is_sent_start or "\n" in doc[before].text
    links = {t.text for t in doc[mention.end : start]}
    if "," in links and ("with" in links or not (before >= 0 and doc[before].text in (";", ":", "and"))):
        return None
    if not begins and (mention.label != "country" or _is_given(doc[before])):
        return None
    return side_at(mention, "force:list")


def _is_given(verb: Token) -> bool:
    """Whether a verb before a name tells to whom it gives: "promised Lithuania 800 soldiers", not "includes"."""
    return is_verb(verb) and verb.lemma_ not in ("be", *setting("composed"), "include")
