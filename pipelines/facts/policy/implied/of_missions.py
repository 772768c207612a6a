"""Policy implied by the missions of regional bodies: a body with a mission somewhere has sent it there.

A mission is told by its name ("SAMIM", seeds/reference/military_units) or by its body's ("the SADC mission"). Those of
the United Nations are acts of its Council, which a report tells of by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, words
from pipelines.annotation.gazetteers.lexicon import entry_of
from pipelines.annotation.parties.phrases import Party
from pipelines.facts.policy.actors.states import BODIES
from pipelines.facts.policy.acts.acts import Act
from pipelines.facts.policy.acts.object_words import LINKS
from pipelines.facts.policy.drafts import draft_of
from pipelines.facts.policy.stances.stance import Stance
from pipelines.facts.roles import arguments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.draft import Draft

_SENDING = frozenset("AU SADC ECOWAS EAC CSTO ECCAS IGAD".split())  # bodies whose missions are of soldiers
_CLASS = "regional_mission"
_TEACHING = ("training mission", "military assistance mission")
_RULE = "mission"
_TOLD = ("troop_deployment", "training", "troop_withdrawal")


@dataclass(frozen=True)
class _Mission:
    """A place at which a mission is told: whose, where and what for."""

    head: Token
    start: int
    end: int
    body: str
    host: Party
    instrument: str


def options_of_missions(options: Sequence[Draft], context: Context) -> list[Draft]:
    """The stances on keeping missions that documents name, where others are told to send theirs.

    Nothing is added where more is told of what their bodies do there.
    """
    told = {(o.get("actor"), side) for o in options if o.get("instrument") in _TOLD for side in _sides(o)}
    found: list[Draft] = []
    for mission in sorted((*_named(context), *_described(context)), key=lambda m: m.start):
        host = mission.host.code
        if not {(mission.body, host), (mission.body, None)}.isdisjoint(told):
            continue
        if any(side == host and actor not in (BODIES | {host}) for actor, side in told):
            told.add((mission.body, host))
            found.append(_option(mission, context))
    return found


def _sides(option: Draft) -> tuple[str | None, ...]:
    return tuple(option.get(c) for c in ("target", "beneficiary") if option.get(c)) or (None,)


def _named(context: Context) -> Iterator[_Mission]:
    for mention in context.reading.of_label("military_unit"):
        if mention.entity_class != _CLASS or not mention.code:
            continue
        entry = entry_of(str(mention.entity_id))
        if not entry.extras["host"]:
            continue
        at = mention.start, mention.end
        host = Party(entry.extras["host"], *at, _RULE, "country")
        teaching = any(words in name.lower() for name in entry.names for words in _TEACHING)
        instrument = "training" if teaching else "troop_deployment"
        yield _Mission(context.reading.head(*at), *at, mention.code, host, instrument)


def _described(context: Context) -> Iterator[_Mission]:
    """The missions that are told by their bodies: "the SADC mission in Mozambique", "a force of the bloc"."""
    nouns = words("policy_words", "body_mission")
    for noun in context.reading.doc.among(nouns):
        if noun.lemma not in nouns or noun.pos_ != "NOUN" or noun.dep_ in ("compound", "amod"):
            continue
        owners = [c for c in noun.children if c.dep_ in (*LINKS, "poss")] + arguments(noun).by("of", "from")
        parties = (context.parties.of(t) for t in owners)
        body = next((p for p in parties if p is not None and p.code in _SENDING), None)
        if body is None:
            continue
        lands = (context.parties.of(t) for t in arguments(noun).by("in", "to", "for"))
        host = next((p for p in lands if p is not None and p.kind == "country"), None)
        if host is not None:
            yield _Mission(noun, noun.i, noun.i + 1, body.code, host, "troop_deployment")


def _option(mission: _Mission, context: Context) -> Draft:
    extras = {"category": "military", "direction": "beneficiary", "stance": ""}
    cue = Cue("military_units:mission", mission.head.lemma, mission.instrument, "noun", extras)
    act = Act(mission.head, mission.start, mission.end, cue)
    actor = Party(mission.body, mission.start, mission.end, _RULE, "body")
    return draft_of(act, actor, mission.host, Stance("adopted", (mission.head,), cue.cue_id), context)
