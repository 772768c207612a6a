"""Acts of forces that turn out to be none by their words: goods that arrive, a single man, one's own sky.

Those that are none by their sides stand in no_acts.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.policy.actors.states import BODIES
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.acts.object_words import LINKS
from pipelines.facts.policy.stances.operators import governs
from pipelines.facts.roles import arguments, is_verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.case import Case

_SOMEWHERE = ("in", "into", "on", "onto", "to", "near", "along", "around", "inside", "across", "under", "within")
_THERE = ("there", "here", "ashore", "where")
_FREIGHT = words("policy_words", "freight")
_CARRYING = words("policy_words", "carrying")
_ONE_MAN = words("policy_words", "single man")
_ASIDE = words("policy_words", "aside")
_FORMING = ("form", "raise", "equip")


def _is_put_nowhere(case: Case) -> bool:
    """Whether something is put, and not in a place: "puts the cost of the tanks at", "put forward the frigate"."""
    act = case.act
    if act.token.lemma_ != "put" or act.cue.phrase != "put":
        return False
    told = [t.lower_ for token in (act.token, act.object) if token is not None for t in token.children]
    return "forward" in told or not any(word in (*_SOMEWHERE, *_THERE) for word in told)


def _is_freight(case: Case) -> bool:
    """Whether an aircraft or a ship comes with goods and no soldiers: "a transport plane with the missiles landed"."""
    vessel = case.act.object
    if case.act.rule != "frame" or vessel is None or vessel not in arguments(case.act.token).agents:
        return False
    carrying = [c for c in vessel.children if c.lemma in _CARRYING and c.dep_ in ("acl", "relcl")]
    loads = arguments(vessel).by("with") + [t for c in carrying for t in arguments(c).themes]
    if any("troops" in kinds_of(t, case.context) and not _is_arms(t, case.context) for t in loads):
        return False
    return any(c.lemma in _FREIGHT for c in vessel.children if c.dep_ in LINKS) or any(
        _is_arms(t, case.context) for t in loads
    )


def _is_arms(load: Token, context: Context) -> bool:
    return "arms" in kinds_of(load, context)


def _is_one_man(case: Case) -> bool:
    """Whether a single man does it, and no state: "an Egyptian policeman shot dead three", "the Dane who commands"."""
    agents = arguments(case.act.token).agents
    heads = [t.head.head if t.tag_ in ("WP", "WDT") and case.act.token.dep_ == "relcl" else t for t in agents]
    return bool(heads) and all(_is_single(t, case.context) for t in heads)


def _is_single(man: Token, context: Context) -> bool:
    if man.tag_ not in ("NN", "NNP"):
        return False
    mention = context.reading.mention_at(man.i)
    is_national = mention is not None and mention.label == "nationality"
    return man.lemma in _ONE_MAN or (is_national and any(c.dep_ == "det" for c in man.children))


def _is_left_aside(case: Case) -> bool:
    """Whether something is left out of a plan or kept at a distance: "kept the force at arm's length"."""
    verb = case.act.token
    is_out = verb.lemma_ == "leave" and any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children)
    return is_out or (verb.lemma_ == "keep" and any(t.lemma in _ASIDE for t in arguments(verb).by("at")))


def _is_share(case: Case) -> bool:
    """Whether a number is a part of a larger one: "had 2,300 soldiers there, out of 2,500"."""
    if case.act.cue.phrase != "have out":
        return False
    ways = (t for c in case.act.token.subtree if c.lower_ == "out" for t in c.subtree)
    return any(t.pos_ == "NUM" for t in ways)


def _is_own_sky(case: Case) -> bool:
    """Whether a state guards its own sky, or tells only of a hit: nobody is helped by it."""
    act = case.act
    is_own = act.object is not None and any(c.tag_ == "PRP$" for c in act.object.children)
    is_own = is_own or any(c.lower_ == "own" for t in arguments(act.token).agents for c in t.children)
    return is_own and not case.telling.others and len(case.sides.actors) == 1


def _is_flown_in(case: Case) -> bool:
    """Whether something is carried by aircraft: "flies the vehicles with two transport planes"."""
    verb = case.act.token
    return case.act.cue.phrase == "fly with" and any(c.dep_ == "dobj" for c in verb.children)


def _is_purpose(case: Case) -> bool:
    """Whether training is only what something else is for, and no pupils are told: "a sum for training"."""
    noun = case.act.token
    above = noun.head.head
    if case.act.rule != "noun" or noun.lemma != "training" or noun.head.lower_ != "for" or noun.dep_ != "pobj":
        return False
    named = arguments(noun)
    told = arguments(above)
    sent = [*told.themes, *told.agents, *([above] if not is_verb(above) else [])]
    is_told = any(t.pos_ in ("PROPN", "NOUN") for t in (*named.themes, *named.modifiers, *named.by("by", "in", "at")))
    return not is_told and not any(_is_pupil(t, case.context) for t in sent)


def _is_pupil(man: Token, context: Context) -> bool:
    """Whether a word is of those who are taught, and of no force: "pilots", not "troops"."""
    kinds = kinds_of(man, context, 0)
    return "trainee" in kinds and "troops" not in kinds


def _is_taken_back(case: Case) -> bool:
    """Whether a withdrawal is undone: "reversed his predecessor's pull-out"."""
    noun = case.act.token
    return case.act.rule == "noun" and noun.dep_ == "dobj" and governs(noun.head.lemma, "retract")


def _is_own_unit(case: Case) -> bool:
    """Whether a state only forms a unit of its own army: "will use the vehicles to form a battle group"."""
    noun, codes = case.act.token, {a.code for a in case.sides.actors}
    is_formed = case.act.rule == "noun" and noun.dep_ == "dobj" and noun.head.lemma in _FORMING
    return is_formed and not case.telling.others and codes.isdisjoint(BODIES)


def _is_of_embassy(case: Case) -> bool:
    """Whether who has to leave is an embassy's staff: "advisers at the High Commission have a week to leave"."""
    told = [case.act.object, *arguments(case.act.token).agents, *arguments(case.act.token).themes]
    posts = [t for man in told if man is not None for t in arguments(man).by("at", "in", "of", "from")]
    return any("embassy" in kinds_of(t, case.context, 0) for t in posts)


MOVES: tuple[tuple[frozenset[str], Callable[[Case], bool]], ...] = (
    (frozenset(("troop_deployment", "arms_supply")), _is_put_nowhere),
    (frozenset(("troop_deployment",)), _is_freight),
    (frozenset(("training",)), _is_purpose),
    (frozenset(("troop_deployment",)), _is_own_unit),
    (frozenset(("troop_withdrawal",)), _is_of_embassy),
    (frozenset(("troop_withdrawal",)), _is_taken_back),
    (frozenset(("troop_deployment", "strike", "defence_cooperation")), _is_one_man),
    (frozenset(("troop_deployment", "troop_withdrawal")), _is_left_aside),
    (frozenset(("troop_withdrawal",)), _is_share),
    (frozenset(("air_defence_support",)), _is_own_sky),
    (frozenset(("exercise",)), _is_flown_in),
)
