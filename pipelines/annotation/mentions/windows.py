"""The words around a span in which its sense is told: its sentence, or the part of a long one that is near.

A text without full stops is one sentence; a window keeps the work for each span bounded, and so the whole linear.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_REACH = 40  # tokens on either side


class Windows:
    """The windows of one document."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    @cached_property
    def _bounds(self) -> list[tuple[int, int]]:
        return [(s.start, s.end) for s in self._doc.sents for _ in range(s.start, s.end)]

    def of(self, span: Span) -> Span:
        """The part of a span's sentence that is near it, with the span."""
        start, end = self._bounds[span.start]
        return self._doc[max(start, span.start - _REACH) : min(max(end, span.end), span.end + _REACH)]

    def around(self, span: Span) -> list[Token]:
        """The tokens of the window without those of the span."""
        return [t for t in self.of(span) if not span.start <= t.i < span.end]

    def begins_sentence(self, index: int) -> bool:
        """Whether a sentence begins at a token."""
        return self._bounds[index][0] == index
