"""Policy options of a document: its acts, each with the stance of who acts and whom it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.lexicon import is_state
from pipelines.facts.policy.actors.actors_told import actors_of
from pipelines.facts.policy.actors.owners import owners_of_measure
from pipelines.facts.policy.actors.receiving import giver_and_receiver
from pipelines.facts.policy.actors.states import BODIES
from pipelines.facts.policy.acts.aims import aimed, with_sides
from pipelines.facts.policy.acts.arms_trade import is_purchase, is_trade
from pipelines.facts.policy.acts.chosen import find_acts
from pipelines.facts.policy.acts.meetings import RULE as MEETING
from pipelines.facts.policy.acts.meetings import meeting_sides
from pipelines.facts.policy.acts.standing import standing_measures
from pipelines.facts.policy.acts.withheld import is_kept_up, kept_up
from pipelines.facts.policy.concerned.others import others_of
from pipelines.facts.policy.concerned.reasons import blamed_for
from pipelines.facts.policy.discourse import Telling, told_elsewhere
from pipelines.facts.policy.drafts import is_long_past
from pipelines.facts.policy.likewise.answers import answers
from pipelines.facts.policy.likewise.appealed import answered_appeals
from pipelines.facts.policy.likewise.departures import setting_out
from pipelines.facts.policy.likewise.drafted import drafted
from pipelines.facts.policy.likewise.gapped import with_gapped
from pipelines.facts.policy.likewise.included import included
from pipelines.facts.policy.likewise.participation import done_by_others, taking_part
from pipelines.facts.policy.pairs import drafts_by_pair
from pipelines.facts.policy.stances.of_act import stance_on
from pipelines.facts.policy.stances.operators import governs
from pipelines.facts.policy.stances.spurned import is_asked_leave, offer_spurned
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments

if TYPE_CHECKING:
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft
    from pipelines.facts.policy.acts.acts import Act
    from pipelines.facts.policy.stances.stance import Stance


def find_options(context: Context, traded: set[tuple[str | None, ...]], implied: Sequence[Draft] = ()) -> list[Draft]:
    """The policy options of a document, one draft a place where one is told, in its order.

    Args:
        context: the document.
        traded: (supplier, recipient) between whom arms are sold: supplying them is no policy by itself.
        implied: options that facts of other families imply; they tell of the acts beside them who is concerned.
    """
    tellings = []
    acts = find_acts(context)
    for act in acts:
        stance = stance_on(act, context)
        if stance is None or is_asked_leave(act, stance, context):
            continue
        if not is_purchase(act, traded, context):
            tellings.append(_telling(act, stance, context))
    tellings = blamed_for([*tellings, *done_by_others(acts, context)])
    beside = [told_elsewhere(option, context) for option in implied]
    tellings = setting_out(tellings, beside)
    told = sorted((*tellings, *beside), key=_place)
    further = [
        *taking_part(told, context),
        *answers(told, context),
        *drafted(tellings, context),
        *standing_measures(acts, tellings, context),
        *included(acts, tellings, context),
        *answered_appeals(acts, tellings, context),
    ]
    tellings = sorted((*with_gapped(tellings, context), *further), key=_place)
    told = sorted((*tellings, *beside), key=_place)
    drafts = [(draft, t.act) for t in tellings for draft in drafts_by_pair(t, told, context)]
    return [d for d, act in drafts if not (is_long_past(d) or is_trade(d, act, traded, context))]


def _place(telling: Telling) -> int:
    return telling.act.token.i


def _telling(act: Act, stance: Stance, context: Context) -> Telling:
    if act.rule == MEETING:
        actors, others = meeting_sides(act.token, context)
        return Telling(act, stance, actors, others[:1] if act.instrument == "mediation" else others)
    is_gift = act.direction == "beneficiary" and act.instrument != "ceasefire_proposal"  # who accepts a truce keeps it
    if (spurned := offer_spurned(act, stance, context)) is not None:
        return Telling(act, replace(stance, code="proposed"), *spurned, is_received=True)
    received = giver_and_receiver(act, context) if is_gift else None
    if received is not None:
        return Telling(act, stance, *received, is_received=True)
    actors = _giving(act, actors_of(act, context), context)
    if owners_of_measure(act, context):
        stance = replace(stance, code="adopted")  # "promised to answer British sanctions"
    if _is_text_of_states(act, actors):
        stance = replace(stance, code="proposed")  # "a Russian and Chinese resolution to put it off"
    if is_kept_up(act, stance):
        act, stance = kept_up(act), replace(stance, code="adopted")
    if stance.code == "pledged" and _is_decided(stance, actors):
        stance = replace(stance, code="adopted")
    act = aimed(act, actors, stance, context)
    others = others_of(act, actors, context)
    if not others and act.instrument == "exercise":  # with nobody, but around somebody
        against = replace(act, cue=act.cue._replace(extras={**act.cue.extras, "direction": "target"}))
        if others := others_of(against, actors, context):
            act = against
    return Telling(with_sides(act, actors, others, context), stance, actors, others)


def _is_text_of_states(act: Act, actors: Sequence[Party]) -> bool:
    """Whether a resolution is told as what states have before a council, which alone can adopt it."""
    is_named = act.rule == "noun" and act.instrument == "un_action" and act.token.dep_ != "pobj"
    return is_named and bool(actors) and all(is_state(a.code) for a in actors)


def _is_decided(stance: Stance, actors: Sequence[Party]) -> bool:
    """Whether bodies of states agree on an act, which for them is to take it: "the Council agreed to send a force"."""
    agreed = any(governs(t.lemma, "enact") and verdict(t).time in ("past", "present") for t in stance.cues)
    return agreed and bool(actors) and all(a.code in BODIES for a in actors)


def _giving(act: Act, actors: list[Party], context: Context) -> list[Party]:
    """Of several who agree on a gift those who give: "the two agreed on deliveries to Poland"."""
    if act.direction != "beneficiary" or len(actors) < 2:
        return actors
    told = [t for token in (act.token, act.object) if token is not None for t in arguments(token).by("to")]
    receiving = {party.code for t in told if (party := context.parties.stated(t)) is not None}
    return [a for a in actors if a.code not in receiving] or actors
