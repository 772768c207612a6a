"""Platforms that only get work or parts: "kits to bring 25 of its jets up to", "spare parts for Lima's F-16s".

What is dealt in then is the work or the parts, so the item stands at the word for them. It is an upgrade of what its
owner has, and no further platform.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.weapons.classes import classes_over
from pipelines.facts.roles import governors, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Reading
    from pipelines.facts.arms.weapons.items import Item

_PLATFORMS = frozenset("aircraft helicopter ship vehicle artillery anti_aircraft_gun air_defence submarine".split())
_SPARES = words("arms_words", "spares")
_WORKS = words("arms_words", "upkeep")
_PHRASE = ("DT", "PRP$", "CD", "JJ", "JJR", "JJS", "VBN", "POS", "HYPH", "NN", "NNS", "NNP", "NNPS", "RB")
_FAR = 9  # tokens from a platform back to the preposition behind the word for the work
_DEALING = ("buy", "sell", "deal")


def with_work(items: list[Item], reading: Reading) -> list[Item]:
    """The items, those that are only worked on at the word for the work or the parts.

    How many they are is the number of their owner's: "maintenance of Iraq's 34 jets".
    """
    placed = (_at_work(item) for item in items)
    before = {n.end: n for n in reading.numbers}
    return [replace(i, number=i.number or before.get(i.start)) if i.work is not None else i for i in placed]


def is_part_of_upgrade(item: Item) -> bool:
    """Whether a thing is only what an upgrade brings a platform: "upgraded with radars", "the refit gives it a gun"."""
    if _is_platform(item):
        return False
    token = item.head.first_conjunct
    if token.dep_ == "pobj" and token.head.lower_ == "with":
        return any(_is_upgrade(t) for t in token.ancestors if is_verb(t))
    if item.number is not None and item.number.low != 1:
        return False
    verb = token.head
    subjects = [c for c in verb.children if c.dep_ == "nsubj"] if is_verb(verb) and token.dep_ == "dobj" else []
    return any(_is_upgrade(t) for t in subjects)


def _is_platform(item: Item) -> bool:
    return not _PLATFORMS.isdisjoint(classes_over(item.weapon_class))


def _is_upgrade(token: Token) -> bool:
    found = trigger_table("arms_triggers").at(token)
    return found is not None and found.cue.extras["transfer_kind"] == "upgrade"


def _at_work(item: Item) -> Item:
    if not _is_platform(item):
        return item
    word = _before(item) or _over(item)
    if word is None:
        return item
    table = trigger_table("arms_triggers")
    first = word.first_conjunct if word.first_conjunct.lemma in _SPARES | _WORKS else word
    over = [t for g in governors(first) if not is_verb(g) and (t := table.at(g)) is not None]
    if table.at(first) is None or any(t.sense in _DEALING for t in over):
        return replace(item, work=word, head=first)  # "received an order for work on"
    return replace(item, work=word)  # "the upgrade of"


def _before(item: Item) -> Token | None:
    """The word for the work, before the preposition in front of the platform: "spares | for Lima's six F-16s"."""
    doc = item.head.doc
    for i in range(item.start - 1, max(item.start - _FAR, 0), -1):
        token, word = doc[i], doc[i - 1]
        if token.lower_ in ("for", "of", "on") and _is_work(word, token.lower_):
            return word
        if token.tag_ not in _PHRASE and token.lower_ != "of":
            return None
    return None


def _over(item: Item) -> Token | None:
    """The parts that are meant for it, or that its name describes: "kits to bring its F-16s up to", "F-16 spares"."""
    token = item.head.first_conjunct
    if token.dep_ in ("compound", "nmod") and _is_work(token.head, "for") and token.head.i >= item.end:
        return token.head
    while token.dep_ == "pobj" and token.head.lower_ == "of" and not is_verb(token.head.head):
        token = token.head.head
    verb = token.head
    is_goal = token.dep_ == "dobj" and verb.tag_ == "VB" and verb.dep_ in ("acl", "relcl")
    return verb.head if is_goal and _is_work(verb.head, "for") else None


def _is_work(word: Token, preposition: str) -> bool:
    """Whether a noun is of work on a thing, or of parts for it: "parts for", but not "part of"."""
    return word.lemma in _WORKS or (preposition == "for" and word.lemma in _SPARES)
