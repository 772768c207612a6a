"""The forces that a document speaks of, and what of them a sentence without a name means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.reference import reference
from pipelines.facts.theatre import theatre
from pipelines.facts.troops.counts import force_nouns
from pipelines.facts.troops.forces import force_of
from pipelines.facts.troops.hosts import host_of
from pipelines.facts.troops.moves import triggers_over
from pipelines.facts.troops.sides import Side, Topic

if TYPE_CHECKING:
    from pipelines.facts.context import Context

_LOOK_BACK = 3  # sentences
_DOCUMENT = 1000  # sentences


def topics(context: Context) -> list[Topic]:
    """The forces that a document speaks of, in its order."""
    nouns = force_nouns()
    found = []
    for token in context.reading.doc:
        mention = context.reading.mention_at(token.i)
        known = mention is not None and mention.label == "military_unit"
        if not known and (token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() not in nouns):
            continue
        triggers = triggers_over(token)
        force = force_of(token, None, triggers, context)
        host = host_of(token, None, triggers, context, force.code if force else None)
        if mention is not None and mention.label == "military_unit" and mention.entity_id:
            at_home = reference().entries[mention.entity_id].extras.get("host")
            host = Side(at_home, mention.start, mention.end, "host:mission") if at_home else host
        if force or host:
            found.append(Topic(token, triggers, force, host))
    return found


def _backward(spoken: list[Topic], index: int, context: Context, reach: int) -> Iterator[Topic]:
    """The topics before a token, the nearest first, then those behind it in its sentence."""
    sentence = context.reading.sentence_index
    before = [t for t in spoken if t.index < index and sentence[index] - sentence[t.index] <= reach]
    yield from sorted(before, key=lambda t: -t.index)
    yield from (t for t in spoken if t.index > index and sentence[t.index] == sentence[index])


def force_before(spoken: list[Topic], index: int, context: Context) -> Side | None:
    """The force of what the document spoke of last."""
    found = (t.force for t in _backward(spoken, index, context, _LOOK_BACK))
    return next((replace(f, rule="force:topic") for f in found if f), None)


def host_before(spoken: list[Topic], index: int, context: Context, force: str | None) -> Side | None:
    """Where the same force was told to be, else the force told of last."""
    same = [t for t in spoken if t.force and t.force.code == force]
    for group, reach in ((same, _DOCUMENT), (spoken, _LOOK_BACK)):
        for topic in _backward(group, index, context, reach):
            if topic.host and topic.host.code != force:
                return replace(topic.host, rule="host:topic")
    for topic in same:
        if topic.host and topic.host.code != force:
            return replace(topic.host, rule="host:topic")
    return None


def stage_of(index: int, context: Context, force: str | None) -> Side | None:
    """Where the document plays."""
    for mention in theatre(context.reading, index):
        if mention.code not in (None, force):
            return Side(str(mention.code), mention.start, mention.end, "host:theatre")
    return None
