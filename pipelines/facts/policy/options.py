"""Policy options of a document: its acts, each with the stance of who acts and whom it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, senses, words
from pipelines.annotation.gazetteers.lexicon import is_state
from pipelines.facts.policy.actors.receiving import giver_and_receiver
from pipelines.facts.policy.actors.states import acts_for_itself
from pipelines.facts.policy.actors.told import actors_of, owners_of_measure
from pipelines.facts.policy.acts.acts import is_presupposed
from pipelines.facts.policy.acts.aims import aimed, with_sides
from pipelines.facts.policy.acts.chosen import find_acts
from pipelines.facts.policy.acts.meetings import RULE as MEETING
from pipelines.facts.policy.acts.meetings import meeting_sides
from pipelines.facts.policy.acts.no_acts import is_incomplete
from pipelines.facts.policy.acts.presence import are_pupils, is_count, is_own_force, of_body, stood_once
from pipelines.facts.policy.acts.purchases import is_purchase
from pipelines.facts.policy.acts.standing import standing_measures
from pipelines.facts.policy.acts.wars import is_armed_in_war, is_at_war
from pipelines.facts.policy.acts.withheld import is_kept_up, kept_up
from pipelines.facts.policy.concerned.others import others_of
from pipelines.facts.policy.concerned.reasons import blamed_for
from pipelines.facts.policy.discourse import Telling, drafted, told_elsewhere
from pipelines.facts.policy.drafts import draft_of, is_ended
from pipelines.facts.policy.likewise.answers import answers
from pipelines.facts.policy.likewise.departures import setting_out
from pipelines.facts.policy.likewise.gapped import with_gapped
from pipelines.facts.policy.likewise.participation import done_by_others, taking_part
from pipelines.facts.policy.sides import sides_of
from pipelines.facts.policy.stances.conditions import is_asked, is_condition, is_demanded
from pipelines.facts.policy.stances.stance import Stance, read_stance
from pipelines.facts.roles import arguments, is_passive, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft
    from pipelines.facts.policy.acts.acts import Act


_BY_VERB = frozenset("arms_supply treaty_action troop_deployment base_access".split())  # a known verb must tell them
_AMONG = frozenset(("talks", "diplomatic_expulsion", "defence_cooperation"))  # what several subjects do to each other
_ADVISING = ("should", "ought")
_OWN_STANCE = ("nominal", "permission")
_SELLING = ("sell", "resell")
_ONE_SIDED = ("emissary", "envoy", "leader")  # who sends somebody or speaks to somebody does so alone
_TOGETHER = ("adopted", "pledged")  # stances on what is done with another that are the other's too


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
        is_open = is_condition(act.token) or is_asked(act.token) or is_demanded(act.token)
        stance = _stance_of(act, context) if not is_open else None
        if stance is not None and not is_purchase(act, traded, context):
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
    ]
    tellings = sorted((*with_gapped(tellings, context), *further), key=_place)
    told = sorted((*tellings, *beside), key=_place)
    drafts = [(draft, t.act) for t in tellings for draft in _drafts(t, told, context)]
    return [d for d, act in drafts if not _is_trade(d, act, traded, context)]


def _place(telling: Telling) -> int:
    return telling.act.token.i


def _stance_of(act: Act, context: Context) -> Stance | None:
    """The stance on an act; what a denied permission makes a ban ("may not be exported") counts only as the ban."""
    is_giver = act.rule == "payment" and senses("policy_payments").get(act.token.lemma_.lower()) == "giver"
    own = act.stance if act.rule in _OWN_STANCE or is_verb(act.token) or is_giver else None
    if act.rule == "noun" and act.token.lemma_ == "draft":
        own = "proposed"  # "a draft by Algeria won twelve votes"
    is_ending = act.token.lemma_.lower() in senses("policy_endings")
    is_measure = act.instrument != "troop_withdrawal" and (act.direction in ("target", "own") or is_ending)
    if _is_told_of(act):
        return Stance("adopted", (act.token,), act.cue.cue_id)
    stance = read_stance(act.token, "ruled_out" if own == "banned" else own, is_measure=is_measure)
    if own == "banned" and stance is not None and is_verb(act.token) and _is_stopped(stance, act.token):
        return replace(stance, code="adopted")
    if stance is None or (own == "banned" and stance.code == "ruled_out"):
        return None
    if act.instrument == "strike" and act.rule == "noun" and is_presupposed(act.token):
        return None  # "since its incursion into Syria"
    if act.instrument == "exercise" and act.rule == "frame" and is_passive(act.token):
        return None  # "were trained with money of the fund"
    if act.rule == "noun" and act.instrument in _BY_VERB and stance.found_by == "policy_stances":
        return None  # "the weapon was developed"
    if act.instrument == "troop_deployment" and (stood_once(act.token) or is_count(act)):
        return None
    if act.cue.scope == "moving" and act.object is not None and are_pupils(act.object, [act.token]):
        return None
    if act.instrument == "strike" and _is_practice(act.token):
        return None
    if any(t.lower_ in _ADVISING and t.dep_ == "aux" for cue in stance.cues for t in (cue, *cue.children)):
        return None  # what others should do is no course of action that they have taken
    if act.cue.scope == "undertaking":
        if stance.code != "ruled_out":
            return None  # who keeps to a treaty does nothing new
        is_ahead = any(c.lower_ in ("will", "would", "wo") for c in act.token.children)
        return replace(stance, code="pledged" if is_ahead else "adopted")  # "would no longer respect any limit"
    if act.instrument == "base_access" and stance.code == "considering" and _is_allowed(act):
        return replace(stance, code="adopted")
    if act.instrument == "treaty_action" and _is_signed_by_company(act, context):
        return None
    is_able = act.instrument == "strike" and any(t.lower_ in ("can", "ca") for t in stance.cues)
    return None if is_able else stance  # what a missile can reach is no threat


def _is_told_of(act: Act) -> bool:
    """Whether a strike is what did something: "the 21st American strike hit a vessel", "the attack was condemned"."""
    verb = act.token.head
    is_subject = (
        act.token.dep_ in ("nsubj", "nsubjpass") and is_verb(verb) and verb.tag_ in ("VBD", "VBN", "VBZ", "VBP")
    )
    is_open = verb.lemma_ == "be" or any(c.dep_ == "neg" or (c.dep_ == "aux" and c.tag_ == "MD") for c in verb.children)
    return act.instrument == "strike" and act.rule in ("noun", "nominal") and is_subject and not is_open


def _is_practice(verb: Token) -> bool:
    """Whether bombs are dropped in an exercise."""
    instruments = senses("policy_instruments")
    return any(instruments.get(t.lemma_.lower()) == "exercise" for t in arguments(verb).by("in", "during", "for"))


def _is_stopped(stance: Stance, permitting: Token) -> bool:
    """Whether what could be permitted is not, or no longer: "refused to approve", "has stopped issuing licences"."""
    if stance.code not in ("considering", "ruled_out"):
        return False
    told = {t.lemma for t in stance.cues if t != permitting}
    return not (told.isdisjoint(words("policy_verbs", "stop")) and told.isdisjoint(_refusing()))


@cache
def _refusing() -> frozenset[str]:
    return frozenset(c.phrase for c in cues("policy_stances") if c.sense == "ruled_out" and c.scope == "verb")


def _is_allowed(act: Act) -> bool:
    """Whether "may" gives leave and leaves nothing open: "American forces may use two airfields"."""
    return act.token.lemma_ == "use" and any(c.dep_ == "aux" and c.lower_ == "may" for c in act.token.children)


def _is_signed_by_company(act: Act, context: Context) -> bool:
    """Whether one who signs is a company or its head: the paper is a contract."""
    told = arguments(act.token)
    signers = [*told.agents, *(t for agent in told.agents for t in arguments(agent).by("of")), *told.by("with")]
    parties = (context.parties.of(t) for t in signers)
    return is_verb(act.token) and any(p is not None and p.kind == "company" for p in parties)


def _telling(act: Act, stance: Stance, context: Context) -> Telling:
    if act.rule == MEETING:
        actors, others = meeting_sides(act.token, context)
        return Telling(act, stance, actors, others[:1] if act.instrument == "mediation" else others)
    is_gift = act.direction == "beneficiary" and act.instrument != "ceasefire_proposal"  # who accepts a truce keeps it
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
    act = of_body(aimed(act, actors, stance, context), actors)
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


def _giving(act: Act, actors: list[Party], context: Context) -> list[Party]:
    """Of several who agree on a gift those who give: "the two agreed on deliveries to Poland"."""
    if act.direction != "beneficiary" or len(actors) < 2:
        return actors
    told = [t for token in (act.token, act.object) if token is not None for t in arguments(token).by("to")]
    receiving = {party.code for t in told if (party := context.parties.stated(t)) is not None}
    return [a for a in actors if a.code not in receiving] or actors


def _is_trade(draft: Draft, act: Act, traded: set[tuple[str | None, ...]], context: Context) -> bool:
    """Whether arms are handed over as they are everywhere: to somebody at peace or guessed, or where a sale is told."""
    if act.instrument != "arms_supply" or act.cue.scope == "handover":
        return False  # who gives leave sells nothing
    if draft.get("instrument") != "arms_supply":  # aircraft that would be there with their crews, had nobody got them
        return (draft.get("actor"), draft.get("beneficiary")) in traded
    receiver = draft.get("beneficiary")
    is_guess = any(p.found_by == "party:concerned" for p in draft.places.get("beneficiary", ()))
    if is_guess and not is_armed_in_war(receiver, context.published):
        return True
    if act.cue.phrase in _SELLING:
        return draft.get("stance") not in ("ruled_out", "considering")
    if draft.get("stance") not in (*_TOGETHER, "proposed"):
        return False
    if is_armed_in_war(receiver, context.published):
        return False
    if act.cue.scope != "arms" and is_at_war(receiver, context.published):
        return False  # "is arming one side"
    return receiver is not None or (draft.get("actor"), None) in traded


def _drafts(telling: Telling, tellings: Sequence[Telling], context: Context) -> list[Draft]:
    act, stance = telling.act, telling.stance
    if not telling.actors and act.direction == "mutual" and len(telling.others) == 2 and not _is_with(act):
        if any(acts_for_itself(o) for o in telling.others):
            return _to_each_other(telling, telling.others, context)  # "between A and B"
    sides = sides_of(telling, tellings, context)
    if sides is None:
        return []
    actors, others = sides.actors, sides.others
    if len(actors) > 1 and (_is_reciprocal(act) or (not others and _is_among(act, actors))):
        return _to_each_other(telling, actors, context)
    if is_incomplete(telling, sides):
        return []
    if is_own_force(act, others, context):
        act = replace(act, cue=act.cue._replace(sense="troop_deployment"))
    pairs: list[tuple[Party, Party | None]] = [(a, o) for a in actors for o in others] or [(a, None) for a in actors]
    if len(actors) == len(others) > 1 and any(t.lower_ == "respectively" for t in act.token.sent):
        pairs = list(zip(actors, others, strict=True))
    is_agreed = len(actors) > 1 or act.instrument == "exercise"  # what one promises the other has not
    together = _TOGETHER if is_agreed else _TOGETHER[:1]
    is_both = act.direction == "mutual" and stance.code in together and act.rule != MEETING  # who goes to meet talks
    is_both = is_both and act.instrument != "recognition" and act.cue.scope not in _ONE_SIDED
    if is_both and not (sides.is_borrowed or is_ended(act, stance)):
        pairs += [(o, a) for a, o in pairs if o is not None and acts_for_itself(o) and not _is_guess(o, act, context)]
    return [draft_of(act, actor, other, stance, context) for actor, other in pairs]


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


def _is_among(act: Act, actors: Sequence[Party]) -> bool:
    """Whether several do to each other what their sentence tells of no other: talks; what two do together."""
    return act.instrument in _AMONG or (act.direction == "mutual" and len(actors) == 2)


def _is_reciprocal(act: Act) -> bool:
    """Whether an act is told to be done by each to the other: "promised not to use force against one another"."""
    words = [t.lower_ for token in (act.token, act.object) if token is not None for t in token.subtree]
    each = any(t.lower_ in ("each", "both") for t in arguments(act.token).agents)  # "each expelled six of the other's"
    pairs = (("one", "another"), ("each", "other"), *((("the", "other"),) if each else ()))
    return any(pair in pairs for pair in pairwise(words))
