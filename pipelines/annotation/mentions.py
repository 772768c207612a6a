"""The mentions of an annotated document as rows of core.mentions, and the entities that they stand for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.lexicon import code_of, entry_of
from pipelines.annotation.reading import Reading
from pipelines.contracts.documents import DocumentRow, EntityRow, MentionRow

if TYPE_CHECKING:
    from spacy.tokens import Doc


def mentions_of(doc: Doc, document: DocumentRow) -> list[MentionRow]:
    """The mentions of a document, in its order; offsets count code points of its own text."""
    reading = Reading(doc, document.text)
    found: dict[tuple[int, int, str], MentionRow] = {}
    for mention in reading.mentions:
        start, end = reading.source_span(mention.start, mention.end)
        entry = entry_of(mention.entity_id) if mention.entity_id else None
        found[start, end, mention.label] = MentionRow(
            document_id=document.document_id,
            start_char=start,
            end_char=end,
            text=document.text[start:end],
            label=mention.label,
            entity_id=mention.entity_id,
            entity_name=entry.name if entry else None,
            country_code=mention.code,
            found_by=mention.found_by,
        )
    return list(found.values())


def entities_of(mentions: Iterable[MentionRow]) -> list[EntityRow]:
    """The entities that mentions stand for, each once, by their ids."""
    rows = []
    for entity_id in sorted({m.entity_id for m in mentions if m.entity_id}):
        entry = entry_of(entity_id)
        rows.append(
            EntityRow(
                entity_id=entity_id,
                name=entry.name,
                label=entry.label,
                country_code=code_of(entry),
                entity_class=entry.entity_class,
                note=entry.note,
            )
        )
    return rows
