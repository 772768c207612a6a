"""Numbers of men, officers, experts or a team: soldiers only in documents about war or armed forces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.reading import once_a_document
from pipelines.facts.troops.words import force_lemma, force_nouns, force_words, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Reading
    from pipelines.facts.context import Context
    from pipelines.facts.troops.counts.count import Count

_TOLD = 2  # words of war
_SHORT = 60  # tokens; so short a text may well tell of forces and have no second word for them
_WARLIKE = ("weapon", "armed_group", "military_unit")


def are_civilians(count: Count, context: Context) -> bool:
    """Whether a number may count people of any kind in a document without war: staff, players, helpers."""
    is_known = not count.is_elliptic and (_is_firm(count.noun) or _is_uniformed(count.noun))
    return not is_known and not speaks_of_war(context.reading)


def _is_firm(noun: Token) -> bool:
    """Whether a word for forces is said of nobody else: soldiers and battalions, not men, officers and companies."""
    lemma = force_lemma(noun)
    return force_nouns().get(lemma, "body") not in ("body", "person") and lemma not in setting("loose")


def _is_uniformed(noun: Token) -> bool:
    """Whether a word before a noun makes soldiers of them: "30 military trainers"."""
    before = (c for c in noun.children if c.i < noun.i)
    return any(c.lemma in (*setting("warlike"), *setting("police")) for c in before)


@once_a_document
def speaks_of_war(reading: Reading) -> bool:
    """Whether words that are said of war and forces alone stand in a document, or a weapon, unit or group is named.

    One may be a figure of speech ("an army of programmers"), and policemen are told of everywhere. A short text is
    taken to speak of them.
    """
    firm = [t for t in force_words(reading) if _is_firm(t)]
    soldiers = {t.i for t in firm if force_lemma(t) not in setting("police")}
    told = soldiers | {t.i for t in reading.doc.among(setting("warlike") | setting("site"))}
    enough = len(told) + (len(firm) > len(soldiers)) >= _TOLD
    platforms = (str(m.entity_id) for m in reading.of_label("military_platform"))
    named = bool(reading.of_label(*_WARLIKE)) or any(p.startswith("weapons:") for p in platforms)
    return enough or named or len(reading.doc) <= _SHORT
