"""Drafts to rows: ids, and evidence for every cell. A cell whose quote is not the text at its place is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import FAMILIES, FactRow
from pipelines.facts.confidence import confidence

if TYPE_CHECKING:
    from pipelines.annotation.reading import Reading
    from pipelines.facts.draft import Draft, Place

_ROWS = TypeAdapter(list[EvidenceRow])  # many rows at once cost a third of one by one
_NOT_READ = frozenset(("fact_id", "document_id", "confidence"))


class GroundingError(ValueError):
    """A fact with a cell that has no place, or whose place does not hold its quote."""


@dataclass
class Extraction:
    """The facts of one document, by family, and the evidence of their cells."""

    facts: dict[str, list[FactRow]] = field(default_factory=lambda: {family: [] for family in FAMILIES})
    evidence: list[EvidenceRow] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether there is any fact."""
        return any(self.facts.values())


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
    quotes = _Quotes(reading)
    for draft in drafts:
        contract = FAMILIES[draft.family]
        identity = tuple(draft.get(column) for column in contract.IDENTITY)
        id_ = fact_id(draft.family, document_id, identity)
        if id_ in known:
            raise GroundingError(f"{document_id}: two {draft.family} with the identity {identity}")
        known.add(id_)
        cells = {name: draft.values.get(name, empty) for name, empty in _empty(draft.family)}
        told = [(column, value) for column, value in cells.items() if value is not None and value != []]
        evidence = _evidence(id_, document_id, told, draft, quotes)
        sure = confidence(draft.family, evidence)
        row = contract.model_validate({"fact_id": id_, "document_id": document_id, "confidence": sure, **cells})
        extraction.facts[draft.family].append(row)
        extraction.evidence += evidence
    return extraction


@cache
def _empty(family: str) -> tuple[tuple[str, list[str] | None], ...]:
    """The cells of a family's rows that are read, each with its value where nothing was."""
    columns = FAMILIES[family].model_fields.items()
    return tuple((n, [] if c.annotation == list[str] else None) for n, c in columns if n not in _NOT_READ)


class _Quotes:
    """What stands at a document's places, each read once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._found: dict[tuple[int, int], tuple[int, int, str]] = {}

    def at(self, place: Place) -> tuple[int, int, str]:
        """Code points [start, end) of a place in the document's own text, and the text there."""
        key = place.start, place.end
        if key not in self._found:
            start, end = self._reading.source_span(*key)
            self._found[key] = start, end, self._reading.text[start:end]
        return self._found[key]


def _evidence(
    id_: str, document_id: str, told: list[tuple[str, object]], draft: Draft, quotes: _Quotes
) -> list[EvidenceRow]:
    found: dict[tuple[object, ...], dict[str, object]] = {}
    for column, value in told:
        places = draft.places.get(column)
        if not places:
            raise GroundingError(f"{document_id}: {draft.family}.{column} = {value!r} has no place")
        for place in places:
            start, end, quote = quotes.at(place)
            if not quote.strip():
                raise GroundingError(f"{document_id}: {draft.family}.{column} = {value!r}: empty quote at {start}")
            found[column, start, end, place.role] = {
                "fact_id": id_, "column_name": column, "document_id": document_id, "start_char": start,
                "end_char": end, "quote": quote, "found_by": place.found_by, "role": place.role,
            }  # fmt: skip
    return _ROWS.validate_python(list(found.values()))
