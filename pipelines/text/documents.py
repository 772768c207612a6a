"""A record to the revision of a document that it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from pipelines.contracts.documents import DocumentRevisionRow
from pipelines.contracts.operations import LandedItemRow
from pipelines.contracts.records import Fault, Record
from pipelines.text.date_in_head import date_in_head
from pipelines.text.dates import can_be_published, parse_published
from pipelines.text.decode import can_be_stored
from pipelines.text.identity import content_hash, document_id, external_id
from pipelines.text.language import detect_language, language_code
from pipelines.text.main_text import MainText, main_text

MAX_TEXT = 1_000_000  # characters: spaCy's own limit, and some 150 times an article


def document_of(
    record: Record, item: LandedItemRow, publisher: str | None = None
) -> Iterator[DocumentRevisionRow | Fault]:
    """The revision that a record is, after the faults of its fields; only a fault where it has no text.

    Args:
        record: as a reader gives it. Its text is kept to the letter; its html gives what its fields do not.
        item: the landed item that it stands in.
        publisher: of the source, for records that name none.
    """
    told_by = "metadata" if record.published else None
    if record.text is None:
        try:
            page = main_text(record.html or "")
        except ValueError as error:
            yield Fault.of("E133", item.origin, record.line, str(error))
            return
        if page is None:
            yield Fault.of("E133", item.origin, record.line)
            return
        record = _with_page(record, page)
        told_by = told_by or ("page" if page.published else None)
    text = record.text or ""
    if (refused := _refused(text, record, item)) is not None:
        yield refused
        return
    published = parse_published(record.published) if record.published else None
    if record.published and published is None:
        yield Fault.of("E141", item.origin, record.line, record.published)
    if record.published and published and not can_be_published(published, item.landed_at):
        yield Fault.of("E143", item.origin, record.line, record.published)
        published = None
    if published is None:
        published = _published_in_head(text, item)
        told_by = "text" if published else None
    title = " ".join((record.title or "").split()) or None
    yield DocumentRevisionRow(
        document_id=document_id(record, item.origin),
        external_id=external_id(record, item.origin),
        source=record.source or publisher,
        url=record.url,
        title=title,
        language=language_code(record.language) or detect_language(f"{title or ''}\n{text}"),
        published_at=published,
        published_from=told_by,
        ingested_at=item.landed_at,
        content_hash=content_hash(title, text),
        text=text,
        origin=f"{item.origin}#{record.line}" if record.line else item.origin,
        landed_sha256=item.sha256,
    )


def _published_in_head(text: str, item: LandedItemRow) -> datetime | None:
    """The day that the article's head tells, where it can be one of publication."""
    in_head = date_in_head(text)
    published = parse_published(in_head) if in_head else None
    return published if published and can_be_published(published, item.landed_at) else None


def _with_page(record: Record, page: MainText) -> Record:
    """A record with the article of its page, which tells what the record itself does not."""
    return replace(
        record,
        text=page.text,
        url=record.url or page.url,
        title=record.title or page.title,
        source=record.source or page.source,
        published=record.published or page.published,
        language=record.language or page.language,
    )


def _refused(text: str, record: Record, item: LandedItemRow) -> Fault | None:
    """Why a text is no document: there is none, it cannot be stored, or it is too long."""
    if not text.strip():
        return Fault.of("E131", item.origin, record.line)
    if not can_be_stored(text):
        return Fault.of("E134", item.origin, record.line)
    if len(text) > MAX_TEXT:
        return Fault.of("E135", item.origin, record.line, f"{len(text)} characters, at most {MAX_TEXT}")
    return None
