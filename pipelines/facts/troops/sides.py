"""Whose forces and where: what the counted phrase and its triggers tell, else what the document told before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.annotation.gazetteers.reference import reference
from pipelines.facts.roles import arguments, governors, is_verb, subjects
from pipelines.facts.theatre import theatre
from pipelines.facts.triggers import Trigger, trigger_table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipelines.annotation.parties import Party
    from pipelines.facts.context import Context

_IN = ("in", "into", "to", "inside", "across", "at", "on", "near", "along", "throughout", "around", "within", "onto",
       "over", "toward", "towards", "outside", "through")  # fmt: skip
_OUT = ("from", "out")
_PLACES = ("country", "location", "facility")
_LAND = frozenset(
    "country nation state territory soil island kingdom capital republic neighbour neighbor border".split()
)
_LOOK_BACK = 3  # sentences


@dataclass(frozen=True)
class Side:
    """A code with the tokens that told it, and the rule."""

    code: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class Topic:
    """Forces that the document speaks of at a token, with or without a number."""

    token: Token
    triggers: list[Trigger]
    force: Side | None
    host: Side | None

    @property
    def index(self) -> int:
        """The token's place in the document."""
        return self.token.i


def _side(party: Party | None, rule: str) -> Side | None:
    return Side(party.code, party.start, party.end, f"{rule}:{party.rule}") if party else None


def triggers_over(noun: Token) -> list[Trigger]:
    """The deployment words over (or in a clause on) a noun, nearest first."""
    table = trigger_table("troop_triggers")
    found = [t for c in noun.children if c.dep_ in ("relcl", "acl") and (t := table.at(c))]
    for token in governors(noun):
        if noun.dep_ in ("nsubj", "nsubjpass") and noun.head == token:  # "soldiers are expected to be sent"
            clauses = [c for c in token.children if c.dep_ == "xcomp"]
            found += [t for c in clauses if (t := table.at(c)) is not None]
        trigger = table.at(token)
        if trigger is not None:
            found.append(trigger)
        if is_verb(token) and token.dep_ in ("advcl", "relcl", "parataxis", "ccomp"):
            break
    return found


def force_of(noun: Token, triggers: list[Trigger], context: Context) -> Side | None:
    """Whose forces a noun means: what its phrase says, else who sends, keeps or withdraws them."""
    parties = context.parties
    mention = context.reading.mention_at(noun.i)
    if mention is not None and mention.code and mention.label in ("nationality", "military_unit", "armed_group"):
        return Side(mention.code, mention.start, mention.end, "force:name")
    party = parties.stated(noun)
    if party is not None and party.rule in ("modifier", "name", "apposition"):
        return _side(party, "force")
    for preposition, token in arguments(noun).obliques:
        if preposition in ("from", "of") and (party := parties.stated(token)):
            return _side(party, "force")
    head = noun.head
    if (
        head.lower_ in ("of", "by")
        and head.head.pos_ == "NOUN"
        and (party := parties.stated(head.head))
        and party.rule == "modifier"
    ):
        return _side(party, "force")
    for trigger in triggers:
        token = trigger.token
        if not is_verb(token):
            told = arguments(token)
            owners = [p for m in (*told.modifiers, *told.agents) if m != noun and (p := parties.of(m))]
            if owners:
                return _side(owners[0], "force:owner")
        elif trigger.sense in ("send", "keep", "withdraw", "op", "be"):
            agents = [t for t in subjects(token) if t != noun and not _holds(t, noun)]
            for agent in (*agents, *arguments(token).by("by")):
                party = parties.of(agent)
                if party is not None and not parties.is_place_only(agent):
                    return _side(party, "force:agent")
    return None


def _holds(outer: Token, noun: Token) -> bool:
    """Whether a noun is what the counted one is a part of ("a contingent of 1,000 soldiers")."""
    return outer.is_ancestor(noun) and outer.lemma_.lower() in senses("force_nouns")


def host_of(noun: Token, triggers: list[Trigger], context: Context, force: str | None) -> Side | None:
    """Where: places in the phrases of the noun and of its triggers, then any place of the sentence."""
    withdrawing = any(t.sense == "withdraw" for t in triggers)
    tokens = [noun, *(t.token for t in triggers)]
    for prepositions in (_OUT, _IN) if withdrawing else (_IN,):
        for token in tokens:
            for preposition, pobj in arguments(token).obliques:
                if preposition in prepositions and (place := _place(pobj, context)) and place.code != force:
                    return place
    for trigger in triggers:
        if trigger.sense in ("go", "withdraw") and is_verb(trigger.token):
            for theme in arguments(trigger.token).themes:
                if theme != noun and (place := _place(theme, context)) and place.code != force:
                    return place
    allowed = (*_IN, *_OUT) if withdrawing else _IN
    sentence = noun.sent
    nearby = []
    for mention in context.reading.of_label(*_PLACES):
        if sentence.start <= mention.start < sentence.end and mention.code not in (None, force):
            head = context.reading.head(mention.start, mention.end)
            if head.dep_ == "pobj" and head.head.lower_ in allowed:
                nearby.append((abs(mention.start - noun.i), mention))
    if nearby:
        nearest = min(nearby, key=lambda n: n[0])[1]
        return Side(str(nearest.code), nearest.start, nearest.end, "host:sentence")
    return None


def _place(token: Token, context: Context) -> Side | None:
    mention = context.reading.mention_at(token.i)
    if mention is not None and mention.code and mention.label in _PLACES:
        return Side(mention.code, mention.start, mention.end, "host:place")
    for child in token.children:
        inner = context.reading.mention_at(child.i)
        if child.dep_ in ("poss", "compound", "amod", "nmod", "appos"):
            if inner is not None and inner.code and inner.label in (*_PLACES, "nationality"):
                return Side(inner.code, inner.start, inner.end, "host:modifier")
        elif child.dep_ == "prep" and child.lower_ in ("of", "in"):
            for pobj in child.children:
                inner = context.reading.mention_at(pobj.i)
                if inner is not None and inner.code and inner.label in _PLACES:
                    return Side(inner.code, inner.start, inner.end, "host:of")
    if token.lemma_.lower() in _LAND:
        return _side(context.parties.of(token), "host")
    return None


def listed_force(start: int, context: Context) -> Side | None:
    """The force of an item of a list, by the number's first token: "the Bahamas 150", "Burundi (2,000)", "Chad: 90"."""
    index = start - 1
    while index >= 0 and context.reading.doc[index].text in (
        "(",
        ":",
        ",",
        "-",
        "with",
        "has",
        "had",
        "sent",
        "about",
        "some",
    ):
        index -= 1
    mention = context.reading.mention_at(index) if index >= 0 and start - index <= 2 else None
    if mention is None or mention.code is None or mention.label not in ("country", "military_unit"):
        return None
    first = context.reading.doc[mention.start]
    if first.dep_ == "pobj" and first.head.lower_ in (*_IN, *_OUT):
        return None
    return Side(mention.code, mention.start, mention.end, "force:list")


def heading_of(listed: Side, spoken: list[Topic], context: Context) -> Topic | None:
    """The heading of a list of places: it names forces but no place, and stands over "- Lebanon: ..."."""
    doc = context.reading.doc
    before = doc[listed.start - 1].text if listed.start else "\n"
    if not (
        before.strip() in ("", "-", "*", "•", "|") and listed.end < len(doc) and doc[listed.end].text in (":", "|")
    ):
        return None
    told = [t for t in spoken if t.force and not t.host and t.force.code != listed.code and t.index < listed.start]
    return told[-1] if told else None


def topics(context: Context) -> list[Topic]:
    """The forces that a document speaks of, in its order."""
    nouns = senses("force_nouns")
    found = []
    for token in context.reading.doc:
        mention = context.reading.mention_at(token.i)
        known = mention is not None and mention.label == "military_unit"
        if not known and (token.pos_ not in ("NOUN", "PROPN") or token.lemma_.lower() not in nouns):
            continue
        triggers = triggers_over(token)
        force = force_of(token, triggers, context)
        host = host_of(token, triggers, context, force.code if force else None)
        if mention is not None and mention.label == "military_unit" and mention.entity_id:
            at_home = reference().entries[mention.entity_id].extras.get("host")
            host = Side(at_home, mention.start, mention.end, "host:mission") if at_home else host
        if force or host:
            found.append(Topic(token, triggers, force, host))
    return found


def _backward(spoken: list[Topic], index: int, context: Context, reach: int) -> Iterator[Topic]:
    sentence = context.reading.sentence_index
    same = [t for t in spoken if sentence[t.index] == sentence[index] and t.index != index]
    yield from sorted(same, key=lambda t: abs(t.index - index))
    for topic in reversed(spoken):
        if 0 < sentence[index] - sentence[topic.index] <= reach:
            yield topic


def force_before(spoken: list[Topic], index: int, context: Context) -> Side | None:
    """The force of what the document spoke of last."""
    found = (t.force for t in _backward(spoken, index, context, _LOOK_BACK))
    return next((replace(f, rule="force:topic") for f in found if f), None)


def host_before(spoken: list[Topic], index: int, context: Context, force: str | None) -> Side | None:
    """Where the same force was told to be, else the force told of last, else where the document plays."""
    same = [t for t in spoken if t.force and t.force.code == force]
    for group, reach in ((same, 1000), (spoken, _LOOK_BACK)):
        for topic in _backward(group, index, context, reach):
            if topic.host and topic.host.code != force:
                return replace(topic.host, rule="host:topic")
    for topic in same:
        if topic.host and topic.host.code != force:
            return replace(topic.host, rule="host:topic")
    for mention in theatre(context.reading, index):
        if mention.code not in (None, force):
            return Side(str(mention.code), mention.start, mention.end, "host:theatre")
    return None


def is_at_home(force: str, host: str) -> bool:
    """Armed groups where they live, and armies in their own land: the sizes of forces and no deployments."""
    if force == host:
        return True
    entry = reference().entries.get(f"armed_groups:{force}")
    return entry is not None and entry.country == host and entry.entity_class != "private_military_company"
