"""Parquet: one article a row, read in batches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.contracts.records import RECORD_FIELDS, Fault, Record
from pipelines.text.about import About
from pipelines.text.decode import UnreadableError
from pipelines.text.fields import record_of

_BATCH = 64  # rows


def read(path: Path, origin: str, about: About) -> Iterator[Record | Fault]:
    """The records; `line` counts the rows from 1.

    Raises:
        UnreadableError: E116, damaged, with the row; E124, no column `text` or `html`.
    """
    row = 0
    try:
        with pq.ParquetFile(path) as file:
            columns = {n: about.field_of(n) for n in file.schema_arrow.names if about.field_of(n) in RECORD_FIELDS}
            if not {"text", "html"} & set(columns.values()):
                raise UnreadableError("E124", f"columns: {', '.join(file.schema_arrow.names)[:100]}")
            for batch in file.iter_batches(batch_size=_BATCH, columns=list(columns)):
                values = {name: _python(batch.column(name)) for name in columns}
                for index in range(batch.num_rows):
                    row += 1
                    yield from record_of({columns[name]: values[name][index] for name in columns}, origin, row)
    except (pa.ArrowException, OSError, ValueError, OverflowError, KeyError) as error:
        raise UnreadableError("E116", str(error), row + 1 if row else 0) from error


def _python(column: pa.Array) -> list[object]:
    if pa.types.is_timestamp(column.type):  # Python's datetime has no nanoseconds
        column = column.cast(pa.timestamp("us", tz=column.type.tz), safe=False)
    return list(column.to_pylist())
