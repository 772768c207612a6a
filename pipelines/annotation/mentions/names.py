"""Component `attache_names`: the names of the reference data, in doc.spans["names"].

A name that is also a common word or a person's name counts only where its context speaks for it. Merging with what
the model finds belongs to merge.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

from pipelines.annotation.gazetteers.lexicon import entry_of
from pipelines.annotation.mentions.ambiguity import NameContext, is_language
from pipelines.annotation.mentions.candidates import CANDIDATES, CLASSES, SHAPES, is_doubtful, rank
from pipelines.annotation.mentions.class_nouns import is_equipment
from pipelines.annotation.mentions.windows import Windows

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAMES = "names"
_PRESS = frozenset(("newspaper", "paper", "daily"))
_LETTER_AND_NUMBER = re.compile(r"[A-Z]-\d{1,2}")
_TYPE_NUMBER = re.compile(r"-\d[\w.]*$")


def _meant(doc: Doc, found: list[Span], arms: list[Span]) -> list[Span]:
    """The spans that count: sure ones, and ambiguous ones that the context speaks for (one sense in a document)."""
    doubtful = [s for s in found if is_doubtful(s)]
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


def _is_nation(span: Span) -> bool:
    return span.label_ != "nationality" or not is_language(span)


@Language.component("attache_names")
def find_names(doc: Doc) -> Doc:
    """Add the span group `names`: label, kb_id = `file:id` of the reference row, span_id = what found it."""
    candidates, classes, shapes = (list(doc.spans.pop(group)) for group in (CANDIDATES, CLASSES, SHAPES))
    systems = [s for s in candidates if s.kb_id_.startswith("weapons:")]
    names = [_without_article(s) for s in candidates if not s.kb_id_.startswith("weapons:") and _is_nation(s)]
    types = {s for s in names if _is_type_of_maker(s)}
    shapes += [Span(doc, s.start, s.end, label="military_platform", span_id="designation") for s in types]
    systems_at = {(s.start, s.end) for s in systems}
    names = [s for s in names if s not in types and not _is_designation(s, systems_at)]
    sure = [*shapes, *(c for c in classes if _is_strong(c))]
    meant = _meant(doc, [*systems, *names], sure)
    arms = {i for s in (*sure, *(m for m in meant if m.kb_id_.startswith("weapons:"))) for i in range(s.start, s.end)}
    windows = Windows(doc)
    classes = [c for c in classes if is_equipment(c, arms, windows)]

    taken: set[int] = set()
    kept: list[Span] = []
    ranked = sorted(meant, key=lambda s: (s.start - s.end, s.start, rank(s.text, entry_of(s.kb_id_))))
    for span in [*ranked, *shapes, *classes]:
        if not taken.intersection(range(span.start, span.end)):
            kept.append(span)
            taken.update(range(span.start, span.end))
    doc.spans[NAMES] = sorted(kept)
    return doc


def _without_article(span: Span) -> Span:
    """The nation in what was taken for its paper's name: "The Australian government", not "told The Australian"."""
    last, country = span[-1], entry_of(span.kb_id_).country
    is_attribute = last.dep_ in ("amod", "compound") and last.head.i >= span.end and last.head.lower_ not in _PRESS
    if span.label_ != "organisation" or span[0].text != "The" or not country or not is_attribute:
        return span
    if last.text not in entry_of(f"countries:{country}").listed("demonyms"):
        return span
    return Span(span.doc, span.start + 1, span.end, "nationality", kb_id=f"countries:{country}", span_id=span.id_)


def _is_type_of_maker(span: Span) -> bool:
    """Whether a maker's name and a number are one word, and so a ship or aeroplane: "Boeing-737NG", "Saab-340"."""
    return span.kb_id_.startswith("companies:") and bool(_TYPE_NUMBER.search(span.text))


def _is_designation(span: Span, systems_at: set[tuple[int, int]]) -> bool:
    """Whether a name is a piece of a designation: "JAS-39", "T-80UK", "E-3" of aircraft, but not "G-20"."""
    if not _TYPE_NUMBER.search(span.text):
        return False
    return _LETTER_AND_NUMBER.fullmatch(span.text) is None or (span.start, span.end) in systems_at


def _is_strong(span: Span) -> bool:
    """Whether a class noun means arms wherever it stands: `howitzer`, not `tank` or `ship`."""
    return entry_of(span.kb_id_).extras["bare"] == "strong"
