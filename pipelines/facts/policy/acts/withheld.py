"""Aid named with its owner: "Danish aid to Bamako was cut", "its loans to Kampala have been on ice since May".

That it is withheld is told by a verb (frames.py) or by where it lies: on hold, on ice, under review (the words stand in
seeds/cues/policy_idle).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues, senses
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.acts.acts import Act
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.roles import arguments, is_passive, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.stances.stance import Stance

RULE = "idle"
_KEPT = "kept aid"  # scope of a frame of withholding that is denied
AIDS = frozenset("financial_aid humanitarian_aid military_aid_funding intelligence_sharing".split())
_BEING = frozenset("be remain stay lie".split())
_WHERE = ("on", "in", "under")
_TOWARDS = ("to", "for", "towards", "toward", "in", "with")


def idle_aid(context: Context) -> Iterator[Act]:
    """The verbs of a document by which aid is told to lie idle."""
    for token in context.reading.doc.among(frozenset(senses("policy_idle"))):
        state = senses("policy_idle").get(token.lower_)
        verb = token.head if token.dep_ != "pobj" else token.head.head
        if state is None or not is_verb(verb) or not _is_there(token, verb):
            continue
        for noun in (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")):
            found = (cue for kind in kinds_of(noun, context) if (cue := _withheld().get(kind)) is not None)
            if (cue := next(found, None)) is not None:
                yield Act(verb, verb.i, verb.i + 1, cue, noun, state, RULE)


def _is_there(word: Token, verb: Token) -> bool:
    """Whether a word tells where or how something is: "is frozen", "has been on ice", "remains suspended"."""
    if verb.lemma_ not in _BEING:
        return False
    return word.head.lower_ in _WHERE if word.dep_ == "pobj" else word.dep_ in ("acomp", "oprd", "attr")


@cache
def _withheld() -> dict[str, Cue]:
    """Kind of aid -> what stopping it is."""
    return {f.scope: f for f in cues("policy_fields") if f.phrase == "stop" and f.sense in AIDS}


def donors(act: Act, context: Context) -> list[Party]:
    """Whose the aid is that nobody else is told to withhold: who gives it, and not Mali in "Mali's aid was cut"."""
    is_told = act.rule == RULE or (act.direction == "target" and is_passive(act.token))
    if act.instrument not in AIDS or act.object is None or not is_told:
        return []
    aid = arguments(act.object)
    clauses = [c for c in act.object.children if c.dep_ == "relcl" and not is_passive(c)]
    told = [*aid.by("from"), *(t for c in clauses for t in arguments(c).agents if t != act.object)]
    if givers := acting(told, context):  # "the package that the Union has prepared is on hold"
        return givers
    is_told_to = bool(aid.by(*_TOWARDS) or arguments(act.token).by(*_TOWARDS))
    return acting([t for t in aid.modifiers if is_told_to or t.dep_ != "poss"], context)


def is_kept_up(act: Act, stance: Stance) -> bool:
    """Whether aid is told not to be withheld: "has not cut its aid", "refused to suspend the loan"."""
    return act.instrument in AIDS and act.direction == "target" and stance.code == "ruled_out"


def kept_up(act: Act) -> Act:
    """The act that remains when withholding is denied: aid that continues."""
    extras = {**act.cue.extras, "direction": "beneficiary"}
    return replace(act, cue=act.cue._replace(scope=_KEPT, extras=extras))


def is_withheld(act: Act, stance: Stance) -> bool:
    """Whether the words of aid tell that it is stopped, which makes it a measure against its receiver."""
    told = (act.token, *stance.cues)
    is_given = act.instrument in AIDS or (act.instrument == "training" and act.rule == "nominal")
    return is_given and act.cue.scope != _KEPT and any(t.lemma in _withholding() for t in told)


@cache
def _withholding() -> frozenset[str]:
    """The verbs by which aid becomes a measure against its receiver: suspend, cut, freeze."""
    told = (c.phrase for c in cues("policy_frames") if c.scope == "aid" and c.extras["direction"] == "target")
    return frozenset((*told, *(c.phrase for c in cues("policy_verbs") if c.sense == "stop")))
