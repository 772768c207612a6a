"""Who acts towards whom, as pairs: each towards each of the others, towards each other, or one to one in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.facts.policy.actors.states import acts_for_itself
from pipelines.facts.policy.acts.case import Case, Sides
from pipelines.facts.policy.acts.meetings import RULE as MEETING
from pipelines.facts.policy.acts.no_acts import is_incomplete, is_void
from pipelines.facts.policy.acts.presence import is_own_force
from pipelines.facts.policy.drafts import draft_of, is_ended
from pipelines.facts.policy.likewise.participation import WAY
from pipelines.facts.policy.sides import is_broken_off, sides_of
from pipelines.facts.roles import arguments

if TYPE_CHECKING:
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft
    from pipelines.facts.policy.acts.acts import Act
    from pipelines.facts.policy.discourse import Telling
    from pipelines.facts.policy.stances.stance import Stance

_AMONG = frozenset(("talks", "diplomatic_expulsion", "defence_cooperation"))  # what several subjects do to each other
_ONE_SIDED = ("emissary", "envoy", "leader")  # who sends somebody or speaks to somebody does so alone


def drafts_by_pair(telling: Telling, tellings: Sequence[Telling], context: Context) -> list[Draft]:
    """The drafts of an act, one for each who does it to each whom it concerns; none where too little is told.

    Args:
        telling: the act, its stance and the sides that its sentence tells.
        tellings: all acts of the document in its order, from which a side that is left open may come.
        context: the document.
    """
    act, stance = telling.act, telling.stance
    if not telling.actors and act.direction == "mutual" and len(telling.others) == 2 and not _is_with(act):
        talking = Case(telling, tellings, Sides(telling.others, telling.others), context)
        if any(acts_for_itself(o) for o in telling.others) and not is_void(talking):
            return _to_each_other(telling, telling.others, context)  # "between A and B"
    sides = sides_of(telling, tellings, context)
    if sides is None:
        return []
    actors, others = sides.actors, sides.others
    if len(actors) > 1 and (_is_reciprocal(act) or (not others and _is_among(telling, actors))):
        return _to_each_other(telling, actors, context)
    if is_incomplete(telling, sides):
        return []
    if is_own_force(act, others, context):
        act = replace(act, cue=act.cue._replace(sense="troop_deployment"))
    pairs: list[tuple[Party, Party | None]] = [(a, o) for a in actors for o in others] or [(a, None) for a in actors]
    if len(actors) == len(others) > 1 and any(t.lower_ == "respectively" for t in act.token.sent):
        pairs = list(zip(actors, others, strict=True))
    if not sides.is_borrowed and _is_done_by_both(act, actors, stance):
        pairs += [(o, a) for a, o in pairs if o is not None and acts_for_itself(o) and not _is_guess(o, act, context)]
    return [draft_of(act, actor, other, stance, context) for actor, other in pairs]


def _is_done_by_both(act: Act, actors: Sequence[Party], stance: Stance) -> bool:
    """Whether the other side of an act does it too: who goes to meet somebody talks, and what one ends is one's own."""
    if act.direction != "mutual" or act.rule == MEETING or act.instrument == "recognition":
        return False
    if act.cue.scope in _ONE_SIDED or is_ended(act, stance):
        return False
    is_agreed = len(actors) > 1 or act.instrument == "exercise"
    return stance.code == "adopted" or (stance.code == "pledged" and is_agreed)  # what one promises the other has not


def _is_guess(other: Party, act: Act, context: Context) -> bool:
    """Whether nothing near tells with whom something is done: who is most likely it need not have done it as well."""
    index = context.reading.sentence_index
    return other.rule == "concerned" and index[act.token.i] - index[other.start] not in (0, 1)


def _is_with(act: Act) -> bool:
    """Whether somebody unknown does it with others, and they do not with each other: "is in talks with A and B"."""
    return any(arguments(t).by("with") for t in (act.token, act.object) if t is not None)


def _to_each_other(telling: Telling, parties: Sequence[Party], context: Context) -> list[Draft]:
    """What several do to each other, a draft for each of them towards each."""
    pairs = [(a, o) for a in parties for o in parties if a != o and acts_for_itself(a)]
    return [draft_of(telling.act, a, o, telling.stance, context) for a, o in pairs]


def _is_among(telling: Telling, actors: Sequence[Party]) -> bool:
    """Whether several do to each other what their sentence tells of no other: talks; what two do together."""
    act = telling.act
    if is_broken_off(telling) or act.rule == WAY:
        return False  # who follows others does it to whom these do
    if act.rule == "noun" and _is_with(act):
        return False  # "signed a pact with the northern giant"
    return act.instrument in _AMONG or (act.direction == "mutual" and len(actors) == 2)


def _is_reciprocal(act: Act) -> bool:
    """Whether an act is told to be done by each to the other: "promised not to use force against one another"."""
    words = [t.lower_ for token in (act.token, act.object) if token is not None for t in token.subtree]
    each = any(t.lower_ in ("each", "both") for t in arguments(act.token).agents)  # "each expelled six of the other's"
    pairs = (("one", "another"), ("each", "other"), *((("the", "other"),) if each else ()))
    return any(pair in pairs for pair in pairwise(words))
