"""core.*: the documents that were read, what they mention, and the entities that the mentions stand for."""

from datetime import datetime
from typing import ClassVar

from pydantic import Field

from pipelines.contracts.row import Row


class DocumentRevisionRow(Row):
    """One row a revision: every text that a document has ever had, oldest to newest by `published_at`."""

    SCHEMA: ClassVar[str] = "history"
    TABLE: ClassVar[str] = "document_revisions"
    KEY: ClassVar[tuple[str, ...]] = ("document_id", "content_hash")

    document_id: str = Field(
        description="Hash of the document's identity: canonical url, else the record's id, else its path."
    )
    external_id: str = Field(description="The record's `id`, else the file's name without its ending.")
    source: str | None = Field(description="Publisher as the record names it.")
    url: str | None = Field(description="Address as the record gives it.")
    title: str | None = Field(description="Headline.")
    language: str = Field(description="ISO 639-1 code: the record's own, else detected; `und` where neither tells.")
    published_at: datetime | None = Field(
        description="When it was published, UTC; midnight where only the day is known."
    )
    published_from: str | None = Field(
        None,
        description="Where that stands: metadata (of the record), page (its markup), text (its head); null where no date is known.",
    )
    ingested_at: datetime = Field(description="When this revision was first read, UTC.")
    content_hash: str = Field(
        description="SHA-256 (hex) of the title and the text: the same content has the same hash wherever it stands."
    )
    text: str = Field(
        description="The article's text. All offsets of mentions and evidence count Unicode code points in it."
    )
    origin: str = Field(description="Where it was read from: file or address, with the record's line behind #.")
    landed_sha256: str = Field(description="The landed bytes that it was read from (ops.landed_items).")


class DocumentRow(DocumentRevisionRow):
    """One row a document: its newest revision by `published_at`."""

    SCHEMA: ClassVar[str] = "core"
    TABLE: ClassVar[str] = "documents"
    KEY: ClassVar[tuple[str, ...]] = ("document_id",)

    revision: int = Field(
        description="1 for the first text that was published under this identity, 2 for its first correction, and so on."
    )
    duplicate_of: str | None = Field(
        description="document_id of the first published document that this one repeats, to the letter or with small edits (no figure, weapon or country another), or null. A duplicate brings no facts of its own."
    )


class MentionRow(Row):
    """One row a mention: a stretch of a document's text that names a person, place, weapon, number, date and the like."""

    SCHEMA: ClassVar[str] = "core"
    TABLE: ClassVar[str] = "mentions"
    KEY: ClassVar[tuple[str, ...]] = ("document_id", "start_char", "end_char", "label")

    document_id: str = Field(description="The document that it stands in.")
    start_char: int = Field(description="First code point in core.documents.text, from 0.")
    end_char: int = Field(description="Code point after the last.")
    text: str = Field(description="The words as they stand.")
    label: str = Field(description="What it is: a code of ref.mention_label.")
    entity_id: str | None = Field(
        description="The entity that it stands for (core.entities), or null where it is not known."
    )
    entity_name: str | None = Field(description="That entity's name.")
    country_code: str | None = Field(
        description="ISO 3166 alpha-3 or organisation code of the country or body that it belongs to."
    )
    found_by: str = Field(description="The gazetteer, rule or model that found it.")


class EntityRow(Row):
    """One row an entity of the reference data that some document mentions."""

    SCHEMA: ClassVar[str] = "core"
    TABLE: ClassVar[str] = "entities"
    KEY: ClassVar[tuple[str, ...]] = ("entity_id",)

    entity_id: str = Field(description="`file:id` of the reference row, e.g. `weapons:k2-black-panther`.")
    name: str = Field(description="Usual English name.")
    label: str = Field(description="What it is: a code of ref.mention_label.")
    country_code: str | None = Field(
        description="ISO 3166 alpha-3 or organisation code that it belongs to; a weapon's country of origin."
    )
    entity_class: str | None = Field(
        description="Kind within its label: the weapon's class, the office held, the kind of organisation."
    )
    note: str | None = Field(description="What else the reference data tells.")
