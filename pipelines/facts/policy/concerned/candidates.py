"""The phrases of an act, its object and its verb in which the other side may stand, the likeliest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.policy.acts.kinds import kinds_of
from pipelines.facts.policy.acts.predicates import predicates
from pipelines.facts.policy.acts.themes import is_told_before
from pipelines.facts.policy.concerned.payees import payees
from pipelines.facts.policy.concerned.phrase_parties import takers_read_into
from pipelines.facts.roles import arguments, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context
    from pipelines.facts.policy.acts.acts import Act

_AGAINST = ("against", "on", "upon", "from", "with", "to", "at", "in", "into", "of", "for", "over")
_UPON = tuple(p for p in _AGAINST if p != "with")  # with whom they are imposed is no target
FOR = ("to", "for", "towards", "toward", "with", "into", "in", "between", "of", "on", "across", "over")
_MEASURES = ("sanctions", "asset_freeze", "trade_measure", "export_controls", "energy_measure", "arms_embargo")
_NARROW = {
    "un_action": ("against", "on", "to"),
    **dict.fromkeys(_MEASURES, _UPON),
    "asset_freeze": tuple(p for p in _UPON if p != "at"),
    "strike": tuple(p for p in _AGAINST if p not in ("with", "from")),  # with whose help it is done
    "weapons_use_permission": ("to", "for", "by"),
    "treaty_action": ("with",),
    "mediation": ("between", "in", "with", "for", "on", "over", "to"),
    "air_defence_support": ("over", "for", "to", "of", "in"),
    "exercise": ("around", "near", "off", "against"),
}
_THEMES = frozenset(("strike", "recognition", "sanctions", "arms_supply", "other", "mediation", "troop_withdrawal"))
_SHOT = ("missile", "intruder")  # kinds of what is shot down: whose it is tells nobody who is helped
_DEEP = ("mission", "snapback")  # kinds of what the Council decides on that tell by themselves for whom
_BEHIND_IT = {  # direction -> the ways that frames end whose verb has the other side right behind it
    "beneficiary": (" with",),  # "supplies Kabul with power"
    "target": (" from", " out of"),  # "removed Turkey from the programme"
}
REASONS = ("over", "for", "at")  # before what something is done or said about
_WHERE = ("in", "at")
_QUARRELS = words("policy_words", "quarrel")
_CLAUSES = ("relcl", "acl", "advcl")


def is_mandate(act: Act) -> bool:
    """Whether a council decides on a mission or the like, which tells by itself for whom it is."""
    return act.instrument == "un_action" and act.cue.scope in _DEEP


def given_arms(act: Act) -> Token | None:
    """The arms that an act hands over: whose make they are is no side of it."""
    return act.object if act.instrument == "arms_supply" and act.cue.scope == "arms" else None


def _prepositions(act: Act) -> Sequence[str]:
    """The prepositions behind which the other side of an act stands."""
    narrow = None if is_mandate(act) else _NARROW.get(act.instrument)
    return narrow or (FOR if act.direction == "beneficiary" else _AGAINST)


def is_stage(preposition: str, verb: Token, act: Act) -> bool:
    """Whether a place behind a verb is where a measure was decided on: "the sanctions were announced in Geneva"."""
    return act.instrument in _MEASURES and verb != act.token and is_verb(verb) and preposition in ("in", "at")


def candidates(act: Act, context: Context) -> Iterator[list[Token]]:
    """The phrases in which the other side may stand, the likeliest first; what a verb is about comes last."""
    reasons: list[list[Token]] = []
    if act.token.head.lemma_ == "help" and act.direction == "beneficiary":
        yield [*arguments(act.token.head).themes, *arguments(act.token).agents]  # who is helped to do it
    if act.cue.scope == "envoy" and act.object is not None:
        yield arguments(act.object).by("to")  # "its ambassador to Nairobi", whatever he is called home for
    homeward = [c for c in act.token.children if c.dep_ in ("advmod", "prt")]  # "came home from Mali"
    places = homeward if act.instrument == "troop_withdrawal" else []
    described = [act.token.head] if act.token.dep_ == "amod" else []  # "Qatari-brokered talks between"
    before = act.object.head if act.object is not None and is_told_before(act.object, act.token) else None
    for token in dict.fromkeys((act.token, *described, act.object, *predicates(act)[:1], *places, before)):
        if token is None:
            continue
        told = arguments(token)
        yield _lent(token, act)
        if token == act.token and act.cue.phrase.endswith(_BEHIND_IT.get(act.direction, ())):
            yield [t for t in told.themes if t != act.object]  # "supplies Kabul with power through Uzbekistan"
        yield [*told.datives, *takers_read_into(token, act.object, context)]
        if is_verb(token) and act.direction == "target":
            yield _given_time(token)
        is_own = token in (act.token, act.object, *described)
        present = {preposition for preposition, _ in told.obliques}
        for preposition in (p for p in _prepositions(act) if p in present):
            if _is_apart(preposition, token, act, is_own=is_own):
                continue
            behind = told.by(preposition)
            if _is_reason(preposition, behind, token, act) or _is_circumstance(preposition, behind, token, context):
                reasons.append(behind)  # "stopped its exports to Turkey over the war in Karabakh"
            else:
                yield behind
        yield _beside_it(token, act)
    yield from reasons
    yield from payees(act)
    if act.instrument == "military_aid_funding" and act.object is not None:  # "pays for the tanks that Oslo sends to"
        sending = [c for c in act.object.children if c.dep_ in ("relcl", "acl")]
        yield [t for c in sending for t in (*arguments(c).datives, *arguments(c).by("to", "for"))]
    yield from _of_membership(act, context)
    yield from _told_to_council(act)


def _is_apart(preposition: str, token: Token, act: Act, *, is_own: bool) -> bool:
    """Whether what stands behind a preposition of a token is no side of the act.

    Args:
        preposition: in question.
        token: on which it hangs.
        act: whose side is looked for.
        is_own: whether the token is one of the act's own words.
    """
    if preposition == "of" and token == act.object and act.cue.scope in _SHOT:
        return True  # "shot down dozens of Iranian drones"
    if is_stage(preposition, token, act):
        return True
    # "with troops on the way and mediation continuing, the dispute is"
    return act.instrument == "mediation" and not is_own and preposition != "between"


def _is_reason(preposition: str, behind: list[Token], token: Token, act: Act) -> bool:
    """Whether what stands behind a preposition of a verb is why a measure is taken: "over the war", "in a row over"."""
    is_quarrel = preposition == "in" and any(t.lemma in _QUARRELS for t in behind)
    return is_verb(token) and (preposition in REASONS or is_quarrel) and act.direction == "target"


def _is_circumstance(preposition: str, behind: list[Token], verb: Token, context: Context) -> bool:
    """Whether it is told where or how something is done: "In Riga Oslo closed the border", "in defiance of Minsk"."""
    if preposition not in _WHERE or not is_verb(verb):
        return False
    return all(t.i < verb.i or context.reading.mention_at(t.i) is None for t in behind)


def _beside_it(token: Token, act: Act) -> list[Token]:
    """The modifiers of a noun, or the objects of a verb, that may be the other side: "the embargo covers Darfur"."""
    told = arguments(token)
    if is_verb(token):
        is_told = act.instrument in _THEMES or act.token in told.agents
        return [t for t in told.themes if t != act.object] if is_told else []
    is_given = act.direction == "beneficiary" and act.rule == "noun"  # "American weapons" are not for America
    is_given = is_given or token == given_arms(act)  # nor is what is told of "its Soviet-era helicopters"
    is_sky = token == act.object and act.cue.scope == "airspace"
    is_wide = is_sky or _NARROW.get(act.instrument, _UPON) == _UPON
    return told.modifiers if is_wide and not is_given else []


def _of_membership(act: Act, context: Context) -> Iterator[list[Token]]:
    """Whose membership it is, and in what: "approved Sweden's accession", "froze its membership of the bloc"."""
    if act.object is None or "membership" not in kinds_of(act.object, context):
        return
    yield [t for t in arguments(act.object).modifiers if t.dep_ == "poss"]
    yield [t for t in arguments(act.token).themes if t != act.object]  # "was granted candidate status"
    within = (t for t in arguments(act.object).by("of", "in", "to") if context.reading.mention_at(t.i) is not None)
    yield [t for t in within if "bloc" in kinds_of(t, context)]


def _told_to_council(act: Act) -> Iterator[list[Token]]:
    """Of whom a text before a council is, or what it is told: "told the Council that Iran was in breach"."""
    if act.rule == "council" and act.token.lemma in words("policy_councils", "censure"):
        themes = arguments(act.token).themes  # "condemned Iran's launches"
        yield [*themes, *(m for t in themes for m in arguments(t).modifiers)]
    if act.instrument == "un_action" and act.cue.scope == "case":  # "lodged a complaint with the Council against"
        yield [t for c in act.token.subtree if c.lower_ in ("against", "about") for t in c.children if t.dep_ == "pobj"]
    if act.instrument != "un_action" or act.object is None:
        return
    if act.cue.scope == "bloc":
        clauses = [c for c in act.token.children if c.dep_ == "ccomp"]
        yield [g for c in clauses for g in c.children if g.dep_ in ("nsubj", "nsubjpass")]
    clauses = [c for c in act.object.subtree if c.dep_ in _CLAUSES and is_verb(c)]  # "a text that calls on Rwanda"
    yield [t for c in clauses for t in arguments(c).by("on", "upon", "against")]
    roles = ((c, trigger_table("policy_roles").at(c)) for c in clauses)
    blaming = [c for c, role in roles if role is not None and role.sense == "measure"]
    yield [t for c in blaming for t in arguments(c).themes]  # "a text condemning Russia's referendums"


def _given_time(verb: Token) -> list[Token]:
    """Who is given so long to do something: "gave France a month to close its consulate"."""
    giving = verb.head if is_verb(verb.head) else verb.head.head  # the parser hangs it on the month as well
    is_told = verb.dep_ in (*_CLAUSES, "xcomp") and giving.lemma == "give" and is_verb(giving)
    return arguments(giving).datives if is_told else []


def _lent(verb: Token, act: Act) -> list[Token]:
    """Who is let have or do something: "let Kyiv have its jets", "allows American troops on its soil"."""
    is_permission = act.rule == "permission"
    clauses = [c for c in verb.children if c.dep_ == "ccomp"] if is_permission or verb.lemma_ == "let" else []
    let = [g for c in clauses for g in c.children if g.dep_ in ("nsubj", "nsubjpass")]
    is_stay = is_permission and act.instrument == "base_access" and not let
    return let or ([m for t in arguments(verb).themes for m in arguments(t).modifiers] if is_stay else [])
