"""Whether a meeting came about: its status and certainty, from tense, negation and the words over the trigger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.facts.qualifiers import Time, verdict
from pipelines.facts.roles import governors, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from spacy.tokens import Token

_BY_TIME: dict[Time, str | None] = {
    "past": "held", "present": "held", "future": "planned", "possible": "proposed", "conditional": "planned",
    "bare": None,
}  # fmt: skip
# What becomes of a state whose own verb is negated, and of one that lies ahead; None: nothing is told.
_NEGATED = {
    "held": "cancelled", "ongoing": "cancelled", "planned": "refused", "proposed": None, "cancelled": "planned",
    "refused": "proposed",
}  # fmt: skip
_AHEAD = {"held": "planned", "ongoing": "planned"}
_ORDER = {"after": "held", "during": "held", "following": "held", "before": "planned"}
_CERTAINTY = {"planned": "planned", "proposed": "possible"}
_STEPS = 6  # words above a trigger that are looked at


@dataclass(frozen=True)
class State:
    """A code of ref.meeting_status, the tokens that told it, and whether it is denied."""

    code: str
    cues: tuple[Token, ...]
    is_denied: bool

    def certainty(self, is_reported: bool) -> str:
        """The code of ref.certainty that goes with the status."""
        if self.is_denied:
            return "denied"
        return _CERTAINTY.get(self.code, "reported" if is_reported else "asserted")


def read_state(trigger: Token) -> State | None:
    """The state of the meeting that a verb or noun tells of, or None where it is told not to have been.

    The nearest word with a state gives it; while only a bare infinitive or participle ("agreed to hold talks") is
    read, the words above decide.
    """
    table, denials = trigger_table("meeting_states"), senses("attribution")
    code: str | None = None
    cues: list[Token] = []
    if is_verb(trigger):
        told = verdict(trigger)
        if told.negated:
            return State("refused", (trigger, *_cue(told.cue)), False) if told.time in _AHEAD_TIMES else None
        code, cues = _BY_TIME[told.time], _cue(told.cue)
        if code == "held" and trigger.tag_ == "VBG" and told.time == "present":
            code = "ongoing"
    else:
        for child in trigger.children:
            if child.dep_ == "amod" and (adjective := table.at(child)) is not None:
                code, cues = adjective.sense, [child]
    is_noun, is_open = not is_verb(trigger), code is None or not is_verb(trigger)
    is_denied, below = False, trigger
    for step, token in enumerate(governors(trigger)):
        relation, below = below.dep_, token
        if step >= _STEPS or relation in ("relcl", "parataxis"):
            break
        if is_verb(token) and denials.get(token.lemma_.lower()) == "deny" and table.at(token) is None:
            is_denied = not verdict(token).negated
            cues.append(token)
            break
        if not is_open:
            continue
        if is_noun and token.pos_ in ("ADP", "SCONJ") and (when := _ORDER.get(token.lower_)) is not None:
            code, is_open = code or when, False  # "said after talks with"
            cues.append(token)
            continue
        if is_verb(token) and relation == "advcl" and is_noun:
            break
        if is_verb(token) and relation == "advcl" and trigger.tag_ == "VBG":  # "hosting her, he promised"
            code = _BY_TIME[verdict(token).time]
            break
        operator = table.at(token)
        if operator is None and is_verb(token) and verdict(token).negated:
            return None  # "was not aware of any meeting"
        if operator is None:
            if is_verb(token) and not is_noun and relation == "advcl":  # "flew to Geneva to meet Lavrov"
                above = verdict(token)
                if not above.negated and (follows := _BY_TIME[above.time]) is not None:
                    code, is_open = follows, False
            continue
        read = _read(operator.sense, token)
        if read is _NOTHING:
            return None
        if read is not None:
            is_firm = code in ("planned", "proposed", "cancelled", "refused") and operator.sense in ("held", "ongoing")
            if not is_firm:
                code = read.code
            cues += read.cues
            is_open = False
        else:  # bare: what stands over it decides
            cues.append(token)
    if code is None:
        code = "held" if is_noun or trigger.tag_ == "VBG" else "planned"
    return State(code, tuple(dict.fromkeys((trigger, *cues))), is_denied)


_AHEAD_TIMES = ("future", "conditional", "possible")
_NOTHING = State("", (), False)


def _cue(token: Token | None) -> list[Token]:
    return [token] if token is not None else []


def _read(sense: str, operator: Token) -> State | None:
    """A state as tense, modality and negation of its word leave it; None where the words above decide."""
    if not is_verb(operator):
        return State(sense, (operator,), False)
    told = verdict(operator)
    cues = (operator, *_cue(told.cue))
    if told.negated:
        if sense == "held" and told.time in _AHEAD_TIMES:
            return State("refused", cues, False)
        code = _NEGATED[sense]
        return State(code, cues, False) if code is not None else _NOTHING
    if told.time in ("future", "conditional"):
        return State(_AHEAD.get(sense, sense), cues, False)
    if told.time == "possible":
        return State(
            "planned" if sense == "cancelled" else "refused" if sense == "refused" else "proposed", cues, False
        )
    if told.time == "bare" and sense in ("held", "ongoing"):
        return None
    if told.time == "present" and operator.tag_ == "VBG" and sense == "held":
        return State("ongoing", cues, False)
    if told.time == "past" and sense == "ongoing":
        return State("held", cues, False)
    return State(sense, cues, False)
