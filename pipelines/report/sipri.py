"""Reading a trade register as SIPRI exports it: explanation first, Latin-1 or UTF-8, flags in nameless columns.

What is done with the rows stands in register.py.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

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
}
_REQUIRED = ("recipient", "supplier", "weapon_designation")
_PREAMBLE_LINES = 60


class RegisterError(ValueError):
    """The file cannot be read as a register; the message says what was looked for and what to do."""


@dataclass(frozen=True)
class RegisterEntry:
    """One line of a register. `line`: its place in the file, from 1. Numbers are null where the cell holds none."""

    line: int
    recipient: str
    supplier: str
    weapon_designation: str
    weapon_description: str | None = None
    year_of_order: int | None = None
    number_ordered: int | None = None
    number_delivered: int | None = None
    years_of_delivery: str | None = None


def read_register(file: Path) -> tuple[list[RegisterEntry], list[str]]:
    """The entries of a register, and a sentence for each line that could not be read.

    Raises:
        RegisterError: no line of the file is a register's header.
        OSError: the file cannot be opened.
    """
    text = _decode(file.read_bytes())
    delimiter = _delimiter(text, file)
    entries: list[RegisterEntry] = []
    faults: list[str] = []
    columns: dict[str, int] | None = None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for cells in reader:
        if columns is None:
            columns = _columns(cells)
        elif any(cell.strip() for cell in cells):
            entry = _entry(cells, columns, reader.line_num)
            if entry:
                entries.append(entry)
            else:
                faults.append(f"{file}:{reader.line_num}: no recipient, supplier or weapon; the line is left out")
    return entries, faults


def _decode(data: bytes) -> str:
    """SIPRI writes Latin-1 (in truth Windows-1252); spreadsheets make UTF-8 or UTF-16 of it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _delimiter(text: str, file: Path) -> str:
    for line in text.splitlines()[:_PREAMBLE_LINES]:
        for delimiter in ",;\t":
            if _columns(next(csv.reader([line], delimiter=delimiter), [])):
                return delimiter
    raise RegisterError(
        f"{file}: no header was found in the first {_PREAMBLE_LINES} lines. A register has the columns Recipient, "
        "Supplier and Weapon designation; export it as CSV from SIPRI's page of trade registers."
    )


def _columns(cells: list[str]) -> dict[str, int] | None:
    """The place of each known column, if this line is the header."""
    squashed = ["".join(cell.split()).casefold() for cell in cells]
    found = {
        name: next(i for i, cell in enumerate(squashed) if cell in known)
        for name, known in _HEADERS.items()
        if set(known) & set(squashed)
    }
    return found if all(name in found for name in _REQUIRED) else None


def _entry(cells: list[str], columns: dict[str, int], line: int) -> RegisterEntry | None:
    told = {name: cells[place].strip() for name, place in columns.items() if place < len(cells)}
    if not all(told.get(name) for name in _REQUIRED):
        return None
    return RegisterEntry(
        line=line,
        # two asterisks mark what is no state: "NATO**"
        recipient=told["recipient"].rstrip("* "),
        supplier=told["supplier"].rstrip("* "),
        weapon_designation=told["weapon_designation"],
        weapon_description=told.get("weapon_description") or None,
        year_of_order=_number(told.get("year_of_order")),
        number_ordered=_number(told.get("number_ordered")),
        number_delivered=_number(told.get("number_delivered")),
        years_of_delivery=told.get("years_of_delivery") or None,
    )


def _number(cell: str | None) -> int | None:
    """The number in a cell such as `180`, `(180)`, `1,000` or `12?`."""
    digits = re.sub(r"[\s,.()?]", "", cell or "")
    return int(digits) if digits.isdigit() else None
