"""The forces that a document speaks of, and what of them a sentence without a name means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.reference import reference
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.troops.forces import force_of
from pipelines.facts.troops.hosts import host_of
from pipelines.facts.troops.moves import triggers_over
from pipelines.facts.troops.sides import PLACES, Side, Topic
from pipelines.facts.troops.words import force_lemma, force_nouns, is_military, setting

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_LOOK_BACK = 5  # sentences
_NEAR = 80  # tokens, where sentences are short
_DOCUMENT = 1000  # sentences
_IRREGULAR_REACH = 8  # sentences in which the group is looked for whose men "fighters" are
_SUBJECTS_BACK = 2  # sentences in which the last one that acted is looked for


def topics(context: Context) -> list[Topic]:
    """The forces that a document speaks of, in its order."""
    found = []
    for token in context.reading.doc:
        mention = context.reading.mention_at(token.i)
        known = mention is not None and mention.label == "military_unit"
        known = known or (mention is not None and mention.label == "armed_group" and mention.start == token.i)
        nationals = mention is not None and mention.label == "nationality" and token.tag_ in ("NNPS", "NNS")
        if not (known or nationals) and not _speaks_of_forces(token):
            continue
        triggers = triggers_over(token)
        force = force_of(token, None, triggers, context)
        host = host_of(token, None, triggers, context, force.code if force else None)
        if mention is not None and mention.label == "military_unit" and mention.entity_id:
            at_home = reference().entries[mention.entity_id].extras.get("host")
            host = Side(at_home, mention.start, mention.end, "host:mission") if at_home else host
        if (force and host) if nationals else (force or host):
            found.append(Topic(token, triggers, force, host))
    return found


def _speaks_of_forces(token: Token) -> bool:
    """Whether a noun is one for soldiers, a unit, or a body of them and not of anybody: "the contingent"."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    sense = force_nouns().get(force_lemma(token))
    if sense == "person":
        return is_military(token)
    return sense is not None and (sense != "body" or force_lemma(token) not in setting("any_body"))


def _backward(spoken: list[Topic], index: int, context: Context, reach: int) -> Iterator[Topic]:
    """The topics before a token, the nearest first, then those behind it in its sentence."""
    sentence = context.reading.sentence_index
    before = [
        t
        for t in spoken
        if t.index < index and (sentence[index] - sentence[t.index] <= reach or index - t.index <= _NEAR)
    ]
    yield from sorted(before, key=lambda t: -t.index)
    yield from (t for t in spoken if t.index > index and sentence[t.index] == sentence[index])


def force_before(spoken: list[Topic], noun: Token, context: Context, home: str | None) -> Side | None:
    """The force of what the document spoke of last; for fighters and mercenaries the group that it named last.

    Args:
        spoken: the topics of the document.
        noun: the counted noun.
        context: the document.
        home: where the document plays: its own forces are the ones that are meant only where no others are told.
    """
    if noun.lemma_.lower() in setting("irregular"):
        for topic in _backward(spoken, noun.i, context, _IRREGULAR_REACH):
            if topic.force and f"armed_groups:{topic.force.code}" in reference().entries:
                return replace(topic.force, rule="force:group")
    told = [t for t in _backward(spoken, noun.i, context, _LOOK_BACK) if t.force]
    sent = [t for t in told if not _is_mission(t)]
    foreign = (t for t in sent if t.host is not None or (t.force and t.force.code != home))
    latest = next(foreign, next(iter(sent or told), None))
    return replace(latest.force, rule="force:topic") if latest is not None and latest.force else None


def _is_mission(topic: Topic) -> bool:
    """Whether a topic is the mission of an organisation, in which forces of others serve."""
    assert topic.force is not None
    return (
        topic.token.lemma_.lower() in setting("mission") and f"organisations:{topic.force.code}" in reference().entries
    )


def force_after(spoken: list[Topic], noun: Token, context: Context) -> Side | None:
    """The force that the next sentences tell, where a document opens with a number of soldiers of nobody's."""
    sentence = context.reading.sentence_index
    for topic in spoken:
        if topic.index > noun.i and topic.force and sentence[topic.index] - sentence[noun.i] <= _LOOK_BACK:
            return None if _is_mission(topic) else replace(topic.force, rule="force:next")
    return None


def origin_of(triggers: list[Trigger], context: Context) -> Side | None:
    """Whence forces are sent, where nobody is said to send them: "were flown from Kenya"."""
    for trigger in triggers:
        if trigger.sense in ("send", "go") and is_verb(trigger.token):
            for preposition, token in arguments(trigger.token).obliques:
                mention = context.reading.mention_at(token.i)
                if preposition == "from" and mention is not None and mention.code and mention.label in PLACES:
                    return Side(mention.code, mention.start, mention.end, "force:origin")
    return None


def actor_before(noun: Token, context: Context, told: str | None) -> Side | None:
    """Who acted last, before a noun: a subject that stands for a party and does not tell the figure."""
    sentence = context.reading.sentence_index
    for index in range(noun.i - 1, -1, -1):
        token = context.reading.doc[index]
        if sentence[noun.i] - sentence[index] > _SUBJECTS_BACK:
            return None
        if token.dep_ == "nsubj" and token.pos_ in ("NOUN", "PROPN"):
            party = context.parties.stated(token)
            if party is not None and party.code != told and not context.parties.is_place_only(token):
                return Side(party.code, party.start, party.end, "force:actor")
    return None


def host_before(
    spoken: list[Topic], index: int, context: Context, force: str | None, *, same_only: bool = False
) -> Side | None:
    """Where the same force was told to be, else (unless `same_only`) the force told of last."""
    same = [t for t in spoken if t.force and t.force.code == force]
    for group, reach in ((same, _DOCUMENT), ([] if same_only else spoken, _LOOK_BACK)):
        for topic in _backward(group, index, context, reach):
            if topic.host and topic.host.code != force:
                return replace(topic.host, rule="host:topic")
    for topic in same:
        if topic.host and topic.host.code != force:
            return replace(topic.host, rule="host:topic")
    return None
