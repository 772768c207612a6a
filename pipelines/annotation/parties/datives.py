"""To whom something is given, where the parse takes the name for a part of what is given: "promised Kyiv 800 men"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token


def misread_dative(noun: Token) -> Token | None:
    """The name right behind a verb and right before the number of a noun, which belongs to the verb; else None."""
    for child in noun.children:
        if child.dep_ not in ("nmod", "compound") or child.tag_ not in ("NNP", "NNPS") or not child.left_edge.i:
            continue
        numbered = any(c.dep_ == "nummod" and c.left_edge.i == child.i + 1 for c in noun.children)
        if numbered and child.left_edge.nbor(-1) == noun.head and noun.dep_ == "dobj":
            return child
    return None
