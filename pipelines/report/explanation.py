"""What is read from one text, as plain data: mentions, and facts with the place and rule of every cell."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pipelines.contracts.documents import DocumentRow, MentionRow
from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import FactRow
from pipelines.report.resolution import Resolution


def explain(
    document: DocumentRow,
    mentions: Iterable[MentionRow],
    resolutions: Iterable[Resolution],
    facts: dict[str, list[FactRow]],
    evidence: Iterable[EvidenceRow],
) -> dict[str, Any]:
    """{"document": {...}, "mentions": [...], "resolutions": [...], "facts": {family: [row, ...]}}.

    A row has its cells and "evidence". A resolution has start_char, end_char, quote, label, value and why.
    Each piece of evidence has column_name, start_char, end_char, quote, found_by and role; values fit JSON.
    """
    places: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(evidence, key=lambda e: (e.start_char, e.end_char, e.column_name, e.role)):
        places[row.fact_id].append(row.model_dump(mode="json", exclude={"fact_id", "document_id"}))
    kept = {"document_id", "external_id", "title", "language", "published_at", "text"}
    return {
        "document": document.model_dump(mode="json", include=kept),
        "mentions": [mention.model_dump(mode="json", exclude={"document_id"}) for mention in mentions],
        "resolutions": [
            {
                "start_char": r.start,
                "end_char": r.end,
                "quote": r.quote,
                "label": r.label,
                "value": r.value,
                "why": r.why,
            }
            for r in resolutions
        ],
        "facts": {
            family: [
                row.model_dump(mode="json", exclude={"document_id"}) | {"evidence": places[row.fact_id]} for row in rows
            ]
            for family, rows in facts.items()
        },
    }
