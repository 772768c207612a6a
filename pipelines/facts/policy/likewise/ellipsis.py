"""Clauses that leave out their verb: "so did Oslo", "as has Belgium", "neither will Berlin", "Rome did, too".

Such a clause tells who does as others were told to do, and by its auxiliary when. What was done before is looked for in
participation.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipelines.facts.policy.stances.shifts import shifted
from pipelines.facts.roles import conjuncts, is_verb, subjects
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token
    from pipelines.facts.policy.stances.stance import Stance

_AUXILIARIES = frozenset("do have be will would".split())
_INVERTING = frozenset("so nor neither".split())
_DENYING = frozenset("nor neither".split())
_ALIKE = frozenset("too also likewise similarly already".split())
_COMPLEMENTS = frozenset("dobj attr acomp xcomp ccomp oprd expl nsubjpass csubj prep agent".split())
_CLAUSES = frozenset("ROOT conj ccomp advcl parataxis dep".split())
_FINITE = frozenset("VBD VBZ VBP MD".split())
_TIMES = frozenset("in on at within by since before after during for until".split())
_AHEAD = frozenset("will would 'll".split())
_TO = frozenset(("to",))
_OPEN = ("pledged", "considering", "proposed")


@dataclass(frozen=True)
class Ellipsis:
    """A clause without its verb.

    Attributes:
        token: the auxiliary, or the verb over a bare "to".
        word: what shows that the rest is left out: so, nor, as, too, to, not.
        agents: the subject.
    """

    token: Token
    word: str
    agents: list[Token]

    @property
    def is_within(self) -> bool:
        """Whether what is done stands in the same sentence: "has suspended its aid, as has Belgium"."""
        return self.word == "as"

    def stance(self, before: Stance) -> Stance | None:
        """The stance on what was told before with another, or None where the clause only denies that it is shared."""
        if self.word in _DENYING:
            code = "ruled_out"
        elif self.word == "to":
            sense = _sense(self.token)
            code = shifted(sense, self.token)[0] if sense is not None and before.code != "ruled_out" else ""
        elif self.word == "not":
            code = "ruled_out" if before.code != "ruled_out" else ""
        elif self.token.lower_ in _AHEAD and before.code == "adopted":
            code = "pledged"
        elif any(c.lower_ == "already" for c in self.token.children) and before.code in _OPEN:
            code = "adopted"
        else:
            code = before.code
        return (
            replace(before, code=code, cues=(self.token,), found_by=f"policy_participation:{self.word}")
            if code
            else None
        )


def left_out(doc: ParsedDoc) -> Iterator[Ellipsis]:
    """The clauses of a document whose verb is left out."""
    for token in doc.among(_AUXILIARIES):
        if _is_before_its_subject(token):
            yield Ellipsis(token, doc.tokens[token.i - 1].lower_, conjuncts(token.head))
        if token.dep_ not in _CLAUSES or token.tag_ not in _FINITE:
            continue
        behind = _behind(token)
        first = token.left_edge
        if first.lower_ in _INVERTING and first != token and behind:
            yield Ellipsis(token, first.lower_, behind)
        elif not _has_complement(token) and (word := _shown_by(token)) is not None:
            yield Ellipsis(token, word, behind if word == "as" and behind else _before(token))
    for token in doc.among(_TO):
        is_end = token.i + 1 == len(doc) or doc.tokens[token.i + 1].is_punct or doc.tokens[token.i + 1].dep_ == "cc"
        if token.tag_ == "TO" and token.dep_ == "xcomp" and is_end and is_verb(token.head):
            yield Ellipsis(token.head, "to", subjects(token.head))


def _is_before_its_subject(auxiliary: Token) -> bool:
    """Whether the parser hangs an auxiliary on the name that it belongs to: "and nor will Malta"."""
    name, before = auxiliary.head, auxiliary.doc.tokens[auxiliary.i - 1].lower_ if auxiliary.i else ""
    return auxiliary.dep_ == "aux" and name.pos_ == "PROPN" and name.i > auxiliary.i and before in _INVERTING


def _shown_by(auxiliary: Token) -> str | None:
    """The word that shows that an auxiliary stands for a clause told before, or None."""
    for child in auxiliary.children:
        if child.lower_ == "as" and child.i < auxiliary.i and child.dep_ in ("mark", "advmod", "prep"):
            return "as"
        if child.lower_ in _ALIKE or (child.lower_ == "well" and any(c.lower_ == "as" for c in child.children)):
            return None if _is_denied(auxiliary) else "too"
    return "not" if _is_denied(auxiliary) and auxiliary.lower_ in (*_AHEAD, "wo") else None


def _is_denied(auxiliary: Token) -> bool:
    return any(c.dep_ == "neg" for c in auxiliary.children)


def _has_complement(auxiliary: Token) -> bool:
    """Whether more than a time follows an auxiliary: "is in talks", "has a plan", but not "did in May"."""
    told = [c for c in auxiliary.children if c.dep_ in _COMPLEMENTS and c.i > auxiliary.i]
    inverted = _behind(auxiliary) if any(c.lower_ == "as" for c in auxiliary.children) else []
    return any(
        not (c.dep_ == "prep" and (c.lower_ == "as" or (c.lower_ in _TIMES and auxiliary.lemma_ != "be")))
        for c in told
        if c not in inverted
    )


def _before(auxiliary: Token) -> list[Token]:
    return [t for c in auxiliary.children if c.dep_ == "nsubj" and c.i < auxiliary.i for t in conjuncts(c)]


def _behind(auxiliary: Token) -> list[Token]:
    """The subject behind an auxiliary: "so did Oslo"; after "had" the parser takes it for an object."""
    behind = [c for c in auxiliary.children if c.i > auxiliary.i]
    return [t for dep in ("nsubj", "dobj", "attr") for c in behind if c.dep_ == dep for t in conjuncts(c)]


def _sense(verb: Token) -> str | None:
    """The stance of a verb over a bare "to": "plans to", "refused to"."""
    trigger = trigger_table("policy_stances").at(verb)
    return trigger.sense if trigger is not None and trigger.sense not in ("none", "appeal", "adopted") else None
