"""The command `attache`. Thin: each command's work stands in commands/, imported when it is called."""

# ruff: noqa: PLC0415 - what takes seconds to import is imported where it is used

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.settings import Settings

app = typer.Typer(
    name="attache",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

exports = typer.Typer(help="Write tables in the form that others use.", no_args_is_help=True)
app.add_typer(exports, name="export")

DAY = "%Y-%m-%d"
Day = datetime | None
Warehouse = Annotated[
    Path | None, typer.Option("--warehouse", help="The published file; without it the one of the settings.")
]


class Outcome(StrEnum):
    """How a line of a register compares."""

    MATCHED = "matched"
    DIFFERING = "differing"
    ONLY_THEIRS = "only_theirs"
    ONLY_OURS = "only_ours"


def _settings() -> "Settings":
    from pipelines.settings import ConfigurationError, Settings, unknown_variables

    for line in unknown_variables():
        typer.echo(f"attache: {line}", err=True)
    try:
        return Settings.load()
    except ConfigurationError as error:  # no fault of the command's words: its usage would lead astray
        typer.echo(f"attache: {error}", err=True)
        raise typer.Exit(2) from error


def _output(as_csv: bool, as_json: bool) -> str:
    """How rows are printed: csv, json or table."""
    if as_csv and as_json:
        raise typer.BadParameter("choose one of --csv and --json")
    return "csv" if as_csv else "json" if as_json else "table"


def _tell_version(is_wanted: bool) -> None:
    if is_wanted:
        from importlib.metadata import version

        typer.echo(f"attache {version('attache')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Reads defence and foreign-policy news and keeps a DuckDB warehouse of facts with their sources."""


@app.command()
def run(
    source: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders or names of configured sources; without any: all configured ones."),
    ] = None,
    warehouse: Warehouse = None,
    named: Annotated[
        list[str] | None, typer.Option("--source", help="The same as an argument; may be given several times.")
    ] = None,
    since: Annotated[Day, typer.Option(formats=[DAY], help="Only what was published on this day or later.")] = None,
    until: Annotated[Day, typer.Option(formats=[DAY], help="Only what was published on this day or before.")] = None,
    wait: Annotated[bool, typer.Option("--wait", help="Wait while another run writes the warehouse.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show what Dagster and dbt print.")] = False,
) -> None:
    """Read the sources, derive facts, build and test the marts, publish. What is done is not done again."""
    from pipelines.commands import run as command

    if since and until and since > until:
        raise typer.BadParameter(f"--since {since:{DAY}} is after --until {until:{DAY}}")
    sources = [*(source or []), *(named or [])]
    wish = command.Wish(sources, warehouse, since and since.date(), until and until.date(), wait, verbose)
    raise typer.Exit(command.run(_settings(), wish))


@app.command()
def replay(
    warehouse: Warehouse = None,
    wait: Annotated[bool, typer.Option("--wait", help="Wait while another run writes the warehouse.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show what Dagster and dbt print.")] = False,
) -> None:
    """Rebuild all documents from everything that was ever landed, then facts and marts. No source is visited."""
    from pipelines.commands import run as command

    raise typer.Exit(command.run(_settings(), command.Wish([], warehouse, wait=wait, verbose=verbose, replay=True)))


sources = typer.Typer(help="The sources of attache.toml: list them, add one, try one.", no_args_is_help=True)
app.add_typer(sources, name="sources")


@sources.command("list")
def list_sources() -> None:
    """Show the configured sources: what they are and where they read."""
    from pipelines.commands import sources as command

    raise typer.Exit(command.show(_settings()))


@sources.command("add")
def add_source(
    name: Annotated[str, typer.Argument(help="How runs and tables call it.")],
    kind: Annotated[str, typer.Option(help="folder, file, inbox, records, archive, feed or pages.")],
    option: Annotated[
        list[str] | None,
        typer.Argument(help="Options as NAME=VALUE, e.g. url=https://example.org/rss publisher='Example Wire'."),
    ] = None,
) -> None:
    """Add an entry to attache.toml, after it was checked. Nothing else in the file changes."""
    from pipelines.commands import sources as command

    raise typer.Exit(command.add(_settings(), name, kind, option or []))


@sources.command("test")
def try_source(
    name: Annotated[str, typer.Argument(help="A configured source.")],
    limit: Annotated[int, typer.Option(min=1, help="Items to look at.")] = 5,
) -> None:
    """Visit a source without landing anything, and show what it would bring."""
    from pipelines.commands import sources as command

    raise typer.Exit(command.attempt(_settings(), name, limit))


@app.command()
def explain(
    file: Annotated[str, typer.Argument(help="A file with one or more articles; - is standard input.")] = "-",
    published: Annotated[
        datetime | None, typer.Option(formats=[DAY], help="The day it was published, for its dates.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of coloured text.")] = False,
) -> None:
    """Show the mentions and facts of one text, each cell with its place and the rule that made it."""
    from pipelines.commands import explain as command

    raise typer.Exit(command.run(_settings(), file, published, as_json))


@app.command("eval")
def evaluate(
    folder: Annotated[
        Path | None, typer.Argument(help="Holds articles/ and gold/; without it the bundled corpus.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as one JSON object.")] = False,
    errors: Annotated[
        Path | None,
        typer.Option(help="Write each missed row, invented row and wrong slot to this file (- prints them)."),
    ] = None,
    calibrate: Annotated[
        bool, typer.Option("--calibrate", help="Fit the confidence of rows on this gold set and keep the coefficients.")
    ] = False,
    rescale: Annotated[
        bool,
        typer.Option(
            "--rescale", help="Keep the order that confidence gives, bring it to the share of right rows here."
        ),
    ] = False,
) -> None:
    """Measure precision, recall, F1 and calibration of the facts against a gold set."""
    from pipelines.commands import evaluate as command

    raise typer.Exit(command.run(_settings(), command.Wish(folder, as_json, errors, calibrate, rescale)))


@app.command()
def sql(
    query: Annotated[
        str | None,
        typer.Argument(
            help="One query, or a file with one that ends in .sql; without it a shell opens, or standard input is read."
        ),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV with a header line.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of objects.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """Query the published warehouse, read-only."""
    output = _output(as_csv, as_json)
    from pipelines.commands import sql as command

    raise typer.Exit(command.run(_settings().state_paths(warehouse).warehouse, query, output))


@exports.command("trade-register")
def export_trade_register(
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV with SIPRI's header line.")] = False,
    output: Annotated[Path | None, typer.Option("--output", help="Write the CSV to this file.")] = None,
    warehouse: Warehouse = None,
) -> None:
    """The arms deals as a trade register in SIPRI's columns, order and conventions."""
    from pipelines.commands import register as command

    published = _settings().state_paths(warehouse).warehouse
    raise typer.Exit(command.export(published, "csv" if as_csv else "table", output))


@app.command("compare-register")
def compare_register(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="A trade register as SIPRI exports it (CSV); without it, those of the folder `registers`.",
            dir_okay=False,
        ),
    ] = None,
    only: Annotated[
        list[Outcome] | None,
        typer.Option(help="Show these only; without it all: matched, differing, only_theirs, only_ours."),
    ] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV with a header line.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of objects.")] = False,
    warehouse: Warehouse = None,
) -> None:
    """Lay your own SIPRI register beside marts.trade_register: matched, differing, only theirs, only ours."""
    output = _output(as_csv, as_json)
    from pipelines.commands import register as command

    published = _settings().state_paths(warehouse).warehouse
    raise typer.Exit(command.compare_register(published, file, output, [outcome.value for outcome in only or []]))


@app.command()
def status(warehouse: Warehouse = None) -> None:
    """Show what the warehouse holds, when it was published, what failed or is quarantined."""
    from pipelines.commands import status as command

    raise typer.Exit(command.run(_settings(), warehouse))


@app.command()
def ui(port: Annotated[int, typer.Option(help="Port on 127.0.0.1.", min=1, max=65535)] = 3000) -> None:
    """Serve Dagster's web server and daemon on 127.0.0.1."""
    from pipelines.commands import ui as command

    raise typer.Exit(command.run(_settings(), port))
