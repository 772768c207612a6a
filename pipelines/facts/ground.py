"""Drafts to rows: ids, and evidence for every cell. A cell whose quote is not the text at its place is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import FAMILIES, FactRow
from pipelines.facts.confidence import confidence

if TYPE_CHECKING:
    from pipelines.annotation.reading import Reading
    from pipelines.facts.draft import Draft

_NOT_READ = frozenset(("fact_id", "document_id", "confidence"))


class GroundingError(ValueError):
    """A fact with a cell that has no place, or whose place does not hold its quote."""


@dataclass
class Extraction:
    """The facts of one document, by family, and the evidence of their cells."""

    facts: dict[str, list[FactRow]] = field(default_factory=lambda: {family: [] for family in FAMILIES})
    evidence: list[EvidenceRow] = field(default_factory=list)


def fact_id(family: str, document_id: str, identity: tuple[object, ...]) -> str:
    """20 hex digits that are the same for the same fact of the same document on every run."""
    return sha256(repr((family, document_id, identity)).encode()).hexdigest()[:20]


def ground(drafts: list[Draft], reading: Reading, document_id: str) -> Extraction:
    """The rows and the evidence of a document's drafts; drafts of one identity must have been merged before.

    Raises:
        GroundingError: a filled cell has no place, or two drafts have one identity.
    """
    extraction = Extraction()
    known: set[str] = set()
    for draft in drafts:
        contract = FAMILIES[draft.family]
        identity = tuple(draft.get(column) for column in contract.IDENTITY)
        id_ = fact_id(draft.family, document_id, identity)
        if id_ in known:
            raise GroundingError(f"{document_id}: two {draft.family} with the identity {identity}")
        known.add(id_)
        cells = {
            name: draft.values.get(name, [] if column.annotation == list[str] else None)
            for name, column in contract.model_fields.items()
            if name not in _NOT_READ
        }
        row = contract.model_validate({"fact_id": id_, "document_id": document_id, "confidence": 0.5, **cells})
        evidence = _evidence(row, draft, reading)
        sure = confidence(draft.family, evidence)
        extraction.facts[draft.family].append(row.model_copy(update={"confidence": sure}))
        extraction.evidence += evidence
    return extraction


def _evidence(row: FactRow, draft: Draft, reading: Reading) -> list[EvidenceRow]:
    found: dict[tuple[object, ...], EvidenceRow] = {}
    for column, value in row.model_dump().items():
        if column in _NOT_READ or value is None or value == []:
            continue
        places = draft.places.get(column)
        if not places:
            raise GroundingError(f"{row.document_id}: {draft.family}.{column} = {value!r} has no place")
        for place in places:
            start, end = reading.source_span(place.start, place.end)
            quote = reading.text[start:end]
            if not quote.strip():
                raise GroundingError(f"{row.document_id}: {draft.family}.{column} = {value!r}: empty quote at {start}")
            found[column, start, end, place.role] = EvidenceRow(
                fact_id=row.fact_id, column_name=column, document_id=row.document_id, start_char=start, end_char=end,
                quote=quote, found_by=place.found_by, role=place.role,
            )  # fmt: skip
    return list(found.values())
