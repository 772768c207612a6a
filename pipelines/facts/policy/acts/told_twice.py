"""Acts that turn out to be told by another act of the document: further rules of the table in no_acts.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from pipelines.facts.policy.acts.case import Case
from pipelines.facts.policy.words import ends

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party

_OF_PACTS = frozenset(
    "exercise defence_cooperation training humanitarian_aid financial_aid military_aid_funding".split()
)
_SIGNING = ("sign", "initial", "conclude", "ink", "put")
_UNDOING = ("undo", "reopen", "resume", "suspension")


def _codes(parties: Iterable[Party]) -> set[str]:
    return {p.code for p in parties}


def _is_part_of_break(case: Case) -> bool:
    """Whether it is told with a break: who breaks off relations closes its embassy, or sends diplomats home."""
    scope, index = case.act.cue.scope, case.context.reading.sentence_index
    own, there = _codes(case.sides.actors), _codes(case.sides.others)
    beside = [t for t in case.tellings if t.act is not case.act and own & _codes(t.actors)]
    if scope == "embassy":
        return any(t.act.cue.scope == "relations" for t in beside) and _is_own_house(case.act.object)
    near = [t for t in beside if index[t.act.token.i] == index[case.act.token.i] and t.act.cue.scope != "embassy"]
    expelling = [t for t in near if t.act.instrument == "diplomatic_expulsion"]
    return scope == "relations" and any(not t.others or there & _codes(t.others) for t in expelling)


def _is_own_house(noun: Token | None) -> bool:
    return noun is not None and any(c.lower_ in ("its", "their") for c in noun.children)


def _is_undone_by_now(case: Case) -> bool:
    """Whether a clause tells what was done once with what is now undone: "reopens the embassy that it closed"."""
    verb, noun = case.act.token, case.act.token.head
    if case.act.rule != "frame" or case.act.instrument == "treaty_action" or verb.dep_ != "relcl":
        return False
    above = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun == case.act.object and (ends(above) or above.lemma in _UNDOING)


def _is_form_only(case: Case) -> bool:
    """Whether what is signed is told by another act of its phrase: "signed an accord to hold joint drills"."""
    act = case.act
    if act.rule != "frame" or act.object is None or act.cue.phrase.split()[0] not in _SIGNING:
        return False
    if act.object.tag_ == "NNS" or act.object.lemma == "treaty":  # "signed two memoranda, on borders and on training"
        return False
    inside = {t.i for t in act.token.subtree if t.i > act.object.i}
    inside -= {t.i for c in act.token.children if c.dep_ in ("conj", "dep") for t in c.subtree}
    own = _codes(case.sides.actors)
    return any(
        t.act.token.i in inside and t.act.instrument in _OF_PACTS and (not t.actors or own & _codes(t.actors))
        for t in case.tellings
    )


TWICE: tuple[tuple[frozenset[str] | None, Callable[[Case], bool]], ...] = (
    (frozenset(("diplomatic_expulsion", "other")), _is_part_of_break),
    (None, _is_undone_by_now),
    (frozenset(("treaty_action",)), _is_form_only),
)
