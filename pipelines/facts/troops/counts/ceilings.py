"""Ceilings, which say how many forces there may be, not how many there are: "raise the ceiling to 1,400"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.roles import is_verb, subjects
from pipelines.facts.troops.forces.missions import mission_before
from pipelines.facts.troops.forces.sides import side_of
from pipelines.facts.troops.status import Status
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token
    from pipelines.annotation.reading import Number
    from pipelines.facts.context import Context
    from pipelines.facts.troops.counts.count import Count
    from pipelines.facts.troops.forces.sides import Side

_NAMED = ("nsubj", "nsubjpass", "dobj")


def capped(count: Count, doc: ParsedDoc) -> Count | None:
    """A count as the upper bound that a ceiling makes of it; None for the ceiling that another replaces."""
    ceiling = _ceiling_over(count.number, doc)
    if ceiling is None:
        return count
    if count.number.start and doc[count.number.start - 1].lower_ == "from":
        return None  # "from 1,100 to 1,400"
    return replace(count, number=count.number._replace(low=None, qualifier=ceiling.lower_))


def status_under_ceiling(count: Count) -> Status | None:
    """The state of forces that a ceiling allows: they may be sent."""
    doc, number = count.noun.doc, count.number
    ceiling = _ceiling_over(number, doc) if number.qualifier in setting("ceiling") else None
    return Status("planned", (ceiling,), "status:ceiling") if ceiling is not None else None


def force_under_ceiling(count: Count, context: Context) -> Side | None:
    """Whose forces a ceiling limits: "its ceiling is 4,800", "Berlin proposes to raise the ceiling to 1,400"."""
    doc = count.noun.doc
    ceiling = _ceiling_over(count.number, doc) if count.number.qualifier in setting("ceiling") else None
    if ceiling is None:
        return None
    verb = next((t for t in ceiling.ancestors if is_verb(t)), None)
    owners = [c for c in ceiling.children if c.dep_ == "poss"]
    setters = subjects(verb) if verb is not None and ceiling.dep_ == "dobj" else []
    parties = (p for t in (*owners, *setters) if (p := context.parties.of(t)) is not None)
    party = next(parties, None)
    if party is None and any(t.tag_ == "PRP$" for t in owners):
        return mission_before(ceiling, context)  # "a mission, SAMIDRC. Its ceiling is 4,800"
    return side_of(party, "force:ceiling")


def _ceiling_over(number: Number, doc: ParsedDoc) -> Token | None:
    """The word for a ceiling that a number is the size of, up to the verb of its clause."""
    for token in doc[number.end - 1].ancestors:
        if token.lemma in setting("ceiling"):
            return token
        if is_verb(token):
            named = (c for c in token.children if c.dep_ in _NAMED and not c.is_ancestor(doc[number.end - 1]))
            return next((c for c in named if c.lemma in setting("ceiling")), None)
    return None
