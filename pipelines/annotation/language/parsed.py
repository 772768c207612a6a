"""An annotated document in plain Python: its tokens, sentences and spans. What the facts read.

The names are spaCy's, and so is what they give; how a word stands in the tree is told by parsed_token.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, wraps
from itertools import accumulate, pairwise, repeat
from typing import Any, TypeVar, overload

from pipelines.annotation.language.parsed_token import Token

__all__ = ["ParsedDoc", "Span", "Token", "once_a_token"]

_Found = TypeVar("_Found")
_UNNAMED = ("", "", "")
_UNKNOWN: Any = object()


class Span:
    """Tokens [start, end) of a document; with its label, what it names and what found it, where it is a mention."""

    __slots__ = ("doc", "end", "named", "start")

    def __init__(self, doc: ParsedDoc, start: int, end: int, named: tuple[str, str, str] = _UNNAMED) -> None:
        self.doc = doc
        self.start = start
        self.end = end if end > start else start
        self.named = named

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
        return self is other or (isinstance(other, Span) and self._told() == other._told())

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return self.text

    def _told(self) -> tuple[Any, ...]:
        return self.start, self.end, self.named

    @property
    def label_(self) -> str:
        """What kind of mention it is."""
        return self.named[0]

    @property
    def kb_id_(self) -> str:
        """What it names."""
        return self.named[1]

    @property
    def id_(self) -> str:
        """What found it."""
        return self.named[2]

    @property
    def start_char(self) -> int:
        """Where its first token begins in the text of the document."""
        return self.doc.offset(self.start)

    @property
    def end_char(self) -> int:
        """Where its last token ends in the text of the document."""
        if self.start == self.end:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its text, without white space behind."""
        if self.start == self.end:
            return ""
        first, last = self.doc.tokens[self.start], self.doc.tokens[self.end - 1]
        return self.doc.text[first.idx : last.idx + len(last.text)]

    @property
    def sent(self) -> Span:
        """The sentence of its first token."""
        return self.doc[self.start].sent

    @property
    def root(self) -> Token:
        """The token that governs it: a sentence's root, or the one nearest to it; of two equally near the first.

        A mark of punctuation or white space on which nothing hangs governs only where nothing else does.
        """
        if self.end == self.start + 1:
            return self.doc.tokens[self.start]
        tokens = self.doc.tokens[self.start : self.end]
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
        told: columns: the text in small letters, tag, lemma, lemma in small letters, relation, part of speech.
        heads: for each token the distance to its head.
    """

    def __init__(
        self, words: Sequence[str], spaces: Sequence[bool], told: Sequence[Sequence[str]], heads: Sequence[int]
    ) -> None:
        self.text = "".join([w + " " if s else w for w, s in zip(words, spaces, strict=True)])
        self.spans: dict[str, list[Span]] = {}
        self.user_data: dict[str, Any] = {}
        self.memories: defaultdict[object, dict[Any, Any]] = defaultdict(dict)
        lengths = [len(word) + is_spaced for word, is_spaced in zip(words, spaces, strict=True)]
        self.tokens = list(map(Token, repeat(self), range(len(words)), accumulate(lengths, initial=0), words, *told))
        self._grow(heads)
        self.sents = self._sentences()

    def _grow(self, heads: Sequence[int]) -> None:
        tokens = self.tokens
        for token, distance in zip(tokens, heads, strict=True):
            token.head = head = tokens[token.i + distance]
            if distance:
                if head.children:
                    head.children.append(token)
                else:
                    head.children = [token]
        self._edge(tokens)

    @staticmethod
    def _edge(tokens: Sequence[Token]) -> None:
        """Find the first token of each subtree, of tokens each of which is as yet known for its own."""
        for token in tokens:  # the first that reaches an ancestor is its edge: it stands before all that come later
            over = token
            while over.head is not over and over.head.left_edge.i > token.i:
                over = over.head
                over.left_edge = token

    def hang(self, token: Token, head: Token, dep: str) -> None:
        """Hang a token with all below it on another of its sentence: where a parse is known to be wrong.

        What has been remembered of the document is forgotten.

        Raises:
            ValueError: the other is the token itself or stands below it: the tree would become a ring.
        """
        if head is token or token.is_ancestor(head):
            raise ValueError(f"{token.text!r} cannot hang on {head.text!r}, which is below it")
        token.head.children = [c for c in token.head.children if c is not token]
        token.head, token.dep_ = head, dep
        head.children = sorted((*head.children, token), key=lambda c: c.i)
        for other in token.sent:
            other.left_edge = other
        self._edge(self.tokens[token.sent.start : token.sent.end])
        self.memories.clear()

    def take_as_verb(self, token: Token, tag: str, lemma: str) -> None:
        """Make a verb of a token that was tagged otherwise."""
        token.tag_, token.pos_, token.lemma_, token.lemma = tag, "VERB", lemma, lemma
        for found in ("_places", "_words"):
            self.__dict__.pop(found, None)
        self.memories.clear()

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
        if isinstance(index, int):
            return self.tokens[index]
        first, last, _ = index.indices(len(self.tokens))
        return Span(self, first, last)

    @cached_property
    def dated(self) -> frozenset[int]:
        """The tokens of mentions that are dates. Unlike entity types they are the same however much the model read."""
        return frozenset(i for m in self.spans.get("mentions", ()) if m.label_ == "date" for i in range(m.start, m.end))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for index, token in enumerate(self.tokens):
            found[token.lower_].append(index)
            if token.lemma != token.lower_:
                found[token.lemma].append(index)
        return found

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._places)

    def among(self, words: frozenset[str]) -> list[Token]:
        """The tokens whose lemma or form, in small letters, is among some words: so that others are not looked at."""
        places, tokens = self._places, self.tokens
        found = {i for word in words & self._words for i in places[word]}
        return [tokens[i] for i in sorted(found)]

    def dissolve(self) -> None:
        """Cut the ties between its parts, so that they go when it is let go of: else each search for garbage walks it.

        Nothing can be asked of it afterwards.
        """
        for token in self.tokens:
            del token.head, token.left_edge, token.children
        self.tokens, self.sents = [], []
        self.spans.clear()
        self.memories.clear()

    def memory(self, owner: object) -> dict[Any, Any]:
        """What a function has found in this document so far, by keys of its own. It lives as long as the document."""
        return self.memories[owner]

    def offset(self, index: int) -> int:
        """Where a token begins in the text; behind the last one, the text's end."""
        tokens = self.tokens
        return tokens[index].idx if index < len(tokens) else len(self.text)


def once_a_token(read: Callable[[Token], _Found]) -> Callable[[Token], _Found]:
    """A function of tokens that reads each one once, however often it is asked: do not change what it gives."""

    @wraps(read)
    def remembering(token: Token) -> _Found:
        known = token.doc.memories[read]
        found: _Found = known.get(token.i, _UNKNOWN)
        if found is _UNKNOWN:
            found = known[token.i] = read(token)
        return found

    return remembering
