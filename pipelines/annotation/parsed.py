"""An annotated document in plain Python: tokens with their tree, sentences, spans. What the facts read.

The names are spaCy's, and so is what they give. But spaCy makes a new object at every look at a token, its head or
its children; here each stands once, with its strings, which makes the rules over them many times faster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, overload

from spacy.lang.en.lex_attrs import like_num
from spacy.lang.lex_attrs import is_punct

_MOST_WORDS = 50_000  # distinct ones that the memory of a word's shape holds
_word_is_number = lru_cache(_MOST_WORDS)(like_num)
_word_is_punctuation = lru_cache(_MOST_WORDS)(is_punct)
_NONE: list[Token] = []  # the children of all tokens that have none


class Token:
    """A word with its place in the tree. Each stands once in its document: compare with == or by `i`."""

    __slots__ = (
        "_subtree", "children", "dep_", "doc", "ent_iob_", "ent_type_", "head", "i", "idx",
        "is_sent_start", "left_edge", "lemma_", "lower_", "pos_", "sent", "tag_", "text",
    )  # fmt: skip

    doc: ParsedDoc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    head: Token
    left_edge: Token  # the first token of its subtree
    children: list[Token]
    sent: Span
    is_sent_start: bool

    def __init__(self, doc: ParsedDoc, i: int, idx: int, text: str, told: tuple[str, str, str, str, str]) -> None:
        self.doc = doc
        self.i = i
        self.idx = idx
        self.text = text
        self.lower_ = text.lower()
        self.tag_, self.lemma_, self.dep_, self.ent_type_, self.pos_ = told
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
        try:
            return self._subtree
        except AttributeError:
            self._subtree: tuple[Token, ...] = tuple(self._walk())
            return self._subtree

    def _walk(self) -> Iterator[Token]:
        waiting: list[tuple[Token, bool]] = [(self, False)]
        while waiting:
            token, is_open = waiting.pop()
            if is_open or not token.children:
                yield token
                continue
            waiting += [(c, False) for c in reversed(token.rights)]
            waiting.append((token, True))
            waiting += [(c, False) for c in reversed(token.lefts)]

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        return max(self.subtree, key=lambda t: t.i)

    @property
    def ancestors(self) -> Iterator[Token]:
        """The tokens over it, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, descendant: Token) -> bool:
        """Whether it stands over a token."""
        return any(a is self for a in descendant.ancestors)

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """What is coordinated with it, without itself."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found += [c for c in token.rights if c.dep_ == "conj"]
        return tuple(t for t in found if t is not self)

    def nbor(self, distance: int = 1) -> Token:
        """The token so many behind it.

        Raises:
            IndexError: there is none.
        """
        if not 0 <= self.i + distance < len(self.doc):
            raise IndexError(f"no token at {self.i + distance}")
        return self.doc[self.i + distance]

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
        """Whether it begins with a capital and goes on small."""
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


class Span:
    """Tokens [start, end) of a document, with the label and ids of a mention where it is one."""

    __slots__ = ("doc", "end", "id_", "kb_id_", "label_", "start")

    def __init__(self, doc: ParsedDoc, start: int, end: int, label: str = "", kb_id: str = "", id_: str = "") -> None:
        self.doc = doc
        self.start = start
        self.end = max(start, end)
        self.label_, self.kb_id_, self.id_ = label, kb_id, id_

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Span: ...
    def __getitem__(self, index: int | slice) -> Token | Span:
        if isinstance(index, int):
            return self.doc.tokens[self.start : self.end][index]
        first, last, _ = index.indices(len(self))
        return Span(self.doc, self.start + first, self.start + last)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return self.text

    def _told(self) -> tuple[Any, ...]:
        return self.start, self.end, self.label_, self.kb_id_, self.id_

    @property
    def start_char(self) -> int:
        """Where its first token begins in the text of the document."""
        return self.doc.offset(self.start)

    @property
    def end_char(self) -> int:
        """Where its last token ends in the text of the document."""
        return self.doc.tokens[self.end - 1].idx + len(self.doc.tokens[self.end - 1]) if len(self) else self.start_char

    @property
    def text(self) -> str:
        """Its text, without white space behind."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> Span:
        """The sentence of its first token."""
        return self.doc[self.start].sent

    @property
    def root(self) -> Token:
        """The token that governs it: a sentence's root, or the one nearest to it; of two equally near the first.

        A mark of punctuation or white space on which nothing hangs governs only where nothing else does.
        """
        tokens = self.doc.tokens[self.start : self.end]
        if len(tokens) == 1:
            return tokens[0]
        for token in tokens:
            if token.head is token:
                return token
        outward = [t for t in tokens if not self.start <= t.head.i < self.end]
        if len(outward) == 1:
            return outward[0]
        return min(outward, key=self._distance, default=tokens[0])

    def _distance(self, token: Token) -> int:
        """How many tokens stand over one."""
        if not token.children and (token.is_punct or token.is_space):
            return len(self.doc) - 1
        return sum(1 for _ in token.ancestors)


class ParsedDoc:
    """A document: its tokens, its sentences, groups of spans by name, and data of its own.

    Args:
        words, spaces: the tokens' texts, and whether a space stands behind each.
        told: for each token its tag, lemma, relation, entity type and part of speech.
        heads: for each token the distance to its head.
        iobs: for each token whether an entity begins (B), goes on (I) or is not there (O).
    """

    def __init__(
        self,
        words: Sequence[str],
        spaces: Sequence[bool],
        told: Sequence[tuple[str, str, str, str, str]],
        heads: Sequence[int],
        iobs: Sequence[str],
    ) -> None:
        self.text = "".join([w + " " if s else w for w, s in zip(words, spaces, strict=True)])
        self.spans: dict[str, list[Span]] = {}
        self.user_data: dict[str, Any] = {}
        self._memories: dict[object, dict[Any, Any]] = {}
        self.tokens: list[Token] = []
        at = 0
        for i, (word, is_spaced, one) in enumerate(zip(words, spaces, told, strict=True)):
            self.tokens.append(Token(self, i, at, word, one))
            at += len(word) + is_spaced
        self._grow(heads, iobs)
        self.sents = self._sentences()

    def _grow(self, heads: Sequence[int], iobs: Sequence[str]) -> None:
        tokens = self.tokens
        for token, distance, iob in zip(tokens, heads, iobs, strict=True):
            token.ent_iob_ = iob
            token.head = head = tokens[token.i + distance]
            if distance:
                if head.children:
                    head.children.append(token)
                else:
                    head.children = [token]
        for token in tokens:  # the first that reaches an ancestor is its edge: it stands before all that come later
            over = token
            while over.head is not over and over.head.left_edge.i > token.i:
                over = over.head
                over.left_edge = token

    def _sentences(self) -> list[Span]:
        starts = sorted({t.left_edge.i for t in self.tokens if t.head is t})
        found = [Span(self, a, b) for a, b in pairwise((*starts, len(self.tokens)))]
        for sentence in found:
            self.tokens[sentence.start].is_sent_start = True
            for token in self.tokens[sentence.start : sentence.end]:
                token.sent = sentence
        return found

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Span: ...
    def __getitem__(self, index: int | slice) -> Token | Span:
        if isinstance(index, slice):
            first, last, _ = index.indices(len(self.tokens))
            return Span(self, first, last)
        return self.tokens[index]

    @cached_property
    def dated(self) -> frozenset[int]:
        """The tokens of mentions that are dates. Unlike entity types they are the same however much the model read."""
        return frozenset(i for m in self.spans.get("mentions", ()) if m.label_ == "date" for i in range(m.start, m.end))

    def memory(self, owner: object) -> dict[Any, Any]:
        """What a function has found in this document so far, by keys of its own. It lives as long as the document."""
        return self._memories.setdefault(owner, {})

    def offset(self, index: int) -> int:
        """Where a token begins in the text; behind the last one, the text's end."""
        return self.tokens[index].idx if index < len(self.tokens) else len(self.text)
