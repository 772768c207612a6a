"""Component `attache_names`: the names of the reference data, in doc.spans["names"].

A name that is also a common word or a person's name counts only where its context speaks for it. Merging with what
the model finds belongs to merge.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

from pipelines.annotation.designations import find_designations
from pipelines.annotation.gazetteers.lexicon import entry_of, is_ambiguous, phrases
from pipelines.annotation.gazetteers.matcher import Match, NameMatcher
from pipelines.annotation.gazetteers.reference import reference

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAMES = "names"
# At one place the earlier file wins: a missile named like a town is told apart by its context, not by the order.
_PRECEDENCE = (
    "countries", "military_units", "armed_groups", "organisations", "companies", "persons", "weapons", "places",
)  # fmt: skip


def _phrases(*files: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for entry in reference().of(*files):
        for phrase, label in phrases(entry):
            yield phrase, (entry.entity_id, label)


@cache
def _name_matcher() -> NameMatcher:
    return NameMatcher(_phrases(*(f for f in _PRECEDENCE if f != "weapons")))


@cache
def _weapon_matcher() -> NameMatcher:
    return NameMatcher(_phrases("weapons"), plurals=True)


@cache
def _class_matcher() -> NameMatcher:
    return NameMatcher(_phrases("weapon_classes"), ignore_case=True)


def _best(match: Match) -> tuple[str, str]:
    def rank(value: tuple[str, str]) -> int:
        file = value[0].split(":")[0]
        return _PRECEDENCE.index(file) if file in _PRECEDENCE else len(_PRECEDENCE)

    return min(match.values, key=rank)


def _spans(doc: Doc, matches: list[Match], found_by: str) -> list[Span]:
    spans = []
    for match in matches:
        entity_id, label = _best(match)
        span = doc.char_span(
            match.start, match.end, label=label, kb_id=entity_id, alignment_mode="expand", span_id=found_by
        )
        if span is not None:
            spans.append(span)
    return spans


def _speaks_of_arms(span: Span, weapons: set[int], ambiguous: set[int]) -> bool:
    """Whether the sentence holds another weapon word than this one, or a number stands right before it."""
    if span.start and span.doc[span.start - 1].like_num:
        return True
    return any(i in weapons and i not in ambiguous for i in range(span.sent.start, span.sent.end))


@Language.component("attache_names")
def find_names(doc: Doc) -> Doc:
    """Add the span group `names`: label, kb_id = `file:id` of the reference row, span_id = what found it."""
    names = _spans(doc, _name_matcher().find(doc.text), "gazetteer")
    systems = _spans(doc, _weapon_matcher().find(doc.text), "gazetteer")
    classes = _spans(doc, _class_matcher().find(doc.text), "weapon_classes")
    shapes = [
        span
        for d in find_designations(doc.text)
        if (span := doc.char_span(d.start, d.end, label="weapon", alignment_mode="expand", span_id="designation"))
    ]
    ambiguous = [s for s in systems if is_ambiguous(entry_of(s.kb_id_), s.text)]
    taken_by_ambiguous = {i for s in ambiguous for i in range(s.start, s.end)}
    military = {i for s in (*systems, *classes, *shapes) for i in range(s.start, s.end)}
    systems = [s for s in systems if s not in ambiguous or _speaks_of_arms(s, military, taken_by_ambiguous)]

    taken: set[int] = set()
    kept: list[Span] = []
    for span in sorted((*systems, *names), key=lambda s: (s.start - s.end, s.start)) + shapes + classes:
        if not taken.intersection(range(span.start, span.end)):
            kept.append(span)
            taken.update(range(span.start, span.end))
    doc.spans[NAMES] = sorted(kept)
    return doc
