"""Acts that permit or forbid a use: of arms that were given, of bases, ports, airspace and territory.

The words for what is used (`use`) and entered (`enter`) stand in seeds/cues/policy_permissions, those for who permits
and forbids in leave_words.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues
from pipelines.facts.leave import LEAVE_WORDS, leave_told
from pipelines.facts.policy.acts.acts import Act
from pipelines.facts.policy.acts.kinds import GROUNDS, kinds_of
from pipelines.facts.roles import arguments, is_passive, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_THROUGH = ("from", "at", "through", "over", "across", "in", "into", "on")  # "let the jets fly from its base"
_USE = Cue(
    "policy_permissions:use",
    "use",
    "weapons_use_permission",
    "verb",
    {"category": "military", "direction": "beneficiary"},
)
_ACCESS = Cue(
    "policy_permissions:base", "base", "base_access", "verb", {"category": "military", "direction": "beneficiary"}
)


@cache
def _permissions() -> dict[tuple[str, str], str]:
    """(Word, part of speech) -> use or enter."""
    return {(cue.phrase, cue.scope): cue.sense for cue in cues("policy_permissions")}


def _is_use_denied(verb: Token, context: Context) -> bool:
    """Whether a passive tells where arms may not be used: "they may not be flown over Russian soil"."""
    if not is_verb(verb) or not is_passive(verb) or _permissions().get((verb.lemma, "verb")) is None:
        return False
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg", "advmod")}
    if not (words & {"may", "must", "can", "ca"} and words & {"not", "n't", "only"}):
        return False
    themes = arguments(verb).themes
    is_armed = any(t.pos_ == "PRON" or "arms" in kinds_of(t, context) for t in themes)
    grounds = arguments(verb).by("against", "over", "in", "inside", "on", "beyond")
    return is_armed and any(context.parties.stated(t) for ground in grounds for t in ground.subtree)


def _is_force(tokens: list[Token], context: Context) -> bool:
    """Whether those who enter are soldiers, ships or aircraft."""
    return any({"troops", "arms", "visitor"} & set(kinds_of(t, context)) for t in tokens)


def _is_land(place: Token, context: Context) -> bool:
    """Whether a name is that of a country or of a place in one, known or not: "operate from San Isidro"."""
    return place.pos_ == "PROPN" or not {"place", "country"}.isdisjoint(kinds_of(place, context))


def _use_told(verb: Token, context: Context) -> Act | None:
    """Tells, by the word of another, what may be done with arms or bases: "Berlin insists that it may not use them"."""
    saying = verb.head
    if verb.dep_ != "ccomp" or not is_verb(saying) or _permissions().get((verb.lemma, "verb")) is None:
        return None
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg")}
    is_denied = bool(words & {"not", "n't"}) and bool(words & {"may", "must", "can", "ca"})
    told = arguments(verb)
    user, speaker = (
        next((p for t in group if (p := context.parties.of(t)) is not None), None)
        for group in (told.agents or told.themes, arguments(saying).agents)
    )
    if not (is_denied or "may" in words) or user is None or speaker is None or user.code == speaker.code:
        return None
    grounds = told.by("against", "over", "in", "inside", "on", "beyond")
    is_placed = any(context.parties.stated(t) for ground in grounds for t in ground.subtree)
    arms = next((t for t in told.themes if "arms" in kinds_of(t, context) or (t.pos_ == "PRON" and is_placed)), None)
    cue = _USE
    if arms is None and _is_force(told.agents or told.themes, context):
        cue, arms = _ACCESS, next((n for n in told.by(*_THROUGH) if {"base", "port"} & set(kinds_of(n, context))), None)
    if arms is None:
        return None
    start, end = sorted((verb.i, arms.i))
    return Act(saying, start, end + 1, cue, arms, "ruled_out" if is_denied else "adopted", "permission")


def _stationed(verb: Token, context: Context) -> tuple[Token, Token] | None:
    """The soldiers whom a verb permits or forbids on somebody's ground: "allows foreign troops on its soil"."""
    for noun in arguments(verb).themes if not is_passive(verb) else ():
        grounds = [t for token in (noun, verb) for t in arguments(token).by("on", "in", "at", "into")]
        ground = next((g for g in grounds if GROUNDS & set(kinds_of(g, context))), None)
        if ground is not None and _is_force([noun], context):
            return noun, ground
    return None


@cache
def permission_words() -> frozenset[str]:
    """The words at which a permission may be told."""
    return LEAVE_WORDS | {word for word, _ in _permissions()}


def permission_at(token: Token, context: Context) -> Act | None:
    """Tells "let Kyiv strike Russia with its missiles", "permission to use the jets", "a ban on use of its bases"."""
    if token.lemma not in permission_words():
        return None
    if _is_use_denied(token, context):
        return Act(token, token.i, token.i + 1, _USE, arguments(token).themes[0], "adopted", "permission")
    if (used := _use_told(token, context)) is not None:
        return used
    permission = leave_told(token)
    if not permission:
        return None
    stance = "adopted" if permission == "permit" else "ruled_out"
    if is_verb(token) and (stationed := _stationed(token, context)) is not None:
        noun, ground = stationed
        start, end = sorted((token.i, noun.i))
        return Act(token, start, end + 1, _ACCESS, ground, stance, "permission")
    clauses = [c for c in token.children if c.dep_ in ("xcomp", "ccomp", "acl", "relcl")]
    clauses += arguments(token).by("on", "from", "for", "of")
    clauses += [c for t in arguments(token).by("on") for c in t.children if c.dep_ in ("acl", "relcl")]
    if not is_verb(token) and token.dep_ == "dobj":  # "lifted the ban on Ukraine using", "the green light to use":
        form = "VBG" if permission == "forbid" else "VB"  # hung on the verb
        clauses += [c for c in token.head.children if c.dep_ == "advcl" and c.i > token.i and c.tag_ == form]
    found = (_in_clause(token, clause, permission == "forbid", context) for clause in clauses)
    told = next((f for f in found if f is not None), None)
    if told is None:
        return None
    clause, cue, noun = told
    end = clause.i + 1 if clause.i >= token.i else token.i + 1
    return Act(token, min(token.i, clause.i), end, cue, noun, stance, "permission")


def _in_clause(token: Token, clause: Token, is_barred: bool, context: Context) -> tuple[Token, Cue, Token] | None:
    """What a clause under a word of permission lets be used or entered: the clause, the kind of act, the noun."""
    sense = _permissions().get((clause.lemma, "verb" if is_verb(clause) else "noun"))
    if sense not in ("use", "enter"):
        return None
    if is_barred and sense == "enter" and is_verb(token):
        if any("person" in kinds_of(t, context, 0) for t in arguments(token).themes):
            return None  # "banned officials from entering its territory"
    told = arguments(clause)
    nouns = [*told.themes, *told.by("with", "of")]
    passed = [*told.by(*_THROUGH), *(t for noun in told.themes for t in arguments(noun).by("on", "in", "at"))]
    if sense == "use" and any("arms" in kinds_of(noun, context) for noun in nouns):
        return clause, _USE, nouns[0]
    entered = next((n for n in (*nouns, *passed) if GROUNDS & set(kinds_of(n, context))), None)
    if entered is None and sense == "enter" and _is_force(told.agents, context):
        entered = next((n for n in passed if _is_land(n, context)), None)  # "let a frigate call at Durban"
    return (clause, _ACCESS, entered) if entered is not None else None
