"""An annotated document as the facts read it: tokens with their parse, mentions, numbers, money and dates.

`Reading` wraps the document that the annotator made. Who a phrase stands for is decided in parties/phrases.py.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache, cached_property, wraps
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pipelines.annotation.dates import DatePhrase, Section, dated_sections, find_dates
from pipelines.annotation.gazetteers.lexicon import code_of, entry_of, holder_at
from pipelines.text.reading_view import ReadingView

if TYPE_CHECKING:
    from datetime import date

    from pipelines.annotation.language.parsed import ParsedDoc, Span, Token

_Found = TypeVar("_Found")
MENTIONS = "mentions"  # the span group that holds the mentions
VALUES = "attache.values"  # the key of doc.user_data that holds what numbers and sums amount to
VIEW = "attache.view"  # the key of doc.user_data that holds the way from the parsed view back to the text


class Mention(NamedTuple):
    """A mention in tokens [start, end) of a document.

    Attributes:
        label: a code of ref.mention_label.
        entity_id: `file:id` of the reference row, or None.
        code: country or organisation code that it stands for or belongs to, or None.
        entity_class: kind within its label, or None.
        found_by: gazetteer, rule or model that found it.
    """

    start: int
    end: int
    label: str
    entity_id: str | None
    code: str | None
    entity_class: str | None
    found_by: str


class Number(NamedTuple):
    """A count in tokens [start, end), by the guide's rulings: `more than 3,000` is (3000, None)."""

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: str | None
    is_additional: bool
    is_total: bool


class Money(NamedTuple):
    """A sum in tokens [start, end): amount in units of an ISO 4217 currency."""

    start: int
    end: int
    amount: float
    currency: str


class Reading:
    """One document, annotated.

    Args:
        doc: as the annotator's pipeline made it (or loaded from its bytes).
        text: the document's own text, from which the parsed view was made.
        published: its day, by which a name that several held office under is told apart.
    """

    def __init__(self, doc: ParsedDoc, text: str, published: date | None = None) -> None:
        self.doc = doc
        self.text = text
        self.published = published
        self._labelled: dict[tuple[str, ...], list[Mention]] = {}
        self._heads: dict[tuple[int, int], Token] = {}
        self._date_phrases: dict[int, list[DatePhrase]] = {}
        values = doc.user_data.get(VALUES, {})
        self.numbers = [Number(*v) for v in values.get("numbers", ())]
        self.money = [Money(*v) for v in values.get("money", ())]

    @cached_property
    def view(self) -> ReadingView:
        """The view that was parsed, with the way back to the text."""
        return ReadingView(self.doc.text, *self.doc.user_data[VIEW])

    @cached_property
    def mentions(self) -> list[Mention]:
        """All mentions, in the order of the text."""
        return [_mention(span, self.published) for span in self.doc.spans.get(MENTIONS, ())]

    @cached_property
    def mention_at(self) -> Callable[[int], Mention | None]:
        """Gives the mention that covers a token: a linked one before one that is not, a shorter before a longer."""
        found: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: (m.entity_id is None, -(m.end - m.start)), reverse=True):
            for index in range(mention.start, mention.end):
                found[index] = mention
        return found.get

    @cached_property
    def dates(self) -> list[Mention]:
        """The mentions of dates and periods."""
        return [m for m in self.mentions if m.label == "date"]

    def of_label(self, *labels: str) -> Sequence[Mention]:
        """The mentions with one of the labels, in the order of the text."""
        if labels not in self._labelled:
            self._labelled[labels] = [m for m in self.mentions if m.label in labels]
        return self._labelled[labels]

    def within(self, span: Span, *labels: str) -> Sequence[Mention]:
        """The mentions with one of the labels (with any, where none is given) that begin in a stretch."""
        found = self.of_label(*labels) if labels else self.mentions
        first = bisect_left(found, span.start, key=_start)
        return found[first : bisect_left(found, span.end, first, key=_start)]

    def head(self, start: int, end: int) -> Token:
        """The token of a stretch that governs it."""
        if end == start + 1:
            return self.doc.tokens[start]
        found = self._heads.get((start, end))
        if found is None:
            found = self._heads[start, end] = self.doc[start:end].root
        return found

    def date_phrases(self, sentence: Span) -> list[DatePhrase]:
        """The dates and periods that a sentence tells, with offsets in its text."""
        if sentence.start not in self._date_phrases:
            self._date_phrases[sentence.start] = find_dates(sentence.text)
        return self._date_phrases[sentence.start]

    @cached_property
    def dated_sections(self) -> list[Section]:
        """The stretches that a date as a heading governs, in offsets of the parsed view."""
        return dated_sections(self.doc.text, self.published)

    def dated_section(self, index: int) -> Section | None:
        """The stretch under a dated heading in which a token stands, the heading's own line with it."""
        offset = self.doc.tokens[index].idx
        number = bisect_right(self.dated_sections, offset, key=_start) - 1
        found = self.dated_sections[number] if number >= 0 else None
        return found if found is not None and offset < found.until else None

    def tokens_between(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that code points [start, end) of the parsed view touch."""
        tokens = self.doc.tokens
        first = bisect_right(tokens, start, key=_offset) - 1
        return first, bisect_left(tokens, end, first, key=_offset)

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences."""
        return list(self.doc.sents)

    @cached_property
    def sentence_index(self) -> list[int]:
        """For each token the number of its sentence."""
        return [n for n, s in enumerate(self.sentences) for _ in range(s.start, s.end)]

    @cached_property
    def line_ends(self) -> list[int]:
        """The tokens that end a line."""
        return [t.i for t in self.doc.tokens if "\n" in t.text]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Tokens [start, end) as code points of the document's own text."""
        first, last = self.doc.tokens[start], self.doc.tokens[end - 1]
        return self.view.source_span(first.idx, last.idx + len(last.text))


_start = attrgetter("start")
_offset = attrgetter("idx")


def _mention(span: Span, published: date | None) -> Mention:
    label, named, found_by = span.named
    entity_id = holder_at(named, span.text, published) if named.startswith("persons:") else named or None
    code, entity_class = _told_of(entity_id) if entity_id else (None, None)
    return Mention(span.start, span.end, label, entity_id, code, entity_class, found_by)


@cache
def _told_of(entity_id: str) -> tuple[str | None, str | None]:
    """The code that an entity stands for, and its class."""
    entry = entry_of(entity_id)
    return code_of(entry), entry.entity_class


def once_a_document(read: Callable[[Reading], _Found]) -> Callable[[Reading], _Found]:
    """A function of documents that reads each one once, however often it is asked: do not change what it gives."""

    @wraps(read)
    def remembering(reading: Reading) -> _Found:
        known = reading.doc.memory(read)
        if None not in known:
            known[None] = read(reading)
        found: _Found = known[None]
        return found

    return remembering
