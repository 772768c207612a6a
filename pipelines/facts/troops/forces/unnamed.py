"""Whose forces a number means where its sentence names nobody: who was mentioned before, who acts, who speaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.annotation.parties.words import is_country
from pipelines.facts.troops.claims.claimants import SPEAKING_OF, Claimant
from pipelines.facts.troops.forces.borrowed import (
    actor_before,
    force_after,
    force_before,
    origin_of,
    teller,
)
from pipelines.facts.troops.forces.joint import is_of_nations
from pipelines.facts.troops.forces.missions import is_mission, mission_before
from pipelines.facts.troops.forces.sides import Side
from pipelines.facts.troops.phrases_told import on_standby
from pipelines.facts.troops.places.hosts import host_of
from pipelines.facts.troops.status import status_of
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger
    from pipelines.facts.troops.counts.count import Count
    from pipelines.facts.troops.drafts import Told
    from pipelines.facts.troops.forces.sides import Topic


@dataclass(frozen=True)
class Around:
    """What is known of a document when a count is read.

    Attributes:
        context: the document.
        spoken: the forces that it speaks of.
        told: the deployments that were read before.
        home: where it plays.
    """

    context: Context
    spoken: list[Topic]
    told: list[Told]
    home: str | None


def unnamed_force(count: Count, triggers: list[Trigger], claimant: Claimant | None, around: Around) -> Side | None:
    """The force of a count by what stands around its sentence; rule force:pledge where its teller means its own."""
    context, noun = around.context, count.noun
    if (mission := _of_same_mission(count, around)) is not None:
        return mission
    if (same := _of_the_same(count, around)) is not None:
        return same
    if (origin := origin_of([t for t in triggers if t.token.lemma_ == "come"], context)) is not None:
        return origin  # "with them came 50 soldiers from Australia"
    actor = actor_before(noun, context, claimant.label if claimant is not None else None)
    place = _standing_place(count, triggers, context)
    announcing = _announcing(claimant, place, noun, triggers)
    force = force_before(around.spoken, noun, context, around.home, place.code if place is not None else None)
    if count.is_elliptic and _is_above(force, noun) and actor is not None and not _is_above(actor, noun):
        force = actor  # a paragraph of its own: an entry of a live blog, a side of a list of sides
    if claimant is not None and _is_pledge(claimant, place, force, count, around):
        return Side(str(claimant.label), claimant.start, claimant.end, "force:pledge")
    force = _nearer(force, actor, announcing, place, count, context)
    if force is not None and force.start > noun.i and is_country(force.code) and _is_whole_of_others(noun):
        return None  # "of the 4,000 soldiers in Mali, 700 are German"
    if not _is_in_sentence(force, noun) and announcing is not None and _is_sender(announcing.code, around):
        force = announcing
    if force is not None and is_of_nations(noun, context):
        force = mission_before(noun, context)
    elif force is not None and force.rule == "force:mission_topic" and actor is not None and is_country(actor.code):
        force = actor  # "the Bundestag extended the mandate for UNIFIL. Up to 300 soldiers ..."
    elif force is not None and force.rule == "force:mission_topic" and announcing and is_country(announcing.code):
        force = announcing
    force = force or origin_of(triggers, context)
    if force is None and count.unit == "personnel":
        asked = count.is_elliptic or any(t.token.lemma_ in setting("asking") for t in triggers)
        force = actor or (None if asked else force_after(around.spoken, noun, context))
        force = force or teller(claimant, status_of(noun, triggers))
    return force


def _nearer(
    force: Side | None, actor: Side | None, announcing: Side | None, place: Side | None, count: Count, context: Context
) -> Side | None:
    """The force that was mentioned before, or who acts or announces nearer to the number."""
    noun = count.noun
    if force is not None and not _is_in_paragraph(force, noun, context) and not count.is_elliptic:
        force = next((a for a in (actor, announcing) if a is not None and _is_in_paragraph(a, noun, context)), force)
    if force is None or force.rule == "force:mission" or _is_in_sentence(force, noun):
        return force
    is_elsewhere = actor is not None and (place is None or actor.code != place.code)
    return actor if is_elsewhere and _is_in_sentence(actor, noun) else force  # "brought back part of them; 570 remain"


def _is_whole_of_others(noun: Token) -> bool:
    """Whether a noun is the whole of which parts are told behind it."""
    whole = noun.head
    return noun.dep_ == "pobj" and whole.lower_ == "of" and whole.head.i > noun.i


def _is_above(force: Side | None, noun: Token) -> bool:
    """Whether a force is mentioned in a line above."""
    return force is not None and "\n" in noun.doc[force.start : noun.i].text


def _is_in_sentence(force: Side | None, noun: Token) -> bool:
    return force is not None and noun.doc[force.start].sent == noun.sent


def _of_the_same(count: Count, around: Around) -> Side | None:
    """The force of the number in the sentence before, of which there are more: "another 120 are on standby"."""
    doc, number = around.context.reading.doc, count.number
    words = {t.lower_ for t in doc[max(number.start - 1, 0) : number.end + 1]}
    last = around.told[-1] if around.told and count.is_elliptic and words & setting("more_of_them") else None
    if last is None or last.force is None or not is_country(last.force.code):
        return None
    sentence = around.context.reading.sentence_index
    is_near = sentence[number.start] - sentence[last.count.number.start] == 1
    return replace(last.force, rule="force:topic") if is_near else None


def _of_same_mission(count: Count, around: Around) -> Side | None:
    """The mission of the number right before: "its ceiling is 4,800, but no more than 2,000 have arrived"."""
    last = around.told[-1] if around.told and count.is_elliptic else None
    if last is None or last.force is None or last.force.rule != "force:mission":
        return None
    return last.force if last.count.noun.sent == count.noun.sent else None


def _standing_place(count: Count, triggers: list[Trigger], context: Context) -> Side | None:
    """The place that the sentence tells, but not the one that is left: that may be the force's own."""
    place = host_of(count.noun, count.number, triggers, context, None)
    if place is None or place.rule == "host:reference":
        return None  # "there" is where others are, and may be read as the force's own land
    if on_standby(count.noun, triggers) is not None and context.reading.doc[max(place.start - 1, 0)].lower_ == "in":
        return None  # "another 120 are on standby in Suva"
    root = context.reading.head(place.start, place.end)
    is_left = root.dep_ == "dobj" and root.head.lemma_ in setting("leaving")
    return None if is_left else place


def _is_in_paragraph(force: Side, noun: Token, context: Context) -> bool:
    return context.paragraphs[force.start] == context.paragraphs[noun.i]


def _announcing(claimant: Claimant | None, place: Side | None, noun: Token, triggers: list[Trigger]) -> Side | None:
    """Who announces what is planned: "the prime minister announced that 23 policemen would fly to Honiara"."""
    side = teller(claimant, status_of(noun, triggers))
    if side is None or (place is not None and place.code == side.code):
        return None
    return replace(side, rule="force:announcing")


def _is_sender(code: str, around: Around) -> bool:
    """Whether a country that tells of numbers tells of its own: it sends forces, or is one of several that do."""
    told = [t for t in around.told if t.force is not None]
    if any(t.claimant and t.claimant.label == code and t.force and t.force.code != code for t in told):
        return False
    senders = {t.force.code for t in told if t.force}
    return len(senders) > 1 or code in senders or any(t.force and t.force.code == code for t in around.spoken)


def _is_pledge(claimant: Claimant, place: Side | None, force: Side | None, count: Count, around: Around) -> bool:
    """Whether a country names its own number among those of others: "Benin has spoken of 2,000"."""
    if claimant.label is None or not is_country(claimant.label) or claimant.rule not in SPEAKING_OF:
        return False
    senders = {t.force.code for t in around.told if t.force is not None}
    hosts = {t.host.code for t in around.told if t.host is not None} | {place.code if place is not None else None}
    joins = any(t.force is not None and is_mission(t) for t in around.spoken if t.index < count.number.start)
    of_many = len(senders) > 1 or (joins and not count.is_elliptic)
    return of_many and claimant.label not in hosts and (force is None or force.code != claimant.label)


def is_guessed(force: Side, count: Count, triggers: list[Trigger]) -> bool:
    """Whether a force is no more than who was spoken of, or who acts where nothing tells that soldiers move."""
    if force.rule == "force:topic":
        return True
    return force.rule in ("force:actor", "force:next") and not triggers and not count.is_elliptic
