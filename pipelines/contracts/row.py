"""The base of every row, and the table that a row class declares.

A table is a pydantic model whose fields carry their description; `table_of(Model)` gives its name, columns and key.
No table is declared here.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

import pyarrow as pa
from pydantic import BaseModel, ConfigDict

DUCKDB_TYPES: dict[Any, tuple[str, pa.DataType]] = {
    str: ("VARCHAR", pa.string()),
    int: ("BIGINT", pa.int64()),
    float: ("DOUBLE", pa.float64()),
    bool: ("BOOLEAN", pa.bool_()),
    date: ("DATE", pa.date32()),
    datetime: ("TIMESTAMP", pa.timestamp("us")),
    list[str]: ("VARCHAR[]", pa.list_(pa.string())),
}


class Row(BaseModel):
    """One row of a table. Unknown is None, never a word. Timestamps are UTC without a zone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    SCHEMA: ClassVar[str]
    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]


@dataclass(frozen=True)
class Column:
    """A column as DuckDB, Arrow and a reader know it."""

    name: str
    duckdb_type: str
    arrow_type: pa.DataType
    nullable: bool
    description: str


@dataclass(frozen=True)
class Table:
    """A table as its row class declares it."""

    schema: str
    name: str
    key: tuple[str, ...]
    description: str
    columns: tuple[Column, ...]

    @property
    def full_name(self) -> str:
        """`schema.table`."""
        return f"{self.schema}.{self.name}"

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns in the order of their declaration."""
        return tuple(c.name for c in self.columns)

    @property
    def arrow_schema(self) -> pa.Schema:
        """The schema of a pyarrow table that can be inserted as it stands."""
        return pa.schema([pa.field(c.name, c.arrow_type, nullable=c.nullable) for c in self.columns])


def _unwrap_optional(annotation: Any) -> tuple[Any, bool]:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        inner = [a for a in typing.get_args(annotation) if a is not type(None)]
        return inner[0], True
    return annotation, False


def table_of(row: type[Row]) -> Table:
    """The table that a row class declares.

    Raises:
        TypeError: a field has no description or a type that has no column type.
    """
    columns = []
    for name, field in row.model_fields.items():
        annotation, nullable = _unwrap_optional(field.annotation)
        if annotation not in DUCKDB_TYPES or not field.description:
            raise TypeError(f"{row.__name__}.{name}: needs a description and one of {list(DUCKDB_TYPES)}")
        duckdb_type, arrow_type = DUCKDB_TYPES[annotation]
        columns.append(Column(name, duckdb_type, arrow_type, nullable, field.description))
    description = " ".join((row.__doc__ or "").split())
    return Table(row.SCHEMA, row.TABLE, row.KEY, description, tuple(columns))


def arrow_table(row: type[Row], rows: typing.Iterable[Row]) -> pa.Table:
    """Rows as a pyarrow table in the contract's schema."""
    return pa.Table.from_pylist([r.model_dump() for r in rows], schema=table_of(row).arrow_schema)
