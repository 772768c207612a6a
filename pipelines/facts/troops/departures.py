"""Which place forces leave, and whether they come home from a mission or go out to one: "15 will leave on Thursday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.triggers import trigger_table
from pipelines.facts.troops.forces.sides import OUT, PLACES, Side, side_at
from pipelines.facts.troops.status import Status
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger
    from pipelines.facts.troops.forces.sides import Topic

_KNOWN = ("the", "all", "its", "their", "last", "remaining")  # words before a number of forces that are there
_BEFORE = 4  # tokens before the noun in which they stand


def is_left(host: Side, triggers: list[Trigger], doc: ParsedDoc) -> bool:
    """Whether a place is the one that forces leave: "left Niamey for Rome", "came back from Niger"."""
    place = doc[host.start : host.end].root
    if not any(t.token.sent == place.sent for t in triggers):
        return False  # told before
    if place.dep_ == "dobj":
        return place.head.lemma_ in setting("leaving") and not verdict(place.head).negated
    if place.dep_ != "pobj" or place.head.lower_ not in OUT:
        return False
    verb = next((t for t in place.ancestors if is_verb(t)), None)
    if verb is None or not any(t.token == verb and t.sense in ("go", "send") for t in triggers):
        return False
    if verdict(verb).negated:
        return False
    return verb.lemma_ == "return" or any(c.lower_ in ("back", "home") for c in verb.children)


def setting_out(
    noun: Token, force: str, triggers: list[Trigger], spoken: list[Topic], context: Context, planned: bool
) -> Status | None:
    """The state of forces that leave their own land, or None where they leave another's.

    Args:
        noun: the counted noun.
        force: whose forces they are.
        triggers: the words of their move.
        spoken: the forces that the document speaks of.
        context: the document.
        planned: whether these very forces were told before to be going out.
    """
    leaving = _leaving(triggers)
    if leaving is None:
        return None
    left = place_left(leaving.token, context)
    is_home = left is not None and left.code == force
    if not is_home and not _joins(leaving.token):
        goes_out = planned and leaving.cue.phrase in setting("either_way")
        if left is not None or not (goes_out or _is_outward(noun, leaving, spoken)):
            return None
    told = verdict(leaving.token)
    ahead = told.time in ("future", "possible", "conditional", "bare") or (
        told.cue is not None and told.cue.lower_ == "would"
    )
    return Status("planned" if ahead else "deployed", (leaving.token,), "status:left_home")


def origin_left(noun: Token, triggers: list[Trigger], spoken: list[Topic], context: Context) -> Side | None:
    """Whose forces go out from a town where nobody else is told to send them: "296 soldiers left Gaborone"."""
    leaving = _leaving(triggers)
    left = place_left(leaving.token, context) if leaving is not None else None
    if leaving is None or left is None or left.label != "location" or not _is_outward(noun, leaving, spoken):
        return None
    hosts = {t.host.code for t in spoken if t.host is not None and t.token != noun}
    return side_at(left, "force:origin") if left.code not in hosts else None


def _leaving(triggers: list[Trigger]) -> Trigger | None:
    return next((t for t in triggers if t.sense in ("withdraw", "leave") and is_verb(t.token)), None)


def place_left(verb: Token, context: Context) -> Mention | None:
    """The place that is left: "left Gaborone", "flew out of Nadi"."""
    told = arguments(verb)
    places = [t for p, t in told.obliques if p in (*OUT, "of")]
    if verb.lemma_ in setting("leaving"):
        places += told.themes
    named = (m for t in places if (m := context.reading.mention_at(t.i)) is not None)
    return next((m for m in named if m.code is not None and m.label in PLACES), None)


def _joins(verb: Token) -> bool:
    """Whether forces leave for something: "flew out to join the mission"."""
    table = trigger_table("troop_triggers")
    ends = [c for c in verb.children if c.dep_ in ("xcomp", "advcl")]
    going = (t.token for c in ends if (t := table.at(c)) is not None and t.sense == "go")
    return any(c.dep_ in ("dobj", "prep") for t in going for c in t.children)  # not "in the months to come"


def _is_outward(noun: Token, leaving: Trigger, spoken: list[Topic]) -> bool:
    """Whether a document that tells of nobody's return tells that forces are sent: who leaves goes out with them."""
    if leaving.cue.phrase not in setting("either_way"):
        return False
    if any(t.pos_ != "PROPN" and t != noun for t in arguments(leaving.token).themes):
        return False  # "left the province"
    before = noun.doc[max(0, noun.i - _BEFORE) : noun.i]
    if any(t.lower_ in _KNOWN and t.nbor().tag_ == "CD" for t in before):
        return False  # "its 300 soldiers will leave"
    others = [(t.sense, topic.force) for topic in spoken for t in topic.triggers if t.token != leaving.token]
    if any(force is not None and sense in ("withdraw", "reduce", "leave") for sense, force in others):
        return False
    return any(sense in ("send", "op") for sense, _ in others)
