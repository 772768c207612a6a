"""The stance that an actor takes towards an act: from the verbs over it, their tense, and what negates them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import governors, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from spacy.tokens import Token

_OVER = (
    "xcomp",
    "ccomp",
    "pcomp",
    "dobj",
    "pobj",
    "prep",
    "nsubj",
    "nsubjpass",
    "acl",
    "attr",
    "conj",
    "oprd",
    "dative",
    "compound",
)
_CERTAINTY = {
    "considering": "possible",
    "proposed": "possible",
    "pledged": "planned",
    "adopted": "asserted",
    "ruled_out": "asserted",
}


@dataclass(frozen=True)
class Stance:
    """A code of ref.stance, the tokens that told it, and the rule."""

    code: str
    cues: tuple[Token, ...]
    found_by: str

    @property
    def certainty(self) -> str:
        """The code of ref.certainty that goes with the stance."""
        return _CERTAINTY[self.code]


def read_stance(act: Token, predicate: Token | None) -> Stance | None:
    """The stance towards an act (verb or noun) whose nearest verb is `predicate`, or None where none is told."""
    if predicate is None:
        return None
    table = trigger_table("policy_stances")
    own = table.at(predicate)
    told = verdict(predicate)
    cues = (predicate, *((told.cue,) if told.cue is not None else ()))
    if own is None and predicate != act:
        return None
    code = own.sense if own is not None and predicate != act else "adopted"
    if told.negated:
        code = {
            "ruled_out": "considering",
            "considering": "ruled_out",
            "proposed": "ruled_out",
            "pledged": "considering",
        }.get(code, "ruled_out")
    elif code == "adopted" and told.time == "future":
        code = "pledged"
    elif code in ("adopted", "pledged") and told.time in ("possible", "conditional"):
        code = "considering"
    below = predicate
    for token in governors(predicate):
        if below.dep_ not in _OVER or (below.dep_ == "conj"):
            break
        operator = table.at(token)
        if (
            operator is not None
            and operator.sense != "adopted"
            and not (operator.cue.phrase in ("say", "announce", "declare", "confirm") and code != "adopted")
        ):
            over = verdict(token)
            if operator.cue.phrase in ("say", "declare", "confirm"):
                break
            code = operator.sense
            if over.negated:
                code = {"ruled_out": "considering", "pledged": "considering"}.get(code, "ruled_out")
            cues = (*cues, token)
            break
        if is_verb(token) and operator is None:
            break
        below = token
    return Stance(code, cues, own.cue.cue_id if own else "policy_stances")
