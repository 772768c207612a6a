"""Whether forces are planned, deployed or withdrawn, by all that is known: number, words, place, document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.qualifiers import verdict
from pipelines.facts.troops.counts.ceilings import status_under_ceiling
from pipelines.facts.troops.departures import is_left, setting_out
from pipelines.facts.troops.moves import MOVES, clauses_on, triggers_over
from pipelines.facts.troops.spoken_of import spoken_of
from pipelines.facts.troops.status import Status, status_of
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc
    from pipelines.facts.context import Context
    from pipelines.facts.troops.counts.count import Count
    from pipelines.facts.troops.drafts import Told
    from pipelines.facts.troops.forces.sides import Topic

_ARGUMENTS = ("dobj", "nsubj", "nsubjpass")
NOT_YET = Status(None, (), "status:none")


def state_of(told: Told, before: list[Told], spoken: list[Topic], context: Context) -> Status:
    """The state of the forces of a count, of which all else has been read.

    Args:
        told: the count with its force and place; its status is not looked at.
        before: what was told before it.
        spoken: the forces that the document speaks of.
        context: the document.
    """
    count, noun, triggers = told.count, told.count.noun, told.triggers
    assert told.force is not None
    force = told.force.code
    status = _part_of(count, before) or status_under_ceiling(count) or _now(count.number.start, noun.doc)
    status = status or _of_whole(count) or _of_moved_part(count) or status_of(noun, triggers)
    if told.force.rule == "force:pledge" and status.rule == "status:none":
        status = replace(status, code="planned", rule="status:pledged")
    if status.rule == "status:none" and count.way != "unit" and told.claimant is not None and not triggers:
        status = spoken_of(noun, told.claimant, force, before, spoken, context) or status
    if status.code == "deployed" and told.host is not None and is_left(told.host, triggers, noun.doc):
        return replace(status, code="withdrawn", rule="status:left")
    if status.code == "withdrawn":
        return setting_out(noun, force, triggers, spoken, context, _has_been_planned(told, before)) or status
    return status


def _has_been_planned(told: Told, before: list[Told]) -> bool:
    """Whether the same number of the same forces was told before as one that is to go out."""
    number = told.count.number
    for other in before:
        same = (other.count.number.low, other.count.number.high) == (number.low, number.high)
        of_same = other.force is not None and told.force is not None and other.force.code == told.force.code
        if same and of_same and other.status.code == "planned":
            return True
    return False


def _part_of(count: Count, before: list[Told]) -> Status | None:
    """The state of the whole that its sentence told, for a part: "1,400 soldiers, including 400 in the west"."""
    first = before[-1] if before else None
    if not count.is_elliptic or first is None or first.count.noun.sent != count.noun.sent:
        return None
    words = {t.lower_ for t in count.noun.doc[first.count.noun.i : count.number.start]}
    instead = "than" in words and words & {"rather", "instead"}  # "1,000 would return rather than the 600 planned"
    return first.status if instead or words & {"including", "among"} else None


def _now(start: int, doc: ParsedDoc) -> Status | None:
    """That a number set off beside what is planned is the one of the present: "the mission, now 600 strong"."""
    is_set_off = start > 1 and doc[start - 2].text in (",", "(", "-", "–", "—")
    now = doc[start - 1] if is_set_off else None
    return Status("deployed", (now,), "status:now") if now is not None and now.lower_ in setting("present") else None


def _of_whole(count: Count) -> Status | None:
    """That the whole of which others are told to be a part is there: "withdraw 200 of its 1,200 soldiers"."""
    doc, at = count.noun.doc, count.number.start - 1
    at -= doc[at].tag_ in ("DT", "PRP$")
    is_part = (
        at > 0 and doc[at].lower_ == "of" and (doc[at - 1].tag_ == "CD" or doc[at - 1].lemma in setting("fraction"))
    )
    if not is_part and not _is_known_body(count):
        return None
    pledged = next((t for t in clauses_on(count.noun) if t.sense == "op"), None)
    if pledged is not None:
        return Status("planned", (pledged.token,), "status:pledged")
    return Status("deployed", (doc[at],), "status:whole")


def _of_moved_part(count: Count) -> Status | None:
    """That of a part what is done to it tells, not where the whole was: "recalled 600 of the 1,200 it had there"."""
    doc, end = count.noun.doc, count.number.end
    part = doc[end - 1]
    if end + 1 >= len(doc) or doc[end].lower_ != "of" or doc[end].head != part or part.dep_ not in _ARGUMENTS:
        return None
    if not any(t.like_num for t in doc[end : count.noun.i]):
        return None
    move = next((t for t in triggers_over(part) if t.token == part.head and t.sense in MOVES), None)
    return status_of(part, triggers_over(part)) if move is not None else None


def _is_known_body(count: Count) -> bool:
    """Whether a number is the strength of a body that is known, and others go from it: "of the 2,000-strong force"."""
    noun = count.noun
    known = any(c.dep_ == "poss" or c.lower_ in ("the", "this", "its", "their") for c in noun.children)
    is_whole = noun.dep_ == "pobj" and noun.head.lower_ in ("of", "from", "in", "within")
    strong = any(t.lower_ == "strong" for t in noun.doc[count.number.end : count.number.end + 2])
    to_come = any(verdict(t.token).time == "future" for t in clauses_on(noun))
    return strong and known and is_whole and not to_come
