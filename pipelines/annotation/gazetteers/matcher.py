"""Finds thousands of names in a text in one pass.

A text is cut into pieces (runs of letters, runs of digits); a name is a path of pieces in a trie. `K2`, `K-2` and
`K 2` are the same path, and a plural s may hang on the last piece. What a name stands for is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

_PIECE = re.compile(r"[^\W\d_]+|\d+")
_FREE = frozenset(("", " ", "-", "\u2013", "\n"))  # between a letter and a digit
_WORDS = frozenset((" ", "-", "\u2013", "\n", "/"))  # between two words
_DOTTED = frozenset((".", ". ", ""))
_APOSTROPHE = frozenset(("'", "'s ", ""))
_AMPERSAND = frozenset((" & ", "&", " and "))
_SHOUTED = 4  # an all-capitals word of at least so many letters is read as the capitalised word


class Match(NamedTuple):
    """A name in a text: code points [start, end), and the values that its phrase was added with."""

    start: int
    end: int
    values: tuple[Any, ...]


@dataclass
class _Node:
    children: dict[tuple[frozenset[str], str], _Node]
    by_piece: dict[str, list[tuple[frozenset[str], _Node]]]
    values: tuple[Any, ...] = ()

    @classmethod
    def new(cls) -> _Node:
        return cls({}, {})


def _separators(gap: str, before: str, after: str) -> frozenset[str]:
    """The texts that may stand between two pieces where `gap` stands in the name itself."""
    if before.isdigit() and after.isdigit():
        return frozenset((gap,))
    if before.isdigit() or after.isdigit():
        return _FREE | {gap}
    if "." in gap:
        return _DOTTED | {gap}
    if "&" in gap:
        return _AMPERSAND | {gap}
    if "'" in gap or "\u2019" in gap:
        return _APOSTROPHE | {gap}
    return _WORDS | {gap} if gap else frozenset(("",))


def plural(word: str) -> str | None:
    """The plural that a reader would write of a name's last word, or None where it has one already."""
    if word.isdigit() or word.endswith("s"):
        return None
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "sh", "x", "z")) else "s")


@lru_cache(maxsize=2)  # several matchers look through one text, one after the other
def _pieces(text: str) -> list[tuple[str, int, int]]:
    return [(m.group(), *m.span()) for m in _PIECE.finditer(text)]


class NameMatcher:
    """Phrases with values; `find` gives the longest match at each place, left to right, without overlaps."""

    def __init__(self, phrases: Iterable[tuple[str, Any]], *, ignore_case: bool = False, plurals: bool = False) -> None:
        """Add phrases.

        Args:
            phrases: (phrase, value); the same phrase may come with several values.
            ignore_case: common nouns, that may begin a sentence, rather than names.
            plurals: also match the plural of each phrase ("Leopards", "F-16s").
        """
        self._ignore_case = ignore_case
        self._root = _Node.new()
        for phrase, value in phrases:
            self._add(phrase, value)
            if plurals:
                last = _PIECE.findall(phrase)[-1:]
                if last and last[0].isdigit():
                    self._add(phrase + "s", value)
                elif last and phrase.endswith(last[0]) and (several := plural(last[0])):
                    self._add(phrase[: -len(last[0])] + several, value)

    def _add(self, phrase: str, value: Any) -> None:
        node, before, position = self._root, "", 0
        for match in _PIECE.finditer(phrase):
            piece = match.group().lower() if self._ignore_case else match.group()
            gaps = _separators(phrase[position : match.start()], before, match.group()) if before else frozenset(("",))
            if before.isdigit() and piece == "s":
                gaps = frozenset(("", "'"))
            child = node.children.get((gaps, piece))
            if child is None:
                child = node.children[gaps, piece] = _Node.new()
                node.by_piece.setdefault(piece, []).append((gaps, child))
            node, before, position = child, match.group(), match.end()
        if node is not self._root and value not in node.values:
            node.values = (*node.values, value)

    def find(self, text: str) -> list[Match]:
        """The matches in a text, longest first at each place, in the order of the text. Linear in the text."""
        pieces = _pieces(text)
        found: list[Match] = []
        index, first = 0, self._root.by_piece
        while index < len(pieces):
            piece = pieces[index][0]
            best = self._longest(text, pieces, index) if self._key(piece) in first else None
            if best is None and piece.isupper() and self._respelled(piece) in first:
                best = self._longest(text, pieces, index)
            if best is None:
                index += 1
                continue
            last, values = best
            found.append(Match(pieces[index][1], pieces[last][2], values))
            index = last + 1
        return found

    def _key(self, piece: str) -> str:
        return piece.lower() if self._ignore_case else piece

    @staticmethod
    def _respelled(piece: str) -> str:
        return piece.capitalize() if len(piece) >= _SHOUTED and piece.isupper() else piece

    def _longest(self, text: str, pieces: list[tuple[str, int, int]], index: int) -> tuple[int, tuple[Any, ...]] | None:
        best: tuple[int, tuple[Any, ...]] | None = None
        paths = [self._root]
        end = pieces[index][1]
        while paths and index < len(pieces):
            piece, start, next_end = pieces[index]
            gap = text[end:start]
            key = self._key(piece)
            options = [o for node in paths for o in node.by_piece.get(key, ())]
            if not options and not self._ignore_case:
                options = [o for node in paths for o in node.by_piece.get(self._respelled(piece), ())]
            if not options and piece.isupper() and paths[0] is not self._root:
                options = [o for node in paths for o in node.by_piece.get(piece.lower(), ())]  # PORT-AU-PRINCE
            paths = [child for gaps, child in options if gap in gaps]
            values = tuple(v for node in paths for v in node.values)
            if values:
                best = (index, values)
            end = next_end
            index += 1
        return best
