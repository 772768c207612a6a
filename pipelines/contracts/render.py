"""Writes the files that follow from the contracts: warehouse/ddl, warehouse/README.md and dbt's sources.

Run `python -m pipelines.contracts.render` after a change of a contract; a test compares what is
committed with what is rendered.
"""

import csv
import re
from pathlib import Path
from typing import Any

import yaml

from pipelines.contracts.ddl import SCHEMAS, comments, create_table
from pipelines.contracts.row import Column, Table
from pipelines.contracts.tables import PRIVATE, TABLES

ROOT = Path(__file__).parents[2]
RENDERED_BY = "rendered from pipelines/contracts by `make render`; change it there"
CODE_LIST = re.compile(r"\ba code of ref\.(\w+)", re.IGNORECASE)


def rendered() -> dict[Path, str]:
    """Every rendered file: its path from the repository's root, and its text."""
    files = {Path("warehouse/ddl") / f"{schema}.sql": _ddl(schema) for schema in SCHEMAS}
    files[Path("warehouse/README.md")] = _readme()
    files[Path("dbt_project/models/staging/_sources.yml")] = _sources()
    return files


def write(root: Path = ROOT) -> list[Path]:
    """Write what differs from what is there; the paths that were written."""
    written = []
    for path, text in rendered().items():
        file = root / path
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            written.append(path)
    return written


def codes_of(column: Column) -> list[str] | None:
    """The codes that the column may hold, where its description names a list of seeds/codes."""
    named = CODE_LIST.search(column.description)
    if named is None:
        return None
    file = ROOT / "seeds" / "codes" / f"{named[1]}.csv"
    if not file.exists():
        return None
    with file.open(encoding="utf-8", newline="") as lines:
        return [row["code"] for row in csv.DictReader(lines)]


def _tables(schema: str) -> list[Table]:
    return [t for t in TABLES.values() if t.schema == schema]


def _ddl(schema: str) -> str:
    statements = [f"-- {RENDERED_BY}", f"CREATE SCHEMA IF NOT EXISTS {schema};"]
    for table in _tables(schema):
        statements += ["", f"-- Unique: {', '.join(table.key)}", create_table(table), *comments(table)]
    return "\n".join(statements) + "\n"


def _sources() -> str:
    sources = [
        {
            "name": schema,
            "schema": schema,
            "description": text,
            "tables": [_source(t) for t in _tables(schema) if t.full_name not in PRIVATE],
        }
        for schema, text in SCHEMAS.items()
    ]
    body = yaml.safe_dump({"version": 2, "sources": sources}, sort_keys=False, allow_unicode=True, width=200)
    return f"# {RENDERED_BY}\n{body}"


def _source(table: Table) -> dict[str, Any]:
    source: dict[str, Any] = {
        "name": table.name,
        "description": table.description,
        "config": {"meta": {"dagster": {"asset_key": [table.schema, table.name]}}},
    }
    checks = []
    if len(table.key) > 1:
        arguments = {"column_name": f"row({', '.join(table.key)})"}
        checks.append({"unique": {"name": f"unique_{table.schema}_{table.name}_key", "arguments": arguments}})
    if "valid_to" in table.column_names:
        present = {
            "name": f"unique_{table.schema}_{table.name}_present",
            "arguments": {"column_name": "fact_id"},
            "config": {"where": "valid_to is null"},
        }
        checks.append({"unique": present})
    if checks:
        source["data_tests"] = checks
    source["columns"] = [_source_column(table, c) for c in table.columns]
    return source


def _source_column(table: Table, column: Column) -> dict[str, Any]:
    rendered_column: dict[str, Any] = {"name": column.name, "description": column.description}
    checks: list[Any] = []
    if column.name in table.key:
        checks.append("not_null")
    if table.key == (column.name,):
        checks.append("unique")
    # a closed version of history may hold a code that has since been dropped from its list
    codes = codes_of(column) if table.schema != "history" else None
    if codes:
        checks.append({"accepted_values": {"arguments": {"values": codes}}})
    if checks:
        rendered_column["data_tests"] = checks
    return rendered_column


def _readme() -> str:
    head = Path(__file__).with_name("warehouse.md").read_text(encoding="utf-8")
    parts = [f"<!-- {RENDERED_BY} -->\n{head}"]
    for schema, text in SCHEMAS.items():
        parts.append(f"### {schema}\n\n{text}\n")
        for table in _tables(schema):
            parts.append(f"#### `{table.full_name}`\n\n{table.description} Unique: {', '.join(table.key)}.\n")
            parts.append("| column | type | meaning |\n|---|---|---|\n" + "".join(map(_readme_row, table.columns)))
    return "\n".join(parts)


def _readme_row(column: Column) -> str:
    kind = column.duckdb_type.lower() + ("" if column.nullable else ", required")
    description = column.description.replace("|", "\\|")
    return f"| {column.name} | {kind} | {description} |\n"


if __name__ == "__main__":
    for changed in write():
        print(f"wrote {changed}")
