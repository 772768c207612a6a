"""Whose text it is that others answer or a council has before it: "vetoed a British draft", "drawn up by Oslo"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.policy.actors.states import acting
from pipelines.facts.policy.acts.acts import Act
from pipelines.facts.policy.acts.councils import vote_cue
from pipelines.facts.policy.discourse import Telling
from pipelines.facts.policy.stances.stance import Stance
from pipelines.facts.roles import arguments, is_passive

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context

_TEXTS = words("policy_words", "text")
_PLANS = words("policy_words", "plan")
_DRAFTING = words("policy_words", "drafting")


def drafted(tellings: Sequence[Telling], context: Context) -> Iterator[Telling]:
    """The texts that a document tells of, as proposals of their authors."""
    answered = {text.i: told for told in tellings if (text := _text_of(told.act)) is not None}
    for text in context.reading.doc.among(_TEXTS):
        answer = answered.get(text.i)
        told = answer or _of_council(tellings)
        authors = _authors(text, context, is_answered=answer is not None)
        if told is None or told.stance.code == "proposed":
            continue
        authors = [a for a in authors if a.code not in {"UN", *(p.code for p in told.actors)}]  # whose paper it is
        if authors:
            act = replace(told.act, token=text) if answer else Act(text, text.i, text.i + 1, vote_cue())
            stance = Stance("proposed", (text,), "policy_participation:draft")
            others = [o for o in told.others if o.code not in {a.code for a in authors}]
            yield replace(told, act=act, stance=stance, actors=authors, others=others)


def _authors(text: Token, context: Context, *, is_answered: bool) -> list[Party]:
    """By whom a text is, as the clause on it tells, or of one that is answered its phrase."""
    clauses = [
        *(c for c in text.children if c.dep_ in ("acl", "relcl")),
        *([text.head] if text.dep_ == "nsubjpass" else []),
    ]
    drafting = [c for c in clauses if c.lemma in _DRAFTING and is_passive(c)]
    told, phrases = [t for c in drafting for t in arguments(c).by("by")], arguments(text)
    owners = [*phrases.by("by", "from"), *phrases.modifiers] if is_answered else []
    return acting([*told, *owners], context)


def _of_council(tellings: Sequence[Telling]) -> Telling | None:
    """The act of the United Nations of which a text tells."""
    return next((t for t in tellings if any(a.code == "UN" for a in t.actors)), None)


def _text_of(act: Act) -> Token | None:
    """The paper that an act answers: a draft, or a plan for a truce."""
    if act.instrument == "un_action" and act.object is not None and act.object.lemma in _TEXTS:
        return act.object
    plan = act.token.head.head if act.instrument == "ceasefire_proposal" and act.token.dep_ == "pobj" else None
    return plan if plan is not None and plan.lemma in _PLANS else None
