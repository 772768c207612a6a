"""An annotated document as the facts read it: tokens with their parse, mentions, numbers, money and dates.

`Reading` wraps the document that the annotator made. Who a phrase stands for is decided in parties.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.annotation.dates import DatePhrase, find_dates
from pipelines.annotation.gazetteers.lexicon import code_of, entry_of, holder_at
from pipelines.text.reading_view import ReadingView, reading_view

if TYPE_CHECKING:
    from datetime import date

    from pipelines.annotation.parsed import ParsedDoc, Span, Token

MENTIONS = "mentions"  # the span group that holds the mentions
VALUES = "attache.values"  # the key of doc.user_data that holds what numbers and sums amount to


@dataclass(frozen=True)
class Mention:
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


@dataclass(frozen=True)
class Number:
    """A count in tokens [start, end), by the guide's rulings: `more than 3,000` is (3000, None)."""

    start: int
    end: int
    low: int | None
    high: int | None
    qualifier: str | None
    is_additional: bool
    is_total: bool


@dataclass(frozen=True)
class Money:
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
        return reading_view(self.text)

    @cached_property
    def mentions(self) -> list[Mention]:
        """All mentions, in the order of the text."""
        return [_mention(span, self.published) for span in self.doc.spans.get(MENTIONS, ())]

    @cached_property
    def _innermost(self) -> dict[int, Mention]:
        found: dict[int, Mention] = {}
        for mention in sorted(self.mentions, key=lambda m: (m.entity_id is None, -(m.end - m.start)), reverse=True):
            for index in range(mention.start, mention.end):
                found[index] = mention
        return found

    def mention_at(self, index: int) -> Mention | None:
        """The mention that covers a token: a linked one before one that is not, a shorter before a longer."""
        return self._innermost.get(index)

    @cached_property
    def dates(self) -> list[Mention]:
        """The mentions of dates and periods."""
        return [m for m in self.mentions if m.label == "date"]

    def of_label(self, *labels: str) -> Iterator[Mention]:
        """The mentions with one of the labels, in the order of the text."""
        if labels not in self._labelled:
            self._labelled[labels] = [m for m in self.mentions if m.label in labels]
        return iter(self._labelled[labels])

    def head(self, start: int, end: int) -> Token:
        """The token of a stretch that governs it."""
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
    def sentences(self) -> list[Span]:
        """The sentences."""
        return list(self.doc.sents)

    @cached_property
    def sentence_index(self) -> list[int]:
        """For each token the number of its sentence."""
        return [n for n, sentence in enumerate(self.sentences) for _ in sentence]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Tokens [start, end) as code points of the document's own text."""
        first, last = self.doc[start], self.doc[end - 1]
        return self.view.source_span(first.idx, last.idx + len(last))


def _mention(span: Span, published: date | None) -> Mention:
    entity_id = holder_at(span.kb_id_, span.text, published) if span.kb_id_ else None
    entry = entry_of(entity_id) if entity_id else None
    return Mention(
        span.start,
        span.end,
        span.label_,
        entity_id,
        code_of(entry) if entry else None,
        entry.entity_class if entry else None,
        span.id_,
    )
