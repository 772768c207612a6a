"""Who says it, and who denies it: the speaker to whom a statement is attributed, and the denials of a document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues, senses

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipelines.annotation.parties import Parties
    from pipelines.annotation.reading import Reading

_SAYING = ("say", "estimate", "claim")


@dataclass(frozen=True)
class Speaker:
    """Who tells it: a code where the speaker stands for one, else the name. Tokens [start, end) and the cue's id."""

    code: str | None
    name: str
    start: int
    end: int
    found_by: str

    @property
    def label(self) -> str:
        """The code, else the name."""
        return self.code or self.name


@dataclass(frozen=True)
class Denial:
    """Parties that deny something in one sentence: their codes, the cue token, the sentence's number."""

    codes: tuple[str, ...]
    cue: Token
    sentence: int


class Attribution:
    """The attributions and denials of one document."""

    def __init__(self, reading: Reading, parties: Parties) -> None:
        self._reading = reading
        self._parties = parties
        self._verbs = {c.phrase: c.sense for c in cues("attribution") if c.scope == "verb"}
        self._nouns = {c.phrase for c in cues("attribution") if c.scope == "noun"}

    def speaker(self, token: Token) -> Speaker | None:
        """The one to whom the clause around a token is attributed: the nearest to it."""
        sentence = token.sent
        for other in sentence:
            if other.lower_ == "citing" or (other.lower_ == "according" and other.dep_ in ("prep", "advmod")):
                named = [t for t in other.subtree if t.dep_ in ("pobj", "dobj")]
                if named and (speaker := self._named(named[0], f"attribution:{other.lower_}")):
                    return speaker
        current = token
        while True:
            for child in current.children:
                if (
                    child.dep_ in ("parataxis", "ccomp", "advcl", "dep")
                    and child.i > current.i
                    and self._says(child)
                    and (child.dep_ == "parataxis" or not any(c.dep_ in ("ccomp", "dobj") for c in child.children))
                ):
                    if speaker := self._subject(child):
                        return speaker
                if child.dep_ == "prep" and child.lower_ in ("by", "on") and (found := self._by_reckoning(child)):
                    return found
            if current.head == current:
                return None
            head = current.head
            if self._says(head) and current.dep_ in (
                "ccomp",
                "xcomp",
                "dobj",
                "prep",
                "advcl",
                "dep",
                "parataxis",
                "oprd",
            ):
                if current.dep_ in ("ccomp", "parataxis", "dep") or self._verbs[head.lemma_.lower()] == "estimate":
                    if speaker := self._subject(head):
                        return speaker
            current = head

    def _says(self, token: Token) -> bool:
        return self._verbs.get(token.lemma_.lower()) in _SAYING

    def _subject(self, verb: Token) -> Speaker | None:
        current = verb
        for _ in range(3):
            for child in current.children:
                if child.dep_ == "nsubj":
                    return self._named(child, f"attribution:{verb.lemma_.lower()}")
            for child in current.children:
                if child.dep_ == "agent":
                    named = [t for t in child.children if t.dep_ == "pobj"]
                    return self._named(named[0], f"attribution:{verb.lemma_.lower()}") if named else None
            if current.dep_ not in ("conj", "xcomp", "advcl"):
                return None
            current = current.head
        return None

    def _by_reckoning(self, preposition: Token) -> Speaker | None:
        for noun in preposition.children:
            if noun.dep_ == "pobj" and noun.lemma_.lower() in self._nouns:
                for child in noun.children:
                    if child.dep_ in ("poss", "amod", "compound") and (party := self._parties.of(child)):
                        return Speaker(party.code, child.text, party.start, party.end, f"attribution:{noun.lemma_}")
        return None

    def _named(self, token: Token, cue: str) -> Speaker | None:
        party = self._parties.of(token)
        if party is not None:
            return Speaker(party.code, self._reading.doc[party.start : party.end].text, party.start, party.end, cue)
        mention = self._reading.mention_at(token.i)
        if mention is not None and mention.label == "organisation":
            name = self._reading.doc[mention.start : mention.end].text
            return Speaker(None, name, mention.start, mention.end, cue)
        return None

    @cached_property
    def denials(self) -> list[Denial]:
        """The sentences in which somebody denies something, with the codes of who does."""
        found = []
        false_words = senses("falsehood")
        for token in self._reading.doc:
            if self._verbs.get(token.lemma_.lower()) != "deny":
                continue
            if token.lemma_ in ("call", "describe", "label", "brand") and not any(
                t.lemma_.lower() in false_words for t in token.subtree
            ):
                continue
            deniers = [c for c in token.children if c.dep_ == "nsubj"]
            if not deniers and token.dep_ == "conj":
                deniers = [c for c in token.head.children if c.dep_ == "nsubj"]
            if any(c.dep_ == "neg" for c in token.children):
                continue
            codes = [p.code for d in deniers for t in (d, *d.conjuncts) if (p := self._parties.of(t))]
            if codes:
                sentence = self._reading.sentence_index[token.i]
                found.append(Denial(tuple(dict.fromkeys(codes)), token, sentence))
        return found
