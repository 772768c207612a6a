"""Component `attache_mentions`: one list of mentions out of names, numbers, money, dates and the model's entities.

Precedence: sums of money and dates, then names of the reference data, then what the model found, then bare numbers
(but a number is not taken for the model's date, and no piece of a weapon's name for a number, a day or a sum). A longer
name of a person found by the model takes the place of a country's name inside it ("Paris Hilton").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

from pipelines.annotation.mentions.names import NAMES
from pipelines.annotation.quantities import VALUES_GROUP
from pipelines.annotation.reading import MENTIONS, VALUES

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MODEL_LABELS = {
    "PERSON": "person", "ORG": "organisation", "GPE": "location", "LOC": "location", "FAC": "facility",
    "NORP": "nationality", "DATE": "date", "TIME": "date", "MONEY": "money", "LAW": "document_reference",
}  # fmt: skip
_EVENTS = ("operation", "exercise")  # the model takes their names for organisations
_BEFORE_PLACES = ("near", "around", "outside", "inside")  # behind one at a line's head the model sees a person
_WEAPON_LABELS = frozenset(("weapon", "military_platform", "vehicle"))
_PLACE_LABELS = frozenset(("country", "location", "nationality"))


def _is_part_of_a_persons_name(name: Span, persons: list[Span]) -> bool:
    """Whether a place's name is the first or last name of a person: "Jordan Smith", "Paris Hilton"."""
    return name.label_ in ("country", "location") and any(
        p.start <= name.start and name.end <= p.end and len(p) > len(name) and not p[0].text.isupper() for p in persons
    )


@Language.component("attache_mentions")
def merge_mentions(doc: Doc) -> Doc:
    """Add the span group `mentions` from the groups `names`, `values` and doc.ents."""
    weapons = [n for n in doc.spans[NAMES] if n.label_ in _WEAPON_LABELS]
    persons = [e for e in doc.ents if e.label_ == "PERSON" and not _begins_before_a_place(e)]
    persons = [p for p in persons if not any(p.start < w.start < p.end for w in weapons)]  # "sent Kyiv Javelins"
    names = [n for n in doc.spans[NAMES] if not _is_part_of_a_persons_name(n, persons)]
    values = [v for v in doc.spans[VALUES_GROUP] if not any(w.start < v.start < w.end for w in weapons)]
    _forget_numbers_in(weapons, doc)
    model = [span for entity in doc.ents if (span := _of_model(entity)) is not None]
    kept: list[Span] = [v for v in values if v.label_ in ("money", "date")]
    taken = {i for v in kept for i in range(v.start, v.end)}
    counted = {i for v in values if v.label_ == "quantity" for i in range(v.start, v.end)}
    model = [m for m in model if m.label_ != "date" or counted.isdisjoint(range(m.start, m.end))]
    for span in (*names, *model, *(v for v in values if v.label_ == "quantity")):
        extent = range(span.start, span.end)
        overlap = taken.intersection(extent)
        holds_names = (
            span.id_ == "model" and span.label_ in ("organisation", "facility", "person") and len(overlap) < len(extent)
        )
        if not overlap or (holds_names and _encloses(span, kept)):
            kept.append(span)
            taken.update(extent)
    doc.spans[MENTIONS] = sorted(kept)
    return doc


def _forget_numbers_in(weapons: list[Span], doc: Doc) -> None:
    """Leave out the numbers that are a part of a weapon's name: "gave RBS 70 launchers", "Mirage 2000s"."""
    numbers = doc.user_data[VALUES]["numbers"]
    named = {i for w in weapons for i in range(w.start + 1, w.end)}
    doc.user_data[VALUES]["numbers"] = [n for n in numbers if n[0] not in named]


def _of_model(entity: Span) -> Span | None:
    """What the model found as a mention, without the mistakes that it makes everywhere; None where it is none."""
    label = _MODEL_LABELS.get(entity.label_)
    start = entity.start
    if label is None or (label == "organisation" and (entity[0].lower_ in _EVENTS or _is_of_office(entity))):
        return None
    if label == "date" and not any(t.is_alpha and len(t) > 2 and not t.is_title for t in entity):
        return None  # "70", "L 12": a number of something; dates in figures are found by rule
    if label == "date" and len(entity) == 1 and entity[0].tag_ == "JJ":
        return None  # "annual", "daily"
    if label == "person" and _begins_before_a_place(entity):
        label, start = "location", start + 1
    return Span(entity.doc, start, entity.end, label=label, span_id="model")


def _begins_before_a_place(person: Span) -> bool:
    """Whether what the model takes for a first name is a word before a place: "Leaving Mali", "Near Jordan"."""
    return len(person) > 1 and (person[0].lower_ in _BEFORE_PLACES or person[0].tag_ == "VBG")


def _is_of_office(entity: Span) -> bool:
    """Whether a word is the end of an office: "Secretary of State"."""
    before = entity.doc[max(entity.start - 2, 0) : entity.start]
    return entity.text == "State" and before.text.lower() == "secretary of"


def _encloses(span: Span, kept: list[Span]) -> bool:
    """Whether every mention that a span meets lies inside it, and is a place's or nation's name."""
    met = [k for k in kept if k.start < span.end and span.start < k.end]
    return all(span.start <= k.start and k.end <= span.end and k.label_ in _PLACE_LABELS for k in met)
