"""Numbers that count the forces of several: of allies, of a row of nations, of each of some who are not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.roles import arguments, conjuncts, is_verb, subjects
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Number
    from pipelines.facts.context import Context
    from pipelines.facts.troops.counts.count import Count
    from pipelines.facts.troops.forces.sides import Side


def nations_summed(count: Count, context: Context) -> set[str]:
    """The nations that a number counts together: "17,000 Thai and U.S. troops"; none where it counts one."""
    reading, noun, number = context.reading, count.noun, count.number
    between = [m for m in reading.within(noun.sent, "nationality", "country") if number.end <= m.start < noun.i]
    named = {m.code for m in between if m.code is not None}
    counted_apart = any(number.end <= n.start < noun.i for n in reading.numbers)
    return named if len(named) > 1 and not counted_apart else set()


def is_of_allies(noun: Token, number: Number) -> bool:
    """Whether the counted ones are told to be a coalition's, of no one country: "10,000 coalition soldiers"."""
    return any(t.lower_ in setting("of_allies") for t in noun.doc[number.end : noun.i])


def is_row_of_nations(force: Side | None, count: Count, context: Context) -> bool:
    """Whether one number counts a row of nations: "a brigade of Kenyans, Burundians and Malawians, 3,000 strong"."""
    if force is None or force.rule != "force:name" or count.number.start < count.noun.i:
        return False
    first = context.reading.mention_at(count.noun.first_conjunct.i)
    return first is not None and first.label == "nationality" and first.code not in (None, force.code)


def is_of_each(noun: Token) -> bool:
    """Whether a number is one of each of several that are not told: "each would name five", "camps, each of 500"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "each":
        return True
    verb = next((t for t in noun.ancestors if is_verb(t)), None)
    if verb is not None and verb.lemma_ in (*setting("owning"), "keep"):
        return False  # "each side keeps 50,000": those of the side that is spoken of
    told = subjects(verb) if verb is not None else []
    return any(t.lower_ == "each" or any(c.lower_ == "each" for c in t.children) for t in told if t != noun)


def is_of_nations(noun: Token, context: Context) -> bool:
    """Whether the counted ones are told to be of several nations: "men from Chad and Mali", "from 50 countries"."""
    origins = [t for p, t in arguments(noun).obliques if p in ("from", "of")]
    if noun.tag_ in ("NNPS", "NNS"):
        origins += [t for t in conjuncts(noun) if not any(c.dep_ == "nummod" for c in t.children) or t == noun]
    named = {m.code for t in origins if (m := context.reading.mention_at(t.i)) is not None and m.code}
    lands = (t for t in origins if t.tag_ == "NNS" and t.lemma in setting("land"))
    return len(named) > 1 or any(context.reading.mention_at(t.i) is None for t in lands)
