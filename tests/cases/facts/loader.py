r"""Reads the marked cases of the fact families: one case a line, with all rows that its text states.

    id | phenomenon | published date | text with marks          (\n in the text is a new line)
    id | none: why  | published date | text that states no row of the family

Each family has a row mark (weapon, count, act), which carries `row=1` and what belongs to the row alone, and
marks for its other slots. A mark without `row` belongs to all rows of the case; `row=1,2` in a row mark are two
rows that share the words. Marks nest. `a|b` are values that are both right, the best first; `null` among them
makes the slot optional. A low or high that is left out is null.

    arms_deals                  <weapon row=1 status=agreed names="K2|tanks">, without names the marked words;
                                <supplier code=KOR> <recipient code=POL> <quantity low=180 high=180>
                                <value amount=3370000000 currency=USD>
    troop_deployment_estimates  <count row=1 low=100 high=200 unit=personnel status=deployed>
                                <force code=PRK> <host code=RUS> <denier code=RUS>
                                <claimant code=KOR>, or of a newspaper names="Le Monde"
    policy_options              <act row=1 category=military instrument=strike stance=considering>
                                <actor code=KOR> <target code=PRK> <beneficiary code=UKR>
    diplomatic_meetings         <meeting row=1 status=held format=visit level=minister>, the level where told;
                                <side code=KOR> <person>the name as written</person> <place code=POL> (or names=Weimar)
                                <day from=2024-10-24 to=2024-10-24> <topic category=economic>the words</topic>

What does not belong here: whether an extraction is right (judging.py).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from tests.cases.marked import Mark, MarkError, parse_case

FAMILIES = ("arms_deals", "troop_deployment_estimates", "policy_options", "diplomatic_meetings")
ROW_MARKS = dict(zip(FAMILIES, ("weapon", "count", "act", "meeting"), strict=True))
STATUSES = dict(zip(FAMILIES, ("deal_status", "deployment_status", "", "meeting_status"), strict=True))
LISTS = ("denied_by", "participants", "persons")
SEEDS = Path(__file__).parents[3] / "seeds"
# Attributes that a mark must have, and those that it may have, beside `row`.
ATTRIBUTES: dict[str, dict[str, tuple[set[str], set[str]]]] = {
    "arms_deals": {
        "weapon": ({"status"}, {"names"}),
        "supplier": ({"code"}, set()),
        "recipient": ({"code"}, set()),
        "quantity": (set(), {"low", "high"}),
        "value": ({"amount", "currency"}, set()),
    },
    "troop_deployment_estimates": {
        "count": ({"unit", "status"}, {"low", "high"}),
        "force": ({"code"}, set()),
        "host": ({"code"}, set()),
        "claimant": (set(), {"code", "names"}),
        "denier": ({"code"}, set()),
    },
    "policy_options": {
        "act": ({"category", "instrument", "stance"}, set()),
        "actor": ({"code"}, set()),
        "target": ({"code"}, set()),
        "beneficiary": ({"code"}, set()),
    },
    "diplomatic_meetings": {
        "meeting": ({"status", "format"}, {"level"}),
        "side": ({"code"}, set()),
        "person": (set(), set()),
        "place": (set(), {"code", "names"}),
        "day": (set(), {"from", "to"}),
        "topic": (set(), {"category"}),
    },
}


@dataclass(frozen=True)
class FactCase:
    """A text and the rows of one family that a careful annotator reads from it: slot -> accepted values."""

    id: str
    family: str
    phenomenon: str
    published: date
    text: str
    rows: tuple[dict[str, Any], ...]


def load_facts(folder: Path) -> list[FactCase]:
    """The cases of all families.

    Raises:
        MarkError: a line that cannot be read, or an id that stands twice in the files; with file and line.
    """
    cases: dict[str, FactCase] = {}
    for family in FAMILIES:
        path = folder / f"{family}.txt"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            case = parse_fact_case(line, family, f"{path.name}:{number}")
            if case.id in cases:
                raise MarkError(f"{path.name}:{number}: the id {case.id!r} stands twice")
            cases[case.id] = case
    return list(cases.values())


def parse_fact_case(line: str, family: str, where: str) -> FactCase:
    """A case from its line; raises MarkError."""
    parts = [part.strip() for part in line.split("|", 3)]
    if len(parts) != 4 or not all(parts):
        raise MarkError(f"{where}: a line is `id | phenomenon | published date | text`")
    case_id, phenomenon, day, source = parts
    try:
        published = date.fromisoformat(day)
    except ValueError as error:
        raise MarkError(f"{where}: {day!r} is no date like 2024-10-24") from error
    is_empty = phenomenon.startswith("none: ")
    source = source.replace("\\n", "\n")
    case = parse_case(f"{case_id} | none | {source}" if is_empty else f"{case_id} | {source}", where)
    for mark in case.marks:
        _check(mark, family, where)
    rows = _rows([(mark, case.quote(mark)) for mark in case.marks], family, where)
    return FactCase(case_id, family, phenomenon, published, case.text, rows)


def _check(mark: Mark, family: str, where: str) -> None:
    if mark.name not in ATTRIBUTES[family]:
        raise MarkError(f"{where}: <{mark.name}> is no mark of {family}")
    needed, allowed = ATTRIBUTES[family][mark.name]
    told = set(mark.attributes) - {"row"}
    if needed - told or told - needed - allowed:
        rule = f"needs {sorted(needed)} and may have {sorted(allowed)}, but has {sorted(told)}"
        raise MarkError(f"{where}: <{mark.name}> {rule}")
    if allowed and not needed and not told and mark.name != "topic":
        raise MarkError(f"{where}: <{mark.name}> needs one of {sorted(allowed)}")
    if mark.name == ROW_MARKS[family] and "row" not in mark.attributes:
        raise MarkError(f"{where}: <{mark.name}> needs its row, as in row=1")
    codes = {
        "code": _party_codes,
        "currency": _currencies,
        "unit": lambda: _codes("unit"),
        "category": lambda: _codes("category"),
    }
    codes |= {"instrument": lambda: _codes("instrument"), "stance": lambda: _codes("stance")}
    codes |= {"format": lambda: _codes("meeting_format"), "level": lambda: _codes("meeting_level")}
    codes["status"] = lambda: _codes(STATUSES[family])
    for name, value in mark.attributes.items():
        if name in codes and (
            unknown := set(value.split("|")) - codes[name]() - ({"null"} if name == "code" else set())
        ):
            raise MarkError(f"{where}: {name}={value}: {', '.join(sorted(unknown))} is no known code")
        if name in ("low", "high", "amount") and not value.isdecimal():
            raise MarkError(f"{where}: {name}={value} is no whole number")
    low, high = mark.attributes.get("low"), mark.attributes.get("high")
    if low and high and int(low) > int(high):
        raise MarkError(f"{where}: low={low} is more than high={high}")


def _rows(marks: list[tuple[Mark, str]], family: str, where: str) -> tuple[dict[str, Any], ...]:
    rows: dict[str, dict[str, Any]] = {}
    for mark, words in marks:
        if mark.name == ROW_MARKS[family]:
            for number in mark.attributes["row"].split(","):
                if number in rows:
                    raise MarkError(f"{where}: row {number} has two <{mark.name}>")
                rows[number] = _values(mark, words)
    if sorted(rows) != [str(n) for n in range(1, len(rows) + 1)]:
        raise MarkError(
            f"{where}: the rows are numbered {', '.join(sorted(rows)) or 'not at all'}, not 1 to {len(rows)}"
        )
    for mark, words in marks:
        if mark.name == ROW_MARKS[family]:
            continue
        for number in mark.attributes["row"].split(",") if "row" in mark.attributes else rows:
            if number not in rows:
                raise MarkError(f"{where}: <{mark.name}> belongs to row {number}, which has no <{ROW_MARKS[family]}>")
            row = rows[number]
            for slot, value in _values(mark, words).items():
                if slot in LISTS:
                    row[slot] = row.get(slot, []) + value
                elif row.setdefault(slot, value) != value:
                    raise MarkError(f"{where}: row {number} has two <{mark.name}> that differ")
    return tuple(rows[number] for number in sorted(rows))


def _values(mark: Mark, words: str) -> dict[str, Any]:
    told = mark.attributes

    def bound(name: str) -> int | None:
        return int(told[name]) if name in told else None

    def options(value: str) -> list[str | None]:
        return [None if v == "null" else v for v in value.split("|")]

    match mark.name:
        case "weapon":
            return {"weapon": options(told.get("names", words)), "status": options(told["status"])}
        case "quantity":
            return {"quantity": (bound("low"), bound("high"))}
        case "value":
            return {"value": (float(told["amount"]), told["currency"])}
        case "count":
            return {
                "number": (bound("low"), bound("high")),
                "unit": options(told["unit"]),
                "status": options(told["status"]),
            }
        case "act":
            return {name: options(told[name]) for name in ("category", "instrument", "stance")}
        case "meeting":
            return {name: options(told[name]) for name in ("status", "format", "level") if name in told}
        case "side":
            return {"participants": options(told["code"])}
        case "person":
            return {"persons": [words]}
        case "day":
            return {"day": tuple(date.fromisoformat(told[n]) if n in told else None for n in ("from", "to"))}
        case "topic":
            return {"topic": [words], "category": options(told.get("category", "null"))}
        case "denier":
            return {"denied_by": options(told["code"])}
        case _:
            return {mark.name: options(told.get("code") or told["names"])}


def _column(path: Path, name: str) -> Iterable[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from (row[name] for row in csv.DictReader(lines))


@cache
def _codes(table: str) -> set[str]:
    return set(_column(SEEDS / "codes" / f"{table}.csv", "code"))


@cache
def _currencies() -> set[str]:
    return set(_column(SEEDS / "cues" / "currencies.csv", "sense"))


@cache
def _party_codes() -> set[str]:
    return {
        c
        for table in ("countries", "organisations", "armed_groups")
        for c in _column(SEEDS / "reference" / f"{table}.csv", "id")
    }
