"""The store as the other rooms see it. A method opens the build database, does one transaction and closes it.

In between nothing is held: dbt is another process, and needs the database's lock. What a method does stands
in the module that is named like its tables.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import duckdb

from pipelines.contracts.documents import DocumentRevisionRow, DocumentRow, EntityRow, MentionRow
from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import FactRow
from pipelines.contracts.operations import FetchRow, LandedItemRow, QuarantineRow, SourceVisitRow, StageRow
from pipelines.contracts.registers import RegisterEntryRow
from pipelines.contracts.stage import Window
from pipelines.settings import StatePaths
from pipelines.store import arrivals, documents, publish, registers, schema, stages, state
from pipelines.store import facts as fact_tables
from pipelines.store import mentions as mention_tables
from pipelines.store.connection import connected, transaction


class Store:
    """The build database of one warehouse, and its published file.

    Every method raises BuildDatabaseHeld where another living process has the build database open, and may be
    called again after any error or kill: what was not finished is as if it had never begun.
    """

    def __init__(self, paths: StatePaths) -> None:
        self.paths = paths

    def prepare(self) -> None:
        """Make the build database, or bring its tables up to the contracts."""
        with transaction(self.paths.build) as connection:
            schema.prepare(connection)

    def begin_run(self, run_id: str, now: datetime) -> None:
        """Enter a run in ops.runs, and clear away what a killed run left beside the published file."""
        with transaction(self.paths.build) as connection:
            publish.remove_leftovers(self.paths.warehouse)
            arrivals.begin_run(connection, run_id, _utc(now))

    def record_landed(self, items: Sequence[LandedItemRow]) -> int:
        """Enter landed items; returns how many were new."""
        with transaction(self.paths.build) as connection:
            return arrivals.record_landed(connection, items)

    def unknown_items(self, items: Sequence[LandedItemRow]) -> list[LandedItemRow]:
        """Those of the items that are not entered yet."""
        with connected(self.paths.build) as connection:
            return arrivals.unknown_items(connection, items)

    def fetches(self, source_name: str) -> list[FetchRow]:
        """What a source was fetched from so far."""
        with connected(self.paths.build) as connection:
            return arrivals.fetches(connection, source_name)

    def save_fetches(self, rows: Sequence[FetchRow]) -> None:
        """Remember what was fetched, so that it is not fetched again unchanged."""
        if rows:
            with transaction(self.paths.build) as connection:
                arrivals.save_fetches(connection, rows)

    def read_anew(self) -> None:
        """Have every landed item read into documents again."""
        with transaction(self.paths.build) as connection:
            arrivals.read_anew(connection)

    def items_to_read(self, text_version: str) -> list[LandedItemRow]:
        """Landed items that the stage `text` has not finished at this version, oldest first."""
        with transaction(self.paths.build) as connection:
            return arrivals.items_to_read(connection, text_version)

    def limit_reading(self, source_names: Sequence[str], since: date | None, until: date | None) -> None:
        """Have the landed items of these sources read for these days, too; without days: whole."""
        with transaction(self.paths.build) as connection:
            arrivals.limit_reading(connection, source_names, since, until)

    def windows(self) -> dict[str, list[Window]]:
        """The days of which landed items are read; of one that is missing here, all."""
        with connected(self.paths.build) as connection:
            return arrivals.windows(connection)

    def save_visits(self, visits: Sequence[SourceVisitRow]) -> None:
        """Enter what the sources brought in a run."""
        if visits:
            with transaction(self.paths.build) as connection:
                arrivals.save_visits(connection, visits)

    def save_faults(self, faults: Sequence[QuarantineRow]) -> None:
        """Enter faults in ops.quarantine."""
        if faults:
            with transaction(self.paths.build) as connection:
                arrivals.save_faults(connection, faults)

    def save_registers(self, entries: Sequence[RegisterEntryRow], faults: Sequence[QuarantineRow]) -> None:
        """Make the entries of the user's registers, and what could not be read of them, equal to the given ones."""
        with transaction(self.paths.build) as connection:
            registers.save_registers(connection, entries, faults)

    def save_documents(
        self,
        batch: Sequence[DocumentRevisionRow],
        faults: Sequence[QuarantineRow],
        finished: Sequence[StageRow],
    ) -> None:
        """Enter what was read, the faults met, and the items read to their end (`LandedItemRow.item`)."""
        with transaction(self.paths.build) as connection:
            if batch:
                documents.save_documents(connection, batch)
            if faults:
                arrivals.save_faults(connection, faults)
            if finished:
                arrivals.finish_items(connection, finished)

    def documents(self, ids: Sequence[str]) -> list[DocumentRow]:
        """The present documents of these ids, by id."""
        with transaction(self.paths.build) as connection:
            return documents.documents(connection, ids)

    def hashes_to_annotate(self) -> list[str]:
        """Content hashes of the present documents in a language that is read, each once."""
        with transaction(self.paths.build) as connection:
            return documents.hashes_to_annotate(connection)

    def texts(self, hashes: Sequence[str]) -> dict[str, str]:
        """The texts of these contents, by content hash."""
        with transaction(self.paths.build) as connection:
            return documents.texts(connection, hashes)

    def documents_to_mention(self, version: str) -> list[str]:
        """Ids of documents whose mentions are not those of this version and of their present text."""
        with transaction(self.paths.build) as connection:
            return stages.waiting(connection, mention_tables.STAGE, version, documents.READ_LANGUAGES, True)

    def documents_to_extract(self, version: str) -> list[str]:
        """Ids of documents (no duplicates) whose facts are not those of this version and text."""
        with transaction(self.paths.build) as connection:
            return stages.waiting(connection, fact_tables.STAGE, version, documents.READ_LANGUAGES, False)

    def save_mentions(
        self,
        document_ids: Sequence[str],
        mentions: Sequence[MentionRow],
        entities: Sequence[EntityRow],
        version: str,
        run_id: str,
    ) -> None:
        """Replace the mentions of these documents, and mark them as done."""
        with transaction(self.paths.build) as connection:
            mention_tables.save_mentions(connection, document_ids, mentions, entities, version, run_id)

    def save_facts(
        self,
        document_ids: Sequence[str],
        facts: Mapping[str, Sequence[FactRow]],
        evidence: Sequence[EvidenceRow],
        version: str,
        run_id: str,
        now: datetime,
    ) -> None:
        """Make the facts of these documents equal to the given ones, with history, and mark them as done."""
        with transaction(self.paths.build) as connection:
            fact_tables.save_facts(connection, document_ids, facts, evidence, version, run_id, _utc(now))

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The rows that a query of the build database gives, a dictionary each."""
        with connected(self.paths.build) as connection:
            return _dictionaries(connection.execute(query, list(parameters)))

    def preview(self, table: str, limit: int) -> tuple[int, list[dict[str, Any]]]:
        """How many rows a table (`schema.name`) of the build database has, and the first of them."""
        schema_name, _, name = table.rpartition(".")
        quoted = f'"{schema_name}"."{name}"'
        with connected(self.paths.build) as connection:
            counted = connection.execute(f"SELECT count(*) FROM {quoted}").fetchall()[0][0]
            return counted, _dictionaries(connection.execute(f"SELECT * FROM {quoted} LIMIT {int(limit)}"))

    def state_digest(self) -> str:
        """Digest of what a published file would hold now."""
        with connected(self.paths.build) as connection:
            return state.state_digest(connection)

    def is_published(self) -> bool:
        """Whether the published file holds the present state of the build database."""
        with connected(self.paths.build) as connection:
            return publish.is_published(connection, self.paths.warehouse)

    def publish(self, run_id: str, now: datetime) -> bool:
        """Move a checked copy over the published file; False where it holds the present state already."""
        with connected(self.paths.build) as connection:
            return publish.publish(connection, self.paths.warehouse, run_id, _utc(now))


def _utc(moment: datetime) -> datetime:
    """The moment as tables hold it: UTC without a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _dictionaries(result: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
