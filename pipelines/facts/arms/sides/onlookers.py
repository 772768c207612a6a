"""Who only looks on a deal: "in retaliation for the sale of jets to Taipei", "condemned the delivery of tanks".

It takes no part in the deal. A state that blocks its own deals, as "opposes" may tell, is none of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.facts.reactions import reacting
from pipelines.facts.roles import arguments, governors, is_verb

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.facts.arms.sides.named import Sides
    from pipelines.facts.context import Context
    from pipelines.facts.triggers import Trigger

_MINDING = words("reaction_words", "minding")
_STEPS = words("arms_words", "breaking_off")
_INDIGNATION = words("arms_words", "indignation")
_INSTITUTIONS = ("ministry", "government")


def leave_out_onlookers(sides: Sides, trigger: Trigger, context: Context) -> frozenset[str]:
    """Take out of the sides who only looks on; gives the codes. Who hails a delivery may be who gets it.

    Args:
        sides: what is known; it is changed.
        trigger: the dealing.
        context: of the document.
    """
    apart = _states(_minding_or_watching(trigger.token), context)
    pleased = _states([token for sense, token in reacting(trigger.token) if sense == "pleased"], context)
    if trigger.sense == "sell" and not sides.recipients:
        sides.recipients = [p for p in (*sides.suppliers, *sides.either) if p.code in pleased]
    for group in (sides.suppliers, sides.either, *((sides.recipients,) if trigger.sense == "buy" else ())):
        group[:] = [p for p in group if p.code not in pleased]
    for group in (sides.suppliers, sides.recipients, sides.either):
        group[:] = [p for p in group if p.code not in apart]
    return apart | (pleased - {p.code for p in sides.recipients})


def _minding_or_watching(dealing: Token) -> list[Token]:
    """Who protests against a deal, answers it with a step of his own, or only watches it."""
    found = [token for sense, token in reacting(dealing) if sense != "pleased"]
    is_minded, below = False, dealing
    for token in governors(dealing):
        if is_verb(token):
            is_minded = is_minded or token.lemma in _MINDING or _is_answer(token, below)
            if token.lemma not in _MINDING and token.dep_ in ("xcomp", "acl", "pcomp") and not is_minded:
                below = token
                continue  # "condemned plans to sell", "for agreeing to sell"
            found += arguments(token).agents if is_minded else []
            break
        if token.lemma in _INDIGNATION and below.dep_ in ("prep", "acl"):
            is_minded = True
            found += arguments(token).modifiers
        below = token
    return found


def _states(tokens: list[Token], context: Context) -> frozenset[str]:
    parties = ((t, context.parties.of(t)) for t in tokens)
    return frozenset(p.code for t, p in parties if p is not None and _is_state(p.kind, t))


def _is_answer(verb: Token, phrase: Token) -> bool:
    """Whether a verb tells what somebody does over a deal: "recalled its envoy over", "lodged a protest over"."""
    if phrase.dep_ != "prep":
        return False
    is_felt = any(c.dep_ == "dobj" and c.lemma in _INDIGNATION for c in verb.children)
    is_felt = is_felt or (phrase.i > 0 and phrase.nbor(-1).lemma in _INDIGNATION)
    return is_felt or (phrase.lower_ == "over" and verb.lemma in _STEPS)


def _is_state(kind: str, token: Token) -> bool:
    """Whether a party speaks for its state; a seller's own lawmakers may mind its sales, too."""
    return kind == "country" or token.lemma in _INSTITUTIONS
