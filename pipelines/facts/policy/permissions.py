"""Acts that permit or forbid a use: of arms that were given, of bases, ports, airspace and territory.

The words stand in seeds/cues/policy_permissions: who permits and forbids, what is used (`use`) and entered (`enter`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues
from pipelines.facts.policy.acts import Act
from pipelines.facts.policy.kinds import GROUNDS, kinds_of
from pipelines.facts.roles import arguments, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.parsed import Token
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
    """(Word, part of speech) -> permit, forbid, use or enter."""
    return {(cue.phrase, cue.scope): cue.sense for cue in cues("policy_permissions")}


def permission_at(token: Token, context: Context) -> Act | None:
    """Tells "let Kyiv strike Russia with its missiles", "permission to use the jets", "a ban on use of its bases"."""
    uses = _permissions()
    permission = uses.get((token.lemma_.lower(), "verb" if is_verb(token) else "noun"))
    if permission not in ("permit", "forbid"):
        return None
    clauses = [c for c in token.children if c.dep_ in ("xcomp", "ccomp", "acl", "relcl")]
    clauses += arguments(token).by("on", "from", "for", "of")
    clauses += [c for t in arguments(token).by("on") for c in t.children if c.dep_ in ("acl", "relcl")]
    if not is_verb(token) and token.dep_ == "dobj":  # "lifted the ban on Ukraine using": hung on the verb
        clauses += [c for c in token.head.children if c.dep_ == "advcl" and c.tag_ == "VBG"]
    stance = "adopted" if permission == "permit" else "ruled_out"
    for clause in clauses:
        sense = uses.get((clause.lemma_.lower(), "verb" if is_verb(clause) else "noun"))
        if sense not in ("use", "enter"):
            continue
        told = arguments(clause)
        nouns = [*told.themes, *told.by("with", "of")]
        passed = told.by(*_THROUGH)
        is_armed = sense == "use" and any("arms" in kinds_of(noun, context) for noun in nouns)
        entered = next((n for n in (*nouns, *passed) if GROUNDS & set(kinds_of(n, context))), None)
        cue = _USE if is_armed else _ACCESS if entered is not None else None
        if cue is not None:
            noun = nouns[0] if is_armed or entered is None else entered
            end = clause.i + 1 if clause.i >= token.i else token.i + 1
            return Act(token, min(token.i, clause.i), end, cue, noun, stance, "permission")
    return None
