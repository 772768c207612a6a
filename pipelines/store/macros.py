"""Table macros of the published file: what was believed on a past day, the words behind a fact, a search.

They are made anew in every copy that is published, since copying tables leaves macros behind. A macro finds its tables
in the database that is in use: who attaches the file beside others says USE first.
"""

from dataclasses import dataclass

import duckdb

from pipelines.contracts.ddl import literal
from pipelines.contracts.facts import FAMILIES
from pipelines.contracts.row import table_of


@dataclass(frozen=True)
class Macro:
    """A table macro: `SELECT * FROM name(arguments)`."""

    name: str
    arguments: str
    description: str
    body: str

    def statements(self) -> list[str]:
        """What creates it, and what describes it."""
        return [
            f"CREATE OR REPLACE MACRO {self.name}({self.arguments}) AS TABLE {self.body}",
            f"COMMENT ON MACRO TABLE {self.name} IS {literal(self.description)}",
        ]


_EVIDENCE = """
    SELECT e.column_name, e.quote, e.role, e.found_by, e.start_char, e.end_char,
        d.title, d.source, d.url, d.published_at, e.document_id
    FROM facts.evidence AS e
    JOIN core.documents AS d USING (document_id)
    WHERE e.fact_id = fact
    ORDER BY e.start_char, e.end_char, e.column_name, e.role"""

_CONTEXT = """
    SELECT e.column_name, e.quote,
        substring(d.text, greatest(e.start_char - n, 0) + 1, least(e.start_char, n))
            || '[' || e.quote || ']' || substring(d.text, e.end_char + 1, n) AS context,
        d.title, d.source, d.url, d.published_at, e.document_id
    FROM facts.evidence AS e
    JOIN core.documents AS d USING (document_id)
    WHERE e.fact_id = fact
    ORDER BY e.start_char, e.end_char, e.column_name, e.role"""

# Every word must be there, in any order and case; where the first one stands is shown.
_SEARCH = r"""
    SELECT d.published_at, d.source, d.title,
        regexp_replace(
            substring(d.text, greatest(instr(lower(d.text), wanted[1]) - 60, 1), 200), '\s+', ' ', 'g'
        ) AS snippet,
        (SELECT count(DISTINCT e.fact_id) FROM facts.evidence AS e WHERE e.document_id = d.document_id) AS fact_count,
        d.url, d.document_id
    FROM (
        SELECT
            *,
            string_split_regex(lower(trim(words)), '\s+') AS wanted,
            lower(coalesce(title, '') || ' ' || text) AS told
        FROM core.documents WHERE duplicate_of IS NULL
    ) AS d
    WHERE len(list_filter(wanted, lambda word: NOT contains(told, word))) = 0
    ORDER BY d.published_at DESC NULLS LAST, d.document_id"""

_DOCUMENTS_AS_OF = """
    SELECT * FROM history.document_revisions
    WHERE ingested_at <= moment::TIMESTAMP
    QUALIFY row_number() OVER (
        PARTITION BY document_id
        ORDER BY published_at DESC NULLS LAST, ingested_at DESC, origin DESC, content_hash DESC
    ) = 1"""


def _as_of(family: str) -> Macro:
    columns = ", ".join(table_of(FAMILIES[family]).column_names)
    return Macro(
        f"facts.{family}_as_of",
        "moment",
        f"facts.{family} as they were held true at a moment (UTC), from history.{family}.",
        f"""
    SELECT {columns} FROM history.{family}
    WHERE valid_from <= moment::TIMESTAMP AND (valid_to IS NULL OR valid_to > moment::TIMESTAMP)""",
    )


MACROS = (
    *(_as_of(family) for family in FAMILIES),
    Macro(
        "core.documents_as_of",
        "moment",
        "The newest revision of each document that had been read at a moment (UTC), duplicates included.",
        _DOCUMENTS_AS_OF,
    ),
    Macro("main.evidence", "fact", "The places that a fact was read from, cell by cell, with their source.", _EVIDENCE),
    Macro(
        "main.context",
        "fact, n := 150",
        "The same places with n characters of the text on either side, the words themselves in brackets.",
        _CONTEXT,
    ),
    Macro(
        "main.search",
        "words",
        "Documents in whose title or text all of the words stand, newest first, copies left out.",
        _SEARCH,
    ),
)


def create_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Make all macros in the database that is in use. Their tables must be there."""
    for macro in MACROS:
        for statement in macro.statements():
            connection.execute(statement)
