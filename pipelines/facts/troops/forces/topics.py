"""The forces that a document speaks of, and which of them a sentence without a name means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.troops.forces.force_told import force_of
from pipelines.facts.troops.forces.joint import is_of_nations
from pipelines.facts.troops.forces.sides import Side, Topic
from pipelines.facts.troops.moves import triggers_over
from pipelines.facts.troops.places.hosts import host_of
from pipelines.facts.troops.places.lands import land_of_mission
from pipelines.facts.troops.words import force_lemma, force_nouns, force_words, is_military, setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention
    from pipelines.facts.context import Context


def topics(context: Context) -> list[Topic]:
    """The forces that a document speaks of, in its order."""
    found = []
    named = context.reading.of_label("military_unit", "armed_group", "nationality")
    places = {i for m in named for i in range(m.start, m.end)} | {t.i for t in force_words(context.reading)}
    for token in (context.reading.doc[i] for i in sorted(places)):
        mention = context.reading.mention_at(token.i)
        known = mention is not None and mention.label == "military_unit"
        known = known or (mention is not None and mention.label == "armed_group" and mention.start == token.i)
        nationals = mention is not None and mention.label == "nationality" and token.tag_ in ("NNPS", "NNS")
        if not (known or nationals) and not _speaks_of_forces(token):
            continue
        if mention is not None and mention.label == "armed_group" and _is_fought(mention, context):
            continue  # "operations against the Islamic State": those whom others fight
        if token.dep_ == "dobj" and token.head.lemma_ in setting("schooling"):
            continue  # "Canadian trainers have taught 36,000 recruits": the story is of the trainers
        triggers = triggers_over(token)
        force = force_of(token, None, triggers, context)
        if force is not None and is_of_nations(token, context):
            force = None  # "it also has troops from Albania, Italy and Spain"
        host = host_of(token, None, triggers, context, force.code if force else None)
        if token.dep_ == "pobj" and token.head.lower_ == "from" and token.lemma in setting("standing_body"):
            host = None  # "Gurkhas from their garrison in Brunei" are no longer there
        if mention is not None and (land := land_of_mission(mention)) is not None:
            host = Side(land, mention.start, mention.end, "host:mission")
        if nationals and host is not None and host.rule == "host:sentence" and not _is_asked(token):
            continue  # near by, and no word that says that they are there
        if (force and host) if nationals else (force or host):
            found.append(Topic(token, triggers, force, host))
    return found


def _is_fought(group: Mention, context: Context) -> bool:
    """Whether a group stands behind "against"."""
    head = context.reading.head(group.start, group.end)
    return head.dep_ == "pobj" and head.head.lower_ == "against"


def _is_asked(token: Token) -> bool:
    """Whether how many there are is spoken of."""
    return any(t.lower_ in ("many", "number") for t in token.sent)


def _speaks_of_forces(token: Token) -> bool:
    """Whether a noun is one for soldiers, a unit, or a body of them and not of anybody: "the contingent"."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    sense = force_nouns().get(force_lemma(token))
    if sense == "person":
        return is_military(token)
    return sense is not None and (sense != "body" or force_lemma(token) not in setting("any_body"))
