"""What is exported, sold or shipped: arms, energy or other goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.policy.acts.object_words import LINKS, word_kinds
from pipelines.facts.roles import arguments, conjuncts

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

WEAPONS = ("weapon", "military_platform")
TRADED = frozenset(("export", "import", "trade"))
_ANY_GOODS = words("policy_words", "any goods")


def of_what(gift: Token) -> list[Token]:
    """What is sold or given, also behind who gets it: "the sale of tanks", "the sale to Iran of tanks"."""
    receivers = [t for t in arguments(gift).by("to") if t.pos_ == "PROPN"]
    return [t for token in (gift, *receivers) for t in arguments(token).by("of")]


def is_arms(noun: Token, context: Context) -> bool:
    """Whether exports, licences, shipments or supplies are those of arms."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ == "NOUN":
        first = first.head  # "the import, export and transit of weapons"; imports alone are what somebody buys
    listed = conjuncts(first)
    traded = {"export", "trade", *(("import",) if len(listed) > 1 else ())}
    if not word_kinds(noun.lemma) & traded and noun.lemma != "exports":
        return False
    below = [c for c in noun.children if c.dep_ in LINKS]
    below += [t for n in listed for t in (*of_what(n), *arguments(n).by("for", "in"))]
    below += [t for b in below for t in arguments(b).by("of")]  # "the sale of eight kinds of weapons"
    deeper = [g for b in below for g in (*b.children,) if g.dep_ in LINKS]
    if any("arms" in word_kinds(b.lemma) or b.lower_ in ("arms", "military") for b in (*below, *deeper)):
        return True
    return any(is_weapon(b, context) for b in below)  # "halted the sale of attack planes"


def is_weapon(token: Token, context: Context) -> bool:
    """Whether a word names a weapon or what bears one."""
    mention = context.reading.mention_at(token.i)
    return mention is not None and mention.label in WEAPONS


def is_energy(noun: Token) -> bool:
    """Whether exports, imports, purchases or their transit are those of gas, oil or power."""
    below = [c for c in noun.children if c.dep_ in LINKS] + arguments(noun).by("of")
    return any("energy" in word_kinds(b.lemma) for b in below)


def is_of_commodities(export: Token) -> bool:
    """Whether what is exported is corn or coal, which is kept back for trade's sake, and no technology."""
    below = [c for c in export.children if c.dep_ in LINKS] + arguments(export).by("of")
    return any("import" in word_kinds(b.lemma) and b.lemma not in _ANY_GOODS for b in below)


def is_made_of_arms(unit: Token, context: Context) -> bool:
    """Whether a unit is a number of weapons: "a company of tanks"."""
    return any(is_weapon(t, context) for t in arguments(unit).by("of"))
