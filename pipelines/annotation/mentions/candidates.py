"""Component `attache_candidates`: what the reference data and shapes of names could mean, before anything is decided.

It needs tokens only. What stands in doc.spans until `attache_names` has decided: `candidates` (names and weapon
systems), `classes` (nouns for kinds of weapons), `shapes` (designations and ships that nobody listed).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from string import digits
from typing import TYPE_CHECKING, NamedTuple

from spacy.language import Language
from spacy.tokens import Span

from pipelines.annotation.gazetteers.lexicon import entry_of, is_ambiguous, phrases
from pipelines.annotation.gazetteers.matcher import NameMatcher
from pipelines.annotation.gazetteers.reference import Entry, reference
from pipelines.annotation.mentions.designations import end_with_calibre, find_designations, find_ships

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NOT_BEHIND = (*"$€£", *digits)  # "US$ 8bn", "NZ$5" name a currency and no state, "Bushmaster NZ5.5" a variant
CANDIDATES, CLASSES, SHAPES = "candidates", "classes", "shapes"
# At one place the earlier file wins where shared_names.csv does not rank the entries.
_PRECEDENCE = (
    "countries", "military_units", "armed_groups", "organisations", "companies", "persons", "weapons", "places",
)  # fmt: skip


class _Value(NamedTuple):
    """What a phrase stands for; of several values the one with the lowest rank is meant."""

    rank: tuple[int, int]
    entity_id: str
    label: str


def _phrases(*files: str) -> Iterator[tuple[str, _Value]]:
    for entry in reference().of(*files):
        for phrase, label in phrases(entry):
            yield phrase, _Value(rank(phrase, entry), entry.entity_id, label)


def rank(phrase: str, entry: Entry) -> tuple[int, int]:
    """Where an entry stands among those that bear a name: as shared_names.csv ranks them, then by file."""
    file = _PRECEDENCE.index(entry.file) if entry.file in _PRECEDENCE else len(_PRECEDENCE)
    sharing = reference().names.get(phrase, ())
    return (sharing.index(entry) if len({e.file for e in sharing}) > 1 and entry in sharing else 0), file


@cache
def _name_matcher() -> NameMatcher:
    return NameMatcher(_phrases(*(f for f in _PRECEDENCE if f != "weapons")))


@cache
def _weapon_matcher() -> NameMatcher:
    return NameMatcher(_phrases("weapons"), plurals=True)


@cache
def _class_matcher() -> NameMatcher:
    return NameMatcher(_phrases("weapon_classes"), ignore_case=True)


def _spans(doc: Doc, text: str, matcher: NameMatcher, found_by: str) -> list[Span]:
    """Spans of a matcher's names; `text` is doc.text, which spaCy puts together anew each time it is asked for."""
    spans = []
    for match in matcher.find(text):
        value: _Value = min(match.values, key=lambda v: v.rank)
        is_system = value.entity_id.startswith("weapons:")
        if text.startswith(_NOT_BEHIND, match.end) and not is_system:
            continue
        end = end_with_calibre(text, match.end) if is_system else match.end
        span = doc.char_span(
            match.start, end, label=value.label, kb_id=value.entity_id, alignment_mode="expand", span_id=found_by
        )
        if span is not None:
            spans.append(span)
    return spans


def is_doubtful(span: Span) -> bool:
    """Whether a candidate may also mean something else, so that its context has to speak for it."""
    entry = entry_of(span.kb_id_)
    return is_ambiguous(entry, span.text) or (
        span.kb_id_.startswith("weapons:") and is_ambiguous(entry, span.text.removesuffix("s"))
    )


def sure_tokens(doc: Doc) -> set[int]:
    """The tokens of names that mean nothing else, before names are decided."""
    return {i for s in doc.spans[CANDIDATES] if not is_doubtful(s) for i in range(s.start, s.end)}


@Language.component("attache_candidates")
def find_candidates(doc: Doc) -> Doc:
    """Add the span groups of candidates: label, kb_id = `file:id` of the reference row, span_id = what found it."""
    text = doc.text
    named = _spans(doc, text, _name_matcher(), "gazetteer")
    doc.spans[CANDIDATES] = [*_spans(doc, text, _weapon_matcher(), "gazetteer"), *named]
    doc.spans[CLASSES] = _spans(doc, text, _class_matcher(), "weapon_classes")
    doc.spans[SHAPES] = [
        span
        for label, found_by, found in (
            ("weapon", "designation", find_designations(text)),
            ("military_platform", "ship", find_ships(text)),
        )
        for d in found
        if (span := doc.char_span(d.start, d.end, label=label, alignment_mode="expand", span_id=found_by))
    ]
    return doc
