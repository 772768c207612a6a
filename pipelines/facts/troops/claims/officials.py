"""Officials of whom no nation is told: "the defence minister", "the army spokesman", "the ministry in Astana"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.parties.words import is_country, is_seat, party_noun
from pipelines.annotation.speech.saying import is_saying
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.troops.words import setting

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.annotation.reading import Mention, Reading
    from pipelines.facts.context import Context

_TITLE = 6  # tokens from the head of an office on: "the chief of the general staff"


def seat_of_official(token: Token, reading: Reading) -> Mention | None:
    """The capital in which an official of nobody told speaks: "in Ankara a defence official spoke of"."""
    noun = party_noun(token)
    if not is_saying(token.head) or noun is None or noun.scope == "guest":
        return None  # "a Western attaché in Nairobi"
    for preposition in (*token.head.children, *token.subtree):
        if preposition.dep_ == "prep" and preposition.lower_ == "in":
            named = (reading.mention_at(t.i) for t in preposition.children if t.dep_ == "pobj")
            seat = next((m for m in named if m is not None and m.code and is_seat(m)), None)
            if seat is not None:
                return seat
    return None


def state_of_official(token: Token, context: Context) -> Party | None:
    """The state of an official or organ of one that is not told: the document's own, else the one that acts.

    "Chad will send 400 soldiers, the army spokesman said"; "BELGRADE - ..., the chief of the general staff said".
    """
    office = token.head if token.dep_ == "appos" and token.head.i < token.i else token  # "the chief of staff, X, said"
    noun = party_noun(office)
    if noun is None or noun.kind not in ("person", "institution") or not _is_definite(office):
        return None
    if not any(t.lemma in setting("organ") for t in office.subtree if t.i < office.i + _TITLE):
        return None
    acting = _acting(token, context)
    own = context.own
    return own if own is not None and (acting is None or own.code == context.home) else acting


def _is_definite(office: Token) -> bool:
    return any(c.lower_ == "the" for c in office.children)


def _acting(speaker: Token, context: Context) -> Party | None:
    """The country that acts in what a speaker tells: in the sentence's clause before or behind his."""
    for verb in (t for t in speaker.sent if is_verb(t) and t != speaker.head and not is_saying(t)):
        for agent in arguments(verb).agents:
            party = context.parties.stated(agent) if agent != speaker else None
            if party is not None and party.kind in ("country", "institution") and is_country(party.code):
                return party
    return None
