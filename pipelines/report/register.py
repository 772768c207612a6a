"""A user's own trade register laid beside marts.trade_register: matched, differing, only theirs, only ours.

A user's file is never stored: SIPRI's data are SIPRI's. How such a file is read stands in sipri.py.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
from scipy.optimize import linear_sum_assignment

from pipelines.report.sipri import RegisterEntry

SIPRI_COLUMNS = {
    "recipient": "Recipient",
    "supplier": "Supplier",
    "year_of_order": "Year of order",
    "year_of_order_flag": "",
    "number_ordered": "Number ordered",
    "number_ordered_flag": "",
    "weapon_designation": "Weapon designation",
    "weapon_description": "Weapon description",
    "number_delivered": "Number delivered",
    "number_delivered_flag": "",
    "years_of_delivery": "Year(s) of delivery",
    "status": "status",
    "comments": "Comments",
}
"""Our columns and SIPRI's names of them, in SIPRI's order; flags have no name there."""

OUTCOMES = ("matched", "differing", "only_theirs", "only_ours")
COMPARED = ("year_of_order", "number_ordered", "number_delivered")
_YEARS_APART = 2  # an order is dated by its signature or by its announcement, and an article tells it later
# What SIPRI calls otherwise than the reference data.
_SIPRI_NAMES = {"uae": "ARE", "turkiye": "TUR", "dr congo": "COD", "bosnia-herzegovina": "BIH", "viet nam": "VNM"}


@dataclass(frozen=True)
class Comparison:
    """One line of the comparison; `theirs` or `ours` is null where only the other side has the deal."""

    outcome: str
    supplier_code: str | None
    recipient_code: str | None
    theirs: RegisterEntry | None
    ours: Mapping[str, Any] | None
    differs_in: tuple[str, ...] = ()

    def cells(self) -> dict[str, Any]:
        """The line as flat cells, theirs and ours side by side."""
        row: dict[str, Any] = {
            "outcome": self.outcome,
            "supplier": self.supplier_code,
            "recipient": self.recipient_code,
            "differs_in": " ".join(self.differs_in) or None,
            "their_line": self.theirs.line if self.theirs else None,
        }
        for name in ("weapon_designation", "weapon_description", *COMPARED, "years_of_delivery"):
            row[f"their_{name}"] = getattr(self.theirs, name) if self.theirs else None
            row[f"our_{name}"] = self.ours[name] if self.ours else None
        return row | {"deal_id": self.ours["deal_id"] if self.ours else None}


def trade_register(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """marts.trade_register, sorted as SIPRI sorts."""
    return _rows(
        connection,
        "select * from marts.trade_register order by recipient, supplier, year_of_order nulls last, "
        "weapon_designation nulls last, deal_id",
    )


def compare(connection: duckdb.DuckDBPyConnection, theirs: Sequence[RegisterEntry]) -> list[Comparison]:
    """Every entry of theirs and every deal of ours, once. Only deals between the pairs of countries that their file
    covers count as ours alone: a register of one country says nothing of the others."""
    names, weapons = _Countries(connection), _Weapons(connection)
    their_groups: dict[tuple[str | None, str | None], list[RegisterEntry]] = defaultdict(list)
    for entry in theirs:
        their_groups[names.code(entry.supplier), names.code(entry.recipient)].append(entry)
    our_groups: dict[tuple[str | None, str | None], list[dict[str, Any]]] = defaultdict(list)
    for row in trade_register(connection):
        our_groups[row["supplier_code"], row["recipient_code"]].append(row)
    suppliers, recipients = ({key[side] for key in their_groups} for side in (0, 1))
    covered = {key for key in our_groups if _is_covered(key, suppliers, recipients)}
    lines: list[Comparison] = []
    for key in sorted({*their_groups, *covered}, key=str):
        lines += _compare_group(key, their_groups.get(key, []), our_groups.get(key, []), weapons)
    return sorted(lines, key=lambda line: OUTCOMES.index(line.outcome))


def unknown_countries(connection: duckdb.DuckDBPyConnection, theirs: Iterable[RegisterEntry]) -> list[str]:
    """Names of countries in their file that the reference data do not know."""
    names = _Countries(connection)
    return sorted({name for entry in theirs for name in (entry.supplier, entry.recipient) if not names.code(name)})


def _is_covered(key: tuple[str | None, str | None], suppliers: set[str | None], recipients: set[str | None]) -> bool:
    """One supplier's register covers its recipients, one recipient's its suppliers, any other the pairs of both."""
    if len(suppliers) == 1:
        return key[0] in suppliers
    if len(recipients) == 1:
        return key[1] in recipients
    return key[0] in suppliers and key[1] in recipients


def _compare_group(
    key: tuple[str | None, str | None],
    theirs: Sequence[RegisterEntry],
    ours: Sequence[Mapping[str, Any]],
    weapons: _Weapons,
) -> list[Comparison]:
    gain = np.array([[_likeness(t, o, weapons) for o in ours] for t in theirs]).reshape(len(theirs), len(ours))
    pairs = [(int(i), int(j)) for i, j in zip(*linear_sum_assignment(-gain), strict=True) if gain[i, j] > 0]
    lines = []
    for i, j in pairs:
        differs = tuple(name for name in COMPARED if _differ(getattr(theirs[i], name), ours[j][name]))
        lines.append(Comparison("differing" if differs else "matched", *key, theirs[i], ours[j], differs))
    met, used = {i for i, _ in pairs}, {j for _, j in pairs}
    lines += [Comparison("only_theirs", *key, t, None) for i, t in enumerate(theirs) if i not in met]
    return lines + [Comparison("only_ours", *key, None, o) for j, o in enumerate(ours) if j not in used]


def _likeness(theirs: RegisterEntry, ours: Mapping[str, Any], weapons: _Weapons) -> float:
    """0 where the two cannot be one deal; else the more, the more cells agree."""
    family = weapons.family(ours["weapon_designation"])
    if family is not None and family != weapons.family(theirs.weapon_designation):
        return 0
    if family is None and weapons.squash(ours["weapon_description"]) not in weapons.squash(theirs.weapon_description):
        return 0
    years = (theirs.year_of_order, ours["year_of_order"])
    apart = abs(years[0] - years[1]) if None not in years else 0
    if apart > _YEARS_APART:
        return 0
    numbers = (theirs.number_ordered, ours["number_ordered"])
    return 1 + (numbers[0] == numbers[1] is not None) + (1 - apart / (_YEARS_APART + 1)) + (family is not None)


def _differ(theirs: int | None, ours: int | None) -> bool:
    """What one side does not tell is no difference."""
    return theirs is not None and ours is not None and theirs != ours


class _Countries:
    """Codes by the names that registers use."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._codes = dict(_SIPRI_NAMES)
        for table in ("countries", "organisations", "armed_groups"):
            for row in _rows(connection, f"select id, name, aliases from ref.{table}"):
                for name in (row["name"], *(row["aliases"] or "").split("|")):
                    self._codes.setdefault(name.casefold(), row["id"])

    def code(self, name: str) -> str | None:
        """ISO 3166 alpha-3, or the short code of an organisation or group; null where the name is not known."""
        return self._codes.get(name.casefold())


class _Weapons:
    """Families by the designations that registers use: `K-9 Thunder`, `Leopard-2A8`, `F-16C Block-70`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._families: dict[str, str] = {}
        for row in _rows(connection, "select name, aliases, coalesce(family, name) as family from ref.weapons"):
            for name in (row["name"], *(row["aliases"] or "").split("|")):
                self._families.setdefault(self.squash(name), row["family"])

    @staticmethod
    def squash(name: str | None) -> str:
        """A name without case, hyphens and spaces."""
        return re.sub(r"[^a-z0-9]", "", (name or "").casefold())

    def family(self, designation: str | None) -> str | None:
        """The family of a designation, or of the longest beginning of it that is one; null without a designation.
        A designation that is not known is a family of its own."""
        if not designation:
            return None
        words = designation.split()
        for length in range(len(words), 0, -1):
            if found := self._families.get(self.squash(" ".join(words[:length]))):
                return found
        return self.squash(designation)


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
