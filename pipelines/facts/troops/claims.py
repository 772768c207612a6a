"""Who gives a figure, and who denies a deployment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.attribution import Attribution, Denial
from pipelines.annotation.cues import cues, senses
from pipelines.facts.roles import is_verb
from pipelines.facts.triggers import trigger_table
from pipelines.facts.troops.sides import is_placed
from pipelines.facts.troops.words import force_nouns, setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.parsed import Token
    from pipelines.annotation.parties import Party
    from pipelines.facts.context import Context

_TELLING = ("say", "estimate", "claim")
_CLAUSES = ("ccomp", "parataxis", "dep", "advcl")
_FIGURES = ("dobj", "prep", "oprd", "xcomp", "nsubjpass", "attr")
_SAME_REACH = 6  # sentences
_DEFINITE = frozenset("the this that its his her their our".split())
_PRONOUNS = frozenset("he she it they we".split())


@dataclass(frozen=True)
class Claimant:
    """Who tells it: a code, or a name; both None where somebody does who stands for nobody known."""

    label: str | None
    start: int
    end: int
    rule: str


class Claims:
    """Who says what of the figures of one document, and who denies it."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._verbs = {c.phrase: c.sense for c in cues("attribution") if c.scope == "verb"}
        self._parties = senses("party_nouns")
        self._nouns = {c.phrase for c in cues("attribution") if c.scope == "noun"}

    def of(self, noun: Token, number: Token) -> Claimant | None:
        """The one to whom a figure is attributed, the nearest to it; None where the document tells it as its own."""
        found = self._naming(noun, number) or self._according(number)
        found = found or self._beside(number) or self._over(noun, number)
        lines = number.doc[min(found.end, number.i) : max(found.start, number.i)].text if found is not None else ""
        return None if "\n" in lines else found

    def subject(self, verb: Token) -> Claimant | None:
        """Who says what a verb of saying tells; None where nobody is named."""
        current = verb
        for _ in range(3):
            for child in current.children:
                if child.dep_ == "nsubj":
                    return self._named(child, verb.lemma_.lower())
                if child.dep_ == "agent":
                    named = [t for t in child.children if t.dep_ == "pobj"]
                    return self._named(named[0], verb.lemma_.lower()) if named else None
            if current.dep_ not in ("conj", "xcomp", "advcl"):
                return None
            current = current.head
        return None

    def tells(self, token: Token) -> bool:
        """Whether a token is a verb of telling or reckoning."""
        told = self._verbs.get(token.lemma_.lower()) in _TELLING and is_verb(token)
        return told and not any(c.dep_ == "neg" for c in token.children)

    def _beside(self, number: Token) -> Claimant | None:
        """Who is put in between commas: "Pyongyang, the service believes, has sent 3,000"."""
        for token in number.sent:
            if self.tells(token) and token.i + 1 < len(token.doc) and token.nbor(1).text == ",":
                speaker = next((c for c in token.children if c.dep_ == "nsubj" and c.i < token.i), None)
                if speaker is None or not speaker.left_edge.i or speaker.left_edge.nbor(-1).text != ",":
                    continue
                if not any(c.dep_ in ("dobj", "ccomp", "xcomp", "mark") for c in token.children):
                    return self._named(speaker, token.lemma_.lower())
        return None

    def _naming(self, noun: Token, number: Token) -> Claimant | None:
        """ "The 3,000 that the White House named", "11,000, by the South's count"."""
        for anchor in dict.fromkeys((noun, number)):
            for child in anchor.children:
                if child.dep_ == "relcl" and child.lemma_.lower() in setting("naming"):
                    if (found := self.subject(child)) is not None:
                        return found
        return None

    def _according(self, number: Token) -> Claimant | None:
        found = []
        for token in number.sent:
            if token.lower_ == "citing" or (token.lower_ == "according" and token.dep_ in ("prep", "advmod", "advcl")):
                named = [t for t in token.subtree if t.dep_ in ("pobj", "dobj")]
                source = self._named(named[0], token.lower_) if named else None
                if source is not None and (source.label is not None or token.lower_ == "according"):
                    found.append((abs(token.i - number.i), source))
            elif token.dep_ == "prep" and token.lower_ in ("by", "on") and (reckoned := self._reckoning(token)):
                found.append((abs(token.i - number.i), reckoned))
        return min(found, key=lambda f: f[0])[1] if found else None

    def _reckoning(self, preposition: Token) -> Claimant | None:
        for noun in preposition.children:
            if noun.dep_ == "pobj" and noun.lemma_.lower() in self._nouns:
                for child in noun.children:
                    if child.dep_ in ("poss", "amod", "compound") and (party := self._context.parties.of(child)):
                        return Claimant(party.code, party.start, party.end, f"claimant:{noun.lemma_.lower()}")
        return None

    def _over(self, noun: Token, number: Token) -> Claimant | None:
        """The speaker of the clause that holds the figure, or of the one that is put in beside it."""
        below = noun if noun.is_ancestor(number) or noun == number else number
        current = below
        while True:
            for child in current.children:
                if child != below and self.tells(child) and self._is_put_in(child):
                    if (found := self.subject(child)) is not None:
                        return found
            if current.head == current:
                return None
            below, current = current, current.head
            if current.lemma_.lower() in setting("hearing") and below.dep_ == "ccomp":
                return self._source(current)
            if self.tells(current) and (
                below.dep_ in _CLAUSES
                or self._is_figure(current, below, number)
                or _is_told_that(current, below, number)
            ):
                found = self.subject(current)
                if found is not None:
                    return found

    @staticmethod
    def _is_put_in(verb: Token) -> bool:
        """Whether a verb of saying stands beside what is said: "..., the ministry said"."""
        bare = not any(c.dep_ in ("ccomp", "dobj") for c in verb.children)
        if verb.dep_ == "conj":
            speaker = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            return bare and speaker is not None and speaker.left_edge.i > 0 and speaker.left_edge.nbor(-1).text == ","
        return verb.dep_ == "parataxis" or (verb.dep_ in _CLAUSES and bare)

    def _is_figure(self, verb: Token, below: Token, number: Token) -> bool:
        """Whether a figure is itself the object of the telling: "put it at 3,000", "Ukraine says 12,000"."""
        if below.dep_ not in _FIGURES:
            return False
        return self._verbs[verb.lemma_.lower()] == "estimate" or below == number

    def _source(self, verb: Token) -> Claimant | None:
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ == "from":
                for pobj in child.children:
                    if pobj.dep_ == "pobj" and self._context.parties.stated(pobj):
                        return self._named(pobj, verb.lemma_.lower())
        return self.subject(verb)

    def _named(self, token: Token, cue: str) -> Claimant:
        """A speaker; one who stands for nobody known is a claimant without a label."""
        reading, rule = self._context.reading, f"claimant:{cue}"
        mention = reading.mention_at(token.i)
        name = mention if mention is not None and mention.label == "organisation" else None
        if name is not None and name.entity_class == "media":
            return Claimant(reading.doc[name.start : name.end].text, name.start, name.end, rule)
        if token.lower_ in _PRONOUNS and (before := self._subject_before(token)) is not None:
            return self._named(before, cue)
        if (paper := _press(token)) is not None:
            return Claimant(reading.doc[paper[0] : paper[1]].text, *paper, rule)
        parties = self._context.parties
        party = parties.stated(token) or self._owner(token)
        if party is None and (self._refers(token) or (mention is not None and mention.label == "person")):
            party = self._same_before(token) or parties.of(token)
            if party is not None and is_placed(party, reading.doc):
                party = None
        institution = self._parties.get(token.lemma_.lower()) == "institution"
        if party is None and name is not None and not institution:
            return Claimant(reading.doc[name.start : name.end].text, name.start, name.end, rule)
        if party is None:
            return Claimant(None, token.i, token.i + 1, rule)
        return Claimant(party.code, party.start, party.end, rule)

    def _owner(self, token: Token) -> Party | None:
        """Whose the speaker is: "the country's agency", "an officer of its general staff"."""
        within = [g for c in token.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
        for noun in (token, *within):
            for child in noun.children:
                if child.dep_ == "poss" and (self._refers(child) or child.tag_ == "PRP$"):
                    if (party := self._context.parties.of(child)) is not None:
                        return party
        return None

    def _same_before(self, token: Token) -> Party | None:
        """The party of "the official", where "an African Union official" was spoken of before."""
        sentence = self._context.reading.sentence_index
        for other in reversed(list(token.doc[: token.left_edge.i])):
            if sentence[token.i] - sentence[other.i] > _SAME_REACH:
                return None
            if other.lemma_.lower() == token.lemma_.lower() and (party := self._context.parties.stated(other)):
                return party
        return None

    def _subject_before(self, pronoun: Token) -> Token | None:
        """What "they" or "it" of "they say" stands for: the subject, last named, of the sentence before."""
        sentences, index = self._context.reading.sentences, self._context.reading.sentence_index[pronoun.i]
        if index == 0 or pronoun.lower_ in ("we", "i"):
            return None
        for token in reversed(list(sentences[index - 1])):
            if token.dep_ == "nsubj" and token.pos_ in ("NOUN", "PROPN"):
                mention = self._context.reading.mention_at(token.i)
                known = _press(token) is not None or (mention is not None and mention.label == "organisation")
                if known or self._context.parties.stated(token):
                    return token
        return None

    @staticmethod
    def _refers(token: Token) -> bool:
        return token.lower_ in _PRONOUNS or any(c.lower_ in _DEFINITE for c in token.children)

    @cached_property
    def denials(self) -> list[Denial]:
        """The denials that speak of forces, or of a report on them, in the order of the document."""
        found = Attribution(self._context.reading, self._context.parties).denials
        return [d for d in found if self._is_of_forces(d.cue)]

    def _is_of_forces(self, cue: Token) -> bool:
        table = trigger_table("troop_triggers")
        if cue.dep_ == "relcl" and cue.head.lemma_.lower() in (*setting("account"), *force_nouns()):
            return True
        told = [c for c in cue.children if c.dep_ in ("dobj", "ccomp", "xcomp", "pcomp", "oprd", "prep", "attr")]
        clausal = any(c.dep_ in ("ccomp", "xcomp") and is_verb(c) for c in told) and cue.lemma_ == "deny"
        objects = [t for c in told for t in (c.subtree if clausal else _heads(c))]
        for token in objects:
            lemma = token.lemma_.lower()
            if lemma in force_nouns() or (not clausal and lemma in setting("account")):
                return True
            trigger = table.at(token) if token.pos_ == "NOUN" else None
            if trigger is not None and trigger.sense in ("send", "withdraw"):
                return True
        return not told and not any(c.dep_ == "ccomp" for c in cue.children)


def _press(token: Token) -> tuple[int, int] | None:
    """The tokens of a paper's name beside the word for one: "the Hurriyet newspaper", "the daily Le Soir"."""
    beside = [c for c in token.children if c.dep_ in ("compound", "appos", "nmod", "amod")]
    if token.lemma_.lower() in setting("press"):
        names = [c for c in beside if c.pos_ == "PROPN"]
        return (names[0].left_edge.i, names[0].i + 1) if names else None
    if token.pos_ == "PROPN" and any(c.lemma_.lower() in setting("press") for c in beside):
        start = token.i
        while start and token.doc[start - 1].pos_ == "PROPN" and token.doc[start - 1].lower_ not in setting("press"):
            start -= 1
        return start, token.i + 1
    return None


def _is_told_that(verb: Token, hearer: Token, number: Token) -> bool:
    """Whether a that-clause was taken for a relative clause on the hearer: "told a paper that 500 were there"."""
    if verb.lemma_ not in ("tell", "inform", "brief", "assure") or hearer.dep_ != "dobj":
        return False
    return any(
        c.dep_ == "relcl"
        and (c == number or c.is_ancestor(number))
        and any(x.lower_ == "that" for x in c.children)
        and any(x.dep_ in ("nsubj", "nsubjpass") and x.lower_ != "that" for x in c.children)
        for c in hearer.children
    )


def _heads(token: Token) -> Iterator[Token]:
    """The nouns of an object: its head, what is joined to it, and what it is of."""
    yield token
    for child in token.children:
        if child.dep_ in ("conj", "prep", "pobj", "pcomp", "nsubj", "dobj", "compound", "poss"):
            yield from _heads(child)
