"""Quantities of a deal that a later sentence gives: "The order covers three batteries", "The 12 jets cost"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.facts.arms.merge import family_of
from pipelines.facts.arms.weapons.classes import covers
from pipelines.facts.arms.weapons.counts import how_many
from pipelines.facts.arms.weapons.stand_ins import UNIT_NOUNS
from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import governors, is_verb, subjects
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Number
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_BACK = 2  # sentences in which the deal that is counted was told
_NAMED_BACK = 3  # the same where the number stands with the name
_WHOLE = ("the", "these", "those", "all")
_DEALS = ("buy", "sell", "deal")
_COUNTED = ("dobj", "attr", "pobj")
_HOLDING_FOR = words("arms_words", "providing")
_HOLDING = words("arms_words", "holding") | {"be"}
_ORDERED = ("ordered", "contracted", "bought", "purchased", "promised", "pledged", "agreed")


def count_later(drafts: list[Draft], items: list[Item], context: Context) -> None:
    """Fill the number of the deals that were told without one."""
    anchors = {d.anchor for d in drafts}
    for item in items:
        if item.antecedent is None or item.number is None or item.head.i in anchors or not _is_whole(item):
            continue
        _put([d for d in drafts if d.anchor == item.antecedent.head.i], item.number, context)
    _count_by_name(drafts, [i for i in items if i.head.i not in anchors], context)
    _count_whole(drafts, context)
    _count_held(drafts, {i.head: i for i in items if i.system is None and i.head.i not in anchors}, context)


def _count_held(drafts: list[Draft], bare: dict[Token, Item], context: Context) -> None:
    """Fill it from what a sentence tells the deal to hold; `bare` are the class nouns in which no deal is told."""
    index = context.reading.sentence_index
    for number in context.reading.numbers:
        noun = context.reading.head(number.start, number.end).head
        is_unit = noun.lemma in UNIT_NOUNS and noun.i not in context.item_heads
        if not (noun in bare or is_unit) or not _is_held(noun):
            continue
        here = index[noun.i]
        told = {index[d.anchor] for d in drafts if 0 < here - index[d.anchor] <= _BACK}
        last = [d for d in drafts if told and index[d.anchor] == max(told)]
        if noun in bare:
            last = [d for d in last if covers(bare[noun].weapon_class, d.get("weapon_class"))]
        if len({d.get("weapon_system") or d.get("weapon_class") for d in last}) == 1:
            _put(last, number, context)


def _count_whole(drafts: list[Draft], context: Context) -> None:
    """Fill it from the whole of which a sentence without the weapon tells a part: "Of the 30 ordered, 12 remain"."""
    doc, index = context.reading.doc, context.reading.sentence_index
    for number in context.reading.numbers:
        before = [t.lower_ for t in doc.tokens[max(number.start - 2, 0) : number.start]]
        if before != ["of", "the"] or number.end >= len(doc) or not _is_whole_of(doc[number.end]):
            continue
        here = index[number.start]
        told = [d for d in drafts if 0 < here - index[d.anchor] <= _BACK]
        last = [d for d in told if index[d.anchor] == max(index[t.anchor] for t in told)]
        if len({d.get("weapon_system") or d.get("weapon_class") for d in last}) == 1:
            _put(last, number, context)


def _is_whole_of(behind: Token) -> bool:
    """Whether a number ends a phrase, or is told of what was ordered: "of the 180, 60 remain", "of the 30 ordered"."""
    return behind.text == "," or behind.lower_ in _ORDERED


def _count_by_name(drafts: list[Draft], untold: list[Item], context: Context) -> None:
    """Fill it from the only number that stands with the name where no deal is told: "12 F-16s are still on hold"."""
    index = context.reading.sentence_index
    counted = [i for i in untold if i.system is not None and i.number is not None and not _is_at_work(i)]
    for item in counted:
        others = {i.number for i in counted if i.family == item.family}
        sentence = item.head.sent
        named = {m.code for m in context.reading.mentions if sentence.start <= m.start < sentence.end}
        same = [d for d in drafts if family_of(d) == item.family]
        told = {(d.get("supplier_country"), d.get("recipient_country")) for d in same}
        if len(told) > 1:
            same = [d for d in same if d.get("supplier_country") in named]
        if any(d.get("quantity_low") is not None for d in same):
            continue  # "In all 599 have now been ordered"
        near = [d for d in same if 0 < index[item.head.i] - index[d.anchor] <= _NAMED_BACK]
        if near and len(others) == 1 and item.number is not None:
            _put(near, item.number, context)


def _is_at_work(item: Item) -> bool:
    """Whether weapons are had, used or lost: their number is of those that are there, and not of a deal."""
    verb = next((t for t in governors(item.head) if is_verb(t)), None)
    told = verb.lemma if verb is not None else ""
    return told in senses("arms_uses") or told in words("arms_words", "at_work") or told in words("arms_words", "hit")


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
    if not is_verb(verb) or verb.lemma not in _HOLDING:
        return False
    if (noun.dep_ == "pobj") != (verb.lemma in _HOLDING_FOR) and verb.lemma_ != "be":
        return False
    table = trigger_table("arms_triggers")
    subject = next(iter(subjects(verb)), None)
    if subject is not None and subject.lower_ == "it" and noun.dep_ == "pobj":
        return verb.lemma_ == "be"  # "said that it was for 36 aircraft"
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
