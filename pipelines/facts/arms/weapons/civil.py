"""Aircraft that airlines buy: what SIPRI lists as a military transport is mostly an airliner in the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.annotation.reading import once_a_document
from pipelines.facts.arms.weapons.classes import classes_over

if TYPE_CHECKING:
    from pipelines.annotation.reading import Reading
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft


def is_civil(draft: Draft, context: Context) -> bool:
    """Whether an airline buys the aircraft: the sentence or the document is about airlines, not about arms."""
    over = {draft.get("weapon_class"), *classes_over(draft.get("weapon_class"))}
    if "aircraft" not in over or "drone" in over:
        return False
    sentence, words = context.reading.doc[draft.anchor].sent, _words(context.reading)
    here = {sense for i, sense in words.items() if sentence.start <= i < sentence.end}
    return any("civil" in told and "military" not in told for told in (here, set(words.values())))


@once_a_document
def _words(reading: Reading) -> dict[int, str]:
    """The words of a document that speak of airlines or of arms, each with its sense."""
    told = senses("arms_civil")
    return {t.i: told.get(t.lower_) or told[t.lemma] for t in reading.doc.among(frozenset(told))}
