"""What somebody is asked about, and the answer: "asked if it would send tanks, the minister did not rule it out"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.facts.policy.stances.shifts import shifted
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

_IT = frozenset(("it", "that", "this"))


def answer_to(verb: Token) -> tuple[str, tuple[Token, ...]] | None:
    """The stance in the answer to what is asked, with the tokens that tell it; None where there is none."""
    asking = verb.head
    answering = asking.head
    if asking.dep_ != "advcl" or not is_verb(answering):
        return None
    if (no := next((c for c in answering.children if c.dep_ == "intj" and c.lower_ == "no"), None)) is not None:
        return "ruled_out", (no,)  # said: "No."
    word = trigger_table("policy_stances").at(answering)
    is_about_it = any(c.dep_ == "dobj" and c.lower_ in _IT for c in answering.children)
    if word is None or word.sense not in ("ruled_out", "considering") or not is_about_it:
        return None
    code, cues = shifted(word.sense, answering)
    return code, (answering, *cues)
