"""What a sentence leaves out of a deployment: its force and its place, taken from the rest of the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.reference import reference
from pipelines.annotation.parties.words import NAMELESS, is_country, is_seat
from pipelines.annotation.reading import Mention, Reading, once_a_document
from pipelines.facts.reactions import reaction_of
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.troops.forces.missions import body_before, is_mission, is_organisation
from pipelines.facts.troops.forces.sides import IN, PLACES, Side, Topic, is_at_home, side_at
from pipelines.facts.troops.words import force_lemma, force_nouns, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger
    from pipelines.facts.troops.claims.claimants import Claimant
    from pipelines.facts.troops.status import Status

_LOOK_BACK = 7  # sentences
_NEAR = 80  # tokens, where sentences are short
_IRREGULAR_REACH = 8  # sentences in which the group is looked for whose men "fighters" are
_SUBJECTS_BACK = 2  # sentences in which the last one that acted is looked for
_TOLD_THERE = 2.0  # weight of a place in which forces are told to be, and what a near one adds to it
_TOLD_NEAR = 10.0
_TITLED = 10.0
_TOLD_AT_HOME = 4.0  # of the country from which a document speaks
_AT_HOME = 2.0
_INSIDE = ("in", "into", "inside", "near", "outside", "around")
_LOOSE = ("host:reference", "host:topic")  # rules of places that another sentence tells
_SENDER = 0.3  # share of the weight that is left to a country that sends forces


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


def force_before(
    spoken: list[Topic], noun: Token, context: Context, home: str | None, place: str | None
) -> Side | None:
    """The force of what the document spoke of last; for fighters and mercenaries the group that it named last.

    Args:
        spoken: the topics of the document.
        noun: the counted noun.
        context: the document.
        home: where the document plays: its own forces are the ones that are meant only where no others are told.
        place: where the sentence tells the counted ones to be: not where they are from.
    """
    around = place or home
    spoken = [t for t in spoken if t.force is None or (t.force.code != place and not _is_local(t.force, around))]
    if (body := body_before(noun, context)) is not None:
        return body
    if noun.lemma in setting("irregular"):
        for topic in _backward(spoken, noun.i, context, _IRREGULAR_REACH):
            if topic.force and f"armed_groups:{topic.force.code}" in reference().entries:
                return replace(topic.force, rule="force:group")
    told = [t for t in _backward(spoken, noun.i, context, _LOOK_BACK) if t.force]
    sent = [t for t in told if not is_mission(t)]
    foreign = (t for t in sent if t.host is not None or (t.force and t.force.code != home))
    latest = next(foreign, next(iter(sent or told), None))
    if latest is None or latest.force is None:
        return None
    return replace(latest.force, rule="force:topic" if sent else "force:mission_topic")


def _is_local(force: Side, place: str | None) -> bool:
    """Whether a force is an armed group in its own land, against whom or beside whom others are sent."""
    return place is not None and force.code != place and is_at_home(force.code, place)


def force_after(spoken: list[Topic], noun: Token, context: Context) -> Side | None:
    """The force that the next sentences tell, where a document opens with a number of soldiers of nobody's."""
    sentence = context.reading.sentence_index
    for topic in spoken:
        if topic.index > noun.i and topic.force and sentence[topic.index] - sentence[noun.i] <= _LOOK_BACK:
            return None if is_mission(topic) else replace(topic.force, rule="force:next")
    return None


def origin_of(triggers: list[Trigger], context: Context) -> Side | None:
    """Whence forces are sent, where nobody is said to send them: "were flown from Kenya"."""
    for trigger in triggers:
        if trigger.sense in ("send", "go") and is_verb(trigger.token):
            for preposition, token in arguments(trigger.token).obliques:
                mention = context.reading.mention_at(token.i)
                if preposition != "from" or context.parties.is_place_only(token):
                    continue
                if mention is not None and mention.code and mention.label in PLACES:
                    return side_at(mention, "force:origin")
    return None


def actor_before(noun: Token, context: Context, told: str | None) -> Side | None:
    """Who acted last before a noun: the last subject that stands for a party and does not give the figure."""
    sentence = context.reading.sentence_index
    for index in range(noun.i - 1, -1, -1):
        token = context.reading.doc.tokens[index]
        if sentence[noun.i] - sentence[index] > _SUBJECTS_BACK:
            return None
        if token.dep_ == "nsubj" and token.pos_ in ("NOUN", "PROPN"):
            if token.head.lemma_ in setting("asking") and token.head.is_ancestor(noun):
                continue  # who asks for forces has them from others
            if token.is_ancestor(noun) or (reaction_of(token.head) and token.head.is_ancestor(noun)):
                continue  # "Oslo, where the dispatch was criticised"; who condemns it does not send them
            if (asked := _asked_by(token, context)) is not None and asked.code != told:
                return asked
            party = context.parties.stated(token)
            dateline = context.dateline(token.i)
            if party is not None and dateline is not None and party.start <= dateline.start:
                continue  # "PORT-AU-PRINCE - Gunmen": the town is where it is told
            if party is not None and party.code != told and not context.parties.is_place_only(token):
                return Side(party.code, party.start, party.end, "force:actor")
    return None


def _asked_by(subject: Token, context: Context) -> Side | None:
    """Who is asked by a subject, and so acts next: "Haiti asked Kenya for help. Some 600 officers landed"."""
    verb = subject.head
    ends = [
        c for c in verb.children if c.dep_ == "xcomp" and c.lemma_ in setting("leaving")
    ]  # "gave the French a month"
    told = verb.lemma_ in setting("asking") or bool(ends)
    asked = [c for c in verb.children if c.dep_ in ("dobj", "dative") and told]
    party = next((p for t in asked if (p := context.parties.stated(t)) is not None), None)
    return Side(party.code, party.start, party.end, "force:actor") if party is not None else None


def teller(claimant: Claimant | None, status: Status) -> Side | None:
    """Who tells of forces that will go, where nobody else is told: "Tallinn told parliament that up to 10 may go"."""
    if claimant is None or claimant.label is None or status.code != "planned":
        return None
    if not is_country(claimant.label) and not is_organisation(claimant.label):
        return None
    return Side(claimant.label, claimant.start, claimant.end, "force:teller")


def asked_place(noun: Token, context: Context, force: str) -> Side | None:
    """The place of the question or the heading that a sentence without a verb answers: "And in Iraq? Some 2,500." """
    if is_verb(noun.sent.root):
        return None
    index = context.reading.sentence_index[noun.sent.start]
    before = context.reading.sentences[index - 1] if index else None
    asks = before is not None and (any(t.text == "?" for t in before) or not is_verb(before.root))
    start = before.start if before is not None and asks else noun.sent.start
    for mention in sorted(context.reading.of_label(*PLACES), key=lambda m: -m.start):
        if start <= mention.start < noun.i and mention.code not in (None, force):
            head = context.reading.head(mention.start, mention.end)
            if head.dep_ == "pobj" and head.head.lower_ in IN:
                return side_at(mention, "host:heading")
    return None


def scene(
    spoken: list[Topic],
    index: int,
    context: Context,
    force: str | None,
    *,
    moved: bool = True,
) -> Side | None:
    """Where a document plays for forces whose place is not told: the weightiest place around a token.

    What is told before it weighs double; forces that are told to be in a place make it weigh more, the nearer the
    more, and those of the same force double; a country that sends forces elsewhere weighs little.

    Args:
        spoken: the topics of the document.
        index: the token.
        context: the document.
        force: whose forces are looked for.
        moved: whether the forces are told to move or to stand: else they may be in their own land.
    """
    weights, nearest = _weighed_names(index, context)
    hosts = set()
    for topic in spoken:
        if topic.host is not None and topic.index != index:
            hosts.add(topic.host.code)
            weights[topic.host.code] += _weight_of(topic, index, context, force)
            nearest[topic.host.code] = replace(topic.host, rule="host:topic")
    sending = ("force:agent", "force:list", "force:row")
    senders = {t.force.code for t in spoken if t.force and t.force.rule.startswith(sending) and _is_sending(t)} - hosts
    best = max(
        (c for c in nearest if c != force),
        key=lambda c: weights[c] * (_SENDER if c in senders else 1),
        default=None,
    )
    if best is None or (force and not moved and force not in senders and weights[force] > _AT_HOME * weights[best]):
        return None  # the document plays in their own land
    return nearest[best]


def _weighed_names(index: int, context: Context) -> tuple[defaultdict[str, float], dict[str, Side]]:
    """How much the places weigh that a document names, and each as it is named nearest to a token."""
    paragraphs = context.paragraphs
    weights: defaultdict[str, float] = defaultdict(float)
    named: dict[str, Mention] = {}
    for code, mention, weight in _weighted(context.reading):
        near = 2 if paragraphs[mention.start] == paragraphs[index] else 1
        weights[code] += weight * near * (2 if mention.start < index else 1)
        known = named.get(code)
        if known is None or abs(mention.start - index) < abs(known.start - index):
            named[code] = mention
    nearest = {code: side_at(mention, "host:theatre") for code, mention in named.items()}
    for code, side in nearest.items():
        if context.reading.doc[side.start : side.end].text in context.title or _name_of(code) in context.title:
            weights[code] += _TITLED
    if context.home in nearest:
        weights[str(context.home)] += _TOLD_AT_HOME
    return weights, nearest


def _weight_of(topic: Topic, index: int, context: Context, force: str | None) -> float:
    """What a place weighs more because forces are told to be in it."""
    if topic.index >= index:
        return _TOLD_THERE
    sentence = context.reading.sentence_index
    told = _TOLD_THERE + _TOLD_NEAR / (1 + abs(sentence[index] - sentence[topic.index]))
    return 2 * told if topic.force is not None and topic.force.code == force else told


def no_sender(host: Side, force: str, spoken: list[Topic], noun: Token, context: Context) -> Side:
    """Where forces are, where "the country" was read as one that sends some itself: else the place of the others."""
    if host.rule not in _LOOSE:
        return host
    hosts = {t.host.code for t in spoken if t.host is not None and t.host.rule not in _LOOSE and t.token != noun}
    senders = {t.force.code for t in spoken if t.force is not None and t.token != noun}
    if host.code not in senders - hosts:
        return host
    placed = [t for t in spoken if t.host is None or t.host.code in hosts]
    return scene(placed, noun.i, context, force) or host


def _is_sending(topic: Topic) -> bool:
    """Whether a topic tells more than whose forces are: "the army has 182,000 soldiers" sends nobody."""
    return not topic.triggers or not all(t.token.lemma_ in setting("owning") for t in topic.triggers)


@once_a_document
def _weighted(reading: Reading) -> list[tuple[str, Mention, float]]:
    """The mentions that make a document play in a country, and how much: code, mention, weight."""
    weighed = ((m.code, m, _weight(m, reading)) for m in reading.mentions if m.code and is_country(m.code))
    return [(code, mention, weight) for code, mention, weight in weighed if weight]


def _weight(mention: Mention, reading: Reading) -> float:
    """How much a mention makes a document play in its land: a place most, a government and its people little."""
    if mention.label in ("person", "organisation", "military_unit", "nationality"):
        return 0.0 if mention.entity_class in NAMELESS else 0.5
    if mention.label not in PLACES:
        return 0.0
    head = reading.head(mention.start, mention.end).first_conjunct
    if head.dep_ == "pobj" and head.head.lower_ in ("from", "of") and force_lemma(head.head.head) in force_nouns():
        return 0.5  # "peacekeepers from Fiji"
    before = head.head.lower_ if head.dep_ == "pobj" else ""
    if mention.label == "location" and is_seat(mention):
        return 1.0 if before in _INSIDE else 0.25  # a capital mostly stands for its government
    return 2.0 if before in (*IN, "of", "from") else 0.5


def _name_of(code: str) -> str:
    entry = reference().entries.get(f"countries:{code}")
    return entry.name if entry is not None else code
