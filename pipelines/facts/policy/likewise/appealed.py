"""What those who are asked to act answer: "asked Tokyo to send ships, but Tokyo declined", "asked Paris; Paris agreed".

An appeal to others is no act. An answer to it is one of who was asked: what was asked for, ruled out or pledged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.concerned.others import others_of
from pipelines.facts.policy.discourse import Telling
from pipelines.facts.policy.stances.stance import Stance
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import is_verb, subjects
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act
    from pipelines.facts.triggers import Trigger

_BACK = 1  # sentences in which the appeal was told
_ASKED_BY = ("xcomp", "ccomp", "advcl", "dobj", "pobj", "pcomp", "prep")  # what leads up from the act to the asking
_ANSWERS = ("ruled_out", "pledged", "adopted")
_ANSWERING = words("policy_words", "answering")
_POINTING = frozenset("it that this which so".split())
_REQUESTS = words("policy_words", "request")


def answered_appeals(acts: Sequence[Act], tellings: Sequence[Telling], context: Context) -> Iterator[Telling]:
    """The acts that were asked of somebody who says yes or no, as acts of theirs.

    Args:
        acts: all of the document.
        tellings: those that somebody is told to take or to refuse by their own words.
        context: the document.
    """
    told = {t.act.token.i for t in tellings}
    index = context.reading.sentence_index
    asked = [(act, party) for act in acts if act.token.i not in told and (party := _asked(act, context)) is not None]
    if not asked:
        return
    for answer in trigger_table("policy_stances").among(context.reading.doc):
        verb = answer.token
        if not is_verb(verb) or answer.cue.phrase not in _ANSWERING or _is_of_more(verb) or verb.i in told:
            continue
        for act, party in reversed(asked):
            if act.token.i < verb.i and index[verb.i] - index[act.token.i] <= _BACK:
                stance = _stance(answer)
                answering = {p.code for p in acting(_who(verb), context)}
                if stance is not None and party.code in answering:
                    yield Telling(act, stance, [party], others_of(act, [party], context))
                break


def _asked(act: Act, context: Context) -> Party | None:
    """Who is asked to act, where an act is only asked for: the object of the asking, or the subject of the act."""
    below = act.token
    while below.dep_ in _ASKED_BY and below.head != below:
        above = below.head
        word = trigger_table("policy_stances").at(above) if is_verb(above) else None
        if word is not None and word.sense == "appeal":
            named = [c for c in above.children if c.dep_ in ("dobj", "dative", "nsubjpass") and c.i != below.i]
            named += [t for c in above.children if c.lower_ in ("on", "upon") for t in c.children]
            parties = acting([*named, *subjects(below)], context)
            return parties[0] if parties else None
        below = above
    return None


def _who(verb: Token) -> list[Token]:
    """Who answers: the subject of a verb, or of the one that it is joined to or stands under."""
    while not subjects(verb) and verb.dep_ in ("xcomp", "conj") and verb.head != verb:
        verb = verb.head
    return subjects(verb)


def _is_of_more(verb: Token) -> bool:
    """Whether a verb tells what it answers, which is then another act: "declined to comment", "agreed to pay"."""
    for child in (c for c in verb.children if c.i > verb.i):
        if child.dep_ in ("xcomp", "ccomp") and child.lemma_ != "do":
            return True
        if child.dep_ == "dobj" and child.lower_ not in _POINTING and child.lemma not in _REQUESTS:
            return child.lower_ != "no"
    return False


def _stance(answer: Trigger) -> Stance | None:
    """Yes or no; None where neither was said."""
    told = verdict(answer.token)
    if told.negated or told.time not in ("past", "present"):
        return None
    return Stance(answer.sense, (answer.token,), answer.cue.cue_id) if answer.sense in _ANSWERS else None
