"""ops.*: what came in, what was lost to a fault, what has been done to what, and the runs that did it."""

from datetime import date, datetime
from typing import ClassVar

from pydantic import Field

from pipelines.contracts.row import Row


class LandedItemRow(Row):
    """One row an item that a source gave: a file, kept as bytes in `landing/` under the hash of its content."""

    SCHEMA: ClassVar[str] = "ops"
    TABLE: ClassVar[str] = "landed_items"
    KEY: ClassVar[tuple[str, ...]] = ("origin", "sha256")

    origin: str = Field(description="Path or address that it came from.")
    sha256: str = Field(description="SHA-256 (hex) of its bytes, and its name in the landing folder.")
    source_name: str = Field(description="The source (attache.toml) that brought it.")
    format: str = Field(description="How it is to be read: the name of a reader, e.g. markdown, html, json_lines.")
    size_bytes: int = Field(description="Its size in bytes.")
    modified_at: datetime | None = Field(description="When the source last changed it, UTC.")
    told: str | None = Field(
        None,
        description="What the source tells of it beside its bytes, a JSON object: fields of the record (url, title, published), "
        "the charset of the answer, or which entry of the feed it is.",
    )
    landed_at: datetime = Field(description="When it was first landed, UTC.")
    run_id: str = Field(description="The run that brought it.")

    @property
    def item(self) -> str:
        """Its name in ops.stages."""
        return f"{self.sha256} {self.origin}"


class WindowRow(Row):
    """One row a stretch of days of which a landed item is read, by a run with --since or --until; without any, all of it is."""

    SCHEMA: ClassVar[str] = "ops"
    TABLE: ClassVar[str] = "windows"
    KEY: ClassVar[tuple[str, ...]] = ("item", "since", "until")

    item: str = Field(description="Landed sha256 and origin.")
    since: date = Field(description="The first day of publication that counts; 0001-01-01 where it is open.")
    until: date = Field(description="The last day of publication that counts; 9999-12-31 where it is open.")


class SourceVisitRow(Row):
    """One row a visit of a source: what it brought in one run."""

    SCHEMA: ClassVar[str] = "ops"
    TABLE: ClassVar[str] = "source_visits"
    KEY: ClassVar[tuple[str, ...]] = ("run_id", "source_name")

    run_id: str = Field(description="The run that visited it.")
    source_name: str = Field(description="The source (attache.toml).")
    visited_at: datetime = Field(description="When the run began, UTC.")
    landed_count: int = Field(description="Items that were not known before.")
    unchanged_count: int = Field(description="Items that were known already.")
    fault_count: int = Field(description="Items that could not be landed.")
    failure: str | None = Field(description="What ended the visit before its end; null where nothing did.")


class FetchRow(Row):
    """One row an address that a source was fetched from; kept in the build database and not published."""

    SCHEMA: ClassVar[str] = "ops"
    TABLE: ClassVar[str] = "fetches"
    KEY: ClassVar[tuple[str, ...]] = ("source_name", "address")

    source_name: str = Field(description="The source (attache.toml).")
    address: str = Field(description="What was fetched, or the entry of a feed that was taken.")
    etag: str | None = Field(None, description="The server's name for what it gave; asked with the next time.")
    last_modified: str | None = Field(None, description="When the server last changed it, in its own words.")
    fingerprint: str | None = Field(
        None, description="Digest of what a feed, a sitemap or a store tells of it; fetched again when it differs."
    )
    gone_at: datetime | None = Field(
        None, description="When the server said that it is not there (404, 410), UTC; null while it is."
    )
    fetched_at: datetime = Field(description="When it was fetched, or was found unchanged, UTC.")


class QuarantineRow(Row):
    """One row a document (or a whole item) that could not be read, with the place and the reason."""

    SCHEMA: ClassVar[str] = "ops"
    TABLE: ClassVar[str] = "quarantine"
    KEY: ClassVar[tuple[str, ...]] = ("origin", "line", "stage", "error_code")

    origin: str = Field(description="Path or address of the item.")
    line: int = Field(description="Line (record) within it, from 1; 0 where the whole item is meant.")
    stage: str = Field(description="The room that gave up: landing, text, annotation, facts or registers.")
    error_code: str = Field(description="The numbered error, e.g. E103, as the README lists them.")
    message: str = Field(description="What is wrong and what to do, in words.")
    landed_sha256: str | None = Field(description="The landed bytes, where they could be landed.")
    quarantined_at: datetime = Field(description="When, UTC.")
    run_id: str = Field(description="The run that met it.")


class StageRow(Row):
    """One row a thing that a stage has finished, so that no run does it twice."""

    SCHEMA: ClassVar[str] = "ops"
    TABLE: ClassVar[str] = "stages"
    KEY: ClassVar[tuple[str, ...]] = ("stage", "item")

    stage: str = Field(description="text, annotation, mentions or facts.")
    item: str = Field(description="What was done: landed sha256 and origin, content_hash, or document_id.")
    version: str = Field(
        description="Of the stage's code, words and input when it was done; done again when it differs."
    )
    finished_at: datetime = Field(description="When, UTC.")
    run_id: str = Field(description="The run that did it.")


class RunRow(Row):
    """One row a run of the pipeline that wrote to this warehouse."""

    SCHEMA: ClassVar[str] = "ops"
    TABLE: ClassVar[str] = "runs"
    KEY: ClassVar[tuple[str, ...]] = ("run_id",)

    run_id: str = Field(description="Dagster's id of the run.")
    started_at: datetime = Field(description="When it first wrote, UTC.")
    published_at: datetime | None = Field(
        description="When it published, UTC; null where it did not (failed, or brought nothing new)."
    )


class SignatureRow(Row):
    """One row a band of a present text's signature: texts that share one may repeat each other. Kept in the build database."""

    SCHEMA: ClassVar[str] = "ops"
    TABLE: ClassVar[str] = "signatures"
    KEY: ClassVar[tuple[str, ...]] = ("content_hash", "band")

    content_hash: str = Field(description="The text (core.documents).")
    band: int = Field(description="Hash of a part of its MinHash.")
    version: str = Field(
        description="How the signature was made; of another version, it is made anew when its document is read."
    )


class RepetitionRow(Row):
    """One row a pair of present texts of which the second only repeats the first. Kept in the build database."""

    SCHEMA: ClassVar[str] = "ops"
    TABLE: ClassVar[str] = "repetitions"
    KEY: ClassVar[tuple[str, ...]] = ("content_hash", "repeated_by")

    content_hash: str = Field(description="The text that is repeated (core.documents).")
    repeated_by: str = Field(
        description="The text that tells nothing else, in the same words but for small edits. The other way round is a row of its own."
    )


class TouchedDocumentRow(Row):
    """One row a document of which something has changed since the marts were last built; kept in the build database.

    Whatever is merged into the tables of a document enters it here, in the same transaction; dbt removes it when all
    marts are built.
    """

    SCHEMA: ClassVar[str] = "ops"
    TABLE: ClassVar[str] = "touched_documents"
    KEY: ClassVar[tuple[str, ...]] = ("document_id",)

    document_id: str = Field(description="The document; it may be gone.")


class StateRow(Row):
    """One row a thing that the store remembers about itself; kept in the build database and not published."""

    SCHEMA: ClassVar[str] = "ops"
    TABLE: ClassVar[str] = "state"
    KEY: ClassVar[tuple[str, ...]] = ("name",)

    name: str = Field(
        description="changes (how many rows were changed), published (what was last published, and where), or marts "
        "(the version of the marts that are built; marts_step while they are renewed step by step)."
    )
    value: str = Field(description="Its value.")
