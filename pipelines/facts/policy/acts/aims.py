"""What an act becomes by its actor and its words: talks of others are mediation, men leaving for a war are sent.

The instrument and direction that a cue tells are put right here where the actors or the object tell better; which
acts are none is told in no_acts.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses, words
from pipelines.annotation.gazetteers.reference import reference
from pipelines.facts.policy.actors.states import BODIES
from pipelines.facts.policy.acts.acts import talks_of
from pipelines.facts.policy.acts.kinds import LANDS, kinds_of
from pipelines.facts.policy.acts.object_words import LINKS
from pipelines.facts.policy.drafts import is_ended
from pipelines.facts.policy.words import ends, turn_of
from pipelines.facts.roles import arguments
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.cues import Cue
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act
    from pipelines.facts.policy.stances.stance import Stance

_UPON = ("on", "against", "in", "into")
_BEFORE = ("to", "at", "before", "in", "with")
_BREAKING = "break with"
_FORUMS = (BODIES | {"WTO"}) - {"UN", "IAEA", "OPCW"}


def aimed(act: Act, actors: list[Party], stance: Stance, context: Context) -> Act:
    """An act as who does it and its words make it: the Union's missions are its own, two sign a treaty."""
    cue = act.cue
    match act.instrument:
        case "un_action":
            cue = _of_council(act, actors, context)
        case "talks" | "recognition" if _is_between_others(act, actors, context) or _is_plan_for_others(act):
            cue = _as(cue, "mediation", direction="beneficiary")
        case "sanctions" if cue.scope == "person" and _is_barred_from_trade(act):
            is_armed = _is_of_arms(act, context)
            sense, category = ("arms_embargo", "military") if is_armed else ("export_controls", "economic")
            cue = _as(cue, sense, category=category)
        case "recognition" if cue.scope == "envoy":
            cue = _of_envoy(act, actors, stance)
        case "diplomatic_expulsion" if _is_of_own_envoys(act):
            cue = _as(cue, "other", direction="own")
        case "arms_embargo" if cue.phrase == "embargo" and not _speaks_of_arms(act.token):
            cue = _as(cue, "trade_measure", category="economic")
        case "financial_aid" if any("arms" in kinds_of(t, context) for t in arguments(act.token).by("of")):
            cue = _as(cue, "arms_supply", category="military")  # "the loan of six cutters"
        case "troop_deployment":
            cue = _of_troops(act, context)
        case "troop_withdrawal" if _is_outward(act, actors, context):
            cue = _as(cue, "troop_deployment", direction="beneficiary")
        case "treaty_action":
            cue = _of_treaty(act, stance)
        case "defence_cooperation" if turn_of(act.token) == "paper" and is_ended(act, stance):
            cue = _as(cue, "treaty_action", direction="target", category="diplomatic")
    if cue.scope == "mediator" and act.object is not None and talks_of(act.object):
        cue = _as(cue, "talks", direction="mutual")._replace(scope="emissary")
    return act if cue is act.cue else replace(act, cue=cue)


def _as(cue: Cue, sense: str, **extras: str) -> Cue:
    """A cue of another instrument, with what else is told of it."""
    return cue._replace(sense=sense, extras={**cue.extras, **extras})


def _of_council(act: Act, actors: list[Party], context: Context) -> Cue:
    """What the United Nations do, where others do it: their missions are their own, their courts are none of it."""
    cue = act.cue
    if cue.scope == "mission" and actors and all(a.code != "UN" for a in actors):
        is_over = ends(act.token)
        sense, direction = ("troop_withdrawal", "target") if is_over else ("troop_deployment", act.direction)
        return _as(cue, sense, category="military", direction=direction)
    if _is_censure(act) or _is_of_no_council(act, actors, context):
        return _as(cue, "condemnation")
    if cue.scope == "country" and all(a.code in _FORUMS for a in actors):
        return _as(cue, "other")  # "the African Union suspended Gabon from its bodies"
    return _as(cue, "other") if cue.scope == "case" and _is_before_forum(act, context) else cue


def _of_envoy(act: Act, actors: list[Party], stance: Stance) -> Cue:
    """An envoy of a body mediates; one who is ordered back has not been accredited anew."""
    if actors and all(a.code in BODIES for a in actors):
        return _as(act.cue, "mediation")  # "the UN sent its envoy back"
    if act.rule == "nominal" and any(t.lemma_ == "order" for t in stance.cues):
        return _as(act.cue, "other", direction="own")  # "ordered its envoys' return"
    return act.cue


def _is_of_own_envoys(act: Act) -> bool:
    """Whether who is told to leave are one's own people abroad: "ordered its diplomats to leave Kyiv"."""
    if act.object is None or act.cue.phrase.split()[0] not in words("policy_words", "bidding"):
        return False
    staff = (act.object, *arguments(act.object).by("of"))  # "the families of its diplomats"
    told = arguments(act.token)
    is_of_another = bool(told.datives) or any(t not in staff for t in told.themes)  # "told London to recall its envoy"
    return not is_of_another and any(c.tag_ == "PRP$" for t in staff for c in t.children)


def _of_troops(act: Act, context: Context) -> Cue:
    """Instructors are sent to train, others come to exercise.

    Who rules out soldiers of its own would have sent them in somebody's favour.
    """
    if act.rule == "frame" and _is_for_exercise(act.token):
        return _as(act.cue, "exercise")
    is_training = act.object is not None and senses("policy_tasks").get(act.object.lemma) == "teach"
    cue = _as(act.cue, "training") if is_training else act.cue  # "will send 300 instructors"
    is_own = cue.phrase == "rule out" and _is_own(act, context)
    return _as(cue, cue.sense, direction="beneficiary") if is_own else cue


def _is_for_exercise(verb: Token) -> bool:
    """Whether soldiers go somewhere for no longer than an exercise: "will come to the islands for the drills"."""
    tasks, named = senses("policy_tasks"), senses("policy_instruments")
    told = [t for t in arguments(verb).by("for", "on") if t.dep_ == "pobj"]
    return any(tasks.get(t.lemma) == "exercise" or named.get(t.lower_) == "exercise" for t in told)


def _of_treaty(act: Act, stance: Stance) -> Cue:
    """A treaty that is signed is one of both sides, and one on defence is cooperation."""
    is_signed = stance.code == "adopted" and turn_of(act.token) == "sign"
    if not is_signed or act.object is None or act.cue.scope == "membership":
        return act.cue
    if _is_on_defence(act):
        return _as(act.cue, "defence_cooperation", category="military", direction="mutual")
    return _as(act.cue, act.cue.sense, direction="mutual")


def _is_of_no_council(act: Act, actors: Sequence[Party], context: Context) -> bool:
    """Whether others than the United Nations blame somebody by what they vote: "a resolution condemning the raid"."""
    if act.object is None or act.cue.scope != "resolution" or not actors:
        return False
    named = (m for c in act.object.children if (m := context.reading.mention_at(c.i)) is not None)
    if "UN" in {*(a.code for a in actors), *(m.code for m in named)}:
        return False
    clauses = [c for c in act.object.children if c.dep_ in ("acl", "relcl")]
    roles = (trigger_table("policy_roles").at(c) for c in clauses)
    return any(role is not None and role.sense == "measure" for role in roles)


def _speaks_of_arms(embargo: Token) -> bool:
    """Whether a document speaks of arms, which a bare embargo is then on: that on Cuba is one on trade."""
    return next(iter(embargo.doc.among(words("policy_words", "armoury"))), None) is not None


def _barred_from(act: Act) -> list[Token]:
    """What somebody is barred from doing: "from shipping lathes"."""
    clauses = [g for c in act.token.children if c.dep_ == "prep" and c.lower_ == "from" for g in c.children]
    return [c for c in clauses if c.dep_ == "pcomp"]


def _is_barred_from_trade(act: Act) -> bool:
    """Whether firms are kept from selling abroad, and not punished: "barred its firms from shipping lathes to"."""
    return any(senses("policy_licences").get(c.lemma) == "ship" for c in _barred_from(act))


def _is_of_arms(act: Act, context: Context) -> bool:
    return any("arms" in kinds_of(t, context) for c in _barred_from(act) for t in arguments(c).themes)


def _is_censure(act: Act) -> bool:
    """Whether it is a parliament that passes a text, and the text condemns: "a resolution that calls it genocide"."""
    if act.object is None or all(turn_of(t) != "parliament" for t in arguments(act.token).agents):
        return False
    return any(t.lemma in words("policy_councils", "censure") for t in act.object.subtree)


def _is_before_forum(act: Act, context: Context) -> bool:
    """Whether a case is brought before a body of trade or of a region, and no court or council of the nations."""
    told = (arguments(token).by(*_BEFORE) for token in (act.token, act.object) if token is not None)
    mentions = (context.reading.mention_at(t.i) for tokens in told for t in tokens)
    return any(m is not None and m.code in _FORUMS for m in mentions)


def with_sides(act: Act, actors: Sequence[Party], others: Sequence[Party], context: Context) -> Act:
    """An act as all its sides make it.

    Who breaks with a state that few recognise takes back its recognition; who calls an attack on another an act of war
    stands by it.
    """
    if act.instrument != "other":
        return act
    if turn_of(act.token) == "deed" and any(_is_struck(o, context) for o in others):
        return replace(act, cue=act.cue._replace(extras={**act.cue.extras, "direction": "beneficiary"}))
    entries = (reference().entries.get(f"countries:{p.code}") for p in (*actors, *others))
    is_contested = any(e is not None and e.entity_class == "near_state" for e in entries)
    is_break = (act.cue.scope == "relations" or act.cue.phrase == _BREAKING) and is_contested
    return replace(act, cue=act.cue._replace(sense="recognition")) if is_break else act


def _is_struck(party: Party, context: Context) -> bool:
    """Whether war would be made on a state: "an attack on Niger would be a declaration of war"."""
    token = context.reading.head(party.start, party.end)
    return token.dep_ == "pobj" and token.head.lower_ in _UPON


def _is_between_others(act: Act, actors: Sequence[Party], context: Context) -> bool:
    """Whether who offers or hosts talks is none of those who talk: "offered Muscat for talks between the two"."""
    told = [t for token in (act.token, act.object) if token is not None for t in arguments(token).by("between")]
    codes = {p.code for t in told if (p := context.parties.of(t)) is not None}
    return len(codes) > 1 and bool(actors) and codes.isdisjoint(a.code for a in actors)


def _is_plan_for_others(act: Act) -> bool:
    """Whether a plan is for a dialogue of others, and not with who makes it: "tabled a plan for dialogue in Haiti"."""
    plan = act.token.head.head if act.token.dep_ == "pobj" and act.token.head.lower_ == "for" else None
    if act.rule != "noun" or plan is None or arguments(act.token).by("with"):
        return False
    return senses("policy_stances").get(plan.lemma) == "proposed"


def _is_own(act: Act, context: Context) -> bool:
    """Whether the soldiers whom somebody rules out are not told to be another's: "ruled out ground troops"."""
    return act.object is not None and not any(context.parties.stated(t) for t in arguments(act.object).modifiers)


def _is_outward(act: Act, actors: Sequence[Party], context: Context) -> bool:
    """Whether who leaves leaves for another country, and not from one: "left for Haiti on Monday"."""
    told, codes = arguments(act.token), {a.code for a in actors}
    places = {
        where: {m.code for t in tokens if (m := context.reading.mention_at(t.i)) is not None and m.label in LANDS}
        for where, tokens in (("from", [*told.themes, *told.by("from", "of")]), ("to", told.by("for", "to")))
    }
    return act.cue.scope == "moving" and bool(places["to"] - codes) and not places["from"] - codes


def _is_on_defence(act: Act) -> bool:
    """Whether a paper that is signed is on arms, bases or soldiers."""
    heads = arguments(act.token).by("on")
    if act.object is not None:
        heads += [*arguments(act.object).by("on", "for", "of"), *(c for c in act.object.children if c.dep_ in LINKS)]
    return any(turn_of(t) == "defence" for head in heads for t in head.subtree)
