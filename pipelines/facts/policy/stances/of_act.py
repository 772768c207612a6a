"""The stance on an act; what only looks like a step of policy has none.

Words tell the stance (stance.py), and what the act is tells whether anything is done by it: a missile that can reach a
town threatens nobody, soldiers who stood somewhere are not sent, who keeps to a treaty does nothing new.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, senses, words
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.acts.acts import is_presupposed
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.acts.presence import are_pupils, is_count, stood_once
from pipelines.facts.policy.stances.conditions import AHEAD, is_asked, is_condition, is_demanded
from pipelines.facts.policy.stances.disclaimed import disclaimed, is_own_plan
from pipelines.facts.policy.stances.operators import governs
from pipelines.facts.policy.stances.stance import Stance, read_stance
from pipelines.facts.policy.words import ends, turn_of
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, is_passive, is_verb, subjects
from pipelines.facts.troops.counts.civilians import speaks_of_war
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_BY_VERB = frozenset("arms_supply treaty_action troop_deployment base_access".split())  # a known verb must tell them
_REPLACING = (("instead", "of"), ("rather", "than"))
_OWN_STANCE = ("nominal", "permission")
_BY_FORCES = frozenset("training troop_deployment exercise strike air_defence_support".split())
_CARRIED_OUT = ("troop_withdrawal", "base_access")  # not done by being announced
_FIGURATIVE = words("policy_words", "figurative")
_AIMING = words("policy_words", "aiming")
_HOUSES = words("policy_words", "house")
_WITH_CONSENT = ("talks", "mediation")  # nobody does them unless another will


def stance_on(act: Act, context: Context) -> Stance | None:
    """The stance on an act, or None where it is no step: a condition, a question, or nothing that anybody does."""
    if is_condition(act.token) or is_asked(act.token) or is_demanded(act.token):
        return None
    if _is_replaced(act):  # a measure that is named so need not have been thought of
        return Stance("ruled_out", (act.token,), act.cue.cue_id) if is_verb(act.token) else None
    if _is_doing(act):
        return Stance("adopted", (act.token,), act.cue.cue_id)
    own = _own_stance(act)
    read = read_stance(act.token, "ruled_out" if own == "banned" else own, is_measure=_is_measure(act))
    stance = _of_ban(read, act) if read is not None and own == "banned" else read
    if stance is None or _is_advised(stance, context) or _is_no_step(act, stance, context):
        return None
    if (denied := disclaimed(act.token)) is not None:
        clause, verb = denied
        return replace(stance, code="ruled_out", cues=(verb,)) if is_own_plan(clause, stance.code) else None
    if act.instrument in _WITH_CONSENT and stance.code == "adopted":
        stance = _of_meeting(act, stance)
    if stance.code == "adopted":
        stance = _of_purpose(act, stance)
    if act.cue.scope == "undertaking":
        is_ahead = any(c.lower_ in ("will", "would", "wo") for c in act.token.children)
        return replace(stance, code="pledged" if is_ahead else "adopted")  # "would no longer respect any limit"
    if (
        act.instrument in _WITH_CONSENT
        and stance.code == "pledged"
        and any(governs(t.lemma, "willing") for t in stance.cues)
    ):
        return replace(stance, code="proposed")
    is_leave = act.instrument == "base_access" and stance.code == "considering" and _is_allowed(act)
    return replace(stance, code="adopted") if is_leave else stance


def _of_meeting(act: Act, stance: Stance) -> Stance:
    """The stance on talks for which somebody is yet to meet: "were to meet for talks", "are due to meet to discuss"."""
    is_purpose = act.token.dep_ == "advcl" and act.token.tag_ == "VB"
    verb = act.token.head if is_purpose else stance.cues[0]
    above = read_stance(verb, "adopted") if is_verb(verb) and verdict(verb).time == "bare" else None
    return above if above is not None and above.code in AHEAD else stance


def _of_purpose(act: Act, stance: Stance) -> Stance:
    """The stance on what forces are yet to be sent for: "will send forty officers to teach its army"."""
    verb = act.token.head
    if act.instrument not in _BY_FORCES or act.token.dep_ != "advcl" or act.token.tag_ != "VB" or not is_verb(verb):
        return stance
    if stance.cues != (act.token,) or all(c.lower_ != "to" for c in act.token.children if c.dep_ == "aux"):
        return stance
    above = read_stance(verb, "adopted")
    return above if above is not None and above.code in AHEAD else stance


def _is_replaced(act: Act) -> bool:
    """Whether something else is done in its place: "instead of sanctions it proposed talks", "rather than send"."""
    doc, first = act.token.doc, act.token.i if is_verb(act.token) else act.token.left_edge.i
    while first and doc[first - 1].dep_ == "aux" and doc[first - 1].head == act.token:
        first -= 1
    return tuple(t.lower_ for t in doc.tokens[max(first - 2, 0) : first]) in _REPLACING


def _own_stance(act: Act) -> str | None:
    """The stance that an act tells by itself, before tense and negation."""
    if act.rule == "noun" and act.token.lemma_ == "draft":
        return "proposed"  # "a draft by Algeria won twelve votes"
    is_giver = act.rule == "payment" and senses("policy_payments").get(act.token.lemma) == "giver"
    return act.stance if act.rule in _OWN_STANCE or is_verb(act.token) or is_giver else None


def _is_measure(act: Act) -> bool:
    """Whether an act is done by being announced."""
    if act.instrument == "ceasefire_proposal":
        return True  # "agreed to halt all military action"
    return act.instrument not in _CARRIED_OUT and (act.direction in ("target", "own") or ends(act.token))


def _is_doing(act: Act) -> bool:
    """Whether a strike is what did something: "the 21st American strike hit a vessel", "the attack was condemned"."""
    verb = act.token.head
    is_subject = (
        act.token.dep_ in ("nsubj", "nsubjpass") and is_verb(verb) and verb.tag_ in ("VBD", "VBN", "VBZ", "VBP")
    )
    is_open = verb.lemma_ == "be" or any(c.dep_ == "neg" or (c.dep_ == "aux" and c.tag_ == "MD") for c in verb.children)
    return act.instrument == "strike" and act.rule in ("noun", "nominal") and is_subject and not is_open


def _of_ban(stance: Stance, act: Act) -> Stance | None:
    """What a denied permission makes a ban ("may not be exported") counts only as the ban."""
    if is_verb(act.token) and _is_stopped(stance, act.token):
        return replace(stance, code="adopted")
    return stance if stance.code != "ruled_out" else None


def _is_stopped(stance: Stance, permitting: Token) -> bool:
    """Whether what could be permitted is not, or no longer: "refused to approve", "has stopped issuing licences"."""
    if stance.code not in ("considering", "ruled_out"):
        return False
    told = {t.lemma for t in stance.cues if t != permitting}
    return not (told.isdisjoint(words("policy_verbs", "stop")) and told.isdisjoint(_refusing()))


@cache
def _refusing() -> frozenset[str]:
    return frozenset(c.phrase for c in cues("policy_stances") if c.sense == "ruled_out" and c.scope == "verb")


def _is_advised(stance: Stance, context: Context) -> bool:
    """Whether others are told what they should do, which is no course of action that they have taken."""
    helpers = (t for cue in stance.cues for t in (cue, *cue.children) if t.dep_ == "aux")
    return any(t.lower_ in ("should", "ought") and not _is_weighed(t.head, context) for t in helpers)


def _is_weighed(verb: Token, context: Context) -> bool:
    """Whether those who may do it ask themselves: "the cabinet is weighing whether it should send police"."""
    is_open = any(c.dep_ == "mark" and c.lower_ == "whether" for c in verb.children)
    return is_open and bool(acting(subjects(verb.head), context))


def _is_allowed(act: Act) -> bool:
    """Whether "may" gives leave and leaves nothing open: "American forces may use two airfields"."""
    return act.token.lemma_ == "use" and any(c.dep_ == "aux" and c.lower_ == "may" for c in act.token.children)


def _is_no_step(act: Act, stance: Stance, context: Context) -> bool:
    """Whether a sentence tells of what an act is about, and of nobody who does it or leaves it."""
    if act.rule == "noun" and act.instrument in _BY_VERB and stance.found_by == "policy_stances":
        return True  # "the weapon was developed"
    if act.cue.scope == "moving" and act.object is not None and are_pupils(act.object, [act.token]):
        return True
    if act.cue.scope == "undertaking" and stance.code != "ruled_out":
        return True  # who keeps to a treaty does nothing new
    if _is_aim_of_talks(act.token):
        return True
    rule = _NO_STEPS.get(act.instrument)
    return rule is not None and rule(act, stance, context)


def _is_aim_of_talks(verb: Token) -> bool:
    """Whether it is what talks are held for, and not yet done by anybody: "the talks aim to restore relations"."""
    over = subjects(verb.head) if verb.dep_ == "xcomp" and verb.head.lemma in _AIMING else []
    instruments = senses("policy_instruments")
    return any(turn_of(t) == "gathering" or instruments.get(t.lemma) in _WITH_CONSENT for t in over)


def _is_no_strike(act: Act, stance: Stance, _: Context) -> bool:
    """Whether a strike is known, practised or only possible: "since its incursion", "can reach the capital"."""
    is_of_it = act.rule == "nominal" and any(c.tag_ == "PRP$" for c in act.token.children)  # "for its shelling"
    is_known = (act.rule == "noun" or is_of_it) and is_presupposed(act.token)
    return is_known or _is_practice(act.token) or any(t.lower_ in ("can", "ca") for t in stance.cues)


def _is_practice(verb: Token) -> bool:
    """Whether bombs are dropped in an exercise."""
    instruments = senses("policy_instruments")
    return any(instruments.get(t.lemma) == "exercise" for t in arguments(verb).by("in", "during", "for"))


def _is_no_exercise(act: Act, _: Stance, context: Context) -> bool:
    """Whether who trains is taught ("were trained with money"), or no soldiers do it: "exercise of its veto"."""
    if act.rule == "frame":
        return is_passive(act.token)
    if any(c.lower_ in _FIGURATIVE for c in act.token.children):
        return True  # "a political manoeuvre"
    used = arguments(act.token).by("of") if act.cue.phrase == "exercise" else []
    return any(context.parties.of(t) is None and not kinds_of(t, context) for t in used)


def _is_no_deployment(act: Act, _: Stance, context: Context) -> bool:
    """Whether soldiers are only told to be, or to have been, somewhere, or men are sent where nothing speaks of war."""
    is_loose = act.object is not None and act.object.lemma in setting("loose")
    return stood_once(act.token) or is_count(act) or (is_loose and not speaks_of_war(context.reading))


def _is_contract(act: Act, _: Stance, context: Context) -> bool:
    """Whether one who signs is a company or its head: the paper is a contract."""
    told = arguments(act.token)
    signers = [*told.agents, *(t for agent in told.agents for t in arguments(agent).by("of")), *told.by("with")]
    parties = (context.parties.of(t) for t in signers)
    return is_verb(act.token) and any(p is not None and p.kind == "company" for p in parties)


def _is_no_paper(act: Act, stance: Stance, context: Context) -> bool:
    """Whether a firm signs it, or it only tells of a treaty that is ended: "tore up the pact it signed with Oslo"."""
    paper = act.token.head
    is_over = act.token.dep_ == "relcl" and paper.dep_ in ("dobj", "nsubjpass") and ends(paper.head)
    return (is_over and not is_condition(paper.head)) or _is_contract(act, stance, context)


def _is_of_a_treaty(act: Act, stance: Stance, context: Context) -> bool:
    """Whether a ban is what a treaty says ("suspended the treaty banning short-range missiles"), or only a power."""
    if _is_power(act, stance, context):
        return True  # "Congress could still block the sale"
    is_told_of_noun = act.token.dep_ in ("acl", "relcl") and act.token.tag_ != "VBN" and is_verb(act.token)
    return is_told_of_noun and "treaty" in kinds_of(act.token.head, context)


def _is_power(act: Act, stance: Stance, _: Context) -> bool:
    """Whether it is only told what one may do in a council, or a parliament: "China, which could veto any text"."""
    helpers = {c.lower_ for c in act.token.children if c.dep_ == "aux"}
    is_able = stance.code == "considering" and bool(helpers & {"can", "could"})
    return is_able and (act.token.dep_ == "relcl" or any(t.lemma in _HOUSES for t in subjects(act.token)))


def _is_no_council_act(act: Act, stance: Stance, context: Context) -> bool:
    """Whether a clause on a force only tells who stands by it ("forces backed by Kigali"), or what a state may do."""
    is_mission = act.cue.scope == "mission" and act.cue.phrase in ("back", "support")
    return (is_mission and act.token.dep_ in ("acl", "amod", "xcomp")) or _is_power(act, stance, context)


def _is_standing(act: Act, _: Stance, __: Context) -> bool:
    """Whether a clause on a state only tells who recognises it: "the government, which is recognised by the Union"."""
    helpers = {c.lower_ for c in act.token.children if c.dep_ in ("aux", "auxpass")}
    return act.token.dep_ == "relcl" and is_passive(act.token) and helpers <= {"is", "are"}


_NO_STEPS: dict[str, Callable[[Act, Stance, Context], bool]] = {
    "strike": _is_no_strike,
    "exercise": _is_no_exercise,
    "troop_deployment": _is_no_deployment,
    "treaty_action": _is_no_paper,
    "arms_embargo": _is_of_a_treaty,
    "export_controls": _is_of_a_treaty,
    "trade_measure": _is_of_a_treaty,
    "un_action": _is_no_council_act,
    "recognition": _is_standing,
}
