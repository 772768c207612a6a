"""The two sides of an act: what its sentence tells, completed from the document.

The other side is filled by a table of rules, each for some instruments, of which the first that applies counts. How
sides are found in a document is read in discourse.py, which acts are none by their sides in acts/no_acts.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.policy.actors.headings import headed_by
from pipelines.facts.policy.actors.states import acting, acts_for_itself
from pipelines.facts.policy.actors.unnamed import may_borrow_actor, speakers_of
from pipelines.facts.policy.acts.acts import is_presupposed
from pipelines.facts.policy.acts.case import Case, Sides, is_for
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.acts.no_acts import is_void
from pipelines.facts.policy.acts.no_diplomacy import COUNCILS, is_lonely_talk
from pipelines.facts.policy.acts.predicates import predicates
from pipelines.facts.policy.discourse import (
    MEASURES,
    Telling,
    actor_before,
    measure_before,
    other_before,
    others_in_one_breath,
    sums_beside,
)
from pipelines.facts.policy.drafts import is_ended
from pipelines.facts.policy.words import ends
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, is_passive, is_verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_BORROWS = frozenset(
    "arms_supply training troop_deployment strike financial_aid humanitarian_aid military_aid_funding mediation "
    "weapons_use_permission intelligence_sharing refugee_support air_defence_support sanctions export_controls "
    "asset_freeze trade_measure energy_measure arms_embargo diplomatic_expulsion condemnation".split()
)
_LANDS, _KNOWN = words("policy_words", "land"), ("the", "both", "these", "those", "its", "their")
_BREAKING = ("envoy", "relations", "embassy")  # kinds of what is called home or broken off
_DIRECT, _BREAKING_OFF = words("policy_words", "direct"), words("policy_words", "breaking off")
_SHARED = frozenset("their joint mutual bilateral trilateral".split())
_FILLED = _BORROWS | {"ceasefire_proposal", "recognition"}


def sides_of(telling: Telling, tellings: Sequence[Telling], context: Context) -> Sides | None:
    """The sides of an act; None where they show that it is no act: nobody acts, or it is a domestic matter."""
    sides = _with_actors(telling, tellings, context)
    if sides is None:
        return None
    case = Case(telling, tellings, sides, context)
    fill = next((find for instruments, applies, find in _FILLS if is_for(instruments, case) and applies(case)), None)
    if fill is not None:
        case = replace(case, sides=replace(sides, others=fill(case)))
    return None if is_void(case) else case.sides


def _with_actors(telling: Telling, tellings: Sequence[Telling], context: Context) -> Sides | None:
    """The sides with who acts: as told, as who tells it, or borrowed from what was told before."""
    act, actors, others = telling.act, telling.actors, telling.others
    is_borrowed = False
    if not actors and not is_presupposed(act.token):
        actors = headed_by(act.token, context)
        others = [o for o in others if o.code not in {a.code for a in actors}]
    if not actors:
        if not (telling.is_received or may_borrow_actor(act)):
            return None
        is_untold = _is_taught_by_nobody(act)
        actors = [] if is_untold else speakers_of(act, context)
        is_borrowed = not actors
        before = actor_before(telling, tellings, context) if is_borrowed else None
        before = None if is_untold and before is not None and before.rule == "spoken before" else before
        actors = [a for a in (*actors, before) if acts_for_itself(a) and a is not None]
        if not actors:
            return None
        codes = {a.code for a in actors}
        others = [o for o in others if o.code not in codes]
    if act.cue.scope == "mission" and act.instrument == "un_action":
        actors = [a for a in actors if a.code == "UN"]  # a parliament that approves a mission takes no UN action
    if act.instrument == "un_action" and act.rule == "noun" and telling.stance.code == "adopted":
        actors = [a for a in actors if a.code in COUNCILS]  # "a plan endorsed in resolution 2717"
    return Sides(actors, others, is_borrowed)


def _is_taught_by_nobody(act: Act) -> bool:
    """Whether who taught is left out of a report: "pilots had been trained on them" is no act of who says so."""
    verb = act.token
    is_told = act.instrument == "training" and is_verb(verb) and is_passive(verb)
    return is_told and verdict(verb).time in ("past", "present") and not arguments(verb).by("by")


def _is_of_many(case: Case) -> bool:
    """Whether an act is told to hit several countries without their names: "diplomats of 23 countries"."""
    told = (case.act.token, *([case.act.object] if case.act.object is not None else []))
    grounds = [t for token in told for t in arguments(token).by("of", "from", "against", "on", "to")]
    return any(t.tag_ == "NNS" and t.lemma in _LANDS for t in grounds) and not any(
        c.lower_ in _KNOWN for t in grounds for c in t.children
    )


def _nobody(_: Case) -> list[Party]:
    return []


def _in_one_breath(case: Case) -> list[Party]:
    return others_in_one_breath(case.telling, case.tellings, case.context)


def _of_measures(case: Case) -> list[Party]:
    """Whom further measures hit that are told right behind some of the same actor: "... Its assets were frozen"."""
    told, codes = measure_before(case.telling, case.tellings, case.context), {a.code for a in case.sides.actors}
    if told is None or codes != {a.code for a in told.actors} or case.act.rule != "frame":
        return []  # "the embargo cuts both ways" tells of no further measure
    return [replace(o, rule="act before") for o in told.others if o.code not in codes][:1]


def _of_list(case: Case) -> list[Party]:
    return sums_beside(case.telling, case.tellings)


def _before(case: Case) -> list[Party]:
    """Whom the document tells most likely: not who acts, nor whose missiles are shot down."""
    act = case.act
    shot_at = acting([act.object], case.context, with_forces=True) if act.object is not None else []
    barred = [*case.sides.actors, *(shot_at if act.instrument == "air_defence_support" else [])]
    other = other_before(replace(case.telling, actors=barred), case.tellings, case.context)
    return [other] if other is not None else []


def _out_of_one_treaty(case: Case) -> list[Party]:
    """Who ends a treaty as well, where it is one: "a day after the United States did the same"."""
    own = {a.code for a in case.sides.actors}
    same = (t for t in case.tellings if t.act.instrument == "treaty_action" and _is_left(t.act))
    others = {a.code: a for t in same for a in t.actors if a.code not in own}
    return [replace(o, rule="act before") for o in others.values()] if len(others) == 1 and len(own) == 1 else []


def _is_left(act: Act) -> bool:
    """Whether a treaty is ended or suspended, or the same is told to be done likewise."""
    return act.direction == "target" and (ends(act.token) or act.rule == "taking part")


def _is_somewhere_unknown(case: Case) -> bool:
    """Whether a strike has a place of its own of which nobody knows where it lies: "bombed a camp at Rann"."""
    told = (case.act.token, *([case.act.object] if case.act.object is not None else []))
    grounds = [
        g for token in told for t in (*arguments(token).by("in", "at", "near", "on", "of"), token) for g in t.subtree
    ]
    mentions = (case.context.reading.mention_at(g.i) for g in grounds if g.pos_ == "PROPN")
    return any(m is None or (m.code is None and m.label != "date") for m in mentions)  # "bombed the sites in June"


def _is_bare_strike(case: Case) -> bool:
    """Whether a noun alone tells of a strike, and no arms or soldiers: raids are made on a goal as well."""
    act = case.act
    if act.rule != "noun" or act.end - act.start > 1:
        return False
    return not any({"arms", "troops"} & set(kinds_of(t, case.context, 0)) for t in act.token.sent if t.pos_ == "NOUN")


def _is_between_actors(case: Case) -> bool:
    """Whether several do together what each does with the other: "will restore their relations"."""
    return case.act.direction == "mutual" and len(case.sides.actors) > 1


def _of_talks(case: Case) -> list[Party]:
    """With whom talks are that are broken off, or direct ones; who only talks may do so with anybody, at home as well.

    Who is named in what is talked about counts: "has opened negotiations about sending troops to Lithuania".
    """
    told = [t for t in (case.act.token, case.act.object) if t is not None]
    is_direct = any(c.lower_ in _DIRECT for t in told for c in t.children)
    if is_direct or case.act.cue.phrase in _BREAKING_OFF or is_ended(case.act, case.telling.stance):
        return _before(case)
    named = [(o, case.context.reading.head(o.start, o.end)) for o in _before(case)]
    return [o for o, t in named if t.head.lower_ == "to" and any(noun.is_ancestor(t) for noun in told)]


def _is_shared(act: Act) -> bool:
    """Whether a sum is paid towards what somebody else needs, and not towards "them", what one has ordered."""
    told = (act.token, *predicates(act)[:1])
    return any(t.pos_ == "NOUN" for token in told for t in arguments(token).by("towards", "toward"))


def is_broken_off(telling: Telling) -> bool:
    """Whether an end is told of a cooperation that is not called "theirs": several end it with somebody else."""
    act = telling.act
    if act.instrument != "defence_cooperation" or not is_ended(act, telling.stance):
        return False
    told = (c.lower_ for t in (act.token, act.object) if t is not None for c in t.children)
    return _SHARED.isdisjoint(told)


_FILLS: tuple[tuple[frozenset[str] | None, Callable[[Case], bool], Callable[[Case], list[Party]]], ...] = (
    # two that agree on a truce agree with each other
    (frozenset(("ceasefire_proposal",)), lambda c: len(c.sides.actors) > 1, _nobody),
    (MEASURES, lambda c: c.is_alone and c.sides.is_borrowed and bool(_of_measures(c)), _of_measures),
    (None, lambda c: c.is_alone and _is_of_many(c), _nobody),
    (None, lambda c: c.is_alone and c.sides.is_borrowed, _nobody),  # both sides from elsewhere are a guess
    (None, lambda c: c.is_alone and c.act.rule == "assigned sum" and not _is_shared(c.act), _of_list),
    (frozenset(("treaty_action",)), lambda c: c.is_alone and bool(_in_one_breath(c)), _in_one_breath),
    (frozenset(("treaty_action",)), lambda c: c.is_alone and _is_left(c.act), _out_of_one_treaty),
    (frozenset(("strike",)), lambda c: c.is_alone and (_is_somewhere_unknown(c) or _is_bare_strike(c)), _nobody),
    (_FILLED, lambda c: c.is_alone and not _is_between_actors(c), _before),
    (None, lambda c: c.is_alone and len(c.sides.actors) > 1 and is_broken_off(c.telling), _before),
    (frozenset(("un_action",)), lambda c: c.is_alone and c.act.cue.scope == "mission", _before),
    (frozenset(("other",)), lambda c: c.is_alone and c.act.cue.scope in _BREAKING, _before),
    (frozenset(("talks",)), is_lonely_talk, _of_talks),
)
