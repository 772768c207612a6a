"""Exercises told by their names alone: "will hold Zapad-2025", "Balikatan began on Monday".

The names of those that come back stand in seeds/cues/policy_instruments with the scope `name`. Beside a word for an
exercise ("the Zapad manoeuvres") that word tells it already.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import Cue, cues, senses
from pipelines.facts.policy.acts.acts import Act

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc, Token
    from pipelines.facts.context import Context


@cache
def _names() -> dict[str, Cue]:
    return {cue.phrase: cue for cue in cues("policy_instruments") if cue.scope == "name"}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, names))})(?:[- ]\d{{2,4}})?\b", re.IGNORECASE)


def named_exercises(context: Context) -> Iterator[Act]:
    """The exercises of a document that only their names tell, in its order."""
    doc = context.reading.doc
    written = doc.text.lower()
    if not any(name in written for name in _names()):
        return  # a good deal quicker than the pattern, which few documents need
    for match in _pattern().finditer(doc.text):
        if not match[0][0].isupper():
            continue
        start, end = _token_at(doc, match.start()), _token_at(doc, match.end() - 1) + 1
        head = context.reading.head(start, end)
        if not any(_is_exercise(t) for t in (head.head, *head.children, doc[max(start - 1, 0)])):
            yield Act(head, start, end, _names()[match[1].lower()])


def _token_at(doc: ParsedDoc, offset: int) -> int:
    return bisect_right(doc.tokens, offset, key=lambda token: token.idx) - 1


def _is_exercise(token: Token) -> bool:
    instruments = senses("policy_instruments")
    return instruments.get(token.lemma) == "exercise" and token.pos_ == "NOUN"
