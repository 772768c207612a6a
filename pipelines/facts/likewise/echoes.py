"""Clauses saying that somebody does as others do, without a verb of their own: "so did Oslo", "Serbia followed suit".

"So did Oslo", "as has Belgium", "neither will Berlin", "Rome did, too", "Lima plans to", "Ghana likewise"; "Serbia
followed suit", "Chile did the same". What was told to be done is looked for by each family. The words of those with a
verb stand in seeds/cues/echoes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.facts.roles import conjuncts, is_verb, subjects
from pipelines.facts.triggers import trigger_table

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token

_AUXILIARIES = frozenset("do have be will would".split())
_INVERTING = frozenset("so nor neither".split())
_DENYING = frozenset("nor neither".split())
_LEFT_OUT = frozenset("so nor neither as too to not".split())
_ALIKE = frozenset("too also likewise similarly already".split())
_THAN = frozenset("than before after".split())  # "more than Oslo did", "before Croatia did"
_COMPLEMENTS = frozenset("dobj attr acomp xcomp ccomp oprd expl nsubjpass csubj prep agent".split())
_CLAUSES = frozenset("ROOT conj ccomp advcl parataxis dep".split())
_FINITE = frozenset("VBD VBZ VBP MD".split())
_TIMES = frozenset("in on at within by since before after during for until".split())
_MODALS = frozenset("will would 'll wo".split())
_TOLD_BEHIND = ("acl", "relcl")
_TO = frozenset(("to",))
_OPEN = frozenset("if whether unless".split())
_OF_FRAGMENTS = frozenset("det compound conj cc punct amod".split())
_ENDS = frozenset(". ; !".split())


@dataclass(frozen=True)
class Echo:
    """A clause that stands for an earlier one: "so did Oslo".

    Attributes:
        token: the auxiliary, the verb over a bare "to", or the verb that stands for the one before.
        word: what shows it: so, nor, neither, as, too, to, not; else the phrase ("follow suit").
        agents: the subject.
    """

    token: Token
    word: str
    agents: list[Token]

    @property
    def is_left_out(self) -> bool:
        """Whether the verb is left out: by what it says no other than the one before can be meant."""
        return self.word in _LEFT_OUT

    @property
    def is_exact(self) -> bool:
        """Whether just the same is meant: not with "followed suit"."""
        return self.is_left_out or self.token.lemma_ == "do"

    @property
    def is_ahead(self) -> bool:
        """Whether an auxiliary without its verb tells of what is to come: "so will Denmark"."""
        return self.is_left_out and self.token.lower_ in _MODALS

    @property
    def is_within(self) -> bool:
        """Whether what is done stands in the same sentence: "has suspended its aid, as has Belgium"."""
        return self.word == "as"

    @property
    def is_denied(self) -> bool:
        """Whether it is told not to be done."""
        return self.word in (*_DENYING, "not")

    def may_stand_for(self, told: Token) -> bool:
        """Whether its auxiliary can stand for the clause of a word before: "so was Lima" tells of what somebody was.

        A clause with "as" stands for that on which it hangs: "hosts the rebels and wants a vote, as does the Union".
        """
        over = self.token.head
        is_as = self.is_within and self.token.dep_ == "advcl" and any(c.lower_ == "as" for c in self.token.children)
        if is_as and not (told == over or over.is_ancestor(told)):
            return False
        if self.token.lemma_ != "be" or not self.is_left_out:
            return True
        return any(t.lemma_ == "be" for t in told.sent if t.i < self.token.i)


def echoes(doc: ParsedDoc) -> list[Echo]:
    """The clauses of a document that stand for one told before, one a token, in its order."""
    known: dict[None, list[Echo]] = doc.memory(echoes)
    if None not in known:
        found = {e.token.i: e for e in (*_stand_ins(doc), *_left_out(doc), *_verbless(doc)) if not _is_asked(e.token)}
        known[None] = [found[i] for i in sorted(found)]
    return known[None]


def _is_asked(verb: Token) -> bool:
    """Whether it is open whether it is done: "asked whether London would follow"."""
    return any(c.dep_ == "mark" and c.lower_ in _OPEN for c in verb.children)


def _stand_ins(doc: ParsedDoc) -> Iterator[Echo]:
    """The verbs that stand for another: "did likewise", "followed suit"."""
    for token, cue in trigger_table("echoes").among(doc):
        is_ranked = token.lemma_ == "follow" and token.tag_ == "VBN" and token.dep_ in ("acl", "advcl", "prep")
        if token.dep_ == "prep" or is_ranked:
            continue  # "following the invasion"; "Germany has the largest group, followed by France"
        if any(c.lower_ == "why" for c in token.children):
            continue  # "Why Riyadh did so"
        objects = [c for c in token.children if c.dep_ == "dobj"]
        if any(g.dep_ in _TOLD_BEHIND or g.lower_ == "of" for c in objects for g in c.children if c.pos_ == "NOUN"):
            continue  # "took the step of closing its airspace"
        is_whole = " " in cue.phrase or not objects
        if is_whole:
            yield Echo(token, cue.phrase, subjects(token))


def _left_out(doc: ParsedDoc) -> Iterator[Echo]:
    """The clauses of a document whose verb is left out."""
    for token in doc.among(_AUXILIARIES):
        if _is_before_its_subject(token):
            yield Echo(token, doc.tokens[token.i - 1].lower_, conjuncts(token.head))
        if token.dep_ not in _CLAUSES or not (token.tag_ in _FINITE or _is_done(token)):
            continue
        behind = _behind(token)
        first = token.left_edge
        if first.lower_ in _INVERTING and first != token and behind:
            yield Echo(token, first.lower_, behind)
        elif not _has_complement(token) and (word := _shown_by(token)) is not None:
            yield Echo(token, word, behind if word == "as" and behind else _before(token))
    for token in doc.among(_TO):
        is_end = token.i + 1 == len(doc) or doc.tokens[token.i + 1].is_punct or doc.tokens[token.i + 1].dep_ == "cc"
        if token.tag_ == "TO" and token.dep_ == "xcomp" and is_end and is_verb(token.head):
            yield Echo(token.head, "to", subjects(token.head))


def _is_done(token: Token) -> bool:
    """Whether a verb is the "done" of "as Belgium had done"."""
    return token.lower_ == "done" and any(c.dep_ == "aux" and c.tag_ in _FINITE for c in token.children)


def _verbless(doc: ParsedDoc) -> Iterator[Echo]:
    """Clauses of a name and a word alone: "Ghana, too.", "; Colombia likewise"."""
    for word in doc.among(_ALIKE):
        name = word.head
        if name.pos_ != "PROPN" or word.i < name.i or not _is_end(word):
            continue
        names = conjuncts(name)
        first = name.left_edge.i
        is_alone = first == word.sent.start or doc.tokens[first - 1].text == ";"
        if is_alone and all(t.dep_ in _OF_FRAGMENTS or t == name for t in doc.tokens[first : word.i]):
            yield Echo(word, "too", names)


def _is_end(token: Token) -> bool:
    behind = token.doc.tokens[token.i + 1 : token.i + 2]
    return not behind or behind[0].text in _ENDS or behind[0].is_space


def _is_before_its_subject(auxiliary: Token) -> bool:
    """Whether the parser hangs an auxiliary on the name that it belongs to: "and nor will Malta"."""
    name, before = auxiliary.head, auxiliary.doc.tokens[auxiliary.i - 1].lower_ if auxiliary.i else ""
    is_name = name.pos_ == "PROPN" or (name.text.istitle() and _is_end(name))  # "So will Denmark.": taken for a verb
    return auxiliary.dep_ == "aux" and is_name and name.i > auxiliary.i and before in _INVERTING


def _shown_by(auxiliary: Token) -> str | None:
    """The word that shows that an auxiliary stands for a clause told before, or None."""
    for child in auxiliary.children:
        is_like = child.lower_ == "as" or (child.lower_ in _THAN and auxiliary.tag_ == "VBD")
        if is_like and child.i < auxiliary.i and child.dep_ in ("mark", "advmod", "prep"):
            return "as"
        if child.lower_ in _ALIKE or (child.lower_ == "well" and any(c.lower_ == "as" for c in child.children)):
            return None if _is_denied(auxiliary) else "too"
    return "not" if _is_denied(auxiliary) and auxiliary.lower_ in _MODALS else None


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
