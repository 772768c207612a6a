"""Stages that verbs joined to another tell of its subject: "were ordered in 2020 and came three years later"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.arms.cells import FAMILY
from pipelines.facts.arms.merge import is_newer
from pipelines.facts.arms.status.stages import deal_status
from pipelines.facts.arms.status.verbs import UNREAL, told_by
from pipelines.facts.draft import Draft, Place
from pipelines.facts.roles import is_passive, is_verb
from pipelines.facts.triggers import trigger_table
from pipelines.facts.when import put_dates

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_SUBJECTS = ("nsubj", "nsubjpass")  # no clauses: a weapon
_DAYS = ("deal_date_from", "deal_date_to")
_DONE_TO = ("buy", "sell", "op")


def joined_dealings(verb: Token, subject: Token) -> list[Trigger]:
    """The dealings that verbs joined to one tell of its subject: what is done to it, and that it comes."""
    if subject.dep_ not in _SUBJECTS or subject.head != verb:
        return []
    table, found = trigger_table("arms_triggers"), []
    for joined in verb.conjuncts:
        told = table.at(joined) if joined.i > verb.i and is_verb(joined) else None
        if told is None or any(c.dep_ in _SUBJECTS for c in joined.children):
            continue
        if not _has_helper(joined) and told_by(joined.head).time in UNREAL:
            continue  # "could be sold this year and delivered next year"
        is_coming = told.sense == "arrive" and (joined.tag_ != "VBN" or _has_helper(joined))
        if is_coming or (told.sense in _DONE_TO and _is_done_to(joined)):
            found.append(told)
    return found


def _is_done_to(verb: Token) -> bool:
    """Whether a verb is a passive by itself or by the one that it is joined to: "was ordered and delivered"."""
    return is_passive(verb) or (verb.tag_ == "VBN" and is_passive(verb.head) and not _has_helper(verb))


def _has_helper(verb: Token) -> bool:
    return any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def follow_joined(draft: Draft, trigger: Trigger, context: Context) -> None:
    """Take the newest stage, with its days, that a verb joined to a deal's own tells of the same weapon."""
    verb = trigger.token
    while is_verb(verb) and verb.dep_ == "conj" and all(c.dep_ not in _SUBJECTS for c in verb.children):
        verb = verb.head
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None or not is_verb(verb) or not subject.left_edge.i <= draft.anchor <= subject.right_edge.i:
        return
    for told in joined_dealings(verb, subject):
        newer = Draft(FAMILY, told.token.i)
        place = Place(told.token.i, told.token.i + 1, told.cue.cue_id, "cue")
        newer.put("deal_status", deal_status(told, [], ()).status, place)
        newer.put("certainty", "reported" if "attributed_to" in draft.values else "asserted", place)
        put_dates(newer, told.token, _DAYS, context)
        if told.token.i > trigger.token.i and is_newer(draft, newer):
            draft.drop(*_DAYS)
            draft.take(newer, "deal_status", "certainty", *_DAYS)
