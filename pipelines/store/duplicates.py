"""ops.signatures and ops.repetitions: which present texts repeat which, and so which document is whose duplicate.

A new text is compared with the archive by its bands (text/resemblance.py), which stand in a table; only the texts
that share one are read. What is kept of a pair depends on its two texts alone, and who repeats whom is derived
from all pairs together. So the order and the batches in which documents arrive make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import duckdb
import pyarrow as pa

from pipelines.annotation.repetition import repeats
from pipelines.contracts.operations import RepetitionRow, SignatureRow
from pipelines.contracts.row import arrow_table
from pipelines.store.connection import load
from pipelines.store.merge import pick
from pipelines.text.resemblance import SIGNATURE, bands

_CLOSEST = 100  # texts that a new one is compared with: of a form letter sent a thousand times, those most alike


class Present(NamedTuple):
    """What decides which of several documents counts as the first."""

    document_id: str
    content_hash: str
    published_at: datetime | None
    length: int

    @property
    def place(self) -> tuple[bool, datetime, int, datetime, str]:
        """By day, undated ones last; of one day's, whose hours are seldom told, the fullest first."""
        at = self.published_at or datetime.max
        day = at.replace(hour=0, minute=0, second=0, microsecond=0)
        return self.published_at is None, day, -self.length, at, self.document_id


def originals(documents: Iterable[Present], repeated: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Of each document that repeats another one, the first of all that tell the same.

    Args:
        documents: all that have the contents in question.
        repeated: content hash -> those of the contents that it repeats.
    """
    first: dict[str, Present] = {}  # content -> the first document with it
    origin: dict[str, str] = {}
    ordered = sorted(documents, key=lambda d: d.place)
    for document in ordered:
        first.setdefault(document.content_hash, document)
    for document in ordered:
        same = (document.content_hash, *repeated.get(document.content_hash, ()))
        earliest = min((first[c] for c in same if c in first), key=lambda d: d.place)
        if earliest.place < document.place:
            origin[document.document_id] = origin.get(earliest.document_id, earliest.document_id)
    return origin


def find_repetitions(connection: duckdb.DuckDBPyConnection) -> None:
    """Compare the texts of the temporary table `newest` that are new with all present ones.

    Adds to the temporary table `contents` those whose duplicates may have changed by it.
    """
    _spread(connection)  # along pairs that are about to be forgotten
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE unsigned AS
        SELECT n.content_hash, any_value(n.text) AS text, any_value(n.title) AS title
        FROM newest AS n
        ANTI JOIN (SELECT content_hash FROM ops.signatures WHERE version = ?) AS s USING (content_hash)
        GROUP BY n.content_hash""",
        [SIGNATURE],
    )
    new = connection.execute("SELECT content_hash, text FROM unsigned").fetchall()
    if not new:
        return
    _forget(connection, "SELECT content_hash FROM unsigned")
    signed = [
        SignatureRow(content_hash=c, band=band, version=SIGNATURE) for c, text in new for band in set(bands(text))
    ]
    if not signed:
        return  # all of it is too short to be compared
    load(connection, "signed", arrow_table(SignatureRow, signed))
    connection.execute("INSERT INTO ops.signatures BY NAME SELECT * FROM signed")
    load(connection, "found", arrow_table(RepetitionRow, _alike(connection)))
    connection.execute("INSERT INTO ops.repetitions BY NAME SELECT * FROM found")
    _spread(connection)


def forget_absent(connection: duckdb.DuckDBPyConnection) -> None:
    """Forget those of the temporary table `contents` that no document has any more."""
    _forget(connection, "SELECT content_hash FROM contents ANTI JOIN core.documents USING (content_hash)")


def load_originals(connection: duckdb.DuckDBPyConnection) -> None:
    """The temporary table `repeating` (document_id, duplicate_of) over the temporary table `present`."""
    documents = connection.execute(
        "SELECT document_id, content_hash, published_at, length(text) FROM present"
    ).fetchall()
    pairs = connection.execute("""
        SELECT r.repeated_by, list(r.content_hash) FROM ops.repetitions AS r
        SEMI JOIN contents AS c ON r.repeated_by = c.content_hash GROUP BY ALL""").fetchall()
    origin = originals([Present(*row) for row in documents], dict(pairs))
    columns = {"document_id": list(origin), "duplicate_of": list(origin.values())}
    load(connection, "repeating", pa.table(columns, pa.schema([(name, pa.string()) for name in columns])))


def _alike(connection: duckdb.DuckDBPyConnection) -> list[RepetitionRow]:
    """Both ways in which each pair of a new text and one that shares a band with it may repeat each other."""
    pairs = connection.execute(f"""
        WITH

        shared AS (
            SELECT n.content_hash AS new, o.content_hash AS other, count(*) AS bands
            FROM signed AS n
            JOIN ops.signatures AS o ON n.band = o.band AND n.version = o.version AND n.content_hash <> o.content_hash
            GROUP BY ALL
        )

        SELECT DISTINCT least(new, other), greatest(new, other)
        FROM (FROM shared QUALIFY row_number() OVER (PARTITION BY new ORDER BY bands DESC, other) <= {_CLOSEST})
        ORDER BY ALL""").fetchall()
    if not pairs:
        return []
    texts = _bodies(connection, sorted({content for pair in pairs for content in pair}))
    both_ways = [way for one, other in pairs if one in texts and other in texts for way in ((one, other), (other, one))]
    return [
        RepetitionRow(content_hash=first, repeated_by=second)
        for first, second in both_ways
        if repeats(texts[first], texts[second])
    ]


def _bodies(connection: duckdb.DuckDBPyConnection, contents: Sequence[str]) -> dict[str, str]:
    """The texts without their headlines, which every paper writes anew."""
    load(connection, "wanted", pa.table({"content_hash": pa.array(contents, pa.string())}))
    pick(connection, "known", "core.documents", "t.content_hash IN (FROM wanted)")
    rows = connection.execute("""
        SELECT content_hash, any_value(title), any_value(text)
        FROM (SELECT content_hash, title, text FROM known UNION ALL SELECT content_hash, title, text FROM unsigned)
        SEMI JOIN wanted USING (content_hash) GROUP BY content_hash""").fetchall()
    return {content: text.lstrip().removeprefix(title or "") for content, title, text in rows}


def _spread(connection: duckdb.DuckDBPyConnection) -> None:
    """Add to the temporary table `contents` all that hang together with one of them by repetitions."""
    connection.execute("""
        CREATE OR REPLACE TEMP TABLE contents AS
        WITH RECURSIVE

        pairs AS (
            SELECT content_hash, repeated_by AS other FROM ops.repetitions
            UNION
            SELECT repeated_by, content_hash FROM ops.repetitions
        ),

        reached AS (
            SELECT content_hash FROM contents
            UNION
            SELECT p.other FROM reached AS r JOIN pairs AS p ON r.content_hash = p.content_hash
        )

        SELECT content_hash FROM reached""")


def _forget(connection: duckdb.DuckDBPyConnection, which: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE forgotten AS {which}")
    connection.execute("DELETE FROM ops.signatures WHERE content_hash IN (FROM forgotten)")
    connection.execute(
        "DELETE FROM ops.repetitions WHERE content_hash IN (FROM forgotten) OR repeated_by IN (FROM forgotten)"
    )
