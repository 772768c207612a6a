"""Which country, organisation or group a phrase stands for: by name, by what modifies it, or by what was told before.

"Polish defence minister", "the ministry in Warsaw", "Hanwha, the South Korean maker", "the country", "it", "he".
A party is read from the parse around one token; roles (who supplies, who denies) are told by the facts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.cues import senses

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipelines.annotation.reading import Mention, Reading

_PARTY_LABELS = frozenset(("country", "nationality", "organisation", "armed_group", "person", "military_unit"))
_MODIFIERS = ("poss", "amod", "compound", "nmod", "nounmod")
_SUBJECTS = ("nsubj", "nsubjpass")
_PEOPLE = ("he", "she", "him", "her", "his")
_THINGS = ("it", "its", "itself")
_MANY = ("they", "them", "their", "we", "our", "us")
_SPEAKERS = ("we", "our", "us", "ours")
_SAYING = frozenset("say tell add announce declare state insist reply answer write".split())
_LOOK_BACK = 4  # sentences in which the one that a pronoun stands for is looked for


@dataclass(frozen=True)
class Party:
    """A party as a phrase tells it.

    Attributes:
        code: country, organisation or group.
        start, end: tokens of the phrase that named it.
        rule: how it was read: name, modifier, place, apposition, reference.
        kind: country, institution, company, person, body: what the phrase itself speaks of.
    """

    code: str
    start: int
    end: int
    rule: str
    kind: str


@dataclass(frozen=True)
class _Candidate:
    index: int
    sentence: int
    party: Party
    is_subject: bool


class Parties:
    """The parties of one document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._nouns = senses("party_nouns")

    def of(self, token: Token) -> Party | None:
        """The party that the phrase governed by a token stands for, or None."""
        return self._named(token) or self._described(token) or self._referred(token)

    def stated(self, token: Token) -> Party | None:
        """As `of`, but only where the phrase itself tells, without looking back."""
        return self._named(token) or self._described(token)

    def actor_before(self, token: Token) -> Party | None:
        """The state or body that the document spoke of last as acting: for a passive that names nobody."""
        return self._antecedent(token, ("country", "institution", "body", "person"))

    def is_place_only(self, token: Token) -> bool:
        """Whether a token is a place that does not stand for a government: a town, a region."""
        mention = self._reading.mention_at(token.i)
        return mention is not None and mention.label == "location" and not _is_seat(mention)

    def _named(self, token: Token) -> Party | None:
        mention = self._reading.mention_at(token.i)
        if mention is None or mention.code is None:
            return None
        if mention.label not in _PARTY_LABELS and not _is_seat(mention):
            return None
        return Party(mention.code, mention.start, mention.end, "name", _kind(mention))

    def _described(self, token: Token) -> Party | None:
        sense = self._nouns.get(token.lemma_.lower())
        mention = self._reading.mention_at(token.i)
        kind = sense or ("person" if mention and mention.label == "person" else "institution")
        if sense is None and token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM", "DET"):
            return None
        for child in token.children:
            if child.dep_ in _MODIFIERS and (found := self._named(child) or self._described_inside(child)):
                return replace(
                    found, start=min(found.start, token.left_edge.i), end=token.i + 1, rule="modifier", kind=kind
                )
        if mention is not None:  # a longer name with a nation in it: "Polish Armament Group"
            for index in range(mention.start, mention.end):
                inner = self._reading.mention_at(index)
                if inner is not None and inner.code and inner.label in ("country", "nationality"):
                    return Party(inner.code, mention.start, mention.end, "modifier", kind)
        if sense is not None or (mention and mention.label in ("person", "organisation")):
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in ("of", "in", "from", "for", "at"):
                    for pobj in child.children:
                        place = self._reading.mention_at(pobj.i)
                        if (
                            pobj.dep_ == "pobj"
                            and place
                            and place.code
                            and place.label in ("country", "location", "organisation")
                        ):
                            return Party(place.code, token.left_edge.i, pobj.i + 1, "place", kind)
        for other in (
            *(c for c in token.children if c.dep_ == "appos"),
            *((token.head,) if token.dep_ == "appos" else ()),
        ):
            if found := self._named(other) or self._modified(other):
                return replace(found, rule="apposition", kind=kind)
        return None

    def _described_inside(self, child: Token) -> Party | None:
        return next((f for c in child.children if c.dep_ in _MODIFIERS and (f := self._named(c))), None)

    def _modified(self, token: Token) -> Party | None:
        return next((f for c in token.children if c.dep_ in _MODIFIERS and (f := self._named(c))), None)

    def _referred(self, token: Token) -> Party | None:
        word, sense = token.lower_, self._nouns.get(token.lemma_.lower())
        if token.tag_ in ("WP$", "WDT", "WP"):
            clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
            return self.stated(clause.head) if clause is not None else None
        if word in _SPEAKERS and (speaker := self._speaking(token)):
            return speaker
        mention = self._reading.mention_at(token.i)
        if word in _PEOPLE:
            return self._antecedent(token, ("person",))
        if word in _THINGS:
            return self._antecedent(token, ("country", "institution", "company", "body"))
        if word in _MANY:
            return self._antecedent(token, ("country", "institution", "company", "body", "person"))
        if mention is not None and mention.label == "person":
            return self._introduced.get(token.text)
        if sense is None or not self._is_definite(token):
            return None
        wanted = {"country": ("country", "institution", "person"), "body": ("body",), "company": ("company",)}.get(
            sense
        )
        return self._antecedent(token, wanted or ("institution", "country", "person", "body"))

    def _speaking(self, token: Token) -> Party | None:
        """Who says "we": the subject of the verb of saying over the words."""
        for verb in token.ancestors:
            if verb.lemma_.lower() in _SAYING:
                return next((p for c in verb.children if c.dep_ == "nsubj" and (p := self.stated(c))), None)
        return None

    @staticmethod
    def _is_definite(token: Token) -> bool:
        determiners = [c.lower_ for c in token.children if c.dep_ in ("det", "poss")]
        return (
            any(d in ("the", "this", "that", "its", "his", "her", "their", "both") for d in determiners)
            or not determiners
        )

    def _antecedent(self, token: Token, kinds: tuple[str, ...]) -> Party | None:
        here = self._reading.sentence_index[token.i]
        best: tuple[float, Party] | None = None
        for candidate in self._candidates:
            if candidate.index >= token.left_edge.i or candidate.party.start <= token.i < candidate.party.end:
                continue
            distance = here - candidate.sentence
            if distance > _LOOK_BACK or candidate.party.kind not in kinds:
                continue
            weight = -2.0 * distance + (3.0 if candidate.is_subject else 0.0) + candidate.index / 10_000
            if best is None or weight > best[0]:
                best = (weight, candidate.party)
        return replace(best[1], rule="reference") if best else None

    @cached_property
    def _candidates(self) -> list[_Candidate]:
        found = []
        for token in self._reading.doc:
            if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
                continue
            if token.dep_ in _MODIFIERS and token.dep_ != "poss":
                continue
            party = self.stated(token) or (self._introduced.get(token.text) if token.pos_ == "PROPN" else None)
            if party is not None:
                found.append(_Candidate(token.i, self._reading.sentence_index[token.i], party, _is_subject(token)))
        return found

    @cached_property
    def _introduced(self) -> dict[str, Party]:
        """Surname -> party of the persons that the text introduces by office or nation."""
        found: dict[str, Party] = {}
        for mention in self._reading.of_label("person"):
            head = self._reading.head(mention.start, mention.end)
            party = self._named(head) or self._described(head)
            if party is None and head.dep_ in ("appos",):
                party = self.stated(head.head)
            if party is not None:
                surname = self._reading.doc[mention.end - 1].text
                found.setdefault(surname, replace(party, kind="person"))
        return found


def _is_seat(mention: Mention) -> bool:
    return (mention.entity_id or "").startswith("countries:")


def _kind(mention: Mention) -> str:
    if mention.label == "person":
        return "person"
    if mention.label == "organisation":
        if (mention.entity_id or "").startswith("companies:"):
            return "company"
        return "body" if (mention.entity_id or "").endswith(f":{mention.code}") else "institution"
    return "country"


def _is_subject(token: Token) -> bool:
    while token.dep_ in ("conj", "appos", "poss"):
        token = token.head
    return token.dep_ in _SUBJECTS
