"""Talks told by a meeting: officials of two states who meet or speak by telephone.

Who meets whom is found with the meetings (facts/meetings); a meeting that only tells when or why something else was
done ("after a meeting with", "who met him in May") is no course of action.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues, words
from pipelines.annotation.parties.phrases import Party
from pipelines.facts.meetings.frames import find_frame
from pipelines.facts.meetings.participants import Participant, sides
from pipelines.facts.policy.actors.states import acting, acts_for_itself, together
from pipelines.facts.policy.acts.acts import Act
from pipelines.facts.roles import arguments, is_verb, subjects
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

RULE = "meeting"
_CALL = "phone_call"
_VISITS = ("host", "visit", "travel")  # told in passing where they only tell when: "as the minister arrived for talks"
_MEETING = ("meet", "talk")
_TWO = 2  # guests of one host, who meet each other
_ASIDE = ("relcl", "acl")


def meeting_acts(context: Context) -> Iterator[Act]:
    """The acts of talking that a verb of meeting tells, or its noun as the object of another verb."""
    for trigger in trigger_table("meeting_triggers").among(context.reading.doc):
        token = trigger.token
        if _is_of_talks(trigger) and _is_told(token) and not (trigger.sense in _VISITS and _is_when(token)):
            actors, others = meeting_sides(token, context)
            if actors and len({p.code for p in (*actors, *others)}) > 1:
                is_host = trigger.sense == "host" and len(others) == _TWO
                yield Act(token, token.i, token.i + 1, _cue(trigger, "mediation" if is_host else "talks"), rule=RULE)


def meeting_sides(token: Token, context: Context) -> tuple[list[Party], list[Party]]:
    """Who meets and whom, at a word of meeting: of those who meet each other, all are the former."""
    frame = find_frame(token, context)
    if frame is None or not any(s.level for s in frame.sides):
        several = _each_other(token, context)
        return (several, []) if len(several) == _TWO else ([], [])
    first = {s.code for s in sides(subjects(frame.predicate), context)}
    meeting = [_party(s) for s in frame.sides if s.code in first]
    met = [_party(s) for s in frame.sides if s.code not in first]
    return [p for p in meeting if acts_for_itself(p)], met


def _each_other(verb: Token, context: Context) -> list[Party]:
    """The states that meet or talk and tell of nobody else: "the two presidents met", "Oslo and Moscow sat down"."""
    trigger = trigger_table("meeting_triggers").at(verb)
    if trigger is None or not is_verb(verb) or trigger.sense not in _MEETING:
        return []
    if any(t.lemma != "time" for t in arguments(verb).themes):  # "have met a sixth time"
        return []
    several = [p for t in subjects(verb) for p in together(t, context)] or acting(subjects(verb), context)
    return list({p.code: p for p in several}.values())


def _is_of_talks(trigger: Trigger) -> bool:
    """Whether a word is of meeting or talking, of the telephone or of a visit."""
    return trigger.sense in (*_MEETING, "call", *_VISITS) or trigger.cue.extras["format"] == _CALL


def _is_when(token: Token) -> bool:
    """Whether a clause tells when something else was done: "after the minister had received the ambassador"."""
    verb = token if is_verb(token) else token.head
    marked = any(c.dep_ in ("mark", "advmod") and c.i < verb.i for c in verb.children)
    return verb.dep_ == "pcomp" or (verb.dep_ == "advcl" and marked)


def _is_told(token: Token) -> bool:
    """Whether a meeting is what a clause tells, and neither told by the way nor what somebody came for."""
    verb = token if is_verb(token) else token.head
    if not is_verb(token) and (token.dep_ not in ("dobj", "nsubjpass") or not is_verb(verb)):
        return False
    while verb.dep_ == "conj" and is_verb(verb.head):
        verb = verb.head
    if verb.dep_ in _ASIDE or (verb.dep_ in ("advcl", "xcomp") and verb.head.dep_ in _ASIDE):
        return False  # "the envoy, who came to Brussels to meet the ministers"
    is_purpose = verb.dep_ in ("xcomp", "advcl") and any(c.lower_ == "to" for c in verb.children if c.dep_ == "aux")
    over = verb.head
    if over.lemma in words("policy_governors", "gather"):
        return True  # "flew to Damascus to meet the president"
    return not is_purpose or over.lemma_ == "be" or trigger_table("policy_stances").at(over) is not None


@cache
def _named(phrase: str) -> Cue:
    return next(cue for cue in cues("policy_instruments") if cue.phrase == phrase)


def _cue(trigger: Trigger, instrument: str) -> Cue:
    """The cue of talks, told by a verb of meeting; who has two others as guests brings them together."""
    return _named(instrument)._replace(cue_id=trigger.cue.cue_id, phrase=trigger.cue.phrase)


def _party(side: Participant) -> Party:
    party = Party(side.code, side.start, side.end, "name", "country")
    return replace(party, rule=side.rule.removeprefix("party:").split(":")[0])
