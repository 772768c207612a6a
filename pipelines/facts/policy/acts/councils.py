"""What a council of states resolves without naming a text or a mission: "the Council voted to back ECOWAS".

The words stand in seeds/cues/policy_councils: which nouns are councils, by which verbs they resolve something. Texts
and missions are found in frames.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues, words
from pipelines.facts.policy.acts.acts import Act
from pipelines.facts.roles import arguments, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.context import Context

_COUNCILS = words("policy_councils", "council")
_VOTING = frozenset(("vote",))
_SIDES = ("against", "for", "in")
_FAVOUR = ("favour", "favor")
_RESOLVING = words("policy_councils", "resolve")


def council_acts(context: Context, taken: Collection[int]) -> Iterator[Act]:
    """The verbs by which a council of the United Nations resolves something that no act below them tells.

    Args:
        context: the document.
        taken: the tokens at which other acts are told: "voted to lift the embargo" is one of them.
    """
    for verb in context.reading.doc.among(_RESOLVING):
        if not is_verb(verb) or not any(_is_council(t, context) for t in arguments(verb).agents):
            continue
        if all(t.i not in taken for t in verb.subtree):
            yield Act(verb, verb.i, verb.i + 1, vote_cue(), rule="council")


def vote_acts(context: Context, taken: Collection[int]) -> Iterator[Act]:
    """The votes of states on a text that another sentence names: "only Belarus voted against", "voted for it"."""
    for verb in context.reading.doc.among(_VOTING):
        side = next((c for c in verb.children if c.dep_ in ("prep", "prt") and c.lower_ in _SIDES), None)
        if side is None or verb.i in taken or not is_verb(verb):
            continue
        mentions = (context.reading.mention_at(t.i) for t in arguments(verb).agents)
        if not any(m is not None and m.label == "country" for m in mentions):
            continue  # parties of a parliament
        if all(c.pos_ == "PRON" or c.lower_ in _FAVOUR for c in side.children):
            stance = "ruled_out" if side.lower_ == "against" else "adopted"
            yield Act(verb, verb.i, verb.i + 1, vote_cue(), stance=stance, rule="vote")


def _is_council(noun: Token, context: Context) -> bool:
    party = context.parties.of(noun) if noun.lemma in _COUNCILS else None
    return party is not None and party.code == "UN"


@cache
def vote_cue() -> Cue:
    """The cue of an action of the United Nations that no noun names."""
    return next(cue for cue in cues("policy_instruments") if cue.phrase == "un vote")
