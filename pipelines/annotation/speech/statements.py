"""Whose words a text gives: for any token the phrases that its clause is attributed to, nearest first.

Only the shapes of speech stand here: the verb of saying over a clause or beside it, "according to", "citing", the
noun of a source ("Kyiv's claim that"), the head of a line; quotations have a file of their own. For whom a speaker
stands is told by parties/phrases.py, who denies by denials.py.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.parties.words import is_seat
from pipelines.annotation.speech.quotations import Quotations
from pipelines.annotation.speech.saying import (
    Source,
    is_bare_number,
    is_saying,
    is_told_that,
    owner_of,
    put_in,
    reckoning,
    speech_words,
    subject_of,
    tells_itself,
    told_of_before,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Reading

_CONTENT = ("ccomp", "xcomp", "dobj", "prep", "advcl", "dep", "parataxis", "oprd", "nsubjpass")
_COLON = frozenset((":",))
_HEAD = 5  # tokens of a headline in which the colon behind its speaker must come
_SPOKEN = ("ccomp", "parataxis", "dep")  # of a verb of saying; of one of estimating any content


class Statements:
    """The attributions of one document, as its parse and its quotation marks tell them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._doc = reading.doc
        self._quotations = Quotations(reading.doc)

    def is_quoted(self, index: int) -> bool:
        """Whether a token stands between quotation marks."""
        return self._quotations.covers(index)

    def sources(self, token: Token) -> Iterator[Source]:
        """The speakers to whom the clause around a token is attributed, nearest first."""
        yield from self._beside(token)
        current, own = token, 0
        while True:
            yield from (s for s in self._below(current, token) if s.cue.i >= own)
            if current.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in current.children):
                own = max(own, current.left_edge.i)  # "..., the army said, and Ghana sent 200": not of Ghana's
            head = current.head
            if head == current:
                break
            if (source := self._above(current, head)) is not None:
                yield source
            current = head
        if (source := put_in(token)) is not None:
            yield source
        source = self._quotations.source(token.i)
        if (source := source or self._headline(token) or self.label(token)) is not None:
            yield source
        following = self._reading.sentence_index[token.i] + 1
        if following in self._told_after:
            yield self._told_after[following]

    @cached_property
    def _told_after(self) -> dict[int, Source]:
        """Sentences that tell whose the figure of the one before is."""
        told = {
            self._reading.sentence_index[t.i] for t in self._doc.among(frozenset((*speech_words("noun"), "so", "thus")))
        }
        found = ((n, told_of_before(self._reading.sentences[n])) for n in told if n)
        return {n: source for n, source in found if source is not None}

    def _beside(self, token: Token) -> Iterator[Source]:
        """ "According to X", "citing Y": those that hang on the clause, nearest first; else the only one."""
        found = [s for s in self._adjuncts.get(self._reading.sentence_index[token.i], ()) if s.speaker != token]
        if not found:
            return
        above = {t: n for n, t in enumerate((token, *token.ancestors))}
        near = sorted((s for s in found if s.cue.head in above), key=lambda s: above[s.cue.head])
        yield from (s for s in near or found[: len(found) == 1] if not self._is_apart(token, s.cue))

    def _is_apart(self, one: Token, other: Token) -> bool:
        """Whether a semicolon stands between two tokens of a sentence: two statements in one."""
        low, high = sorted((one.i, other.i))
        return any(t.text == ";" for t in self._doc[low:high])

    @cached_property
    def _adjuncts(self) -> dict[int, list[Source]]:
        found: dict[int, list[Source]] = {}
        for token in self._doc.among(frozenset(speech_words("adjunct"))):
            if token.lower_ not in speech_words("adjunct"):
                continue
            speaker = next((c for c in token.children if c.dep_ in ("dobj", "pobj")), None)
            for child in token.children:
                if speaker is None and child.dep_ == "prep" and child.lower_ == "to":
                    speaker = next((c for c in child.children if c.dep_ == "pobj"), None)
            if speaker is not None:
                sentence = self._reading.sentence_index[token.i]
                found.setdefault(sentence, []).append(Source(speaker, token, token.lower_))
        return found

    def _below(self, current: Token, token: Token) -> Iterator[Source]:
        """A verb of saying that hangs on what is said ("..., the army said"), and "by Seoul's estimate"."""
        for child in current.children:
            is_behind = child.dep_ in ("ccomp", "advcl", "dep") and child.i > current.i
            if (is_behind or child.dep_ == "parataxis") and is_saying(child) and not tells_itself(child):
                speaker = subject_of(child, 0) if token not in child.subtree else None
                if speaker is not None:
                    yield Source(speaker, child, child.lemma)
            if child.dep_ == "prep" and child.lower_ in ("by", "on"):
                for noun in child.children:
                    if noun.dep_ == "pobj" and noun.lemma in speech_words("noun") and (by := owner_of(noun)):
                        yield Source(by, noun, noun.lemma)

    def _above(self, current: Token, head: Token) -> Source | None:
        """A verb of saying over the clause, or the noun of a source: "Kyiv's claim that"."""
        if is_told_that(current):
            speaker = subject_of(head.head)
            return Source(speaker, head.head, head.head.lemma) if speaker is not None else None
        if is_saying(head) and current.dep_ in _CONTENT and not (current.i < head.i and self._is_apart(current, head)):
            is_reckoned = speech_words("verb")[head.lemma] == "estimate"
            is_charged = current.lower_ == "of" and head.lemma != "say"  # "complained of 300 mercenaries"
            is_said = is_reckoned or is_charged or current.dep_ in _SPOKEN or is_bare_number(current)
            is_said = is_said or _is_clause(current)
            speaker = subject_of(head) if is_said else None
            if speaker is not None and speaker != current:
                return Source(speaker, head, head.lemma)
        is_counted = current.lower_ == "of" and head.lemma in speech_words("reckoned")  # "Seoul's estimate of 12,000"
        if (
            (current.dep_ in ("acl", "ccomp", "relcl") or is_counted)
            and head.lemma in speech_words("noun")
            and not is_saying(current)
            and (owner := owner_of(head)) is not None
        ):
            return Source(owner, head, head.lemma)
        if (subject := reckoning(head)) is not None and current.dep_ in ("attr", "prep", "acomp", "dobj"):
            if subject != current and (owner := owner_of(subject)) is not None:
                return Source(owner, subject, subject.lemma)
        if current.dep_ == "ccomp" and head.lemma in speech_words("shows"):
            subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.lemma in speech_words("noun"):
                return Source(subject, head, head.lemma)
        return None

    @cached_property
    def labels(self) -> dict[int, int]:
        """First tokens of lines that are headed by whose words they give -> the colon: "Kyiv: up to 12,000 of them".

        A seat of government speaks where two lines at the least are headed so.
        """
        found: dict[int, int] = {}
        for token in self._doc.among(_COLON):
            if token.text == ":" and (mention := self._reading.mention_at(token.i - 1)) is not None:
                start = mention.start
                is_head = mention.end == token.i and (not start or "\n" in self._doc[start - 1].text)
                if is_head and mention.label == "location" and is_seat(mention):
                    found[start] = token.i
        return found if len(found) > 1 else {}

    def label(self, token: Token) -> Source | None:
        """Whose words the line around a token gives by its head."""
        if not self.labels:
            return None
        ends = self._reading.line_ends
        before = bisect_left(ends, token.i)
        start = ends[before - 1] + 1 if before else 0
        colon = self.labels.get(start)
        return Source(self._reading.head(start, colon), self._doc[colon], "label") if colon is not None else None

    def _headline(self, token: Token) -> Source | None:
        """ "Kinshasa: 4,000 foreign troops are on our soil" as the first line of a document."""
        sentence = token.sent
        if sentence.start != 0:
            return None
        colon = next((t for t in sentence[:_HEAD] if t.text == ":"), None)
        if colon is None or colon.i == 0 or token.i < colon.i:
            return None
        mention = self._reading.mention_at(0)
        is_name = mention is not None and mention.end == colon.i and not self._doc[0].text.isupper()
        if not is_name or not any(t.dep_ in ("nsubj", "nsubjpass") for t in sentence if t.i > colon.i):
            return None
        return Source(self._reading.head(0, colon.i), colon, "headline")


def _is_clause(noun: Token) -> bool:
    """Whether an object is a clause of which the parse makes a noun: "Mali says 200 commandos crossed its border"."""
    return noun.dep_ == "dobj" and any(c.dep_ == "acl" and c.tag_ == "VBD" for c in noun.children)
