"""`attache explain`: what is read from one text, without any warehouse."""

# ruff: noqa: PLC0415 - what takes seconds to import is imported where it is used

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.settings import Settings

_COLOURS = {
    "weapon": "red", "country": "blue", "nationality": "blue", "location": "cyan", "organisation": "magenta",
    "person": "green", "military_unit": "yellow", "quantity": "bold", "money": "bold green", "date": "dim",
}  # fmt: skip


def run(settings: Settings, file: str, published: datetime | None, is_json: bool) -> int:
    """Explain each document of a file, or the text on standard input (`-`). Returns the exit code."""
    with tempfile.TemporaryDirectory(prefix="attache-explain-") as temporary:
        path = Path(file)
        if file == "-":
            path = Path(temporary) / "text.txt"
            path.write_bytes(sys.stdin.buffer.read())
        elif not path.is_file():
            raise typer.BadParameter(f"{file} is not a file that can be read; `-` reads standard input")
        explained, faults = _explain(settings, path, Path(temporary), published.date() if published else None)
    for fault in faults:
        print(f"attache explain: {fault}", file=sys.stderr)
    if is_json:
        print(json.dumps(explained[0] if len(explained) == 1 else explained, ensure_ascii=False, indent=1))
    else:
        console = Console(soft_wrap=True, highlight=False)
        for one in explained:
            _print(console, one)
    return 0 if explained else 1


def _explain(
    settings: Settings, path: Path, folder: Path, published: date | None
) -> tuple[list[dict[str, Any]], list[Any]]:
    from pipelines.annotation.annotator import Annotator
    from pipelines.annotation.mentions.rows import mentions_of
    from pipelines.annotation.reading import Reading
    from pipelines.contracts.documents import DocumentRow
    from pipelines.contracts.records import Fault
    from pipelines.facts.extract import Extractor
    from pipelines.report.explanation import explain
    from pipelines.report.resolution import resolutions
    from pipelines.sources.landing import Landing
    from pipelines.sources.source import Arrival
    from pipelines.text import read_item

    now = datetime.now(UTC).replace(tzinfo=None)
    landing = Landing(folder / "landing")
    arrival = Arrival.of_file(path, None if path.parent != folder else "-")
    item = arrival if isinstance(arrival, Fault) else landing.land(arrival, "explain", "explain", now)
    if isinstance(item, Fault):
        return [], [item]
    annotator = Annotator(settings)
    extractor = Extractor(annotator)
    explained, faults = [], []
    for read in read_item(item, landing.path(item.sha256)):
        if isinstance(read, Fault):
            faults.append(read)
            continue
        document = DocumentRow(**read.model_dump(), revision=1, duplicate_of=None)
        if published:
            midnight = datetime(published.year, published.month, published.day)
            document = document.model_copy(update={"published_at": midnight})
        doc = annotator.load(next(iter(annotator.annotate([document.text]))))
        extraction = extractor.extract(doc, document)
        mentions = mentions_of(doc, document)
        resolved = resolutions(
            Reading(doc, document.text, document.published_at.date() if document.published_at else None),
            document,
            mentions,
        )
        explained.append(explain(document, mentions, resolved, extraction.facts, extraction.evidence))
    return explained, faults


def _print(console: Console, explained: dict[str, Any]) -> None:
    text = Text(explained["document"]["text"])
    for mention in explained["mentions"]:
        style = _COLOURS.get(mention["label"], "underline")
        text.stylize(style, mention["start_char"], mention["end_char"])
    for rows in explained["facts"].values():
        for place in (place for row in rows for place in row["evidence"] if place["role"] == "trigger"):
            text.stylize("reverse", place["start_char"], place["end_char"])
    console.print(text)
    used = {mention["label"] for mention in explained["mentions"]}
    legend = [Text(label, style=_COLOURS.get(label, "underline")) for label in sorted(used)]
    if legend:
        console.print(Text("\nmentions: ") + Text(", ").join(legend) + Text("; triggers of facts in reverse"))
    console.print(_table(explained["resolutions"]))
    if not any(explained["facts"].values()):
        console.print("\nno facts")
    for line in _facts(explained["facts"]):
        console.print(line)


def _table(resolved: list[dict[str, Any]]) -> Table:
    """What each span resolves to and why; a span that stands several times with the same meaning once."""
    table = Table("span", "at", "is", "resolves to", "because of", box=None, header_style="bold", pad_edge=False)
    seen: set[tuple[Any, ...]] = set()
    for one in resolved:
        meaning = (one["quote"], one["label"], one["value"], one["why"])
        if meaning not in seen:
            seen.add(meaning)
            style = _COLOURS.get(one["label"], "underline")
            quote = Text(" ".join(one["quote"].split()), style=style)
            at = f"{one['start_char']}:{one['end_char']}"
            table.add_row(quote, at, one["label"], one["value"] or "", one["why"])
    return table


def _facts(facts: dict[str, list[dict[str, Any]]]) -> Iterator[Text]:
    from pipelines.report.phrases import phrase

    for family, rows in facts.items():
        for row in rows:
            yield Text(f"\n{family}: {phrase(family, row)}", style="bold")
            for place in row["evidence"]:
                value = row.get(place["column_name"])
                at = f"[{place['start_char']}:{place['end_char']}]"
                how = f"“{place['quote']}” {place['role']}, {place['found_by']}"
                yield Text(f"  {place['column_name']} = {value}  {at} {how}")
