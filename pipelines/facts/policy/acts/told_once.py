"""Removes acts that another act already covers, so that each deed counts once.

Two words of one clause often make an act each ("ordered the troops to leave", "suspended deliveries of arms"). A rule
here says which of the two counts. The rules follow one another: what one leaves out leaves out no other behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.policy.stances.shifts import refuses

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.policy.acts.acts import Act

_NO_MORE = ("stop ", "cease ", "quit ")

_PURPOSES = ("protect", "defend", "guard", "shield", "secure")


def told_once(framed: list[Act]) -> list[Act]:
    """The acts of verbs and their objects without those that another of them tells."""
    for rule in (
        _without_bidden,
        _without_asked_for,
        _without_permitted,
        _without_nouns,
        _without_stopped,
        _without_tasks,
        _without_purposes,
    ):
        framed = rule(framed)
    return framed


def object_of(act: Act) -> int | None:
    """The token of an act's object."""
    return act.object.i if act.object is not None else None


def _without_bidden(framed: list[Act]) -> list[Act]:
    """Not what a verb with an infinitive of its own bids, bars or ends: "ordered the troops to leave"."""
    over = [a for a in framed if " to " in a.cue.phrase or a.cue.phrase.startswith(_NO_MORE)]
    below = {c.i for a in over for c in a.token.children if c.dep_ in ("xcomp", "ccomp")}
    barred = [a.token for a in framed if a.instrument == "sanctions" and a.cue.phrase.endswith(" from")]
    below |= {g.i for t in barred for c in t.children if c.dep_ == "prep" for g in c.children}  # "from selling arms"
    return [a for a in framed if a.token.i not in below]


def _without_asked_for(framed: list[Act]) -> list[Act]:
    """Not what is only asked for: "turned down a request to use its bases"."""
    asked = {c.i for a in framed if a.cue.scope.endswith(" asked for") and a.object for c in a.object.children}
    return [a for a in framed if a.token.i not in asked]


def _without_permitted(framed: list[Act]) -> list[Act]:
    """Not what stands within the words of a permission."""
    permitted = {i for a in framed if a.rule == "permission" for i in range(a.start, a.end)}
    return [a for a in framed if a.rule == "permission" or a.token.i not in permitted]


def _without_nouns(framed: list[Act]) -> list[Act]:
    """Not the noun that a word of the same instrument has for its object: "ratifies its entry", "its veto on it"."""
    words = (a for a in framed if a.rule in ("frame", "nominal"))
    told = {(a.instrument, object_of(a)) for a in words if object_of(a) != a.token.i}
    return [a for a in framed if a.rule != "nominal" or (a.instrument, a.token.i) not in told]


def _without_stopped(framed: list[Act]) -> list[Act]:
    """Not the supply that is ended, the embargo on one that is refused, or the limit that is kept to no more."""
    ended = {object_of(a) for a in framed if a.instrument == "arms_embargo" and not refuses(a.token)}
    framed = [a for a in framed if a.instrument != "arms_supply" or a.token.i not in ended]  # "suspended deliveries"
    supplies = {a.token.i for a in framed if a.instrument == "arms_supply"}
    framed = [
        a for a in framed if a.instrument != "arms_embargo" or object_of(a) not in supplies
    ]  # "vetoed deliveries"
    kept = {object_of(a) for a in framed if a.cue.scope == "undertaking"}
    return [a for a in framed if a.rule != "nominal" or a.token.i not in kept]  # "no longer respects the limit on"


def _without_tasks(framed: list[Act]) -> list[Act]:
    """Not the mission of which its task is told: "a mission to train"."""
    tasks = {a.token.head.i for a in framed if a.token.dep_ in ("acl", "relcl", "advcl") and a.cue.scope != "mission"}
    return [a for a in framed if a.cue.scope != "mission" or not {object_of(a), a.token.i} & tasks]


def _without_purposes(framed: list[Act]) -> list[Act]:
    """Not what those who are sent are to do for whom they are sent to: "will deploy a battery to protect Jordan"."""
    sent = {t.i for a in framed if a.instrument == "troop_deployment" for t in (a.token, a.object) if t is not None}
    return [a for a in framed if a.cue.phrase.split()[-1] not in _PURPOSES or not _is_aim_of(a.token, sent)]


def _is_aim_of(verb: Token, sent: set[int]) -> bool:
    """Whether an infinitive tells what for something is done, if need be over "help": "to help protect it"."""
    if verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ == "help":
        verb = verb.head
    is_infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return is_infinitive and verb.dep_ in ("advcl", "acl", "relcl", "xcomp") and verb.head.i in sent
