"""Policy options of a document: its acts, each with the stance of who acts and whom it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, senses
from pipelines.facts.draft import Draft, Place
from pipelines.facts.policy.acts import Act, named_acts
from pipelines.facts.policy.conditions import condition_above, is_condition
from pipelines.facts.policy.discourse import (
    Telling,
    actor_before,
    other_before,
    others_beside,
    sums_beside,
    taking_part,
    told_elsewhere,
)
from pipelines.facts.policy.frames import framed_acts
from pipelines.facts.policy.payments import find_payments
from pipelines.facts.policy.sides import (
    acting,
    actors_of,
    acts_for_itself,
    giver_and_receiver,
    is_state_or_body,
    may_borrow_actor,
    others_of,
    predicates,
    speaker_of,
)
from pipelines.facts.policy.stance import Stance, read_stance
from pipelines.facts.policy.wars import is_at_war
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.when import put_dates

if TYPE_CHECKING:
    from pipelines.annotation.parties import Party
    from pipelines.facts.context import Context

FAMILY = "policy_options"
_WEIGHT = 0.7
_BORROWED = 0.75  # of a draft's weight, for each side that its own sentence does not tell
FROM_ELSEWHERE = ("reference", "act before", "spoken before", "concerned")
_BORROWS = frozenset(
    "arms_supply training troop_deployment strike financial_aid humanitarian_aid military_aid_funding mediation "
    "weapons_use_permission intelligence_sharing refugee_support air_defence_support sanctions export_controls "
    "asset_freeze trade_measure energy_measure arms_embargo diplomatic_expulsion condemnation".split()
)
_FILLED = _BORROWS | {"ceasefire_proposal"}
_NEEDS_OTHER = _BORROWS | {"recognition", "talks", "defence_cooperation"}
_BESIDE = ("with", "alongside", "beside", "by", "between")
_NEVER_ALONE = frozenset("financial_aid military_aid_funding asset_freeze".split())  # else it may be one's own budget
_BY_VERB = frozenset("arms_supply treaty_action troop_deployment base_access".split())  # a known verb must tell them
_AMONG = frozenset(("talks", "diplomatic_expulsion", "defence_cooperation"))  # what several subjects do to each other
_MOVING = frozenset("send dispatch fly move deploy rush rotate station scramble divert order".split())
_AIDS = frozenset("financial_aid humanitarian_aid military_aid_funding".split())
_SIGNING = frozenset("sign ink seal conclude ratify initial approve".split())
_SENT = frozenset(("troop_deployment", "arms_supply"))
_PAPERS = frozenset("accord treaty pact agreement".split())
_MILITARY = frozenset(
    "defence defense military security army troop weapon arms missile submarine base exercise".split()
)
_ABOUT = ("on", "about", "over", "regarding", "concerning")
_OWN_STANCE = ("nominal", "permission")
_TOGETHER = ("adopted", "pledged")  # stances on what is done with another that are the other's too


def find_acts(context: Context) -> list[Act]:
    """The acts of a document in its order; where a verb and its object tell one, the object alone tells no other."""
    named = named_acts(context)
    pacts = {act.token.i for act in named if act.end - act.start > 1 and act.direction == "mutual"}
    ending = senses("policy_endings")
    framed = [
        a
        for a in framed_acts(context)
        if a.instrument != "treaty_action" or a.token.lemma_.lower() in ending or _object(a) not in pacts
    ]
    listed = {a.token.head.head.i for a in named if a.token.lemma_.lower() == "list" and a.token.dep_ == "pobj"}
    framed = [a for a in framed if not (a.cue.phrase.endswith(" list") and a.token.i in listed)]
    permitted = {i for a in framed if a.rule == "permission" for i in range(a.start, a.end)}
    framed = [a for a in framed if a.rule == "permission" or a.token.i not in permitted]
    tasks = {a.token.head.i for a in framed if a.token.dep_ in ("acl", "relcl", "advcl")}
    framed = [
        a for a in framed if a.cue.scope != "mission" or not {_object(a), a.token.i} & tasks
    ]  # "a mission to train"
    payments = find_payments(context)
    sums = {a.token.i for a in payments}
    framed = [*(a for a in framed if _object(a) not in sums), *payments]  # "sent $5m in aid" is told once
    taken = {t.i for act in framed if act.object is not None for t in (act.object, act.token)}
    taken |= {
        i for act in framed for i in range(act.start, act.end) if act.rule in ("payment", "assigned sum", "permission")
    }
    verbs = {act.token.i for act in named if act.rule == "verb"}
    free = [a for a in named if a.token.i not in taken and not (a.rule == "noun" and a.token.head.i in verbs)]
    free = [a for a in free if not _is_topic(a)]
    return sorted((*framed, *free), key=lambda act: act.token.i)


def _is_topic(act: Act) -> bool:
    """Whether an act is only what is talked about, or what for: "talks on a treaty", "home for consultations"."""
    above = act.token.head
    if act.rule != "noun" or act.token.dep_ != "pobj" or above.head == above:
        return False
    if above.lower_ in _ABOUT:
        return senses("policy_instruments").get(above.head.lemma_.lower()) == "talks"
    return above.lower_ == "for" and act.token.lemma_.lower() == "consultation"


def _object(act: Act) -> int | None:
    return act.object.i if act.object is not None else None


def find_options(context: Context, traded: set[tuple[str | None, ...]], implied: Sequence[Draft] = ()) -> list[Draft]:
    """The policy options of a document, one draft a place where one is told, in its order.

    Args:
        context: the document.
        traded: (supplier, recipient) between whom arms are sold: supplying them is no policy by itself.
        implied: options that facts of other families imply; they tell of the acts beside them who is concerned.
    """
    tellings = []
    for act in find_acts(context):
        stance = _stance_of(act) if not is_condition(act.token) else None
        if stance is not None:
            tellings.append(_telling(act, stance, context))
    beside = [told_elsewhere(option, context) for option in implied]
    told = sorted((*tellings, *beside), key=_place)
    tellings = sorted((*tellings, *taking_part(told, context)), key=_place)
    told = sorted((*tellings, *beside), key=_place)
    drafts = [draft for telling in tellings for draft in _drafts(telling, told, context)]
    return [d for d in drafts if not _is_trade(d, traded) and not _is_charged(d)]


def _place(telling: Telling) -> int:
    return telling.act.token.i


def _stance_of(act: Act) -> Stance | None:
    """The stance on an act; what a denied permission makes a ban ("may not be exported") counts only as the ban."""
    own = act.stance if act.rule in _OWN_STANCE or is_verb(act.token) else None
    is_measure = act.direction in ("target", "own")
    stance = read_stance(act.token, "ruled_out" if own == "banned" else own, is_measure=is_measure)
    if stance is None or (own == "banned" and stance.code == "ruled_out"):
        return None
    if act.rule == "noun" and act.instrument in _BY_VERB and stance.found_by == "policy_stances":
        return None  # "the weapon was developed"
    is_able = act.instrument == "strike" and any(t.lower_ in ("can", "ca") for t in stance.cues)
    return None if is_able else stance  # what a missile can reach is no threat


def _telling(act: Act, stance: Stance, context: Context) -> Telling:
    received = giver_and_receiver(act, context) if act.direction == "beneficiary" else None
    if received is not None:
        return Telling(act, stance, *received, is_received=True)
    actors = actors_of(act, context)
    act = _aimed(act, actors, stance)
    others = others_of(act, actors, context)
    if not others and act.instrument == "exercise":  # with nobody, but around somebody
        against = replace(act, cue=act.cue._replace(extras={**act.cue.extras, "direction": "target"}))
        if others := others_of(against, actors, context):
            act = against
    return Telling(act, stance, actors, others)


def _aimed(act: Act, actors: list[Party], stance: Stance) -> Act:
    """An act as who does it and its words make it: the Union's missions are its own, two sign a treaty."""
    cue = act.cue
    if act.instrument == "un_action" and cue.scope == "mission" and actors and all(a.code != "UN" for a in actors):
        cue = cue._replace(sense="troop_deployment", extras={**cue.extras, "category": "military"})
    if act.instrument == "treaty_action" and act.object is not None and stance.code == "adopted":
        verb = act.token.lemma_.lower()
        if verb in _SIGNING:
            topics = [*arguments(act.object).by("on", "for"), *arguments(act.token).by("on")]
            on = {t.lemma_.lower() for topic in topics for t in topic.subtree}
            if on & _MILITARY:
                cue = cue._replace(sense="defence_cooperation", extras={**cue.extras, "category": "military"})
            cue = cue._replace(extras={**cue.extras, "direction": "mutual"})
    if act.instrument == "defence_cooperation" and act.token.lemma_.lower() in _PAPERS and _ends(act, stance):
        cue = cue._replace(
            sense="treaty_action", extras={**cue.extras, "direction": "target", "category": "diplomatic"}
        )
    return act if cue is act.cue else replace(act, cue=cue)


def _is_trade(draft: Draft, traded: set[tuple[str | None, ...]]) -> bool:
    pair = (draft.get("actor"), draft.get("beneficiary"))
    if draft.get("instrument") != "arms_supply" or draft.get("stance") not in _TOGETHER:
        return False
    sides = draft.places.get("beneficiary", ())
    return pair in traded or any(p.found_by.removeprefix("party:") in FROM_ELSEWHERE for p in sides)


def _drafts(telling: Telling, tellings: list[Telling], context: Context) -> list[Draft]:
    act, stance = telling.act, telling.stance
    actors, others = telling.actors, telling.others
    is_borrowed = not actors
    if is_borrowed:
        if not (telling.is_received or may_borrow_actor(act)):
            return []
        speaker = speaker_of(act, context)
        is_borrowed = speaker is None
        actor = speaker or actor_before(telling, tellings, context)
        if actor is None or not acts_for_itself(actor):
            return []
        actors = [actor]
        others = [o for o in others if o.code != actor.code]
    if act.cue.scope == "mission" and act.instrument == "un_action":
        actors = [a for a in actors if a.code == "UN"]  # a parliament that approves a mission takes no UN action
    if act.instrument == "ceasefire_proposal" and len(actors) > 1:
        others = []  # two that agree on a truce agree with each other
    elif not others and is_borrowed:
        others = others_beside(telling, actors[0], tellings, context) if actors else []
    elif not others and act.rule == "assigned sum":
        others = sums_beside(telling, tellings, context)
    elif not others and act.instrument in _FILLED:
        shot_at = acting([act.object], context, with_forces=True) if act.object is not None else []
        barred = [*actors, *(shot_at if act.instrument == "air_defence_support" else [])]
        other = other_before(replace(telling, actors=barred), tellings, context)
        others = [other] if other is not None else []
    is_own = act.object is not None and any(c.tag_ == "PRP$" for c in act.object.children)
    if is_own and not telling.others and act.instrument in _SENT:
        return []  # "vowed to strengthen its nuclear forces"
    if act.cue.phrase == "abstain" and len(actors) > 1:
        return []  # who abstains along with others is told in passing
    if act.instrument == "talks" and not others and len(actors) == 1 and not _with_somebody(act):
        return []
    if (
        not others
        and len(actors) > 1
        and (act.instrument in _AMONG or (act.direction == "mutual" and len(actors) == 2))
    ):
        return [_draft(act, a, o, stance, context) for a in actors for o in actors if a != o]
    if not others and (act.instrument in _NEVER_ALONE or (is_borrowed and act.instrument in _NEEDS_OTHER)):
        return []
    if _is_own_force(act, others, context):
        act = replace(act, cue=act.cue._replace(sense="troop_deployment"))
    pairs: list[tuple[Party, Party | None]] = [(a, o) for a in actors for o in others] or [(a, None) for a in actors]
    if len(actors) == len(others) > 1 and any(t.lower_ == "respectively" for t in act.token.sent):
        pairs = list(zip(actors, others, strict=True))
    if act.direction == "mutual" and stance.code in _TOGETHER and not _ends(act, stance):
        pairs += [(o, a) for a, o in pairs if o is not None and acts_for_itself(o)]
    return [_draft(act, actor, other, stance, context) for actor, other in pairs]


def _with_somebody(act: Act) -> bool:
    """Whether talks are told to be with somebody, known or not."""
    told = (act.token, *([act.object] if act.object is not None else []), *predicates(act)[:1])
    return any(arguments(token).by("with", "between") for token in told)


def _is_own_force(act: Act, others: Sequence[Party], context: Context) -> bool:
    """Whether ships or aircraft are sent to act there and not given away: "sent three Rafales" to an ally at peace."""
    if act.instrument != "arms_supply" or act.token.lemma_.lower() not in _MOVING:
        return False
    sent = (context.reading.mention_at(t.i) for t in arguments(act.token).themes)
    is_platform = any(m is not None and m.label == "military_platform" for m in sent)
    return is_platform and not any(is_at_war(o.code, context.published) for o in others)


@cache
def _withholding() -> frozenset[str]:
    """The verbs by which aid becomes a measure against its receiver: suspend, cut, freeze."""
    told = (c.phrase for c in cues("policy_frames") if c.scope == "aid" and c.extras["direction"] == "target")
    return frozenset((*told, *(c.phrase for c in cues("policy_verbs") if c.sense == "stop")))


def _ends(act: Act, stance: Stance) -> bool:
    """Whether what two do together is ended by one of them: an agreement cancelled, an exercise put off."""
    endings = senses("policy_endings")
    ended = stance.code == "ruled_out" or any(t.lemma_.lower() in endings for t in stance.cues)
    return act.direction == "mutual" and ended


def _side(act: Act, stance: Stance, other: Party, context: Context) -> str:
    """The column of the other side."""
    if act.direction in ("target", "own") or act.instrument == "talks" or _ends(act, stance):
        if act.instrument != "exercise":
            return "target"
        at = context.reading.head(other.start, other.end)  # held with a friend, off the coast of an adversary
        return "beneficiary" if at.dep_ == "pobj" and at.head.lower_ in _BESIDE else "target"
    told = (act.token, *stance.cues)
    if act.instrument in _AIDS and any(t.lemma_.lower() in _withholding() for t in told):
        return "target"
    return "beneficiary"


def _is_charged(draft: Draft) -> bool:
    """Whether it is others who say that a state has sent its soldiers."""
    speaker = draft.get("attributed_to")
    others = speaker not in (None, "UN", draft.get("actor"), draft.get("beneficiary")) and is_state_or_body(speaker)
    return others and draft.get("instrument") == "troop_deployment"


def _draft(act: Act, actor: Party, other: Party | None, stance: Stance, context: Context) -> Draft:
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
        draft.put(_side(act, stance, other, context), other.code, Place(other.start, other.end, f"party:{other.rule}"))
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
