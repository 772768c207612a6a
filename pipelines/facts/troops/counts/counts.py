"""The numbers of a document that count soldiers or units; which of them are no deployment is told in scope.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.reading import Number
from pipelines.facts.arms.weapons.items import find_items
from pipelines.facts.triggers import trigger_table
from pipelines.facts.troops.counts.bare_numbers import counted_otherwise, licensed
from pipelines.facts.troops.counts.ceilings import capped
from pipelines.facts.troops.counts.count import Count
from pipelines.facts.troops.counts.people import are_soldiers, speaks_of_forces
from pipelines.facts.troops.counts.phrases import count_of
from pipelines.facts.troops.counts.together import is_strength_of, joined
from pipelines.facts.troops.moves import STRONG, triggers_over
from pipelines.facts.troops.words import force_lemma, force_nouns, force_words, sense_of, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context

_NUMBERED = ("brigade", "battalion", "division", "regiment", "company")
_REACH = 4  # sentences back in which that is looked for which a bare number counts


def find_counts(context: Context) -> list[Count]:
    """The counts of a document, in its order. A bare number counts soldiers where soldiers were spoken of last."""
    reading = context.reading
    of_weapons = {i.number for i in find_items(reading) if not _is_of_people(i, context)}
    numbers = [n for n in reading.numbers if n not in of_weapons]
    read = (c for n in numbers if (c := count_of(n, context)) is not None)
    found = [c for r in read if (c := capped(r, reading.doc)) is not None]
    civilians = {c.noun.i for c in found if c.way == "phrase" and not _is_of_forces_here(c.noun, context)}
    found = [c for c in found if c.way != "phrase" or c.noun.i not in civilians]
    found = joined(found, context)
    counted = {c.noun.i for c in found}
    found += [c for t in force_words(reading) if t.i not in counted and (c := _single(t, context)) is not None]
    found.sort(key=lambda c: c.number.start)
    kept: list[Count] = []
    others = (
        civilians
        | counted_otherwise(reading)
        | {i.head.i for i in find_items(reading) if i.system is not None or i.head.tag_ in ("NNS", "NNPS")}
    )
    for count in found:
        meant = licensed(count, kept, others, context) if count.is_elliptic else count
        if meant is not None and not is_strength_of(meant, kept):
            kept.append(meant)
    return kept


def _is_of_forces_here(noun: Token, context: Context) -> bool:
    """Whether a counted noun speaks of forces: a word for them, people of a nation who serve, a number of them."""
    mention = context.reading.mention_at(noun.i)
    if force_lemma(noun) in force_nouns() or mention is None or mention.label != "nationality":
        return True
    return are_soldiers(noun, context)


def _is_of_people(item: Item, context: Context) -> bool:
    """Whether a weapon's word ("fighters") means the people of an armed group that its sentence names."""
    if item.system is not None or item.head.lemma not in setting("irregular"):
        return False
    here, sentence = item.head.i, context.reading.sentence_index
    if item.head.dep_ in ("dobj", "nsubjpass") and trigger_table("arms_triggers").at(item.head.head) is not None:
        return False
    return any(
        m.start <= item.head.sent.end and sentence[here] - sentence[m.start] <= _REACH
        for m in context.reading.of_label("armed_group")
    )


def _is_moved(unit: Token) -> bool:
    """Whether a unit behind "of" or "to" is what moves: "the rotation of a brigade", not "attached to a battalion"."""
    over = trigger_table("troop_triggers").at(unit.head.head)
    moves = ("send", "withdraw") if unit.head.lower_ == "of" else STRONG
    bodies = setting("standing_body") | setting("mission_body")
    return over is not None and over.sense in moves and force_lemma(over.token) not in bodies


def _single(noun: Token, context: Context) -> Count | None:
    """A unit told without a number: "a brigade", "another battalion"."""
    unit = force_nouns().get(noun.lower_)
    if unit not in _NUMBERED or noun.pos_ != "NOUN":
        return None
    sent = noun.dep_ in ("dobj", "nsubjpass") and any(t.sense in STRONG for t in triggers_over(noun))
    if unit == "company" and any(c.lower_ in setting("commercial") for c in noun.children):
        return None  # "turned to a private company"
    if unit == "company" and not sent and not any(speaks_of_forces(t) for t in noun.subtree if t != noun):
        return None
    determiner = next((c for c in noun.children if c.dep_ == "det" and c.lower_ in ("a", "an", "another")), None)
    if determiner is None or (noun.dep_ not in ("dobj", "nsubjpass", "nsubj", "pobj") and not noun.head.like_num):
        return None
    parts = [t for c in noun.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
    if any(sense_of(t, context) != "personnel" or any(c.dep_ == "nummod" for c in t.children) for t in parts):
        return None  # "a battalion of 600 men", but "a brigade of Ethiopians"
    if noun.head.lower_ in ("as", "like", "by") or (noun.head.lower_ in ("of", "to") and not _is_moved(noun)):
        return None
    number = Number(
        determiner.i, determiner.i + 1, 1, 1, None, is_additional=determiner.lower_ == "another", is_total=False
    )
    return Count(number, noun, unit, "unit")
