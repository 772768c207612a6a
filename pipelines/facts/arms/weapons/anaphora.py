"""Weapons that a text speaks of again without their name: "the jets", by their class, or "them" (stand_ins.py)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.dealings.losing import beaten_by
from pipelines.facts.arms.weapons.classes import covers, kind_of
from pipelines.facts.arms.weapons.items import Item
from pipelines.facts.arms.weapons.stand_ins import standing_in
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.reading import Reading

_BACK = 4  # sentences in which the weapon that "the jets" speaks of is looked for
_NEAR = 1  # the same for a pronoun
_POINTING = frozenset("the these those such both".split())
_PARTS = words("arms_words", "lot")


def with_anaphora(items: list[Item], reading: Reading) -> list[Item]:
    """The items, those of a bare class linked to what they speak of, and those that only a pronoun or number tells."""
    linked: list[Item] = []
    for item in sorted([*items, *standing_in(items, reading)], key=lambda i: i.head.i):
        if item.system is None and item.antecedent is None and _is_definite(item):
            before = _named_before(item, linked, reading)
            if before is not None:
                known = replace(item, system=before.system, weapon_class=before.weapon_class, antecedent=before)
                linked.append(known)
                continue
        linked.append(item)
    return linked


def _is_definite(item: Item) -> bool:
    head = item.head
    determiners = [c.lower_ for c in head.children if c.dep_ in ("det", "poss")]
    if head.dep_ == "pobj" and head.head.lower_ == "of":  # "the final pair of turboprops", "the purchase of 36 jets"
        over = head.head.head
        found = trigger_table("arms_triggers").at(over) if not is_verb(over) else None
        if over.lemma in _PARTS or (found is not None and found.sense in ("buy", "sell")):
            determiners += [c.lower_ for c in over.children if c.dep_ == "det"]
    elif head.dep_ in ("compound", "nmod"):  # "the missile order"
        found = trigger_table("arms_triggers").at(head.head) if not is_verb(head.head) else None
        if found is not None and found.sense in ("buy", "sell", "deal"):
            determiners += [c.lower_ for c in head.head.children if c.dep_ in ("det", "poss")]
    return bool(_POINTING.intersection(determiners))


def _named_before(item: Item, before: list[Item], reading: Reading) -> Item | None:
    """The nearest weapon told before that is of the class, or of a kind of it."""
    here = reading.sentence_index[item.head.i]
    before = [b for b in before if beaten_by(b) is None]
    if (made := _only_one_made_in(_nationality(item, reading), item, before)) is not None:
        return made
    for other in reversed(before):
        if other.head.i >= item.start or here - reading.sentence_index[other.head.i] > _BACK:
            continue
        if other.system is not None and covers(item.weapon_class, other.weapon_class):
            return other
    near = [o for o in before if o.system is not None and 0 <= here - reading.sentence_index[o.head.i] <= _NEAR]
    if len({o.family for o in near}) == 1 and kind_of(near[-1].weapon_class) == kind_of(item.weapon_class):
        return near[-1]  # "Patriot interceptors ... the missiles"
    return _only_one_of_class(item, before) if _nationality(item, reading) is None else None


def _only_one_of_class(item: Item, before: list[Item]) -> Item | None:
    """The only designation told so far that a class noun can speak of, however long before: "the missile order"."""
    named = [o for o in before if o.system is not None and covers(item.weapon_class, o.weapon_class)]
    return named[-1] if len({o.family for o in named}) == 1 else None


def _nationality(item: Item, reading: Reading) -> str | None:
    """The country that an adjective tells a weapon to be of: "the American missile"."""
    before = (c for c in item.head.children if c.dep_ in ("amod", "compound", "nmod") and c.i < item.head.i)
    mentions = (reading.mention_at(c.i) for c in before)
    return next((m.code for m in mentions if m is not None and m.label == "nationality"), None)


def _only_one_made_in(country: str | None, item: Item, before: list[Item]) -> Item | None:
    """The only weapon of the country and class that was named, however long before."""
    if country is None:
        return None
    made = [b for b in before if b.origin == country and covers(item.weapon_class, b.weapon_class)]
    return made[-1] if len({b.family for b in made}) == 1 else None
