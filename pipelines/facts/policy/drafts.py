"""An act with its stance and sides as a draft of the table, each cell with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.draft import Draft, Place
from pipelines.facts.history import OLD
from pipelines.facts.policy.acts.predicates import predicates
from pipelines.facts.policy.acts.wars import is_at_war
from pipelines.facts.policy.acts.withheld import is_withheld
from pipelines.facts.policy.stances.conditions import condition_above
from pipelines.facts.policy.words import ends
from pipelines.facts.roles import arguments
from pipelines.facts.troops.places.no_land import is_at_border
from pipelines.facts.when import put_dates

if TYPE_CHECKING:
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act
    from pipelines.facts.policy.stances.stance import Stance

FAMILY = "policy_options"
_WEIGHT = 0.7
_BORROWED = 0.75  # of a draft's weight, for each side that its own sentence does not tell
FROM_ELSEWHERE = ("reference", "act before", "spoken before", "concerned", "heading")
_BESIDE = ("with", "alongside", "beside", "by", "between")
_DURING = ("in", "during", "at", "for")


def is_ended(act: Act, stance: Stance) -> bool:
    """Whether what two do together is ended by one of them: an agreement cancelled, an exercise put off."""
    if act.direction != "mutual":
        return False
    at = act.token.head  # "dropped bombs in an exercise" ends none
    is_where = act.instrument == "exercise" and act.token.dep_ == "pobj" and at.lower_ in _DURING
    return stance.code == "ruled_out" or (not is_where and any(ends(t) for t in stance.cues))


def is_long_past(draft: Draft) -> bool:
    """Whether the clause of an act tells that it was history: "where marines came ashore in 1942"."""
    day = draft.get("date_to")
    return day is not None and day.year < OLD


def _side(act: Act, actor: Party, stance: Stance, other: Party, context: Context) -> str:
    """The column of the other side."""
    if act.instrument == "ceasefire_proposal" and is_at_war(actor.code, context.published):
        return "target"  # its enemy: only a third state proposes it for somebody's sake
    if is_ended(act, stance) or (act.instrument == "recognition" and stance.code == "ruled_out"):
        return "target"
    if act.direction in ("target", "own") or act.instrument == "talks":
        if act.instrument != "exercise":
            return "target"
        at = context.reading.head(other.start, other.end)  # held with a friend, off the coast of an adversary
        return "beneficiary" if at.dep_ == "pobj" and at.head.lower_ in _BESIDE else "target"
    if act.instrument == "troop_deployment" and _is_behind_border(act, other):
        return "target"
    return "target" if is_withheld(act, stance) else "beneficiary"


def _is_behind_border(act: Act, other: Party) -> bool:
    """Whether soldiers are massed at a border behind which another lives; "offered soldiers for its border" helps."""
    told = [t for t in (act.token, act.object) if t is not None]
    owned = [c.head for t in told for _, o in arguments(t).obliques for c in o.children if c.tag_ == "PRP$"]
    is_named = any(o.left_edge.i <= other.start <= o.right_edge.i for o in owned)  # "its border with Kosovo"
    return is_at_border(told) and (is_named or not owned)


def draft_of(act: Act, actor: Party, other: Party | None, stance: Stance, context: Context) -> Draft:
    """The draft of an act by one actor towards one other side, or towards nobody named."""
    doc = context.reading.doc
    borrowed = sum(p is not None and p.rule in FROM_ELSEWHERE for p in (actor, other))
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
        is_one_of_two = other.rule == "reference" and other.reference == "pair"  # and is told apart from the other
        how = "pair" if is_one_of_two else other.rule
        side = _side(act, actor, stance, other, context)
        draft.put(side, other.code, Place(other.start, other.end, f"party:{how}"))
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
