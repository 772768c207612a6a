"""Aircraft that airlines buy: what SIPRI lists as a military transport is mostly an airliner in the news."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.facts.arms.items import classes_over

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipelines.annotation.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft


def is_civil(draft: Draft, context: Context) -> bool:
    """Whether a deal in aircraft is an airline's: its sentence, or the document, speaks of these and not of arms."""
    weapon_class = draft.get("weapon_class")
    if "aircraft" not in {weapon_class, *classes_over(weapon_class)}:
        return False
    for tokens in (context.reading.doc[draft.anchor].sent, context.reading.doc):
        told = _words(tokens)
        if told["civil"] and not told["military"]:
            return True
    return False


def _words(tokens: Iterable[Token]) -> Counter[str]:
    """How often the words of each sense stand among tokens."""
    told = senses("arms_civil")
    return Counter(sense for t in tokens if (sense := told.get(t.lower_) or told.get(t.lemma_.lower())))
