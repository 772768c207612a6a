"""What the families know of a document while they read it: its tokens, its parties, its date."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.lexicon import is_state
from pipelines.annotation.money import to_usd
from pipelines.annotation.parties.phrases import Parties, Party
from pipelines.annotation.speech.attribution import Attribution
from pipelines.facts.standpoint import counting_in, datelines, published_in

if TYPE_CHECKING:
    from datetime import date

    from pipelines.annotation.language.parsed import Token
    from pipelines.annotation.reading import Mention, Reading

_BULLETS = ("-", "*", "•", "–", "—")
_EMPHASIS = "*#_"
_SPEAKING = ("country", "nationality", "location", "organisation", "person")
_OFTEN = 3  # times that a document names the country from which it speaks
_WE = ("we", "our", "us")


@dataclass
class Context:
    """One document under extraction."""

    reading: Reading
    published: date | None
    title: str = ""
    source: str = ""

    @cached_property
    def parties(self) -> Parties:
        """Who the phrases stand for."""
        home = next((m for m in self.reading.mentions if m.code and m.code == self.home and m.label in _SPEAKING), None)
        party = Party(str(home.code), home.start, home.end, "reference", "country", "own") if home is not None else None
        return Parties(self.reading, party)

    @cached_property
    def attribution(self) -> Attribution:
        """Who says what, and who denies it."""
        return Attribution(self.reading, self.parties)

    @cached_property
    def countries(self) -> dict[str, int]:
        """Code -> how often the document names it, in any form."""
        counts: dict[str, int] = {}
        for mention in self.reading.mentions:
            if mention.code and mention.label != "weapon":
                counts[mention.code] = counts.get(mention.code, 0) + 1
        return counts

    @cached_property
    def item_heads(self) -> frozenset[int]:
        """The tokens at which weapons stand."""
        found = self.reading.of_label("weapon", "military_platform", "vehicle")
        return frozenset(self.reading.head(m.start, m.end).i for m in found if m.found_by != "model")

    @cached_property
    def blocks(self) -> list[int]:
        """For each token the number of its paragraph, heading or list with its lead: no clause reaches beyond it."""
        doc = self.reading.doc
        inner = (i for i in self.reading.line_ends if 0 < i < len(doc) - 1)
        return self._numbered([i for i in inner if doc[i - 1].text != ":" and doc[i + 1].text not in _BULLETS])

    @cached_property
    def lines(self) -> list[int]:
        """For each token the number of its line: a paragraph, a heading, an entry of a list."""
        return self._numbered(self.reading.line_ends)

    @cached_property
    def worded_lines(self) -> dict[int, list[Token]]:
        """Number of a line -> its tokens from its first word on, without emphasis; lines that hold words only."""
        found: dict[int, list[Token]] = {}
        for token, line in zip(self.reading.doc.tokens, self.lines, strict=True):
            words = token.text if token.text.isalnum() else token.text.strip().strip(_EMPHASIS)
            if words and (line in found or words not in _BULLETS):
                found.setdefault(line, []).append(token)
        return found

    @cached_property
    def bulleted(self) -> frozenset[int]:
        """The numbers of the lines that begin with a bullet."""
        first: dict[int, str] = {}
        for token, line in zip(self.reading.doc.tokens, self.lines, strict=True):
            if line not in first and not token.text.isspace():
                first[line] = token.text
        return frozenset(line for line, text in first.items() if text in _BULLETS)

    @cached_property
    def paragraphs(self) -> list[int]:
        """For each token the number of its paragraph: what a blank line sets off."""
        doc = self.reading.doc
        return self._numbered([i for i in self.reading.line_ends if doc[i].text.count("\n") > 1])

    def _numbered(self, ends: list[int]) -> list[int]:
        """For each token how many of the tokens that end something stand before it."""
        found: list[int] = []
        for number, end in enumerate((*ends, len(self.reading.doc) - 1)):
            found += [number] * (end + 1 - len(found))
        return found

    def is_listed(self, sentence: int) -> bool:
        """Whether a sentence stands in a list of lines: the line before or behind it follows without a blank one."""
        span = self.reading.sentences[sentence]
        paragraph, line = self.paragraphs[span.start], self.lines[span.start]
        return any(p == paragraph and n != line for p, n in zip(self.paragraphs, self.lines, strict=True))

    def dateline(self, index: int) -> Mention | None:
        """The town or country that the paragraph of a token is dated from ("JAKARTA: ...", "SEOUL, May 3 - ...")."""
        for start, mention in reversed(datelines(self.reading)):
            if start <= index:
                ends = self.reading.line_ends
                return mention if bisect_left(ends, start) == bisect_left(ends, index) else None
        return None

    @cached_property
    def home(self) -> str | None:
        """The country that the document speaks from: by its first dateline, its publisher or the money it counts in."""
        found = datelines(self.reading)
        if len({m.code for _, m in found if m.label == "country"}) > 1:
            return None  # news of many countries, each under its own name
        first = (m.code for start, m in found if self.paragraphs[start] <= 1)
        return next(first, None) or published_in(self.source, self.reading) or counting_in(self.reading)

    @cached_property
    def own(self) -> Party | None:
        """The country from which a document speaks: the one that it is dated from, else the first that it names."""
        named = (m for m in self.reading.mentions if m.code and m.label in _SPEAKING and is_state(m.code))
        first = next((m for m in named if self.home is None or m.code == self.home), None)
        if first is None or self.countries.get(str(first.code), 0) < _OFTEN:
            return None
        return Party(str(first.code), first.start, first.end, "reference", "country", "own")

    @cached_property
    def narrator(self) -> Party | None:
        """Whom "we" and "our" stand for outside of quotations, where a document speaks so."""
        told = [t.i for t in self.reading.doc if t.lower_ in _WE and not self.is_quoted(t.i)]
        return self.own if len(told) > 1 else None

    def is_quoted(self, index: int) -> bool:
        """Whether a token stands between quotation marks."""
        return self.parties.statements.is_quoted(index)

    def in_dollars(self, amount: float, currency: str) -> float | None:
        """A sum in US dollars at the rate of the article's year, or None where no rate is known."""
        if currency == "USD":
            return amount
        return to_usd(amount, currency, self.published.year) if self.published else None
