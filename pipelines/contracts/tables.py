"""The catalogue: every table that the pipeline itself writes, in the order in which a reader meets them.

Tables that follow from a row class by rule (a fact family's history, the readings) are derived here.
"""

from dataclasses import replace
from datetime import datetime

from pipelines.contracts.documents import DocumentRevisionRow, DocumentRow, EntityRow, MentionRow
from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import FAMILIES, FactRow
from pipelines.contracts.operations import (
    FetchRow,
    LandedItemRow,
    QuarantineRow,
    RepetitionRow,
    RunRow,
    SignatureRow,
    SourceVisitRow,
    StageRow,
    StateRow,
    TouchedDocumentRow,
    WindowRow,
)
from pipelines.contracts.registers import RegisterEntryRow
from pipelines.contracts.row import DUCKDB_TYPES, Column, Table, table_of


def history_of(family: type[FactRow]) -> Table:
    """`history.<family>`: the family's columns, and from when to when each version of a fact was held true.

    A cell may be null there even where the family forbids it, because an old version lacks a newer column.
    """
    facts = table_of(family)
    required = {*facts.key, "document_id"}
    return Table(
        schema="history",
        name=facts.name,
        key=("fact_id", "valid_from"),
        description=f"One row a version of a fact of {facts.full_name}: from when to when it was held true.",
        columns=(
            *(replace(c, nullable=c.name not in required) for c in facts.columns),
            _column("valid_from", datetime, False, "When this version was first held true, UTC."),
            _column(
                "valid_to",
                datetime,
                True,
                "When it ceased to be held true, UTC; null for the present version.",
            ),
            _column("opened_by_run", str, False, "The run that brought it (ops.runs)."),
            _column("closed_by_run", str, True, "The run that ended it; null for the present version."),
        ),
    )


def readings() -> Table:
    """`ops.readings`: what each record said of itself, in any order of arrival.

    Documents and their revisions are derived from it.
    """
    revisions = table_of(DocumentRevisionRow)
    return Table(
        schema="ops",
        name="readings",
        key=("origin", "landed_sha256"),
        description="One row a record that was read: which bytes gave which revision of which document.",
        columns=tuple(c for c in revisions.columns if c.name != "text"),
    )


def _column(name: str, python_type: type, nullable: bool, description: str) -> Column:
    return Column(name, *DUCKDB_TYPES[python_type], nullable, description)


CORE = (table_of(DocumentRow), table_of(MentionRow), table_of(EntityRow), table_of(RegisterEntryRow))
FACTS = (*(table_of(family) for family in FAMILIES.values()), table_of(EvidenceRow))
HISTORY = (table_of(DocumentRevisionRow), *(history_of(family) for family in FAMILIES.values()))
OPS = (
    table_of(LandedItemRow),
    table_of(SourceVisitRow),
    table_of(WindowRow),
    table_of(FetchRow),
    table_of(QuarantineRow),
    readings(),
    table_of(StageRow),
    table_of(RunRow),
    table_of(SignatureRow),
    table_of(RepetitionRow),
    table_of(TouchedDocumentRow),
    table_of(StateRow),
)

TABLES: dict[str, Table] = {t.full_name: t for t in (*CORE, *FACTS, *HISTORY, *OPS)}

PRIVATE = frozenset(
    f"ops.{name}" for name in ("state", "fetches", "windows", "signatures", "repetitions", "touched_documents")
)
"""What only the next run asks for: neither published nor an asset, and that it was renewed is no reason to publish."""
