"""Who gives a figure: a country, an organisation, or a paper or think-tank by its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines.annotation.parties.words import party_nouns
from pipelines.annotation.speech.noes import states_a_no
from pipelines.annotation.speech.saying import Source, owner_of, speech_words, subject_of
from pipelines.facts.troops.claims.carried import PERSONAL, carried_on, speaker_before
from pipelines.facts.troops.claims.officials import seat_of_official, state_of_official
from pipelines.facts.troops.forces.sides import PLACES, is_placed
from pipelines.facts.troops.words import force_lemma, force_nouns, setting
from pipelines.facts.verbs import is_verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.parties.phrases import Party
    from pipelines.facts.context import Context

_SAME_REACH = 6  # sentences
_DEFINITE = frozenset("the this that its his her their our".split())
_PRONOUNS = frozenset("he she it they we his her its their".split())
SPEAKING_OF = ("claimant:speak", "claimant:talk", "claimant:think")  # rules of who names a number and no fact
_RELAYED = setting("relayed")


@dataclass(frozen=True)
class Claimant:
    """Who gives the figure: a code or a name; label None where the speaker stands for no known party."""

    label: str | None
    start: int
    end: int
    rule: str


class Claims:
    """Who says what of the figures of one document."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._found: dict[tuple[int, int], Claimant | None] = {}

    def of(self, noun: Token, number: Token) -> Claimant | None:
        """The one to whom a figure is attributed, the nearest to it; None where the document tells it as its own."""
        key = noun.i, number.i
        if key not in self._found:
            self._found[key] = self._of(noun, number)
        return self._found[key]

    def _of(self, noun: Token, number: Token) -> Claimant | None:
        told = noun if noun == number or noun.is_ancestor(number) else number
        statements = self._context.parties.statements
        quoted = statements.sources(number) if told != number else ()  # "estimates that "at least 10,000" men"
        for source in (*self._naming(noun, number), *statements.sources(told), *quoted):
            found = self._named(source.speaker, source.cue.lemma)
            if found.label is None and source.cue.lower_ in _RELAYED:
                continue  # "the paper, citing sources it did not name": the paper tells it
            if self._is_own(source, told) or self._is_across_lines(source, number):
                continue
            if source.rule != "quotation" and states_a_no(source.cue):
                continue  # "Paris said reports of 100 legionnaires were false"
            if source.cue.lemma == "recall" and told in source.cue.subtree and not _is_clause_of(source.cue):
                continue  # "recalled 600 of its soldiers"
            if source.cue.lemma == "put" and not _is_put_at(source.cue):
                continue  # "has put joint operations on hold, though the 600 stay"
            return found
        source_before = carried_on(noun, self._context)
        return self._named(source_before.speaker, "carried") if source_before is not None else None

    def _naming(self, noun: Token, number: Token) -> Iterator[Source]:
        """ "The 3,000 that the White House named", "learned from the ministry that 3,000"."""
        for anchor in dict.fromkeys((noun, number)):
            for child in anchor.children:
                if child.dep_ == "relcl" and child.lemma in setting("naming"):
                    if (speaker := subject_of(child)) is not None and speaker != anchor:
                        yield Source(speaker, child, child.lemma)
        yield from self._by_count(number)
        for verb in number.ancestors:
            if verb.lemma in setting("naming") and _is_figure(verb, number):
                if (speaker := subject_of(verb)) is not None:
                    yield Source(speaker, verb, verb.lemma)
            if verb.lemma in setting("hearing"):
                origins = (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "from")
                for pobj in (t for c in origins for t in c.children if t.dep_ == "pobj"):
                    if self._context.parties.stated(pobj):
                        yield Source(pobj, verb, verb.lemma)

    def _by_count(self, number: Token) -> Iterator[Source]:
        """Who counts, in the clause of a number: "by the Georgian government's count", "by Kyiv's reckoning"."""
        verb = next((t for t in number.ancestors if is_verb(t)), None)
        beside = (c for t in (number.head, *([verb] if verb is not None else [])) for c in t.children)
        for by in (c for c in beside if c.lower_ == "by" and c.dep_ in ("prep", "agent")):
            for counting in (t for t in by.children if t.lemma in setting("counting")):
                yield from (Source(c, counting, counting.lemma) for c in counting.children if c.dep_ == "poss")

    def _is_own(self, source: Source, told: Token) -> bool:
        """Whether a force is said to count so many men, and does not count those of another: "KFOR counts 4,500"."""
        verb = source.cue
        counted = any(c == told for c in verb.children if c.dep_ == "dobj")
        mention = self._context.reading.mention_at(source.speaker.i)
        label = mention.label if mention is not None else None
        forces = label in ("military_unit", "armed_group")
        forces = forces or (label != "organisation" and force_lemma(source.speaker) in force_nouns())
        return counted and forces and verb.lemma in ("count", "number")

    @staticmethod
    def _is_across_lines(source: Source, number: Token) -> bool:
        """Whether the parser joined a speaker and a number of two paragraphs."""
        if source.rule in ("quotation", "label"):
            return False
        low, high = sorted((source.speaker.i, number.i))
        return "\n" in number.doc[low:high].text

    def _named(self, token: Token, cue: str) -> Claimant:
        """A speaker; one who stands for nobody known is a claimant without a label."""
        reading, rule = self._context.reading, f"claimant:{cue}"
        if token.tag_ in ("WDT", "WP") and token.head.dep_ == "relcl":
            return self._named(token.head.head, cue)  # "a UN report that puts their number at 600"
        if token.lemma in speech_words("noun") and (owner := owner_of(token)) is not None:
            return self._named(owner, cue)
        mention = reading.mention_at(token.i)
        name = mention if mention is not None and mention.label == "organisation" else None
        if name is not None and name.entity_class == "media":
            return Claimant(reading.doc[name.start : name.end].text, name.start, name.end, rule)
        if token.lower_ in _PRONOUNS:
            personal = token.lower_ in PERSONAL
            before = speaker_before(token, self._context) if personal else self._subject_before(token)
            before = before or (self._subject_before(token) if personal else None)
            if before is not None:
                return self._named(before, cue)
        if (paper := _press(token)) is not None and not self._is_land(paper[0], paper[1]):
            return Claimant(reading.doc[paper[0] : paper[1]].text, *paper, rule)
        parties = self._context.parties
        party = parties.stated(token) or self._owner(token)
        is_guessed = mention is not None and mention.found_by == "model"  # a surname may pass for anything
        if party is None and (self._refers(token) or is_guessed or (mention is not None and mention.label == "person")):
            party = self._same_before(token) or parties.of(token)
            if party is not None and is_placed(party, reading.doc):
                party = None
        institution = (noun := party_nouns().get(token.lemma)) is not None and noun.kind == "institution"
        if party is None and name is not None and not institution:
            return Claimant(reading.doc[name.start : name.end].text, name.start, name.end, rule)
        if party is None and (seat := seat_of_official(token, reading)) is not None:
            return Claimant(str(seat.code), seat.start, seat.end, rule)
        if party is None and (state := state_of_official(token, self._context)) is not None:
            return Claimant(state.code, state.start, state.end, rule)
        if party is None and (apposed := self._apposed(token)) is not None:
            return Claimant(apposed[0], apposed[1], apposed[2], rule)
        if party is None:
            return Claimant(None, token.i, token.i + 1, rule)
        within = reading.within(reading.doc[party.start : party.end], "organisation")
        thinkers = next((m for m in within if m.entity_class == "think_tank"), None)
        if thinkers is not None:  # "analysts of the International Crisis Group"
            return Claimant(reading.doc[thinkers.start : thinkers.end].text, thinkers.start, thinkers.end, rule)
        return Claimant(party.code, party.start, party.end, rule)

    def _apposed(self, token: Token) -> tuple[str, int, int] | None:
        """The name of an organisation that stands beside the word for one: "a think-tank in Washington, CSIS"."""
        for child in token.children:
            mention = self._context.reading.mention_at(child.i) if child.dep_ == "appos" else None
            if mention is not None and mention.label == "organisation":
                return self._context.reading.doc[mention.start : mention.end].text, mention.start, mention.end
        return None

    def _is_land(self, start: int, end: int) -> bool:
        """Whether what stands beside the word for a paper is where it appears: "a Kyiv newspaper"."""
        mention = self._context.reading.mention_at(start)
        return mention is not None and mention.code is not None and mention.end >= end and mention.label in PLACES

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
            if other.lemma == token.lemma and (party := self._context.parties.stated(other)):
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


def _is_clause_of(verb: Token) -> bool:
    """Whether a verb has a clause that tells what is said."""
    return any(c.dep_ == "ccomp" for c in verb.children)


def _is_put_at(verb: Token) -> bool:
    """Whether something is put at a figure: "puts their number at 600"."""
    return any(c.lower_ == "at" for t in (verb, *(c for c in verb.children if c.dep_ == "dobj")) for c in t.children)


def _is_figure(verb: Token, number: Token) -> bool:
    """Whether what a verb gives is the number itself, or a figure of it: "gave estimates of 800 to 2,100"."""
    given = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if given is None or not (given == number or given.is_ancestor(number)):
        return False
    return given == number or given.lemma in (*setting("amount"), *speech_words("noun"))


def _press(token: Token) -> tuple[int, int] | None:
    """The tokens of a paper's name beside the word for one: "the Hurriyet newspaper", "the daily Le Soir"."""
    beside = [c for c in token.children if c.dep_ in ("compound", "appos", "nmod", "amod")]
    if token.lemma in setting("press"):
        names = [c for c in beside if c.pos_ == "PROPN"]
        return (names[0].left_edge.i, names[0].i + 1) if names else None
    edge = token.left_edge.i
    if token.pos_ == "PROPN" and edge and token.doc[edge - 1].lemma in setting("press"):
        return edge, token.i + 1
    if token.pos_ == "PROPN" and any(c.lemma in setting("press") for c in beside):
        start = token.i
        while start and token.doc[start - 1].pos_ == "PROPN" and token.doc[start - 1].lower_ not in setting("press"):
            start -= 1
        return start, token.i + 1
    return None
