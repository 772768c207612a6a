"""Who joins the measure of others: "aligned itself with the Union's sanctions", "joined them"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.roles import arguments, is_passive, subjects

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_ALIGNING = words("policy_words", "align")  # "joins the measures of", "mirrors them"


def joining_measure(measure: Token) -> list[Token]:
    """The phrases of those whose measure that of others is as well."""
    over = measure.head if measure.dep_ == "dobj" else measure.head.head
    verb = " ".join([over.lemma, *(c.lower_ for c in over.children if c.dep_ == "prt")])
    if measure.dep_ not in ("dobj", "pobj") or verb not in _ALIGNING or is_passive(over):
        return []
    return arguments(over).agents or subjects(over)
