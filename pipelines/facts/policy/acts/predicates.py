"""The verbs by which an act is told: its own, the one of a clause on it, those over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.policy.acts.acts import is_presupposed
from pipelines.facts.roles import governors, is_passive, is_verb
from pipelines.facts.subjects import SUBJECTS
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.policy.acts.acts import Act


def predicates(act: Act) -> list[Token]:
    """The verbs that may tell who acts: the act's own, the one of a relative clause on it, those over it."""
    known: dict[tuple[int, str], list[Token]] = act.token.doc.memory(predicates)
    key = act.token.i, act.rule
    if key not in known:
        known[key] = _predicates(act)
    return known[key]


def _predicates(act: Act) -> list[Token]:
    if is_verb(act.token):
        return [act.token]
    above: list[Token] = []
    for token in governors(act.token) if not is_presupposed(act.token) else ():
        if act.rule == "noun" and act.start <= token.i < act.end:
            continue  # "persona non grata" has no verb in it, whatever the parser says
        if is_verb(token):
            above.append(token)
            if token.dep_ in ("relcl", "advcl", "parataxis") or _has_subject(token):
                break
    if act.rule == "permission":
        return above
    clauses = [c for c in act.token.children if c.dep_ in ("relcl", "acl") and is_verb(c)] or _imposing(act)
    inside = [c for c in clauses if not any(m.dep_ == "mark" for m in c.children) and _takes_stance(c)]
    if act.rule == "noun" and act.instrument == "un_action":
        inside = [c for c in inside if is_passive(c)]  # "resolution 1701, which ended the war"
    within = [c for c in inside if tells_where(c) and act.direction == "mutual" and above]
    return [*(c for c in inside if c not in within), *above, *within]  # "signed a pact under which its navy patrols"


def _has_subject(verb: Token) -> bool:
    """Whether a clause has a subject of its own; "there" is none."""
    return any(c.dep_ in SUBJECTS and c.dep_ != "expl" for c in verb.children)


def _takes_stance(clause: Token) -> bool:
    """Whether a clause on an act tells what is done with it, and not what is thought of it or how it is borne."""
    trigger = trigger_table("policy_stances").at(clause)
    return trigger is not None and trigger.sense not in ("none", "appeal")


def _imposing(act: Act) -> list[Token]:
    """The clause on a measure that hangs on a noun of its phrase: "the embargo on arms that Oslo imposed"."""
    if act.direction != "target":
        return []
    below = (c for t in act.token.subtree if t.pos_ in ("NOUN", "PROPN") for c in t.children)
    return [c for c in below if c.dep_ in ("relcl", "acl") and c.lemma in words("policy_words", "imposing")]


def tells_where(clause: Token) -> bool:
    """Whether a relative clause tells what goes on in its noun: "at which", "under which", "where"."""
    inside = (g for c in clause.children if c.dep_ == "prep" for g in c.children)
    return any(g.tag_ == "WDT" for g in inside) or any(c.lower_ == "where" for c in clause.children)
