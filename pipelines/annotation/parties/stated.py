"""Which country, organisation or group a phrase tells by itself: by name, by what modifies it, by place, by apposition.

"Polish defence minister", "the ministry in Warsaw", "Hanwha, the South Korean maker". Nothing here looks back in the
text: that is for coreference/references.py.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.cues import words
from pipelines.annotation.parties.country_classes import CountryClasses, country_classes
from pipelines.annotation.parties.datives import misread_dative
from pipelines.annotation.parties.words import MODIFIERS, NAMELESS, PartyNoun, is_seat, party_noun, party_nouns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.language.parsed import ParsedDoc, Token
    from pipelines.annotation.reading import Mention, Reading

_PARTY_LABELS = frozenset(("country", "nationality", "organisation", "armed_group", "person", "military_unit"))
_PLACE_LABELS = ("country", "location", "organisation")
_PHRASE_PARTS = ("NOUN", "PROPN", "ADJ", "NUM", "DET")


@dataclass(slots=True, unsafe_hash=True)  # a frozen one takes five times as long to make; change none all the same
class Party:
    """A party as a phrase tells it.

    Attributes:
        code: country, organisation or group.
        start, end: tokens of the phrase that named it.
        rule: how it was read: name, modifier, place or apposition, where the phrase tells it, else reference.
        kind: country, institution, company, person, body: what the phrase itself speaks of.
        reference: by which rule a reference was resolved, else None: pronoun, owner ("its forces"), relative ("who"),
            speaker ("we"), surname, abbreviation, country_class ("the Asian nation"), neighbour ("its northern one"),
            same_noun ("the ministry" after "the Polish ministry"), definite_noun ("the country"), former_latter,
            title ("the president"), pair ("both sides"), acted_last (a passive that names nobody).
    """

    code: str
    start: int
    end: int
    rule: str
    kind: str
    reference: str | None = None

    @property
    def found_by(self) -> str:
        """The rule, and for a reference also the one by which it was resolved: "reference:pronoun"."""
        return f"{self.rule}:{self.reference}" if self.reference else self.rule

    def referred(self, reference: str) -> Party:
        """The party as a phrase refers to it that was resolved by a rule."""
        return Party(self.code, self.start, self.end, "reference", self.kind, reference)


def is_machine(mention: Mention, token: Token) -> bool:
    """Whether a maker's name is that of a thing it made: "came in the belly of an Antonov", "two Boeings"."""
    if not (mention.entity_id or "").startswith("companies:") or mention.end - mention.start > 1:
        return False
    is_apart = token.dep_ not in (*MODIFIERS, "appos")
    return is_apart and any(c.lower_ in ("a", "an", "another") or c.dep_ == "nummod" for c in token.children)


def _has_portfolio(minister: Token) -> bool:
    return any(c.lower_ in words("references", "portfolio") for c in minister.children)


@cache
def _foreign_words() -> frozenset[str]:
    return words("references", "foreign").union(w for phrase in country_classes("adjective") for w in phrase.split())


def is_likeness(mention: Mention, doc: ParsedDoc) -> bool:
    """Whether something is only like what a state has: "Soviet-style sanctions"."""
    tokens = doc.tokens
    word = tokens[mention.end - 1].lower_  # "U.S.-style" is one token
    if mention.end + 1 < len(tokens) and tokens[mention.end].text == "-":
        word += "-" + tokens[mention.end + 1].lower_
    return "-" in word and word.rpartition("-")[2] in words("references", "likeness")


class StatedParties:
    """What the phrases of one document tell by themselves."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._found: dict[int, Party | None] = {}
        self._names: dict[int, Party | None] = {}
        self._halves = country_classes("half")
        self.classes = CountryClasses(reading)

    def of(self, token: Token) -> Party | None:
        """The party that the phrase governed by a token tells, or None."""
        if token.i not in self._found:
            self._found[token.i] = self.named(token) or self._described(token)
        return self._found[token.i]

    def named(self, token: Token) -> Party | None:
        """The party whose name stands at a token, or None."""
        if token.i not in self._names:
            self._names[token.i] = self._name(token)
        return self._names[token.i]

    def _name(self, token: Token) -> Party | None:
        mention = self._reading.mention_at(token.i)
        if mention is None or mention.code is None or mention.entity_class in NAMELESS:
            return self._half(token) if token.lower_ in self._halves else None
        if mention.label not in _PARTY_LABELS and not is_seat(mention):
            return None
        if token.i in self.classes.inside or is_likeness(mention, token.doc) or is_machine(mention, token):
            return None
        code = self._nation_before(mention) or mention.code
        return Party(code, mention.start, mention.end, "name", _kind(mention))

    def _nation_before(self, forces: Mention) -> str | None:
        """Whose forces they are that several nations call by one name: "the Chilean Marine Corps"."""
        if forces.entity_class != "armed_forces" or not forces.start:
            return None
        before = self._reading.mention_at(forces.start - 1)
        is_nation = before is not None and before.label in ("nationality", "country") and before.end == forces.start
        return before.code if before is not None and is_nation else None

    def _half(self, token: Token) -> Party | None:
        """ "The North" and "the South" of a divided country, where the document names its other state."""
        if not token.text.istitle() or token.dep_ in ("compound", "amod"):
            return None
        (code,) = self._halves[token.lower_]
        if not token.i or token.nbor(-1).lower_ != "the" or not self._named_halves - {code}:
            return None
        return Party(code, token.i - 1, token.i + 1, "name", "country")

    @cached_property
    def _named_halves(self) -> frozenset[str]:
        """The codes of the states of a divided country that the document names."""
        codes = frozenset().union(*country_classes("half").values())
        return codes & {mention.code or "" for mention in self._reading.mentions}

    def _described(self, token: Token) -> Party | None:
        noun = party_noun(token) or _title(token)
        mention = self._reading.mention_at(token.i)
        kind = noun.kind if noun else "person" if mention and mention.label == "person" else "institution"
        if noun is None and (
            token.pos_ not in _PHRASE_PARTS or not (mention or token.children or token.dep_ == "appos")
        ):
            return None
        if mention is not None and mention.entity_class in NAMELESS:
            return None
        is_relation = noun is not None and noun.scope == "relation"
        if not is_relation or (found := self._apposed(token, kind)) is None:
            found = self._modified(token, kind, is_relation=is_relation)
        if found is None and mention is not None:
            found = self._inside(mention, kind)
        if found is None and not is_relation and (noun or (mention and mention.label in ("person", "organisation"))):
            found = self._placed(token, kind, noun)
        return found or self._apposed(token, kind)

    def _modified(self, token: Token, kind: str, *, is_relation: bool = False) -> Party | None:
        """By nation or owner before it: "Polish minister", "Poland's ministry"; an ally's owner is not the ally."""
        dative = misread_dative(token)
        for child in token.children:
            if child.dep_ not in MODIFIERS or child == dative or (is_relation and child.dep_ == "poss"):
                continue
            found = self.named(child) or self._inner_modifier(child)
            if found and is_relation and self._reading.mention_at(found.start).label != "nationality":  # type: ignore[union-attr]
                continue
            if found:
                start = min(found.start, self._first(token))
                return replace(found, start=start, end=token.i + 1, rule="modifier", kind=kind)
        before = self._first(token) - 1
        body = self._reading.mention_at(before) if before >= 0 else None
        if body is None or not body.code or body.label != "organisation" or self._reading.doc[before].pos_ != "VERB":
            return None
        return Party(body.code, body.start, token.i + 1, "modifier", kind)  # "ECOWAS leaders": a verb to the tagger

    def _first(self, token: Token) -> int:
        """Where the phrase of a token begins in its line: the parser may hang a line's end on what follows."""
        ends = self._reading.line_ends
        before = bisect_left(ends, token.i)
        return max(token.left_edge.i, ends[before - 1] + 1) if before else token.left_edge.i

    def _inner_modifier(self, token: Token) -> Party | None:
        return next((f for c in token.children if c.dep_ in MODIFIERS and (f := self.named(c))), None)

    def _inside(self, mention: Mention, kind: str) -> Party | None:
        """By the nation in a longer name: "Polish Armament Group"."""
        for index in range(mention.start, mention.end):
            inner = self._reading.mention_at(index)
            if inner is None or not inner.code or is_likeness(inner, self._reading.doc):
                continue
            if inner.label in ("country", "nationality"):
                return Party(inner.code, mention.start, mention.end, "modifier", kind)
        return None

    def _placed(self, token: Token, kind: str, noun: PartyNoun | None) -> Party | None:
        """By the phrase behind it: "the ministry in Warsaw", "the president of Uganda"."""
        prepositions = {"of", "from", "for"} if _is_guest(token, noun) else {"of", "in", "from", "for", "at"}
        if "in" in prepositions and any(c.tag_ == "PRP$" for c in token.children):
            prepositions -= {"in", "at", "from"}  # "its contingent in Gambia", "rifles for its army from Italy"
        if token.tag_ == "NNS" and token.lemma == "minister" and _has_portfolio(token):
            prepositions -= {"in", "at"}  # no state has two: "foreign ministers in Luxembourg" have met there
        for child in self._behind(token):
            if child.dep_ != "prep" or child.lower_ not in prepositions:
                continue
            for pobj in child.children:
                place = self._reading.mention_at(pobj.i)
                is_named = place is not None and place.label in _PLACE_LABELS
                is_led = place is not None and place.label == "person" and child.lower_ == "of"  # "the cabinet of ..."
                if pobj.dep_ == "pobj" and place and place.code and (is_named or is_led):
                    return Party(place.code, self._first(token), pobj.i + 1, "place", kind)
                if (
                    pobj.dep_ == "pobj"
                    and child.lower_ in ("of", "for", "at")
                    and pobj.lemma in party_nouns()
                    and (found := self._modified(pobj, kind))
                ):
                    return replace(found, start=self._first(token), rule="place")
        return None

    def _behind(self, token: Token) -> Iterator[Token]:
        """What hangs on a noun, and on the last word of its name: "the Joint Chiefs of Staff in Seoul"."""
        yield from token.children
        mention = self._reading.mention_at(token.i)
        if mention is not None and mention.label == "organisation" and mention.end - 1 > token.i:
            yield from (c for c in self._reading.doc[mention.end - 1].children if c.i >= mention.end)

    def _apposed(self, token: Token, kind: str) -> Party | None:
        """By what it is set beside: "Hanwha, the South Korean maker", "Jan Nowak, head of Poland's agency"."""
        tokens = self._reading.doc.tokens
        others = [c for c in token.children if c.dep_ == "appos" and tokens[c.left_edge.i - 1].text != ":"]
        if token.dep_ == "appos":
            others.append(_office_over(token.head) if kind == "person" else token.head)
        for other in others:
            noun = party_nouns().get(other.lemma)
            found = self.named(other) or self._modified(other, kind) or (noun and self._placed(other, kind, noun))
            if found:
                return replace(found, rule="apposition", kind=kind)
        return None


def _is_guest(token: Token, noun: PartyNoun | None) -> bool:
    """Whether somebody is not of the place where he is: "a diplomat in Manila", "a visiting general"."""
    if noun is not None and noun.scope == "guest":
        return True
    if token.lemma in words("references", "foreign_affairs"):
        return False  # a "foreign ministry in Manila" is at home there
    return any(c.dep_ in MODIFIERS and c.lower_ in _foreign_words() for c in token.children)


def _title(name: Token) -> PartyNoun | None:
    """What the office before a name speaks of: "Colonel Okello of the Ugandan army"."""
    if name.pos_ != "PROPN":
        return None
    before = (party_nouns().get(c.lemma) for c in name.children if c.dep_ == "compound")
    return next((noun for noun in before if noun is not None and noun.kind == "person"), None)


def _office_over(noun: Token) -> Token:
    """The office beside which a name stands, where the parse sets it beside its place: "envoy to the UN, X"."""
    office = noun.head.head
    is_of_office = (
        noun.dep_ == "pobj" and office.lemma in party_nouns() and party_nouns()[office.lemma].kind == "person"
    )
    return office if is_of_office else noun


def _kind(mention: Mention) -> str:
    if mention.label == "person":
        return "person"
    if mention.label == "organisation":
        if (mention.entity_id or "").startswith("companies:"):
            return "company"
        return "body" if (mention.entity_id or "").endswith(f":{mention.code}") else "institution"
    return "country"
