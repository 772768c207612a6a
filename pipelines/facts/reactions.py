"""Who only reacts to what others do: "condemned the delivery", "hailed the deployment", "has watched the sale".

It is neither who does it nor to whom it is done; who is pleased may at least get what is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.facts.roles import arguments, conjuncts, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token


def reaction_of(verb: Token) -> str | None:
    """How a verb reacts to what its object tells, by seeds/cues/reaction_words: minding, pleased, watching; or None."""
    return senses("reaction_words").get(verb.lemma) if is_verb(verb) else None


def reacting(act: Token) -> Iterator[tuple[str, Token]]:
    """Who reacts to an act that a noun tells, each with how: by the verb over it, or by a clause on it.

    Args:
        act: the noun.
    """
    verbs = [act.head] if act.dep_ in ("dobj", "nsubjpass") else []
    verbs += [c for c in act.children if c.dep_ == "relcl"]
    for verb in verbs:
        sense = reaction_of(verb)
        if sense is None:
            continue
        is_place = verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children)
        reactors = conjuncts(verb.head) if is_place else [t for t in arguments(verb).agents if t != act]
        yield from ((sense, token) for token in reactors)
