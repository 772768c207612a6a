"""Soldiers who leave home for a mission: "296 soldiers flew out on Monday" where others are told to send theirs.

The words alone would do for a withdrawal as well; what the document tells beside decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.annotation.cues import senses
from pipelines.facts.policy.discourse import Telling

_SENDING = ("adopted", "pledged")


def setting_out(tellings: Sequence[Telling], beside: Sequence[Telling]) -> list[Telling]:
    """All acts, departures to nowhere told as parts of the mission to which others send soldiers.

    A document that tells of any other withdrawal tells of this one, too.

    Args:
        tellings: the acts that a document tells.
        beside: those that facts of other families imply.
    """
    leaving = [t for t in tellings if t.act.instrument == "troop_withdrawal"]
    if not leaving or not all(_is_departure(t) for t in leaving):
        return list(tellings)
    sent = [t for t in (*tellings, *beside) if _is_sending(t)]
    return [_as_sent(t, sent) if t in leaving else t for t in tellings]


def _is_departure(telling: Telling) -> bool:
    return senses("policy_turns").get(telling.act.cue.phrase) == "depart" and not telling.others


def _is_sending(telling: Telling) -> bool:
    is_sent = telling.act.instrument == "troop_deployment" and telling.stance.code in _SENDING
    return is_sent and bool(telling.others)


def _as_sent(leaving: Telling, sent: Sequence[Telling]) -> Telling:
    own = {p.code for p in leaving.actors}
    near = sorted(sent, key=lambda t: abs(t.act.token.i - leaving.act.token.i))
    joined = next((t for t in near if own.isdisjoint(p.code for p in (*t.actors, *t.others))), None)
    if joined is None:
        return leaving
    extras = {**leaving.act.cue.extras, "direction": "beneficiary"}
    cue = leaving.act.cue._replace(sense="troop_deployment", extras=extras)
    return replace(
        leaving,
        act=replace(leaving.act, cue=cue),
        others=[replace(o, rule="act before") for o in joined.others],
    )
