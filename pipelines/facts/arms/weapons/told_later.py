"""How many are in a deal that only a later sentence counts: "The order covers three batteries", "The 12 jets cost"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.weapons.anaphora import UNIT_NOUNS
from pipelines.facts.arms.weapons.counts import how_many
from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import is_verb, subjects
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Number
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_BACK = 2  # sentences in which the deal that is counted was told
_WHOLE = ("the", "these", "those", "all")
_DEALS = ("buy", "sell", "deal")
_COUNTED = ("dobj", "attr", "pobj")
_HOLDING_FOR = ("call", "provide")  # "the contract provides for three batteries"
_HOLDING = words("arms_words", "holding")


def count_later(drafts: list[Draft], items: list[Item], context: Context) -> None:
    """Fill the number of the deals that were told without one."""
    anchors = {d.anchor for d in drafts}
    for item in items:
        if item.antecedent is None or item.number is None or item.head.i in anchors or not _is_whole(item):
            continue
        _put([d for d in drafts if d.anchor == item.antecedent.head.i], item.number, context)
    index = context.reading.sentence_index
    for number in context.reading.numbers:
        noun = context.reading.head(number.start, number.end).head
        if noun.i in context.item_heads or noun.lemma_.lower() not in UNIT_NOUNS or not _is_held(noun):
            continue
        here = index[noun.i]
        told = {index[d.anchor] for d in drafts if 0 < here - index[d.anchor] <= _BACK}
        last = [d for d in drafts if told and index[d.anchor] == max(told)]
        if len({d.get("weapon_system") or d.get("weapon_class") for d in last}) == 1:
            _put(last, number, context)


def _is_whole(item: Item) -> bool:
    """Whether a number is of all of them, and not of a part: "the 12 jets", but neither "the first 12" nor "12 of"."""
    assert item.number is not None
    before = item.head.doc[item.number.start - 1] if item.number.start else None
    return before is not None and before.lower_ in _WHOLE and before.head == item.head


def _is_held(noun: Token) -> bool:
    """Whether a noun is what the deal spoken of before holds: "the order covers", "the contract is for"."""
    if noun.dep_ not in _COUNTED:
        return False
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else noun.head
    if not is_verb(verb) or verb.lemma_.lower() not in _HOLDING:
        return False
    if (noun.dep_ == "pobj") != (verb.lemma_.lower() in _HOLDING_FOR) and verb.lemma_ != "be":
        return False
    table = trigger_table("arms_triggers")
    subject = next(iter(subjects(verb)), None)
    found = table.at(subject) if subject is not None and not is_verb(subject) else None
    is_pointing = subject is not None and any(c.lower_ in ("the", "this", "its") for c in subject.children)
    return found is not None and found.sense in _DEALS and is_pointing


def _put(drafts: list[Draft], number: Number, context: Context) -> None:
    low, high = how_many(number, context.reading)
    place = Place(number.start, number.end, "number")
    for draft in drafts:
        if draft.get("quantity_low") is None and draft.get("quantity_high") is None:
            draft.put("quantity_low", low, place)
            draft.put("quantity_high", high, place)
            draft.put("quantity_text", context.reading.doc[number.start : number.end].text, place)
