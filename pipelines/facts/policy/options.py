"""Policy options of a document: its acts, each with the stance of who acts and whom it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.draft import Draft, Place
from pipelines.facts.policy.acts import Act, named_acts
from pipelines.facts.policy.conditions import condition_above
from pipelines.facts.policy.frames import framed_acts
from pipelines.facts.policy.payments import find_payments
from pipelines.facts.policy.sides import acts_for_itself, actors_of, others_of, predicates
from pipelines.facts.policy.stance import Stance, read_stance
from pipelines.facts.roles import is_verb
from pipelines.facts.when import put_dates

if TYPE_CHECKING:
    from pipelines.annotation.parties import Party
    from pipelines.facts.context import Context

FAMILY = "policy_options"
_WEIGHT = 0.7
_BORROWED = 0.75  # of a draft's weight, for each side that its own sentence does not tell
_FROM_ELSEWHERE = ("reference", "before", "theatre")
_NEEDS_OTHER = frozenset("arms_supply recognition strike training talks defence_cooperation".split())
_NO_OTHER = frozenset(("troop_withdrawal", "exercise"))
_TARGET_TOO = frozenset(("talks",))


def find_acts(context: Context) -> list[Act]:
    """The acts of a document in its order; where a verb and its object tell one, the object alone tells no other."""
    framed = [*framed_acts(context), *find_payments(context)]
    taken = {t.i for act in framed if act.object is not None for t in (act.object, act.token)}
    taken |= {i for act in framed for i in range(act.start, act.end) if act.rule == "payment"}
    named = [act for act in named_acts(context) if act.token.i not in taken]
    return sorted((*framed, *named), key=lambda act: act.token.i)


def find_options(context: Context) -> list[Draft]:
    """The policy options of a document, one draft a place where one is told, in its order."""
    return [draft for act in find_acts(context) for draft in _drafts(act, context)]


def _drafts(act: Act, context: Context) -> list[Draft]:
    own = act.stance if is_verb(act.token) or act.rule == "nominal" else None
    stance = read_stance(act.token, own)
    if stance is None:
        return []
    actors = actors_of(act, context)
    if not actors:
        return []
    others = others_of(act, actors, context)
    if act.instrument == "talks" and not others and len(actors) > 1:
        return [_draft(act, a, o, stance, context) for a in actors for o in actors if a != o]
    if not others and act.instrument in _NEEDS_OTHER and not (len(actors) > 1 and act.direction == "mutual"):
        return []
    if act.instrument in _NO_OTHER:
        others = []
    pairs: list[tuple[Party, Party | None]] = [(a, o) for a in actors for o in others] or [(a, None) for a in actors]
    if act.direction == "mutual":
        pairs += [(o, a) for a, o in pairs if o is not None and acts_for_itself(o)]
    return [_draft(act, actor, other, stance, context) for actor, other in pairs]


def _draft(act: Act, actor: Party, other: Party | None, stance: Stance, context: Context) -> Draft:
    doc = context.reading.doc
    borrowed = sum(p is not None and p.rule in _FROM_ELSEWHERE for p in (actor, other))
    draft = Draft(FAMILY, act.token.i, weight=_WEIGHT * _BORROWED**borrowed)
    at = Place(actor.start, actor.end, f"party:{actor.rule}")
    draft.put("actor", actor.code, at)
    draft.put("actor_name", doc[actor.start : actor.end].text, at)
    trigger = Place(act.start, act.end, act.cue.cue_id, "trigger")
    draft.put("category", act.cue.extras["category"], trigger)
    draft.put("instrument", act.instrument, trigger)
    action = _action(act)
    draft.put("action_text", doc[action.start : action.end].text, action)
    if other is not None:
        side = "target" if act.direction == "target" or act.instrument in _TARGET_TOO else "beneficiary"
        draft.put(side, other.code, Place(other.start, other.end, f"party:{other.rule}"))
    cues = [Place(t.i, t.i + 1, stance.found_by, "cue") for t in dict.fromkeys(stance.cues)] or [trigger]
    draft.put("stance", stance.code, *cues)
    draft.put("certainty", stance.certainty, *cues)
    condition = condition_above(act.token)
    if condition is not None:
        place = Place(condition.left_edge.i, condition.right_edge.i + 1, "condition", "cue")
        draft.put("condition_text", doc[place.start : place.end].text, place)
    speaker = context.attribution.speaker(act.token)
    if speaker is not None:
        draft.put("attributed_to", speaker.label, Place(speaker.start, speaker.end, speaker.found_by))
    put_dates(draft, next(iter(predicates(act)), act.token), ("date_from", "date_to"), context)
    return draft


def _action(act: Act) -> Place:
    """The words of an act: from the verb over a noun to the noun, where they stand close."""
    verb = next(iter(predicates(act)), None)
    start, end = act.start, act.end
    if verb is not None and abs(verb.i - act.start) < 12:
        start, end = min(start, verb.i), max(end, verb.i + 1)
    return Place(start, end, f"{act.cue.cue_id}:{act.rule}", "trigger")
