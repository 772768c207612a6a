"""Reads `seeds/reference` once, into entries that nothing can change afterwards.

What a file must look like is declared in `reference_files`; what must hold between rows and files is in
`reference_checks`. How a name is found in a text, and which of its bearers is meant, is not decided here.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pipelines.annotation.gazetteers.reference_checks import bearers, check
from pipelines.annotation.gazetteers.reference_files import FILES, Entry, FileSpec, ReferenceDataError, split

__all__ = ["FOLDER", "Entry", "Reference", "ReferenceDataError", "load", "reference", "rows_of"]

FOLDER = Path(__file__).parents[3] / "seeds" / "reference"


@dataclass(frozen=True)
class Reference:
    """All reference data.

    `entries` by entity_id in the order of the files; `names` gives every entry that bears a name, the one to
    prefer first (the common nouns of weapon_classes.csv are left out); `usd_per_unit` gives US dollars for one
    unit of a currency by (year, ISO 4217 code), as the average of the year.
    """

    entries: Mapping[str, Entry]
    names: Mapping[str, tuple[Entry, ...]]
    usd_per_unit: Mapping[tuple[int, str], float]

    def of(self, *files: str) -> Iterator[Entry]:
        """The entries of some files, e.g. `of("countries", "places")`."""
        return (entry for entry in self.entries.values() if entry.file in files)


def rows_of(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file, each with the line that it ends on.

    Raises:
        ReferenceDataError: columns other than the given ones, a row of another length, blanks around a value.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = tuple(next(reader, ()))
        if header != columns:
            problem = f"the columns must be {', '.join(columns)}, not {', '.join(header)}"
            raise ReferenceDataError(path.stem, 1, problem)
        for cells in reader:
            if len(cells) != len(columns):
                problem = f"{len(cells)} values for {len(columns)} columns"
                raise ReferenceDataError(path.stem, reader.line_num, problem)
            if untidy := next((c for c in cells if c != c.strip()), None):
                raise ReferenceDataError(path.stem, reader.line_num, f"blanks around {untidy.strip()!r}")
            yield reader.line_num, dict(zip(columns, cells, strict=True))


def _label(spec: FileSpec, row: dict[str, str], class_labels: Mapping[str, str]) -> str:
    return spec.label or row.get("label") or class_labels.get(row["class"], "")


def _entry(spec: FileSpec, line: int, row: dict[str, str], class_labels: Mapping[str, str]) -> Entry:
    if not row["id"] or not row["name"]:
        raise ReferenceDataError(spec.file, line, "a row needs an id and a name")
    aliases = split(row["aliases"])
    if not all(a and a == a.strip() for a in aliases):
        raise ReferenceDataError(spec.file, line, f"an empty alias, or blanks around one, in {row['aliases']!r}")
    return Entry(
        file=spec.file,
        line=line,
        id=row["id"],
        name=row["name"],
        aliases=aliases,
        label=spec.labels.get(row["class"]) or _label(spec, row, class_labels),
        entity_class=row["class"] or None,
        country=row["country"] or None,
        note=row["note"] or None,
        extras=MappingProxyType({extra: row[extra] for extra in spec.extras}),
    )


def _rates(path: Path) -> dict[tuple[int, str], float]:
    rates: dict[tuple[int, str], float] = {}
    for line, row in rows_of(path, ("year", "currency", "usd_per_unit", "note")):
        try:
            key, rate = (int(row["year"]), row["currency"]), float(row["usd_per_unit"])
        except ValueError as error:
            raise ReferenceDataError(path.stem, line, f"no year or no rate: {error}") from error
        if not rate > 0:
            raise ReferenceDataError(path.stem, line, f"a rate of {rate}")
        if key in rates:
            raise ReferenceDataError(path.stem, line, f"a second rate for {key[1]} in {key[0]}")
        rates[key] = rate
    return rates


def load(folder: Path) -> Reference:
    """Read and check the reference data of a folder.

    Raises:
        ReferenceDataError: the first thing that is wrong, with its file and line.
        FileNotFoundError: one of the files is missing.
    """
    by_file: dict[str, list[Entry]] = {}
    for spec in FILES:
        class_labels = {e.id: e.label for e in by_file.get("weapon_classes", ())}
        rows = rows_of(folder / f"{spec.file}.csv", spec.columns)
        by_file[spec.file] = [_entry(spec, line, row, class_labels) for line, row in rows]
    check(by_file)
    entries = {e.entity_id: e for found in by_file.values() for e in found}
    names = bearers(entries, rows_of(folder / "shared_names.csv", ("name", "entries", "note")))
    rates = _rates(folder / "exchange_rates.csv")
    return Reference(MappingProxyType(entries), MappingProxyType(names), MappingProxyType(rates))


@cache
def reference() -> Reference:
    """The reference data of this installation, read once."""
    return load(FOLDER)
