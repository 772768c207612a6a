"""Who has done what others are called to do, which is no act of theirs: "asked them to freeze assets, as Oslo did"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.policy.discourse import Telling
from pipelines.facts.policy.others import others_of
from pipelines.facts.policy.shifts import shifted
from pipelines.facts.policy.stance import Stance
from pipelines.facts.policy.states import acting
from pipelines.facts.roles import is_verb, subjects

if TYPE_CHECKING:
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts import Act

_DOING = ("do", "have")
_CUE = "policy_participation:as"


def done_likewise(acts: Iterable[Act], context: Context) -> Iterator[Telling]:
    """The acts that somebody else has done as well, by a clause with "as" and no verb of its own."""
    for act in acts:
        for clause in act.token.children if is_verb(act.token) else ():
            is_same = clause.dep_ == "advcl" and clause.lemma_ in _DOING
            if (
                any(c.dep_ == "dobj" for c in clause.children)
                or not is_same
                or not any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in clause.children)
            ):
                continue
            actors = acting(subjects(clause), context)
            code, cues = shifted("adopted", clause)
            done = replace(act, token=clause, stance=code, rule="taking part")
            if actors:
                yield Telling(done, Stance(code, (clause, *cues), _CUE), actors, others_of(act, actors, context))
