"""Whether a meeting came about: its status and certainty, from tense, negation and the words over the trigger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses
from pipelines.facts.qualifiers import Time, verdict
from pipelines.facts.roles import governors, is_verb
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token

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
_AHEAD_TIMES = ("future", "conditional", "possible")
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
    if not is_verb(trigger):
        return _climb(trigger, *_by_adjective(trigger), is_open=True)
    told = verdict(trigger)
    if told.negated:
        return State("refused", (trigger, *_cue(told.cue)), False) if told.time in _AHEAD_TIMES else None
    code = _BY_TIME[told.time]
    if code == "held" and trigger.tag_ == "VBG" and told.time == "present":
        code = "ongoing"
    return _climb(trigger, code, _cue(told.cue), is_open=code is None)


def _by_adjective(noun: Token) -> tuple[str | None, list[Token]]:
    """ "a planned meeting"."""
    for child in noun.children:
        if child.dep_ == "amod" and (adjective := trigger_table("meeting_states").at(child)) is not None:
            return adjective.sense, [child]
    return None, []


def _climb(trigger: Token, code: str | None, cues: list[Token], *, is_open: bool) -> State | None:
    """The state as the words over a trigger leave it; once it is settled, they can only deny it."""
    table, is_noun, below = trigger_table("meeting_states"), not is_verb(trigger), trigger
    for _, token in zip(range(_STEPS), governors(trigger), strict=False):
        relation, below = below.dep_, token
        if relation in ("relcl", "parataxis"):
            break
        operator = table.at(token)
        if operator is None and _denies(token):
            code = code or "held"
            return State(code, tuple(dict.fromkeys((trigger, *cues, token))), is_denied=True)
        if not is_open:
            continue
        if is_noun and (when := _ORDER.get(token.lower_)) is not None:  # "said after talks with"
            code, is_open = code or when, False
            cues.append(token)
        elif relation == "advcl" and is_verb(token) and (is_noun or trigger.tag_ == "VBG" or operator is None):
            if not is_noun:  # "hosting her, he promised", "flew to Geneva to meet Lavrov"
                code = _BY_TIME[verdict(token).time]
            break
        elif operator is None:
            if not is_verb(token):
                continue
            told = verdict(token)
            if told.negated:
                return None  # "was not aware of any meeting"
            if is_noun and relation in ("nsubj", "nsubjpass"):
                if token.lemma_ == "be" and told.time == "present":
                    return None  # "a meeting is unlikely", "is what he wants"
                code, is_open = "proposed" if told.time in ("possible", "conditional") else _BY_TIME[told.time], False
                cues += _cue(told.cue)
        else:
            read = _read(operator.sense, token)
            if read is _NOTHING:
                return None
            cues += read.cues if read is not None else [token]
            is_open = read is None  # bare: what stands over it decides
            if read is not None:
                code = read.code
    if code is None:
        code = "held" if is_noun or trigger.tag_ == "VBG" else "planned"
    return State(code, tuple(dict.fromkeys((trigger, *cues))), False)


def _denies(token: Token) -> bool:
    """Whether a word denies what stands below it."""
    return is_verb(token) and senses("attribution").get(token.lemma) == "deny" and not verdict(token).negated


_NOTHING = State("", (), False)  # told not to have been


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
