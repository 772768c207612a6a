"""A word of an annotated document, with its place in the tree. The sentences and the document stand in parsed.py.

The names are spaCy's, and so is what they give. Where spaCy makes a new object at every look at a token, its head or
its children, here each stands once, with its strings, and what is asked of it often is reckoned once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from spacy.lang.en.lex_attrs import like_num
from spacy.lang.lex_attrs import is_punct

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Span

_MOST_WORDS = 50_000  # distinct ones that the memory of a word's shape holds
_word_is_number = lru_cache(_MOST_WORDS)(like_num)
_word_is_punctuation = lru_cache(_MOST_WORDS)(is_punct)
_NONE: list[Token] = []  # the children of all tokens that have none
_place = attrgetter("i")


class Token:
    """A word with its place in the tree. Each stands once in its document: compare with == or by `i`."""

    __slots__ = (
        "children", "dep_", "doc", "head", "i", "idx", "is_sent_start",
        "left_edge", "lemma", "lemma_", "lower_", "pos_", "sent", "tag_", "text",
    )  # fmt: skip

    doc: ParsedDoc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    lemma: str  # in small letters
    tag_: str
    pos_: str
    dep_: str
    head: Token
    left_edge: Token  # the first token of its subtree
    children: list[Token]
    sent: Span
    is_sent_start: bool

    def __init__(
        self,
        doc: ParsedDoc,
        i: int,
        idx: int,
        text: str,
        lower: str,
        tag: str,
        lemma: str,
        lower_lemma: str,
        dep: str,
        pos: str,
    ) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = lower
        self.tag_ = tag
        self.lemma_ = lemma
        self.lemma = lower_lemma
        self.dep_ = dep
        self.pos_ = pos
        self.children = _NONE
        self.left_edge = self
        self.is_sent_start = False

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    def __str__(self) -> str:
        return self.text

    @property
    def lefts(self) -> list[Token]:
        """The children before it."""
        return [c for c in self.children if c.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """The children behind it."""
        return [c for c in self.children if c.i > self.i]

    @property
    def subtree(self) -> tuple[Token, ...]:
        """It and all that hangs on it, each token between what hangs on it before and behind."""
        if not self.children:
            return (self,)
        known: dict[int, tuple[Token, ...]] = self.doc.memories["subtree"]
        if self.i not in known:
            known[self.i] = tuple(self._walk())
        return known[self.i]

    def _walk(self) -> list[Token]:
        found: list[Token] = []
        waiting: list[Token | None] = [self]  # the last is the next; behind None stands one whose lefts are told
        while waiting:
            token = waiting.pop()
            if token is None:
                found.append(waiting.pop())  # type: ignore[arg-type]
            elif not token.children:
                found.append(token)
            else:
                place = bisect_left(token.children, token.i, key=_place)
                waiting += token.children[: place - 1 : -1] if place else token.children[::-1]
                waiting += (token, None)
                waiting += token.children[:place][::-1]
        return found

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        return max(self.subtree, key=_place)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The tokens over it, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, descendant: Token) -> bool:
        """Whether it stands over a token."""
        while descendant.head is not descendant:
            descendant = descendant.head
            if descendant is self:
                return True
        return False

    @property
    def first_conjunct(self) -> Token:
        """The first of those that it is coordinated with: the tanks for each of "tanks, drones and guns"."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        return first

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """What is coordinated with it, without itself."""
        found = [self.first_conjunct]
        for token in found:
            found += [c for c in token.children if c.i > token.i and c.dep_ == "conj"]
        return tuple(t for t in found if t is not self)

    def nbor(self, distance: int = 1) -> Token:
        """The token so many behind it.

        Raises:
            IndexError: there is none.
        """
        tokens, index = self.doc.tokens, self.i + distance
        if not 0 <= index < len(tokens):
            raise IndexError(f"no token at {index}")
        return tokens[index]

    @property
    def is_alpha(self) -> bool:
        """Whether it is of letters alone."""
        return self.text.isalpha()

    @property
    def is_upper(self) -> bool:
        """Whether its letters are capitals."""
        return self.text.isupper()

    @property
    def is_title(self) -> bool:
        """Whether its first letter is upper case and the others are lower case."""
        return self.text.istitle()

    @property
    def is_space(self) -> bool:
        """Whether it is white space."""
        return self.text.isspace()

    @property
    def is_punct(self) -> bool:
        """Whether it is a mark of punctuation."""
        return _word_is_punctuation(self.text)

    @property
    def is_date(self) -> bool:
        """Whether it is part of a date that is a mention."""
        return self.i in self.doc.dated

    @property
    def like_num(self) -> bool:
        """Whether it is a number in digits or words."""
        return _word_is_number(self.text)
