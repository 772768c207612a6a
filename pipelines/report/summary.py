"""What a published warehouse holds, told to a newcomer after a run."""

import shlex
import shutil
import sys
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console
from rich.markup import escape

from pipelines.contracts.facts import FAMILIES
from pipelines.report.phrases import phrase
from pipelines.report.quotes import sentence_at

_COUNTED = ("core.documents", "core.mentions", *(f"facts.{family}" for family in FAMILIES), "ops.quarantine")
# Of the surest facts of a family the fullest; ids break ties, so that the choice stays.
_SAMPLE = """
    select f.*, d.external_id, d.text, e.start_char, e.end_char
    from facts.{family} as f
    join core.documents as d using (document_id)
    join facts.evidence as e on e.fact_id = f.fact_id
    qualify row_number() over (
        partition by f.fact_id order by e.role <> 'trigger', e.role <> 'argument', e.start_char
    ) = 1
    order by round(f.confidence, 1) desc, {filled} desc, f.fact_id
    limit {limit}"""
_SAMPLES = 3


@dataclass(frozen=True)
class Sample:
    """One fact with the sentence that it was read from."""

    family: str
    line: str
    quote: str
    document: str


def counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of the tables that a newcomer asks for first."""
    rows = {}
    for table in _COUNTED:
        found = connection.execute(f"select count(*) from {table}").fetchone()
        rows[table] = found[0] if found else 0
    return rows


def samples(connection: duckdb.DuckDBPyConnection) -> list[Sample]:
    """Three facts, the surest of each family first; where a family has none, more of the others."""
    found: list[list[Sample]] = []
    for family, row in FAMILIES.items():
        found.append([])
        filled = " + ".join(f"(f.{name} is not null)::int" for name in row.model_fields)
        cursor = connection.execute(_SAMPLE.format(family=family, filled=filled, limit=_SAMPLES))
        names = [column[0] for column in cursor.description or ()]
        for values in cursor.fetchall():
            fact: dict[str, Any] = dict(zip(names, values, strict=True))
            quote = sentence_at(fact["text"], fact["start_char"], fact["end_char"])
            found[-1].append(Sample(family, phrase(family, fact), quote, fact["external_id"]))
    in_turn = [sample for turn in zip_longest(*found) for sample in turn if sample]
    return sorted(in_turn[:_SAMPLES], key=lambda sample: list(FAMILIES).index(sample.family))


def command_name() -> str:
    """How the command is called from here: `attache` where the shell finds this one, else the way to it."""
    installed = Path(sys.prefix) / "bin" / "attache"
    found = shutil.which("attache")
    if found and Path(found) == installed:
        return "attache"
    here = Path.cwd()
    return shlex.quote(str(installed.relative_to(here) if installed.is_relative_to(here) else installed))


def print_summary(console: Console, warehouse: Path, has_new: bool, is_default: bool) -> None:
    """Counts, three facts with their quotes, and where to go next."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows, chosen = counts(connection), samples(connection)
    option = "" if is_default else f"--warehouse {shlex.quote(str(warehouse))} "
    status = f"{command_name()} status {option}".rstrip()
    news = "Published" if has_new else "Nothing new; published before"
    console.print(f"\n[bold]{news}: {escape(str(warehouse))}[/bold]\n", soft_wrap=True, highlight=False)
    for table, count in rows.items():
        if count or table != "ops.quarantine":
            console.print(f"  {count:7,}  {table}", highlight=False)
    if rows["ops.quarantine"]:
        console.print(f"\nSome documents could not be read; `{status}` says which and why.", soft_wrap=True)
    if chosen:
        console.print("\nFor example:")
    for sample in chosen:
        console.print(f"\n  [bold]{escape(sample.line)}[/bold]", soft_wrap=True, highlight=False)
        console.print(f"    “{escape(sample.quote)}”", soft_wrap=True, highlight=False, style="italic")
        console.print(
            f"    facts.{sample.family}, read from {escape(sample.document)}", highlight=False, soft_wrap=True
        )
    console.print("\nWhere to go next:", highlight=False)
    for command, what in (
        (f"{command_name()} sql {option}'from marts.deals limit 3'", "query it (without a query: a shell)"),
        (status, "what it holds, what failed"),
        ("make ui", "the runs, tables and tests in Dagster, on 127.0.0.1:3000"),
    ):
        console.print(f"  {command}  [dim]{what}[/dim]", highlight=False, soft_wrap=True)
