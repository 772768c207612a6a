"""The stance that an actor takes towards an act: from the words over it, their tense, and what negates them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.facts.qualifiers import verdict
from pipelines.facts.roles import governors, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from spacy.tokens import Token

_BREAKS = frozenset("relcl advcl parataxis appos".split())
_OBJECTS = ("dobj", "nsubjpass")
_HOLDING = frozenset("take come go enter remain stay apply target hit cover aim affect expire run".split())
_TRANSPARENT = frozenset("include involve comprise concern regard help continue begin start try".split())
_SPEECH = frozenset("say announce declare confirm tell add state".split())
_DECIDING = frozenset("announce declare confirm".split())
_CERTAINTY = {
    "considering": "possible",
    "proposed": "possible",
    "pledged": "planned",
    "adopted": "asserted",
    "ruled_out": "asserted",
}
_NEGATED = {
    "ruled_out": "considering",
    "considering": "ruled_out",
    "proposed": "ruled_out",
    "pledged": "considering",
    "adopted": "ruled_out",
}
_STEPS = 8  # words above an act that are looked at


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


def _shifted(code: str, verb: Token) -> tuple[str, Token | None]:
    """A stance as tense, modality and negation of the verb that tells it leave it."""
    told = verdict(verb)
    if told.negated:
        return _NEGATED[code], told.cue
    if code == "adopted" and told.time == "future":
        return "pledged", told.cue
    if code in ("adopted", "pledged") and told.time in ("possible", "conditional"):
        return "considering", told.cue
    return code, None


def read_stance(act: Token) -> Stance | None:
    """The stance towards an act (verb or noun), or None where no word tells one.

    The nearest word with a stance gives it; a weaker or a refusing word above it ("is considering imposing") takes
    its place, what merely tells of it ("said that it had imposed") does not. A verb that has no stance of its own and
    whose object the act is ("slapped tariffs on") tells of something done, one of sense `none` ("evaded") of nothing.
    """
    table = trigger_table("policy_stances")
    code, found_by, cues = None, "policy_stances", []
    if is_verb(act):
        code, cue = _shifted("adopted", act)
        cues = [act] + ([cue] if cue is not None else [])
    below = act
    for step, token in enumerate(governors(act)):
        if step >= _STEPS or (below.dep_ in _BREAKS and is_verb(below)) or (below.dep_ == "conj" and is_verb(below)):
            break
        relation, below = below.dep_, token
        operator = table.at(token)
        if operator is None or token.lemma_ in _TRANSPARENT:
            if not is_verb(token) or token.lemma_ in _TRANSPARENT or token.lemma_ in ("be", "seem", "appear"):
                continue
            if code is None and (relation in _OBJECTS or (relation == "nsubj" and token.lemma_ in _HOLDING)):
                code, cue = _shifted("adopted", token)
                cues = [token] + ([cue] if cue is not None else [])
            break
        if operator.sense == "none" and not (relation == "nsubj" and token.lemma_ in _HOLDING):
            break
        if operator.sense == "none":
            code, cues = "adopted", [token]
            continue
        if operator.cue.phrase in _SPEECH and code is None and operator.cue.phrase not in _DECIDING:
            continue
        if code is None or (operator.sense != "adopted" and operator.cue.phrase not in _SPEECH and code != "ruled_out"):
            code, found_by = operator.sense, operator.cue.cue_id
            cues.append(token)
            if is_verb(token):
                code, cue = _shifted(code, token)
                cues += [cue] if cue is not None else []
                if code != "adopted":
                    break
    return Stance(code, tuple(cues), found_by) if code is not None else None
