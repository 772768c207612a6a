"""Whether a common noun for equipment speaks of arms here: `tank`, `round`, `mine`, `fighter`, `shell`.

The words beside a noun that give it another sense ("water tank", "round of talks", "coal mine") stand in
seeds/cues/noun_context.csv, with the nouns that are arms only in the company of other words for arms.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipelines.annotation.cues import cues
from pipelines.annotation.gazetteers.lexicon import entry_of

if TYPE_CHECKING:
    from spacy.tokens import Span

    from pipelines.annotation.mentions.windows import Windows

_NOUNS = frozenset(("NOUN", "PROPN", "ADJ", ""))  # ADJ: the model's slip for nouns such as `aircraft`; "": not tagged
_BEHIND = 3  # tokens behind a noun in which a word such as "of water" is looked for


@cache
def _beside(sense: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for cue in cues("noun_context"):
        if cue.sense == sense:
            found.setdefault(cue.scope, set()).add(cue.phrase)
    return {noun: frozenset(words) for noun, words in found.items()}


@cache
def _singular(word: str) -> str:
    nouns = _beside("before").keys() | _beside("after").keys() | _beside("needs").keys()
    return word if word in nouns else word.removesuffix("s")


def is_equipment(span: Span, arms: set[int], windows: Windows) -> bool:
    """Whether a match of a class noun is meant as one; `arms` are the tokens of the document's sure words for arms."""
    if len(span) > 1:
        return True
    doc, noun = span.doc, _singular(span[0].lower_)
    if entry_of(span.kb_id_).extras["bare"] == "weak" and span[0].pos_ not in _NOUNS:
        return False  # to mine, to tank, round the clock; a strong noun has no such sense, whatever the model says
    before = doc[span.start - 1] if span.start else None
    if before is not None and before.text == "-" and span.start > 1:
        before = doc[span.start - 2]
    if before is not None and before.lower_ in _beside("before").get(noun, ()):
        return False
    behind = doc[span.end : span.end + _BEHIND]
    if any(t.lower_ in _beside("after").get(noun, ()) for t in behind):
        return False
    if noun in _beside("needs"):
        company = _beside("needs")[noun]
        return any(t.i in arms or t.lower_ in company for t in windows.around(span))
    return True
