"""For whom later phrases can stand: the parties that a document names, each at its token, and how near they are.

The nearest sentence counts most, a subject more than an object; where two different ones are equally near, none is
best. Which antecedents a phrase admits is told in pronouns.py and definite_nouns.py.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from pipelines.annotation.parties.stated import Party
from pipelines.annotation.parties.words import MODIFIERS, party_nouns
from pipelines.annotation.speech.saying import is_saying

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipelines.annotation.language.parsed import ParsedDoc, Token
    from pipelines.annotation.parties.stated import StatedParties
    from pipelines.annotation.reading import Reading

SUBJECTS = ("nsubj", "nsubjpass")
KINDS = {  # sense of a pronoun, or what a noun speaks of -> the kinds of party for which it can stand
    "person": ("person",),
    "thing": ("country", "institution", "company", "body"),
    "many": ("country", "institution", "company", "body", "person"),
    "speaker": ("country", "institution", "company", "body", "person"),
    "country": ("country", "institution", "person"),
    "institution": ("institution", "country", "person", "body"),
    "body": ("body",),
    "company": ("company",),
}
LOOK_BACK = 4  # sentences in which the one that a phrase stands for is looked for
_BELOW = ("conj", "appos", *MODIFIERS)
_weight_and_place = itemgetter(0, 1)
_BRACKET = frozenset(("(",))
_SHORTEST, _LONGEST = 2, 8  # letters of an abbreviation, words of what it stands for
_SUBJECT_WEIGHT = 3.0  # a subject of the sentence before outweighs what else this sentence names
_MAIN_WEIGHT = 0.5  # the subject of the main clause before that of another, unless it only tells of the other
_SENTENCE_WEIGHT = 2.0
_SURNAME_FIRST = frozenset("CHN TWN KOR PRK JPN VNM KHM HUN".split())  # "Lin Jian" is Lin later
_PEOPLE_WEIGHT = 1.0  # "the country" is rather one that was named than that of an official


@dataclass(slots=True, unsafe_hash=True)  # as Party: frozen ones are slow to make
class Antecedent:
    """A party at a token, for which a later phrase can stand; None for a person of whom no country is known."""

    index: int
    sentence: int
    party: Party | None
    kind: str
    nouns: frozenset[str]
    is_subject: bool
    is_scene: bool = False  # "In Warsaw, talks go on": whose ministers are spoken of next

    @property
    def code(self) -> str:
        """The party's code, or one of its own for a person of no known country."""
        return self.party.code if self.party else f"?{self.index}"


class Antecedents:
    """The antecedents of one document.

    Args:
        reading: the document.
        stated: what its phrases tell by themselves.
    """

    def __init__(self, reading: Reading, stated: StatedParties) -> None:
        self._reading = reading
        self._stated = stated

    def before(
        self, token: Token, kinds: tuple[str, ...], look_back: int = LOOK_BACK, *, itself: bool = False
    ) -> list[Antecedent]:
        """The antecedents of some kinds in the sentences before a phrase, nearest first."""
        here, edge = self._reading.sentence_index[token.i], token.i if itself else token.left_edge.i
        near = takewhile(
            lambda c: here - c.sentence <= look_back, reversed(self._all[: bisect_left(self._places, edge)])
        )
        return [c for c in near if c.kind in kinds and not (c.party and c.party.start <= token.i < c.party.end)]

    @cached_property
    def _places(self) -> list[int]:
        """The tokens of all antecedents."""
        return [c.index for c in self._all]

    def best(self, near: Iterable[Antecedent], token: Token, *, is_strict: bool = True) -> Antecedent | None:
        """The weightiest; None where another one has the same weight and is_strict."""
        here = self._reading.sentence_index[token.i]
        is_nation = token.lemma in party_nouns() and party_nouns()[token.lemma].kind == "country"

        def weight(candidate: Antecedent) -> float:
            is_first = candidate.is_subject or (candidate.is_scene and token.pos_ in ("NOUN", "PROPN"))
            subject = _SUBJECT_WEIGHT if is_first else 0.0
            subject += (
                _MAIN_WEIGHT if candidate.is_subject and is_main(self._reading.doc.tokens[candidate.index]) else 0.0
            )
            subject += _SUBJECT_WEIGHT if self._heads(candidate, token) else 0.0
            people = _PEOPLE_WEIGHT if is_nation and candidate.kind != "country" else 0.0
            return subject - people - _SENTENCE_WEIGHT * (here - candidate.sentence)

        ranked = sorted(((weight(c), c.index, c) for c in near), key=_weight_and_place, reverse=True)
        if not ranked:
            return None
        most, _, first = ranked[0]
        rivals = {c.code for told, _, c in ranked if told == most}
        return first if len(rivals) == 1 or not is_strict else None

    def _heads(self, candidate: Antecedent, token: Token) -> bool:
        """Whether a line is headed by one of whom it tells: "Norway: the army has 54 tanks"."""
        ends, name = self._reading.line_ends, self._reading.doc.tokens[candidate.index]
        return _heads_line(name) and bisect_left(ends, name.i) == bisect_left(ends, token.i)

    def introduced(self, token: Token) -> Party | None:
        """The party of the person whose surname stands at a token, if the text has introduced that one before."""
        told = [(at, p) for at, p in self._persons.get(token.text, ()) if at < token.i]
        return told[-1][1] if len({p.code for _, p in told}) == 1 else None

    def abbreviated(self, token: Token) -> Party | None:
        """The party whose name a text has shortened to a token before: "the Canadian Armed Forces (CAF)"."""
        at, party = self._abbreviations.get(token.text, (token.i, None))
        return party if at < token.i else None

    @cached_property
    def _abbreviations(self) -> dict[str, tuple[int, Party]]:
        found: dict[str, tuple[int, Party]] = {}
        tokens = self._reading.doc.tokens
        for bracket in self._reading.doc.among(_BRACKET):
            index = bracket.i + 1
            if not 2 <= index < len(tokens) - 1 or tokens[index + 1].text != ")":
                continue
            token = tokens[index]
            if bracket.text != "(" or not token.is_upper or len(token.text) < _SHORTEST:
                continue
            words = [t for t in tokens[max(index - 1 - _LONGEST, 0) : index - 1] if t.text[:1].isupper()]
            initials = "".join(t.text[0] for t in words)
            party = self._stated.of(words[-1]) if initials.endswith(token.text) else None
            if party is not None:
                found.setdefault(token.text, (token.i, party))
        return found

    def places_before(self, token: Token) -> Iterator[Antecedent]:
        """Towns and regions before a phrase, by the country in which they lie."""
        here = self._reading.sentence_index[token.i]
        for mention in self._reading.of_label("location"):
            if mention.end > token.left_edge.i or mention.code is None:
                continue
            sentence = self._reading.sentence_index[mention.start]
            if here - sentence <= LOOK_BACK:
                party = Party(mention.code, mention.start, mention.end, "name", "country")
                yield Antecedent(mention.start, sentence, party, "country", frozenset(), is_subject=False)

    @cached_property
    def at(self) -> dict[int, Antecedent]:
        """The antecedents by their token."""
        return {c.index: c for c in self._all}

    @cached_property
    def _all(self) -> list[Antecedent]:
        found = []
        for token in self._reading.doc.tokens:
            if token.pos_ not in ("NOUN", "PROPN", "ADJ") or _is_joined(token):
                continue
            if token.dep_ == "conj" and token.conjuncts[0].dep_ in MODIFIERS[1:]:
                continue  # told with its noun: "Kenyan and Ugandan officers"
            if token.dep_ in MODIFIERS and token.dep_ != "poss":
                name = self._stated.named(token)  # "ECOWAS leaders" speak of ECOWAS, "Polish leaders" of the leaders
                if name is not None and name.kind in ("body", "company"):
                    found.append(self._antecedent(token, name))
                continue
            if token.pos_ == "ADJ":
                continue
            party = self._stated.of(token)
            if party is not None and party.rule != "name" and token.lemma not in party_nouns():
                party = party if self._reading.mention_at(token.i) else None  # "a French sale" is no party
            if party is None and token.pos_ == "PROPN":
                party = self.introduced(token)
            mention = self._reading.mention_at(token.i)
            is_person = mention is not None and mention.label == "person"
            if party is None and not (is_person and self._reading.head(mention.start, mention.end) == token):  # type: ignore[union-attr]
                continue
            found.append(self._antecedent(token, party))
            if party is not None:
                found += [replace(found[-1], index=i, party=other) for i, other in self.beside(token, party)]
        return sorted(found, key=lambda c: c.index)

    def beside(self, noun: Token, party: Party) -> list[tuple[int, Party]]:
        """The further nations of one phrase, each at its token: "Kenyan and Ugandan officers" are of two."""
        if party.rule != "modifier":
            return []
        told = ((t, self._stated.named(t)) for c in noun.children if c.dep_ in MODIFIERS for t in c.conjuncts)
        return [
            (t.i, replace(other, rule="modifier", kind=party.kind))
            for t, other in told
            if other and other.code != party.code
        ]

    def _antecedent(self, token: Token, party: Party | None) -> Antecedent:
        sentence, kind = self._reading.sentence_index[token.i], party.kind if party else "person"
        return Antecedent(token.i, sentence, party, kind, _nouns(token), _is_subject(token), _is_scene(token))

    @cached_property
    def _persons(self) -> dict[str, list[tuple[int, Party]]]:
        """Surname -> where the text introduces a person of that name by office or nation, and that one's party."""
        found: dict[str, list[tuple[int, Party]]] = {}
        for mention in self._reading.of_label("person"):
            head = self._reading.head(mention.start, mention.end)
            party = self._stated.of(head)
            if party is not None:
                last = (
                    mention.start
                    if party.code in _SURNAME_FIRST and len(head.doc[mention.start]) > 1
                    else mention.end - 1
                )
                for surname in {self._reading.doc[i].text for i in (last, mention.end - 1)}:
                    found.setdefault(surname, []).append((head.i, replace(party, kind="person")))
        return found


def _nouns(token: Token) -> frozenset[str]:
    """The noun by which a phrase speaks of somebody, and the offices before or behind a name: "President Petro"."""
    offices = (c for c in token.children if c.dep_ in ("compound", "appos") and c.lemma in party_nouns())
    return frozenset(t.lemma for t in (token, *offices))


def _is_subject(token: Token) -> bool:
    """Whether a phrase is a subject, or what a subject is told to be: "the biggest paymaster is Japan"."""
    while token.dep_ in ("conj", "appos", "poss"):
        token = token.head
    if token.dep_ == "ROOT" or _heads_line(token):
        return True
    return token.dep_ in (*SUBJECTS, "gap") or (token.dep_ == "attr" and token.head.lemma_ == "be")


def _is_joined(token: Token) -> bool:
    """Whether a name is the first half of a word: "the Australian-led mission" speaks of the mission."""
    tokens, behind = token.doc.tokens, token.i + 1
    return behind < len(tokens) and tokens[behind].text == "-" and tokens[behind].idx == token.idx + len(token.text)


def _heads_line(token: Token) -> bool:
    """Whether a name is the head of a line that tells of it: "Norway: 54 tanks"."""
    tokens = token.doc.tokens
    if token.i + 1 >= len(tokens) or tokens[token.i + 1].text != ":":
        return False
    edge = token.left_edge.i
    return edge == token.sent.start or "\n" in tokens[edge - 1].text


def _is_scene(token: Token) -> bool:
    """Whether a sentence begins with where it happens: "In Warsaw, meanwhile, talks go on"."""
    return token.dep_ == "pobj" and token.head.lower_ == "in" and token.head.i == token.sent.start


def is_main(subject: Token) -> bool:
    """Whether a subject is that of the main clause of its sentence, and does not just say what another does."""
    while subject.dep_ in _BELOW:
        subject = subject.head
    verb = subject.head.first_conjunct
    return verb.dep_ == "ROOT" and not is_saying(verb)


def coordinated(antecedents: Iterable[Antecedent], size: int, doc: ParsedDoc) -> dict[str, Party]:
    """The last so many of a sentence that are named in one breath: "vowed to defend Sweden and Finland"."""
    series: dict[int, dict[str, Party]] = {}
    for antecedent in antecedents:
        first = doc[antecedent.index]
        while first.dep_ in ("conj", "amod", "nmod", "compound"):
            first = first.head
        if antecedent.party is not None:
            series.setdefault(first.i, {})[antecedent.code] = antecedent.party
    return next((told for told in reversed(series.values()) if len(told) == size), {})
