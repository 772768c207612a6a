"""Who talks where talks are told to bring together those who hold them: "the talks brought together Chad and Sudan"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.words import turn_of
from pipelines.facts.roles import arguments, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_GATHERING = ("bring together", "get together", "bring to table")


def brought_together(act: Act, context: Context) -> list[Party]:
    """The states and bodies whom a meeting brings together, at least two; none where somebody else does so."""
    told = arguments(act.token)
    if act.cue.phrase not in _GATHERING or not is_verb(act.token) or not any(_is_meeting(t) for t in told.agents):
        return []
    found = acting([*told.themes, *told.by("with")], context)
    return found if len(found) > 1 else []


def among_themselves(act: Act) -> Act:
    """A mediation as the talks of those who are brought together."""
    return replace(
        act, cue=act.cue._replace(sense="talks", scope="talks", extras={**act.cue.extras, "direction": "mutual"})
    )


def _is_meeting(noun: Token) -> bool:
    instruments = senses("policy_instruments")
    return turn_of(noun) == "gathering" or "talks" in (instruments.get(noun.lemma), instruments.get(noun.lower_))
