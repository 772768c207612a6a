"""The gate: which sentences of a text the language model is given. Most of the world's news can hold no fact.

Decided over tokens alone, before the model: whether the document speaks of defence or foreign affairs (the words of
seeds/cues/gate_words.csv: `strong` ones, and `topic` and `office` ones beside them). Such a document is parsed whole,
for any of its sentences may hold whom another refers to; but entities are looked for only in sentences with a
capitalised word that is no part of a sure name. In another document only the sentences around a telling word are read.
What is done with the sentences stands in model.py.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipelines.annotation.cues import cues
from pipelines.annotation.gazetteers.lexicon import phrases
from pipelines.annotation.gazetteers.reference import reference

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ENDS = frozenset((".", "!", "?", "\u2026"))
_CLOSING = frozenset(('"', "'", "''", ")", "]", "\u201d", "\u2019", "*"))
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"),
    ("men", "man"),
)  # fmt: skip
_SHORT = 60  # tokens; so short a text is read where it names anybody or has a topic word
_BRIEF = 200  # tokens; a strong word with a topic word or a state is enough
_WINDOW = 1  # sentences before and behind one that holds a strong word, in a document about something else


# What a word tells the gate, as bits of an integer (an IntFlag took a third of the gate's time): which words of
# gate_words.csv it is, or a state's name; its shape (NAME: capitalised); where sentences may end.
STRONG, TOPIC, OFFICE, STATE, NAME, NUMBER, LOWER, END, CLOSING, LINE = (1 << bit for bit in range(10))
_DESIGNATION = NAME | NUMBER  # "K2"


class Sentence(NamedTuple):
    """Tokens [start, end) that end like a sentence, and whether the model is to read them."""

    start: int
    end: int
    is_read: bool


@cache
def _levels() -> dict[str, int]:
    senses = {"strong": STRONG, "topic": TOPIC, "office": OFFICE}
    return {c.phrase: senses[c.sense] for c in cues("gate_words")}


@cache
def _states() -> frozenset[str]:
    """First words of the names of countries, nations and capitals."""
    return frozenset(p.split()[0] for e in reference().of("countries") for p, _ in phrases(e) if p[:1].isupper())


@cache
def _calendar() -> frozenset[str]:
    return frozenset(c.phrase for c in cues("date_words") if c.scope in ("month", "weekday"))


def _stems(word: str) -> Iterator[str]:
    yield word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            yield word[: -len(ending)] + instead
    if len(word) > 6 and word.endswith(("ing", "ed")):  # shipped, planning
        stem = word[:-3] if word.endswith("ing") else word[:-2]
        if stem[-1] == stem[-2]:
            yield stem[:-1]


def word_of(text: str) -> int:
    """What one token's text tells the gate."""
    if text.isspace():
        return LINE if "\n" in text else 0
    if text in _ENDS:
        return END
    if text in _CLOSING:
        return CLOSING
    found = 0
    first = text[0]
    if any(c.isdigit() for c in text):
        found |= NUMBER | (NAME if any(c.isupper() for c in text) else 0)
    elif any(c.isupper() for c in text) and text not in _calendar():
        found |= NAME
    if first.islower():
        found |= LOWER
    lower = text.lower()
    levels = _levels()
    for stem in _stems(lower):
        found |= levels.get(stem, 0)
    if found & NAME and text in _states():
        found |= STATE
    return found


class Gate:
    """Decides by what each word tells, which is looked up once a distinct word."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}

    def words(self, doc: Doc) -> list[int]:
        """For each token its bits."""
        table = self._words
        found = []
        for token in doc:
            text = token.text
            flags = table.get(text)
            if flags is None:
                flags = table[text] = word_of(text)
            found.append(flags)
        return found

    def sentences(self, words: list[int], texts: Doc) -> list[Sentence]:
        """The sentences of a document, each with the gate's decision."""
        bounds = list(_bounds(words))
        if _is_of_the_field(words, texts):
            return [Sentence(start, end, True) for start, end in bounds]
        strong = [n for n, (start, end) in enumerate(bounds) if _is_suspect(words[start:end])]
        near = {n + d for n in strong for d in range(-_WINDOW, _WINDOW + 1)}
        return [Sentence(start, end, n in near) for n, (start, end) in enumerate(bounds)]


def _bounds(words: list[int]) -> Iterator[tuple[int, int]]:
    """Where sentences end by their punctuation: a full stop before a word that is not lower case, or a line's end."""
    start, index, length = 0, 0, len(words)
    while index < length:
        flags = words[index]
        index += 1
        if flags & LINE:
            yield start, index
            start = index
        elif flags & END:
            while index < length and words[index] & (CLOSING | END):
                index += 1
            if index < length and words[index] & LINE:
                index += 1
            elif index < length and words[index] & LOWER:
                continue
            yield start, index
            start = index
    if start < length:
        yield start, length


def _is_of_the_field(words: list[int], doc: Doc) -> bool:
    """Whether a document speaks of defence or foreign affairs."""
    strong = {doc[i].lower_ for i, w in enumerate(words) if w & STRONG}
    topic = {doc[i].lower_ for i, w in enumerate(words) if w & (TOPIC | OFFICE)}
    states = {doc[i].text for i, w in enumerate(words) if w & STATE}
    if len(words) < _SHORT:
        named = any(word & NAME and before & (NAME | LOWER) for before, word in pairwise(words))
        return bool(strong or topic or states or named)
    if len(words) < _BRIEF and strong and (topic or states):
        return True
    told = len(strong) + min(len(topic), 4) / 2 + min(len(states), 2) / 2
    return bool(strong) and told >= 2 + min(len(words) / 800, 2)


def _is_suspect(words: list[int]) -> bool:
    """Whether a sentence of a document about something else may still tell a fact.

    A strong word with a state or a number, a state with a topic word or a designation ("K2"), or two states with an
    office: a minister in a capital alone may open an exhibition.
    """
    seen = states = 0
    has_designation = False
    for flags in words:
        seen |= flags
        states += bool(flags & STATE)
        has_designation = has_designation or flags & _DESIGNATION == _DESIGNATION
    if seen & STRONG:
        return bool(seen & (STATE | NUMBER))
    return bool(seen & STATE and (seen & TOPIC or has_designation or (seen & OFFICE and states > 1)))


def needs_entities(words: list[int], doc: Doc, sentence: Sentence, known: Container[int]) -> bool:
    """Whether the model may find a name in a sentence that the reference data does not know.

    A capitalised word counts unless it is one of the `known` tokens; the first word of a sentence only where the
    tagger took it for a name (or has not read it).
    """
    first = True
    for index in range(sentence.start, sentence.end):
        flags = words[index]
        if flags & NAME and index not in known and not (first and doc[index].tag_ not in ("", "NNP", "NNPS")):
            return True
        if flags & (NAME | LOWER | NUMBER):
            first = False
    return False
