"""Answers to a wish or an offer that name no weapon: "but Berlin refused", "which it declined", "and Oslo agreed".

Who answers is a side of a deal that is only considered, or anybody where "it" or "which" tells what is stopped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.arms.cells import newer_stage
from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import is_passive, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.arms.weapons.items import Item
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft
    from pipelines.facts.triggers import Trigger

_BACK = 1  # sentences in which the wish was told
_REFUSING = words("arms_words", "refusing")
_CONSENTING = words("arms_words", "consenting")
_SELLING = words("arms_words", "selling")
_BEFORE = frozenset("always long previously initially once earlier".split())
_POINTING = ("it", "that", "this", "them", "which", "no")
_OBJECTS = ("dobj", "ccomp", "xcomp", "dative")
_SUBJECTS = ("nsubj", "nsubjpass")


def answer_wishes(drafts: list[Draft], items: list[Item], context: Context) -> None:
    """Cancel or agree on the deals that were only considered where who was asked, or who was offered them, answers."""
    index = context.reading.sentence_index
    for trigger in trigger_table("arms_triggers").among(context.reading.doc):
        verb = trigger.token
        answer = _answer_of(trigger) if is_verb(verb) and not _says_more(trigger) else None
        last = next((i for i in reversed(items) if i.head.i < verb.i), None) if answer is not None else None
        if answer is None or last is None or index[verb.i] - index[last.head.i] > _BACK:
            continue
        meant = [d for d in drafts if index[d.anchor] == index[last.head.i] and d.get("deal_status") == "considered"]
        answering = _who_answers(verb, context)
        is_stopped = answer == "cancelled" and _is_pointing(verb)
        for draft in meant:
            is_side = answering in (draft.get("supplier_country"), draft.get("recipient_country"))
            if draft.anchor < verb.i and (is_side or is_stopped):
                draft.take(newer_stage(trigger, answer), "deal_status")


def _answer_of(trigger: Trigger) -> str | None:
    """The stage that a yes or no tells: "declined", "has said no", "would not sell", "agreed"; None for no answer."""
    told = verdict(trigger.token)
    if any(c.lower_ in _BEFORE for c in trigger.token.children):
        return None  # "had always been refused"
    if trigger.cue.phrase in _SELLING and told.negated and not is_passive(trigger.token):
        return "cancelled"
    if told.negated or told.time not in ("past", "present"):
        return None
    if trigger.cue.phrase in _CONSENTING:
        return "agreed"
    is_stop = trigger.cue.extras["status"] == "cancelled" and _is_pointing(trigger.token)
    is_no = trigger.sense == "op" and (is_stop or trigger.cue.phrase in _REFUSING)
    return "cancelled" if is_no else None


def _is_pointing(verb: Token) -> bool:
    """Whether a verb acts on what was told: "blocked it", "which it declined"."""
    return any(c.dep_ == "dobj" and c.lower_ in _POINTING for c in verb.children)


def _says_more(trigger: Trigger) -> bool:
    """Whether a verb names what it answers, which is then told there: "refused to pay", "declined comment"."""
    named = [c for c in trigger.token.children if c.dep_ in _OBJECTS and c.lower_ not in _POINTING]
    return any(c.i > trigger.token.i and c.lower_ not in trigger.cue.phrase.split() for c in named)


def _who_answers(verb: Token, context: Context) -> str | None:
    """The country that says no, or is told no; a verb joined to another has its subject."""
    over = verb
    while over.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in over.children):
        over = over.head
    subject = next((c for c in over.children if c.dep_ in _SUBJECTS), None)
    party = context.parties.of(subject) if subject is not None else None
    return party.code if party is not None else None
