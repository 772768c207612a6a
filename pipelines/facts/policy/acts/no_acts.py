"""Acts that turn out to be none, by their sides: a table of rules, each for some instruments, any of which is enough.

Those of diplomatic acts stand in no_diplomacy.py, those that the words of a move of forces tell in no_moves.py, those
that look at the other acts in told_twice.py.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.policy.actors.states import BODIES
from pipelines.facts.policy.acts.acts import tells_origin
from pipelines.facts.policy.acts.case import Case, Sides, land_of
from pipelines.facts.policy.acts.kinds import WHENCE, kinds_of
from pipelines.facts.policy.acts.no_diplomacy import DIPLOMATIC
from pipelines.facts.policy.acts.no_moves import MOVES
from pipelines.facts.policy.acts.object_words import LINKS
from pipelines.facts.policy.acts.predicates import predicates
from pipelines.facts.policy.acts.told_twice import TWICE
from pipelines.facts.policy.words import turn_of
from pipelines.facts.roles import arguments, is_passive, purposes
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.policy.discourse import Telling

_NEVER_ALONE = frozenset("financial_aid military_aid_funding asset_freeze".split())  # else it may be one's own budget
_GATES = words("policy_words", "gate")
_CAREERS = words("policy_words", "career")
_ARMIES = words("policy_words", "army")
_OWN_LAND = words("policy_words", "own land")
_MISHAPS = words("policy_words", "mishap")
_WITHIN = ("in", "at", "near", "across", "from", "of", "around", "along", "on")
_WHITHER = ("to", "into", "inside", "through")  # before nouns where forces are sent that stay at home
_ORBITING = words("policy_words", "orbiting")
_PAYING = words("policy_words", "paying")
_WIELDING = words("policy_words", "wielding")
_BACKING = words("policy_words", "backing")
_CAMPAIGNS = words("policy_words", "campaign")
_SHIPS = words("policy_words", "ship")
_SENT = frozenset(("troop_deployment", "arms_supply"))


def is_void(case: Case) -> bool:
    """Whether an act is none by its sides."""
    return any(void(case) for void in _voids_of(case.act.instrument))


@cache
def _voids_of(instrument: str) -> tuple[Callable[[Case], bool], ...]:
    """The rules that look at the acts of an instrument."""
    rules = (*_VOIDS, *DIPLOMATIC, *MOVES, *TWICE)
    return tuple(void for instruments, void in rules if instruments is None or instrument in instruments)


def _is_own_arsenal(case: Case) -> bool:
    """Whether one's own forces are spoken of, and not kept from going: "vowed to strengthen its nuclear forces"."""
    noun = case.act.object
    is_own = noun is not None and any(c.tag_ == "PRP$" for c in noun.children)
    return is_own and not case.telling.others and case.telling.stance.code != "ruled_out"


def _is_wielded(case: Case) -> bool:
    """Whether weapons are had, used or built, and given to nobody: "must never have a nuclear weapon"."""
    noun = case.act.token
    is_object = case.act.rule == "noun" and noun.dep_ in ("dobj", "nsubjpass")
    return is_object and noun.head.lemma in _WIELDING


def _is_own_purchase(case: Case) -> bool:
    """Whether something is bought for oneself: "what India pays for a submarine", "ordered jets for its navy"."""
    is_paid = case.act.cue.phrase.endswith(" for") or case.act.cue.phrase in _PAYING
    return is_paid and not is_passive(case.act.token) and not case.telling.others


def _is_host_at_ease(case: Case) -> bool:
    """Whether it is not told that a state will not have the soldiers of another: "will not accept Turkish soldiers"."""
    act, told = case.act, case.telling
    is_host = act.rule == "frame" and act.direction == "target" and act.cue.scope == "troops"
    return is_host and (told.stance.code != "ruled_out" or not told.others)


def _is_strike_at_nobody(case: Case) -> bool:
    """Whether a strike is told of which nobody knows on whom: on a camp at home, or on the goal."""
    return case.is_alone and case.telling.stance.code == "adopted"


def _is_only_allowed(case: Case) -> bool:
    """Whether soldiers may defend themselves or others: "was allowed to use force to rescue them"."""
    act = case.act
    above = act.token.head if act.token.dep_ == "xcomp" else act.token
    return act.cue.scope == "violence" and above != act.token and is_passive(above)


def _is_visit_to_nobody(case: Case) -> bool:
    """Whether a journey is put off of which nobody knows whither: an envoy's trip."""
    return case.act.cue.scope == "visit" and case.is_alone


def _is_by_mistake(case: Case) -> bool:
    """Whether it was done by accident, which is no course of action."""
    told = arguments(case.act.token).by("by", "in")
    adverbs = (c for c in case.act.token.children if c.dep_ == "advmod")
    return any(t.lemma_ in _MISHAPS for t in (*told, *adverbs))


def _is_open_sky(case: Case) -> bool:
    """Whether a sky is opened to nobody in particular: to airliners."""
    return case.act.cue.phrase == "open" and case.act.cue.scope == "airspace" and case.is_alone


def _is_no_guest(case: Case) -> bool:
    """Whether what a state receives is arms, or who is admitted a pupil, and no force on its soil."""
    act = case.act
    if act.cue.scope != "troops" or act.object is None:
        return False
    return is_passive(act.token) or "arms" in kinds_of(act.object, case.context)


def _is_resigning(case: Case) -> bool:
    """Whether soldiers leave their army, and no country: "are leaving for better pay", "have left the army"."""
    told = arguments(case.act.token)
    is_for_work = any(t.lemma_ in _CAREERS for t in told.by("for", "to"))
    return is_for_work or any(t.lemma_ in _ARMIES for t in told.themes if t not in told.agents)


def _is_no_army(case: Case) -> bool:
    """Whether who leaves a country or goes home is a team or a firm: the document tells of no soldiers."""
    act = case.act
    is_state = act.object is not None and kinds_of(act.object, case.context) == ["country"]
    told = arguments(act.token)
    is_sent = any("troops" in kinds_of(t, case.context) for t in (*told.themes, *told.agents))  # "observers"
    return (is_state or act.cue.scope in WHENCE) and not (is_sent or _tells_of_soldiers(case.context))


def _tells_of_soldiers(context: Context) -> bool:
    return bool(context.reading.doc.among(words("policy_words", "soldier")))


def _is_retired(case: Case) -> bool:
    """Whether weapons are given up: "will be withdrawn from service"."""
    return any(t.lemma_ in ("service", "use") for t in arguments(case.act.token).by("from"))


def _is_launched(case: Case) -> bool:
    """Whether what is sent goes into orbit, where no force stands."""
    return case.act.object is not None and case.act.object.lemma in _ORBITING


def _is_given_away(case: Case) -> bool:
    """Whether what arrives was given or sold: "the boat given by Canberra arrived in Colombo"."""
    table = trigger_table("arms_triggers")
    clauses = (c for t in arguments(case.act.token).agents for c in t.children if c.dep_ in ("acl", "relcl"))
    return any((told := table.at(c)) is not None and told.sense in ("buy", "sell") for c in clauses)


def _is_private(case: Case) -> bool:
    """Whether it is an airline, a union or a footballer that acts, of whatever country."""
    agents = [t for verb in predicates(case.act)[:1] for t in arguments(verb).agents if turn_of(t) == "private"]
    actors = [a for a in case.sides.actors if a.code not in BODIES]  # but the World Bank
    heads = (case.context.reading.head(a.start, a.end) for a in actors)  # "a Qatari company ... said it had shipped"
    return any(turn_of(t) == "private" for t in heads) or any(
        t.left_edge.i <= actor.start <= t.i for t in agents for actor in actors
    )


def _is_at_home(case: Case) -> bool:
    """Whether an actor's forces stay in its own country, or leave it: "Kenyan officers left Nairobi"."""
    act, codes = case.act, {a.code for a in case.sides.actors}
    if case.telling.others:
        return False
    phrases = [arguments(t) for t in (act.token, act.object) if t is not None]
    within = [w for w in _WITHIN if w != "from" or not tells_origin(act)]
    grounds = [t for told in phrases for t in told.by(*within)]
    if act.instrument == "troop_deployment":  # "into the prisons of Quito"; towns near a border are sent to for it
        grounds += [t for told in phrases for t in told.by(*_WHITHER) if t.pos_ == "NOUN" and not _is_own_land(t)]
    grounds += [t for t in phrases[0].themes if act.instrument == "troop_withdrawal" and t != act.object]
    is_departure = act.instrument == "troop_withdrawal" and (
        any(t.lemma in _GATES for t in phrases[0].themes)
        or (act.object in phrases[0].agents and bool(purposes(act.token)))  # "flew out of Nadi to join the force"
    )
    return is_departure or any(_is_own_land(t) or land_of(t, case.context) in codes for t in grounds)


def _is_own_land(ground: Token) -> bool:
    """Whether a phrase is of one's own land: "posted 3,000 soldiers on its northern border"."""
    return ground.lemma in _OWN_LAND and any(c.lower_ in ("its", "their") for c in ground.children)


def _is_make(case: Case) -> bool:
    """Whether it is told of a weapon who makes it together, and not of what they do now: "which they developed"."""
    return case.act.rule == "frame" and case.act.cue.scope == "arms" and case.act.token.dep_ in ("relcl", "acl")


def _is_backing(case: Case) -> bool:
    """Whether what is given or ended is help in war, and no money: "ended its support for the offensive"."""
    noun = case.act.object if case.act.object is not None else case.act.token
    return noun.lemma in _BACKING and any(t.lemma in _CAMPAIGNS for t in arguments(noun).by("for", "of", "to"))


def _is_stopped_ship(case: Case) -> bool:
    """Whether ships are kept from a sea or a port, which is no embargo on arms: "banned the ferry from its ports"."""
    noun = case.act.object
    if case.act.rule != "frame" or noun is None:
        return False
    before = [c for c in noun.children if c.dep_ in LINKS] if noun.pos_ == "PROPN" else []  # "the ferry Mangyongbong"
    return any(t.lemma in _SHIPS for t in (noun, *before))


_VOIDS: tuple[tuple[frozenset[str] | None, Callable[[Case], bool]], ...] = (
    (_SENT, _is_own_arsenal),
    (frozenset(("arms_supply",)), _is_wielded),
    (frozenset(("financial_aid",)), _is_backing),
    (frozenset(("arms_embargo",)), _is_stopped_ship),
    (frozenset(("military_aid_funding", "arms_supply")), _is_own_purchase),
    (None, _is_private),
    (frozenset(("troop_withdrawal",)), _is_retired),
    (frozenset(("troop_withdrawal",)), _is_no_army),
    (frozenset(("troop_withdrawal", "troop_deployment")), _is_resigning),
    (frozenset(("other",)), _is_visit_to_nobody),
    (frozenset(("strike",)), _is_strike_at_nobody),
    (frozenset(("strike",)), _is_by_mistake),
    (frozenset(("strike",)), _is_only_allowed),
    (frozenset(("defence_cooperation",)), _is_make),
    (frozenset(("base_access",)), _is_open_sky),
    (frozenset(("base_access",)), _is_no_guest),
    (frozenset(("troop_deployment",)), _is_given_away),
    (frozenset(("troop_deployment",)), _is_launched),
    (frozenset(("troop_deployment",)), _is_host_at_ease),
    (frozenset(("troop_deployment", "troop_withdrawal", "strike")), _is_at_home),
)


def is_incomplete(telling: Telling, sides: Sides) -> bool:
    """Whether an act without another side tells too little to be one; of one without either side all is a guess."""
    instrument = telling.act.instrument
    is_guessed = sides.is_borrowed and instrument != "troop_withdrawal"  # "the pull-out is to begin in June"
    return not sides.others and (is_guessed or instrument in _NEVER_ALONE)
