"""marts.trade_register in SIPRI's layout, and a register laid beside it: the published one, or a file for this once.

How the two are compared is SQL (dbt_project/models/marts/arms/register_comparison.sql), and that alone: a file is
compared by the same models over temporary tables of a reader's connection.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contracts.registers import RegisterEntryRow
from pipelines.contracts.row import arrow_table
from pipelines.marts.project import PROJECT_DIR

SIPRI_COLUMNS = {
    "recipient": "Recipient",
    "supplier": "Supplier",
    "year_of_order": "Year of order",
    "year_of_order_flag": "",
    "number_ordered": "Number ordered",
    "number_ordered_flag": "",
    "weapon_designation": "Weapon designation",
    "weapon_description": "Weapon description",
    "number_delivered": "Number delivered",
    "number_delivered_flag": "",
    "years_of_delivery": "Year(s) of delivery",
    "status": "status",
    "comments": "Comments",
}
"""Our columns and SIPRI's names of them, in SIPRI's order; flags have no name there."""

OUTCOMES = ("matched", "differing", "only_theirs", "only_ours")
_ENTRIES, _COMPARISON = "stg_register_entries", "register_comparison"
_MODELS = ("int_parties", "int_register_entries", _COMPARISON)  # each after those that it reads
_REF = re.compile(r"\{\{ ref\('(\w+)'\) \}\}")
_CONFIG = re.compile(r"\{\{ config\(.*?\) \}\}", re.DOTALL)


class NotPublishedError(LookupError):
    """The published file lacks a table; the message says what to do."""


def trade_register(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """marts.trade_register, sorted as SIPRI sorts."""
    return _rows(
        connection,
        "select * from marts.trade_register order by recipient, supplier, year_of_order nulls last, "
        "weapon_designation nulls last, deal_id",
    )


def published_comparison(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """marts.register_comparison: the registers that the last run found in the folder `registers`."""
    return _sorted(connection, f"marts.{_COMPARISON}")


def compare(connection: duckdb.DuckDBPyConnection, entries: Sequence[RegisterEntryRow]) -> list[dict[str, Any]]:
    """The rows that marts.register_comparison would have if these were the entries of all registers.

    `connection` may be read-only: only temporary tables are made.

    Raises:
        NotPublishedError: the file was published by an earlier version, without a table that is asked for.
    """
    connection.register("given_entries", arrow_table(RegisterEntryRow, entries))
    connection.execute(f"create or replace temp table {_ENTRIES} as select * from given_entries")
    connection.unregister("given_entries")
    published = dict(
        connection.execute(
            "select table_name, schema_name || '.' || table_name from duckdb_tables() "
            "where schema_name in ('marts', 'ref')"
        ).fetchall()
    )
    tables = published | {name: f"temp.{name}" for name in (_ENTRIES, *_MODELS)}
    for model in _MODELS:
        connection.execute(f"create or replace temp table {model} as {_sql(model, tables)}")
    return _sorted(connection, f"temp.{_COMPARISON}")


def _sql(model: str, tables: dict[str, str]) -> str:
    """A model's SQL over these tables. The models that are read here use nothing of dbt but `ref` and `config`.

    Raises:
        NotPublishedError: a model reads a table that is not there.
    """
    (file,) = Path(PROJECT_DIR / "models").rglob(f"{model}.sql")
    sql = _CONFIG.sub("", file.read_text(encoding="utf-8"))
    if missing := set(_REF.findall(sql)) - tables.keys():
        raise NotPublishedError(f"the published file has no table {min(missing)}; run `attache run` to renew it")
    return _REF.sub(lambda found: tables[found[1]], sql)


def _sorted(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    rows = _rows(connection, f"select * from {table} order by file, supplier, recipient, their_line, deal_id")
    return sorted(rows, key=lambda row: OUTCOMES.index(row["outcome"]))


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
