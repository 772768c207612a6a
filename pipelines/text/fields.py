"""The fields of a record as a file gives them (front matter, JSON, cells) to a Record."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from pipelines.contracts.records import RECORD_FIELDS, Fault, Record
from pipelines.text.decode import can_be_stored

_NULLS = {"", "~", "null", "none", "nan"}


def record_of(
    values: Mapping[str, object], origin: str, line: int, text: str | None = None
) -> Iterator[Record | Fault]:
    """One record, and before it a fault that tells which fields are of the wrong type.

    Args:
        values: the fields by name, in any case; names that the contract does not have are passed over.
        origin: of the item, for faults.
        line: of the record, for faults.
        text: the text, where it is not one of the fields.

    Such a field stays empty (E142); a text of the wrong type (E132), or none at all (E131),
    costs the record.
    """
    named: dict[str, object] = {}
    for key, value in values.items():
        named.setdefault(str(key).strip().lower(), value)
    read: dict[str, str] = {}
    unusable: list[str] = []
    for name in RECORD_FIELDS if text is None else RECORD_FIELDS[:-2]:
        value = named.get(name)
        if name in ("text", "html"):
            if value is not None and not isinstance(value, str):
                yield Fault.of("E132", origin, line, f"{name}: {type(value).__name__}")
                return
            if value and value.strip():
                read[name] = value
        else:
            try:
                cell = _cell(value)
            except TypeError as error:
                unusable.append(f"{name}: {error}")
                continue
            if cell is not None:
                read[name] = cell
    if unusable:
        yield Fault.of("E142", origin, line, ", ".join(unusable))
    if text is not None:
        read["text"] = text
    if not (read.get("text", "").strip() or "html" in read):
        names = ", ".join(sorted(named)) or "none"
        yield Fault.of("E131", origin, line, f"fields: {names}")
        return
    yield Record(line, **read)


def _cell(value: object) -> str | None:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str | int | float | Decimal) and not isinstance(value, bool):
        cell = str(value).strip()
        if not can_be_stored(cell):
            raise TypeError("NUL or half a surrogate pair")
        return None if cell.lower() in _NULLS else cell
    raise TypeError(type(value).__name__)
