"""Whose words stand between quotation marks: told behind them, before them, or with the quotation before."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.parties.words import party_nouns
from pipelines.annotation.speech.saying import Source, is_saying, subject_of

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token


class Quotations:
    """The quotations of one document."""

    def __init__(self, doc: ParsedDoc) -> None:
        self._doc = doc

    def source(self, index: int) -> Source | None:
        """Who is quoted at a token, or None outside quotation marks and where nobody is named."""
        quotation = self._at(index)
        return self._speakers[quotation] if quotation is not None else None

    def covers(self, index: int) -> bool:
        """Whether a token stands between quotation marks."""
        return self._at(index) is not None

    @cached_property
    def _marked(self) -> list[tuple[int, int]]:
        """Tokens [start, end) between quotation marks, the marks not counted."""
        found: list[tuple[int, int]] = []
        opened: int | None = None
        for token in self._doc:
            if opened is not None and "\n" in token.text:
                found.append((opened, token.i))  # a quotation of several paragraphs closes at the last of them
                opened = None
            elif token.text in ('"', "''", "``") or (token.text == "'" and token.tag_ in ("''", "``")):
                if opened is None:
                    opened = token.i + 1
                else:
                    found.append((opened, token.i))
                    opened = None
        return [(start, end) for start, end in found if start < end]

    def _at(self, index: int) -> int | None:
        return next((n for n, (start, end) in enumerate(self._marked) if start <= index < end), None)

    @cached_property
    def _speakers(self) -> list[Source | None]:
        """The speaker of each quotation: told behind it, before it, or with the quotation before it."""
        found: list[Source | None] = []
        for number, (start, end) in enumerate(self._marked):
            ways = (self._told_behind(end), self._told_before(start))
            source = next((s for s in (reversed(ways) if self._is_part(start, end) else ways) if s is not None), None)
            if source is None and number and self._continues(self._marked[number - 1][1], start):
                source = found[-1]
            source = source or self._spoken_of(start)
            found.append(source)
        return found

    def _is_part(self, start: int, end: int) -> bool:
        """Whether a few words of a sentence are quoted: whose the sentence is told before them."""
        mark = self._doc[start - 1]
        is_open = self._doc[end - 1].text not in (",", ".", "?", "!")
        return is_open and not mark.is_sent_start and self._doc[mark.i - 1].text not in (":", ",")

    def _told_behind(self, end: int) -> Source | None:
        if end + 1 >= len(self._doc):
            return None
        if self._doc[end - 1].text not in (",", "?", "!") and self._doc[end].sent.end <= end + 1:
            return None
        for token in self._doc[end + 1 : self._doc[end + 1].sent.end]:
            if token.text == '"':
                break
            if is_saying(token) and (speaker := subject_of(token)):
                return Source(speaker, token, "quotation")
        return None

    def _told_before(self, start: int) -> Source | None:
        mark = start - 1
        if mark == 0:
            return None
        before = self._doc[mark - 1]
        first = before.sent.start
        for index in range(mark - 1, first - 1, -1):
            token = self._doc[index]
            if is_saying(token) and self._at(index) is None and (speaker := subject_of(token)):
                return Source(speaker, token, "quotation")
        if before.text == ":":
            root = before.sent.root
            if root.i < mark and (speaker := next((c for c in root.children if c.dep_ == "nsubj"), None)):
                return Source(speaker, before, "quotation")
        return None

    def _spoken_of(self, start: int) -> Source | None:
        """Who acts in the sentence before, where a quotation stands alone: "The minister was blunt. "We cannot." """
        mark = self._doc[start - 1]
        if not mark.i or not mark.is_sent_start or "\n" in self._doc[mark.i - 1].text or self.covers(mark.i - 2):
            return None
        verb = self._doc[mark.i - 1].sent.root
        speaker = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if speaker is None or not _is_person(speaker):
            return None
        return Source(speaker, verb, "quotation")

    def _continues(self, end: int, start: int) -> bool:
        """Whether between two quotations only one sentence stands: "...," said the president. "..."."""
        between = self._doc[end:start]
        if any("\n" in t.text for t in between):
            return False
        return sum(t.is_sent_start is True for t in between[1:-1]) == 0 or len({t.sent.start for t in between}) <= 2


def _is_person(noun: Token) -> bool:
    """Whether a subject is somebody who can speak: by office, by name or as "he"."""
    office = party_nouns().get(noun.lemma)
    return (office is not None and office.kind == "person") or noun.pos_ == "PROPN" or noun.lower_ in ("he", "she")
