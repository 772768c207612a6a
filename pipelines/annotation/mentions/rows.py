"""The mentions of an annotated document as rows of core.mentions, and the entities that they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipelines.annotation.gazetteers.lexicon import code_of, entry_of
from pipelines.annotation.parties.nominals import find_nominals, with_title
from pipelines.annotation.parties.phrases import Parties
from pipelines.annotation.reading import Mention, Reading
from pipelines.contracts.documents import DocumentRow, EntityRow, MentionRow

if TYPE_CHECKING:
    from pipelines.annotation.language.parsed import ParsedDoc


def mentions_of(doc: ParsedDoc, document: DocumentRow) -> list[MentionRow]:
    """The mentions of a document, in its order; offsets count code points of its own text."""
    reading = Reading(doc, document.text, document.published_at.date() if document.published_at else None)
    found: dict[tuple[int, int, str], MentionRow] = {}
    for mention in sorted((*_names(reading), *_nominals(reading)), key=lambda m: (m.start, m.end)):
        start, end = reading.source_span(mention.start, mention.end)
        entry = entry_of(mention.entity_id) if mention.entity_id else None
        row = MentionRow(
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
        found.setdefault((start, end, mention.label), row)
    return list(found.values())


def _names(reading: Reading) -> Iterator[Mention]:
    """What is named: persons with their title before the name, "the Syrians" as the group of people that they are."""
    for mention in reading.mentions:
        is_people = mention.label == "nationality" and reading.doc[mention.end - 1].tag_ in ("NNS", "NNPS")
        yield mention._replace(label="organisation") if is_people else with_title(mention, reading)


def _nominals(reading: Reading) -> Iterator[Mention]:
    """What is not named, with the country or body that it refers to where the text tells."""
    parties = Parties(reading)
    for nominal in find_nominals(reading):
        party = parties.of(reading.doc[nominal.head])
        found_by = f"nominal:{party.rule}" if party else "nominal"
        code = party.code if party else None
        yield Mention(nominal.start, nominal.end, nominal.label, None, code, None, found_by)


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
