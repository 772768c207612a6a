"""Reading a trade register as SIPRI exports it: explanation first, Latin-1 or UTF-8, flags in nameless columns.

Which files are read stands in stage.py; what is done with the rows, in dbt_project/models/marts/arms.
"""

from __future__ import annotations

import codecs
import csv
import dataclasses
import io
import re
from collections.abc import Iterator
from pathlib import Path

from pipelines.contracts.records import Fault
from pipelines.contracts.registers import RegisterEntryRow

# Our name of a column -> how the headers of the years have called it, without case and blanks.
_HEADERS = {
    "recipient": ("recipient",),
    "supplier": ("supplier",),
    "year_of_order": ("yearoforder", "year(s)oforder", "orderyear"),
    "number_ordered": ("numberordered", "no.ordered", "ordered"),
    "weapon_designation": ("weapondesignation", "designation"),
    "weapon_description": ("weapondescription", "description"),
    "number_delivered": ("numberdelivered", "no.delivered", "delivered", "no.delivered/produced"),
    "years_of_delivery": ("year(s)ofdelivery", "year(s)ofdeliveries", "yearofdelivery"),
    "status": ("status",),
    "comments": ("comments", "comment"),
}
_REQUIRED = ("recipient", "supplier", "weapon_designation")
_NUMBERS = ("year_of_order", "number_ordered", "number_delivered")
_PREAMBLE_LINES = 60
# `180`, `1,000`, `12?`, `(3)`: a number in brackets is an estimate, too; a spreadsheet makes 180.0 of 180.
_NUMBER = re.compile(r"(\()?(\d{1,3}(?:[ ,\u00a0]\d{3})+|\d{1,15})(?:\.0+)?(\))?(\?)?")


def read_register(path: Path, name: str) -> tuple[list[RegisterEntryRow], list[Fault]]:
    """The entries of a register, and what could not be read of it, each with its line.

    Args:
        path: the file.
        name: how rows and faults call it.
    """
    try:
        text = _decode(path.read_bytes())
    except OSError as error:
        return [], [_unread("E102", name, error.strerror or str(error))]
    if "\0" in text:
        return [], [_unread("E112", name, "NUL")]
    lines = io.StringIO(text, newline="")
    delimiter = _delimiter(text)
    if delimiter is None:
        return [], [Fault.of("E171", name, detail=f"in the first {_PREAMBLE_LINES} lines")]
    entries: list[RegisterEntryRow] = []
    faults: list[Fault] = []
    columns: dict[str, int] | None = None
    for line, cells in _records(lines, delimiter):
        if isinstance(cells, csv.Error):
            faults.append(Fault.of("E172", name, line, str(cells)))
        elif columns is None:
            columns = _columns(cells)
        elif any(cell.strip() for cell in cells):
            entry, fault = _entry(cells, columns, name, line)
            entries += [entry] if entry else []
            faults += [fault] if fault else []
    return entries, faults


def _unread(code: str, name: str, detail: str) -> Fault:
    """A fault of files in general, of this stage."""
    return dataclasses.replace(Fault.of(code, name, detail=detail), stage="registers")


def _decode(data: bytes) -> str:
    """SIPRI writes Latin-1 (in truth Windows-1252), spreadsheets make UTF-8 or UTF-16 of it.

    Statistics, which read an article of unknown encoding, guess wrong where a file has a dozen letters beyond ASCII.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _records(lines: io.StringIO, delimiter: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """The records with the line in which each begins. One that is broken costs itself only."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error


def _delimiter(text: str) -> str | None:
    """What stands between the cells of the header, which is looked for; None where there is no header."""
    for line in text.splitlines()[:_PREAMBLE_LINES]:
        for delimiter in ",;\t":
            if _columns(next(csv.reader([line], delimiter=delimiter), [])):
                return delimiter
    return None


def _columns(cells: list[str]) -> dict[str, int] | None:
    """The place of each known column, if this line is the header."""
    squashed = ["".join(cell.split()).casefold() for cell in cells]
    found = {
        name: next(i for i, cell in enumerate(squashed) if cell in known)
        for name, known in _HEADERS.items()
        if set(known) & set(squashed)
    }
    # the flag of a number stands behind it, in a column without a name
    found |= {
        f"{name}_flag": found[name] + 1
        for name in _NUMBERS
        if name in found and found[name] + 1 < len(squashed) and not squashed[found[name] + 1]
    }
    return found if all(name in found for name in _REQUIRED) else None


def _entry(
    cells: list[str], columns: dict[str, int], name: str, line: int
) -> tuple[RegisterEntryRow | None, Fault | None]:
    told = {column: cells[place].strip() or None for column, place in columns.items() if place < len(cells)}
    missing = [column for column in _REQUIRED if not (told.get(column) or "").rstrip("* ")]
    if missing:
        return None, Fault.of("E173", name, line, ", ".join(missing).replace("_", " "))
    wrong = []
    for column in _NUMBERS:
        number = _NUMBER.fullmatch(told.get(column) or "")
        if told.get(column) and not number:
            wrong.append(f"{column.replace('_', ' ')}: {told[column]}")
        is_uncertain = number and (number[1] or number[4] or told.get(f"{column}_flag"))
        told[column] = re.sub(r"\D", "", number[2]) if number else None
        told[f"{column}_flag"] = "?" if is_uncertain else None
    # two asterisks mark what is no state: "NATO**"
    told |= {side: (told[side] or "").rstrip("* ") for side in ("recipient", "supplier")}
    entry = RegisterEntryRow(file=name, line=line, **told)
    return entry, Fault.of("E174", name, line, "; ".join(wrong)) if wrong else None
