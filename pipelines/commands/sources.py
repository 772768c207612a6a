"""`attache sources`: the sources of attache.toml listed, one added, one tried without landing anything."""

import json
import os
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipelines.contracts.documents import DocumentRevisionRow
from pipelines.contracts.operations import LandedItemRow
from pipelines.contracts.records import Fault
from pipelines.settings import TOML, ConfigurationError, Settings
from pipelines.sources.landing import Landing
from pipelines.sources.source import Arrival, Source, SourceDownError, Visit
from pipelines.sources.stage import given_by
from pipelines.text import read_item

_DOCUMENTS_SHOWN = 3  # of one item


def show(settings: Settings) -> int:
    """Print the configured sources. Returns the exit code."""
    table = Table("name", "kind", "reads", "publisher", box=None, pad_edge=False)
    for source in settings.configured_sources:
        table.add_row(*map(escape, (source.name, source.kind, source.origin, source.publisher or "")))
    Console(soft_wrap=True, highlight=False).print(table)
    return 0


def add(settings: Settings, name: str, kind: str, options: list[str]) -> int:
    """Write an entry into attache.toml, if the settings are good with it. Returns the exit code."""
    file = settings.project_root / TOML
    try:
        entry = _entry(name, kind, options)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        after = f"{before.rstrip()}\n\n{entry}".lstrip()
        with tempfile.TemporaryDirectory() as folder:  # judged as a whole before the file is touched
            Path(folder, TOML).write_text(after, encoding="utf-8")
            Settings.load(project_root=Path(folder))
    except (ConfigurationError, ValueError) as error:
        words = str(error).rpartition(f"{TOML}: ")[2]
        print(f"attache: {words}\nNothing was added.", file=sys.stderr)
        return 2
    partial = file.with_name(f".{TOML}.new")
    partial.write_text(after, encoding="utf-8")
    os.replace(partial, file)  # noqa: PTH105
    print(f"Added to {file}:\n\n{entry}\nTry it: attache sources test {name}")
    return 0


def _entry(name: str, kind: str, options: list[str]) -> str:
    """The entry as TOML. A value that is no TOML of its own (true, 5, [..], {..}) is a string."""
    lines = ["[[sources]]", f"name = {_string(name)}", f"kind = {_string(kind)}"]
    for option in options:
        key, separator, value = option.partition("=")
        if not separator or not key.isidentifier() or "\n" in value:
            raise ValueError(f"an option is given as NAME=VALUE, not {option!r}")
        lines.append(f"{key} = {_value(value)}")
    return "\n".join(lines) + "\n"


def _value(text: str) -> str:
    try:
        told: Any = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return _string(text)
    return text if isinstance(told, bool | int | float | list | dict | str) else _string(text)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def attempt(settings: Settings, name: str, limit: int) -> int:
    """Visit a source as at the first time, and print the first items and what they read as. Returns the exit code."""
    source = settings.source(name)
    if source is None:
        names = ", ".join(source.name for source in settings.configured_sources)
        print(f"attache: there is no source {name!r}; there are: {names}", file=sys.stderr)
        return 2
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"[bold]{escape(name)}[/bold] ({source.kind}) {escape(source.origin)}")
    brought = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        landing = Landing(Path(folder))
        for given in islice(_items(source, landing), limit):
            if isinstance(given, Fault):
                failed += 1
                console.print(f"  [red]{escape(str(given))}[/red]")
                continue
            brought += 1
            console.print(f"  {escape(given.origin)}  ({given.format}, {given.size_bytes:,} bytes)")
            for read in islice(read_item(given, landing.path(given.sha256), source), _DOCUMENTS_SHOWN):
                console.print(f"    {escape(_described(read))}")
    more = f" Stopped after {limit}; a run goes on." if brought + failed == limit else ""
    console.print(f"{brought} items, {failed} faults; nothing was kept.{more}")
    return 0 if brought and not failed else 1


def _items(source: Source, landing: Landing) -> Iterator[LandedItemRow | Fault]:
    """What a source gives, landed in a folder that is thrown away."""
    now = datetime.now(UTC).replace(tzinfo=None)
    with landing.scratch() as scratch:
        for given in given_by(source, Visit(now, scratch)):
            if isinstance(given, Arrival):
                yield landing.land(given, source.name, "test", now)
            elif isinstance(given, SourceDownError):
                yield given.fault
            elif isinstance(given, Fault):
                yield given


def _described(read: DocumentRevisionRow | Fault) -> str:
    if isinstance(read, Fault):
        return str(read)
    when = f"{read.published_at:%Y-%m-%d}" if read.published_at else "no date"
    return f"{when}, {read.language}, {len(read.text):,} characters: {read.title or read.text[:60]!r}"
