"""A table of the contract as SQL text: what creates it, and what writes its descriptions."""

from pipelines.contracts.row import Table

SCHEMAS: dict[str, str] = {
    "core": "The documents, what they mention, the entities that the mentions stand for, and the user's own trade registers.",
    "facts": "The facts that the documents state now, and the place that every cell was read from.",
    "history": "Every version of every document and fact that there has been.",
    "ops": "What came in, what was lost to a fault, what has been done, and the runs that did it.",
}


def literal(text: str | None) -> str:
    """A text as an SQL string literal, None as NULL."""
    return "NULL" if text is None else "'" + text.replace("'", "''") + "'"


def create_table(table: Table) -> str:
    """The CREATE TABLE statement.

    There are no primary and foreign keys: DuckDB turns the update of an indexed row into a delete and an
    insert, which a foreign key refuses, and an index over millions of mentions costs memory at each opening.
    The store keeps keys unique, and dbt's tests look before anything is published.
    """
    columns = ",\n".join(f"    {c.name} {c.duckdb_type}{'' if c.nullable else ' NOT NULL'}" for c in table.columns)
    return f"CREATE TABLE {table.full_name} (\n{columns}\n);"


def comments(table: Table) -> list[str]:
    """The COMMENT statements of the table and its columns."""
    return [
        f"COMMENT ON TABLE {table.full_name} IS {literal(table.description)};",
        *(f"COMMENT ON COLUMN {table.full_name}.{c.name} IS {literal(c.description)};" for c in table.columns),
    ]
