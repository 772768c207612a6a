"""What the sentence of an act leaves out, taken from other acts of the document or from its main theatre.

"The bloc imposed sanctions ... Borders were closed": who closed them, and to whom, is told by the act before.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue
from pipelines.annotation.parties.phrases import Party
from pipelines.facts.policy.actors.states import BODIES
from pipelines.facts.policy.acts.acts import Act
from pipelines.facts.policy.concerned.untold import BLAMED, HELPED, concerned
from pipelines.facts.policy.stances.stance import Stance

if TYPE_CHECKING:
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft

_BETWEEN = frozenset(("mediation", "ceasefire_proposal", "talks"))  # their parties are neither helped nor blamed
MEASURES = frozenset("sanctions asset_freeze trade_measure energy_measure export_controls arms_embargo".split())
_SUMS = frozenset("financial_aid military_aid_funding humanitarian_aid arms_supply".split())
_LEAST_TOLD = 3  # acts of the one who does most of what a document tells
_FAR = 3  # sentences at which an act tells half as much


@dataclass
class Telling:
    """An act with its stance and the parties that its own sentence tells."""

    act: Act
    stance: Stance
    actors: list[Party]
    others: list[Party]
    is_received: bool = False  # told from the side of who gets it


def actor_before(telling: Telling, tellings: Sequence[Telling], context: Context) -> Party | None:
    """Who was told to act in the most similar act before, else who the document spoke of last as acting.

    What was not done is no further act of theirs: "Talks with Cairo went on; the accord has not been suspended".
    """
    concerned = {p.code for p in telling.others}
    told = [t for t in tellings if t.act.token.i < telling.act.token.i]
    behind = measure_before(telling, tellings, context)
    best = _joint_force(telling, tellings) or (behind.actors[0] if behind is not None else None)
    best = best or _best(telling, told, context, lambda t: t.actors, concerned)
    best = best or _protagonist(tellings, concerned)
    if best is not None:
        return replace(best, rule="act before") if telling.stance.code != "ruled_out" else None
    party = context.parties.actor_before(telling.act.token)
    index = context.reading.sentence_index
    if party is None or party.code in concerned or index[telling.act.token.i] - index[party.start] > 1:
        return None
    return replace(party, rule="spoken before")


def measure_before(telling: Telling, tellings: Sequence[Telling], context: Context) -> Telling | None:
    """The economic measure right before one, in its sentence or the one before, of a known actor."""
    index, here = context.reading.sentence_index, telling.act.token.i
    if telling.act.instrument not in MEASURES:
        return None
    near = (t for t in reversed(tellings) if t.act.token.i < here and index[here] - index[t.act.token.i] <= 1)
    return next((t for t in near if t.act.instrument in MEASURES and t.actors and t.others), None)


def _joint_force(telling: Telling, tellings: Sequence[Telling]) -> Party | None:
    """The body whose force "the pull-out" is that of, where several states have sent soldiers under its flag."""
    sent = [p for t in tellings if _undoes(telling.act, t.act) for p in t.actors]
    bodies = [p for p in sent if p.code in BODIES]
    return bodies[0] if len({p.code for p in sent}) > 2 and len({p.code for p in bodies}) == 1 else None


def _protagonist(tellings: Sequence[Telling], excluded: Collection[str]) -> Party | None:
    """Who does most of what a document tells, where it is one."""
    acting = [p for t in tellings for p in t.actors]
    counts = Counter(p.code for p in acting)
    if not counts:
        return None
    code, most = counts.most_common(1)[0]
    if code in excluded or most < _LEAST_TOLD or most * 2 < len(acting):
        return None
    return next(p for p in acting if p.code == code)


def others_in_one_breath(telling: Telling, tellings: Sequence[Telling], context: Context) -> list[Party]:
    """Whom the same sentence tells an actor to act against: "has left the treaty and told India's envoys to go"."""
    index, here = context.reading.sentence_index, telling.act.token.i
    actors = {p.code for p in telling.actors}
    near = (t for t in tellings if index[t.act.token.i] == index[here] and t.others and not _helps(t.act))
    told = next((t for t in near if actors & {p.code for p in t.actors}), None)
    return [replace(o, rule="act before") for o in told.others if o.code not in actors] if told is not None else []


def sums_beside(telling: Telling, tellings: Sequence[Telling]) -> list[Party]:
    """Who gets a further sum of a list: "Washington commits $20bn to Kyiv. Ottawa adds C$5bn"."""
    here = telling.act.token.i
    before = [t for t in tellings if t.act.token.i < here and t.others and t.act.instrument in _SUMS]
    told = before[-1] if before else None
    actors = {p.code for p in telling.actors}
    return [replace(o, rule="act before") for o in told.others if o.code not in actors][:1] if told else []


def other_before(telling: Telling, tellings: Sequence[Telling], context: Context) -> Party | None:
    """Whom the act concerns most likely: by what the document tells of the states it names, and by similar acts."""
    act, own = telling.act, {p.code for p in telling.actors}
    alike = [t for t in tellings if t.act.instrument == act.instrument and not own & {o.code for o in t.others}]
    answered = {p.code for t in alike for p in t.others}  # who answers in kind is still whom the others act against
    acting = {p.code for t in alike for p in t.actors} - answered
    between = act.direction == "mutual" or act.instrument in _BETWEEN
    part = None if between else HELPED if _helps(act) else BLAMED
    beside = [t for t in tellings if t.act.instrument in _BETWEEN] if between else tellings
    excluded = own | BODIES | (acting if between else set())  # who proposes a truce is not at war himself
    parties = _talking if act.instrument == "mediation" else _others
    weights, _ = _weights(telling, beside, context, parties, excluded)
    return concerned(act, part, excluded, acting, context, weights)


def _others(telling: Telling) -> list[Party]:
    return telling.others


def _talking(telling: Telling) -> list[Party]:
    """Whom somebody may bring together: the other side of an act, and all who talk."""
    return [*telling.others, *(telling.actors if telling.act.instrument == "talks" else ())]


def told_elsewhere(option: Draft, context: Context) -> Telling:
    """An option that another family's fact implies, as an act that tells of others what their words leave out."""
    at = context.reading.doc[option.anchor]
    direction = "beneficiary" if option.get("beneficiary") else "target"
    extras = {"category": option.get("category"), "direction": direction, "stance": ""}
    cue = Cue("policy_participation:fact", at.lemma, option.get("instrument"), "noun", extras)
    sides = {
        column: [Party(option.get(column), p.start, p.end, "act before", "country") for p in option.places[column][:1]]
        for column in ("actor", direction)
        if option.get(column)
    }
    stance = Stance(option.get("stance"), (at,), cue.cue_id)
    return Telling(Act(at, at.i, at.i + 1, cue), stance, sides["actor"], sides.get(direction, []))


def _best(
    telling: Telling,
    tellings: Sequence[Telling],
    context: Context,
    sides: Callable[[Telling], list[Party]],
    excluded: Collection[str],
) -> Party | None:
    """The party that the other acts of the document name most."""
    weights, named = _weights(telling, tellings, context, sides, excluded)
    return named[max(weights, key=lambda c: weights[c])] if weights else None


def _weights(
    telling: Telling,
    tellings: Sequence[Telling],
    context: Context,
    sides: Callable[[Telling], list[Party]],
    excluded: Collection[str],
) -> tuple[dict[str, float], dict[str, Party]]:
    """How much the other acts of a document name each party: the nearer and the more alike the act, the more."""
    index = context.reading.sentence_index
    here, act = index[telling.act.token.i], telling.act
    weights: dict[str, float] = defaultdict(float)
    named: dict[str, Party] = {}
    for other in tellings:
        is_alike = _helps(other.act) == _helps(act) or {act.instrument, other.act.instrument} <= _BETWEEN
        if other is telling or not (is_alike or _undoes(act, other.act)):
            continue
        likeness = 1.0 + (other.act.instrument == act.instrument)
        likeness += 0.5 * (other.act.cue.extras["category"] == act.cue.extras["category"])
        distance = here - index[other.act.token.i]
        for party in sides(other):
            if party.code not in excluded:
                weights[party.code] += likeness / (1 + (distance if distance >= 0 else -2 * distance) / _FAR)
                named.setdefault(party.code, party)
    return weights, named


def _undoes(act: Act, other: Act) -> bool:
    """Whether soldiers are withdrawn by an act whom another has sent."""
    return act.instrument == "troop_withdrawal" and other.instrument == "troop_deployment"


def _helps(act: Act) -> bool:
    """Whether an act helps its other side."""
    return act.direction == "beneficiary"
