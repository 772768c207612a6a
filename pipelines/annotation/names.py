"""Component `attache_names`: the names of the reference data, in doc.spans["names"].

A name that is also a common word or a person's name counts only where its context speaks for it. Merging with what
the model finds belongs to merge.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from spacy.language import Language
from spacy.tokens import Span

from pipelines.annotation.ambiguity import NameContext, is_language
from pipelines.annotation.class_nouns import is_equipment
from pipelines.annotation.designations import end_with_calibre, find_designations, find_ships
from pipelines.annotation.gazetteers.lexicon import entry_of, is_ambiguous, phrases
from pipelines.annotation.gazetteers.matcher import NameMatcher
from pipelines.annotation.gazetteers.reference import Entry, reference
from pipelines.annotation.windows import Windows

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAMES = "names"
# At one place the earlier file wins where shared_names.csv does not rank the entries.
_PRECEDENCE = (
    "countries", "military_units", "armed_groups", "organisations", "companies", "persons", "weapons", "places",
)  # fmt: skip
_TYPE_NUMBER = re.compile(r"-\d+[A-Za-z]*$")


class _Value(NamedTuple):
    """What a phrase stands for; of several values the one with the lowest rank is meant."""

    rank: tuple[int, int]
    entity_id: str
    label: str


def _phrases(*files: str) -> Iterator[tuple[str, _Value]]:
    for entry in reference().of(*files):
        for phrase, label in phrases(entry):
            yield phrase, _Value(_rank(phrase, entry), entry.entity_id, label)


def _rank(phrase: str, entry: Entry) -> tuple[int, int]:
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
        end = end_with_calibre(text, match.end) if is_system else match.end
        span = doc.char_span(
            match.start, end, label=value.label, kb_id=value.entity_id, alignment_mode="expand", span_id=found_by
        )
        if span is not None:
            spans.append(span)
    return spans


def _meant(doc: Doc, found: list[Span], arms: list[Span]) -> list[Span]:
    """The spans that count: sure ones, and ambiguous ones that the context speaks for (one sense in a document)."""
    doubtful = [s for s in found if is_ambiguous(entry_of(s.kb_id_), s.text) or _is_ambiguous_plural(s)]
    if not doubtful:
        return found
    places = {(s.start, s.end, s.kb_id_) for s in doubtful}
    kept = [s for s in found if (s.start, s.end, s.kb_id_) not in places]
    systems = [s for s in kept if s.kb_id_.startswith("weapons:")]
    context = NameContext(doc, kept, {i for s in (*systems, *arms) for i in range(s.start, s.end)})
    verdicts = [(s, context.meant(s)) for s in doubtful]
    weapons = {v for _, v in verdicts if v and v.startswith("weapons:")}
    for span, verdict in verdicts:
        meant = verdict or (span.kb_id_ if span.kb_id_ in weapons and context.stands_alone(span) else None)
        if meant is not None:
            kept.append(Span(doc, span.start, span.end, label=span.label_, kb_id=meant, span_id=span.id_))
    return kept


def _is_ambiguous_plural(span: Span) -> bool:
    return span.kb_id_.startswith("weapons:") and is_ambiguous(entry_of(span.kb_id_), span.text.removesuffix("s"))


def _is_nation(span: Span) -> bool:
    return span.label_ != "nationality" or not is_language(span)


@Language.component("attache_names")
def find_names(doc: Doc) -> Doc:
    """Add the span group `names`: label, kb_id = `file:id` of the reference row, span_id = what found it."""
    text = doc.text
    names = [s for s in _spans(doc, text, _name_matcher(), "gazetteer") if _is_nation(s)]
    systems = _spans(doc, text, _weapon_matcher(), "gazetteer")
    classes = _spans(doc, text, _class_matcher(), "weapon_classes")
    shapes = [
        span
        for label, found_by, found in (
            ("weapon", "designation", find_designations(text)),
            ("military_platform", "ship", find_ships(text)),
        )
        for d in found
        if (span := doc.char_span(d.start, d.end, label=label, alignment_mode="expand", span_id=found_by))
    ]
    types = {s for s in names if _is_type_of_maker(s)}
    shapes += [Span(doc, s.start, s.end, label="military_platform", span_id="designation") for s in types]
    names = [s for s in names if s not in types]
    sure = [*shapes, *(c for c in classes if _is_strong(c))]
    meant = _meant(doc, [*systems, *names], sure)
    arms = {i for s in (*sure, *(m for m in meant if m.kb_id_.startswith("weapons:"))) for i in range(s.start, s.end)}
    windows = Windows(doc)
    classes = [c for c in classes if is_equipment(c, arms, windows)]

    taken: set[int] = set()
    kept: list[Span] = []
    ranked = sorted(meant, key=lambda s: (s.start - s.end, s.start, _rank(s.text, entry_of(s.kb_id_))))
    for span in [*ranked, *shapes, *classes]:
        if not taken.intersection(range(span.start, span.end)):
            kept.append(span)
            taken.update(range(span.start, span.end))
    doc.spans[NAMES] = sorted(kept)
    return doc


def _is_type_of_maker(span: Span) -> bool:
    """Whether a maker's name and a number are one word, and so a ship or aeroplane: "Boeing-737NG", "Saab-340"."""
    return span.kb_id_.startswith("companies:") and bool(_TYPE_NUMBER.search(span.text))


def _is_strong(span: Span) -> bool:
    """Whether a class noun means arms wherever it stands: `howitzer`, not `tank` or `ship`."""
    return entry_of(span.kb_id_).extras["bare"] == "strong"
