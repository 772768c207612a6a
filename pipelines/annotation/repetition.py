"""Whether an article only repeats another one: the same words but for small edits, with the same figures and names.

An editor cuts, turns a sentence, writes a headline of his own; what he does not change is a number, a weapon, a
country. Where one of them stands in the place of another, the article tells something else and is no copy.
Looking for the pairs to be judged belongs to text/resemblance.py and the store.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from pipelines.annotation.gazetteers.lexicon import phrases
from pipelines.annotation.gazetteers.matcher import NameMatcher
from pipelines.annotation.gazetteers.reference import reference
from pipelines.annotation.numerals.numerals import find_numerals
from pipelines.text.datelines import DATELINE
from pipelines.text.resemblance import share_within, shingles

Claim = tuple[str, str]
"""(kind, value): number, country or weapon, and which."""
LEAST_SHARE = 0.6
"""Of the copy's runs of three words, the share that stands in the original. On the bundled articles copies have
0.84 and more, all other pairs 0.12 and less; a quarter of added local colour takes a copy to 0.7."""
MOST_WORDS = 6_000  # the comparison is quadratic; of a longer text only a copy to the letter is known
_SENTENCE = 8  # words: an insertion of this length is a statement of its own
_TURN = 4  # words: a change of this length turns a phrase, and a negation in it turns its meaning

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*|[$€£¥₹₩]")
_NEGATIONS = frozenset("not no never nor neither without cannot".split())
_FEW = frozenset({("number", "1"), ("number", "2")})  # "first", "one", "twice": no figure of its own


@dataclass(frozen=True)
class _Text:
    """Words in lower case, and what each of them says that no copy changes."""

    words: list[str]
    claims: list[frozenset[Claim]]

    def told(self, start: int, end: int) -> frozenset[Claim]:
        return frozenset().union(*self.claims[start:end])


@cache
def _names() -> NameMatcher:
    """Names of countries (their people and capitals, too) and of weapons; a family's variants count as one weapon."""
    known = [
        (phrase, ("country", e.id) if e.file == "countries" else ("weapon", e.extras["family"] or e.id))
        for e in reference().of("countries", "weapons")
        for phrase, _ in phrases(e)
    ]
    return NameMatcher(known, plurals=True)


def _read(text: str) -> _Text:
    text = DATELINE.sub("", text)  # every desk writes its own
    claims: list[tuple[int, int, Claim]] = []
    for name in _names().find(text):
        claims += [(name.start, name.end, value) for value in name.values]
    named = [(start, end) for start, end, _ in claims]
    for number in find_numerals(text):
        if not any(start <= number.start < end for start, end in named):  # the 2 of a Leopard 2
            value = str(number.value) if number.value is not None else text[number.start : number.end]
            claims.append((number.start, number.end, ("number", value)))
    words = list(_WORD.finditer(text))
    ends = [word.end() for word in words]
    told: list[set[Claim]] = [set() for _ in words]
    for start, end, claim in claims:  # on each of its words: one of them may be what was changed
        for n in range(bisect.bisect_right(ends, start), len(words)):
            if words[n].start() >= end:
                break
            told[n].add(claim)
    return _Text([word.group().lower() for word in words], [frozenset(claims) for claims in told])


def repeats(original: str, copy: str) -> bool:
    """Whether the copy only repeats the original, in the same words apart from small edits.

    Not where a number, a weapon or a country stands in the place of another one, where a phrase is turned by
    *not*, or where a sentence is added that tells of a number, weapon or country of its own.

    Args:
        original: text without its headline.
        copy: the same of the other article.
    """
    if original == copy:
        return True
    if share_within(shingles(copy), shingles(original)) < LEAST_SHARE:
        return False
    first, second = _read(original), _read(copy)
    if max(len(first.words), len(second.words)) > MOST_WORDS:
        return False
    known = first.told(0, len(first.words))
    return not any(_changes(first, second, block, known) for block in _differences(first, second))


def _differences(first: _Text, second: _Text) -> Iterator[tuple[int, int, int, int]]:
    matcher = SequenceMatcher(None, first.words, second.words, autojunk=False)
    for what, start, end, second_start, second_end in matcher.get_opcodes():
        if what != "equal":
            yield start, end, second_start, second_end


def _changes(first: _Text, second: _Text, block: tuple[int, int, int, int], known: frozenset[Claim]) -> bool:
    """Whether a difference of the texts changes what is told."""
    start, end, second_start, second_end = block
    before, after = first.told(start, end), second.told(second_start, second_end)
    lost, gained = before - after, after - before
    if {kind for kind, _ in lost} & {kind for kind, _ in gained}:
        return True
    if second_end - second_start >= _SENTENCE and any(claim not in known and claim not in _FEW for claim in gained):
        return True
    if max(end - start, second_end - second_start) > _TURN:
        return False
    negated = [sum(w in _NEGATIONS or w.endswith(("n't", "n’t")) for w in words)
               for words in (first.words[start:end], second.words[second_start:second_end])]  # fmt: skip
    return negated[0] != negated[1]
