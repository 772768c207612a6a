"""Whether forces are there, where a sentence gives only a number: "Egypt will contribute. Officials speak of 5,000"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.triggers import trigger_table
from pipelines.facts.troops.claims.claimants import SPEAKING_OF
from pipelines.facts.troops.status import Status, status_of

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.troops.claims.claimants import Claimant
    from pipelines.facts.troops.drafts import Told
    from pipelines.facts.troops.forces.sides import Topic

_BACK = 3  # sentences in which the plan is told of which a number is the size
_AHEAD = ("future", "possible", "conditional")


def spoken_of(
    noun: Token, by: Claimant, force: str, told: list[Told], spoken: list[Topic], context: Context
) -> Status | None:
    """That a plan was told just before, of which somebody gives the number; None where none was."""
    sentence = context.reading.sentence_index
    last = next((t for t in reversed(told) if t.force is not None and t.force.code == force), None)
    if last is not None and sentence[noun.i] - sentence[last.count.noun.i] <= 1:
        return replace(last.status, rule="status:spoken_of") if last.status.code == "planned" else None
    for topic in reversed([t for t in spoken if t.index < noun.i and t.triggers]):
        if sentence[noun.i] - sentence[topic.index] > 1:
            break
        if topic.force is not None and topic.force.code == force:
            status = status_of(topic.token, topic.triggers)
            return replace(status, rule="status:spoken_of") if status.code == "planned" else None
    plan = _planned(noun, force, context)
    return plan or (_all_planned(noun, told, spoken) if by.rule in SPEAKING_OF else None)


def _all_planned(noun: Token, told: list[Told], spoken: list[Topic]) -> Status | None:
    """Whether all that a document has told of forces so far is a plan: then a mere number is one of it."""
    states = [status_of(t.token, t.triggers).code for t in spoken if t.index < noun.i and t.triggers]
    if any(t.status.code != "planned" for t in told) or not set(states) <= {"planned", None}:
        return None
    return Status("planned", (noun,), "status:spoken_of") if "planned" in states else None


def _planned(noun: Token, force: str, context: Context) -> Status | None:
    """Whether a country was told, some sentences before, to be going to send: "said that it would contribute"."""
    reading, table = context.reading, trigger_table("troop_triggers")
    first = reading.sentences[max(0, reading.sentence_index[noun.i] - _BACK)].start
    for verb in reversed(list(noun.doc[first : noun.i])):
        trigger = table.at(verb) if is_verb(verb) else None
        if trigger is None or trigger.sense != "send" or verdict(verb).time not in _AHEAD:
            continue
        if any((party := context.parties.of(t)) is not None and party.code == force for t in arguments(verb).agents):
            return Status("planned", (verb,), "status:spoken_of")
    return None
