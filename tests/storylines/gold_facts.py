"""Gold annotations as facts of a build database, so that an error of a mart is seen apart from one of extraction.

Documents are read as a run reads them; which repeats which is taken from gold. Gold tells no places and few dates:
evidence is the first place where the weapon, the number or the party is written, else the title's first words in the
text; dates are those of seeds/answers/gold_dates.csv. A fact's id is `document.family.row`, the row of the gold file.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contracts.documents import DocumentRow
from pipelines.contracts.evidence import EvidenceRow
from pipelines.contracts.facts import FAMILIES, FactRow
from pipelines.contracts.registers import RegisterEntryRow
from pipelines.contracts.stage import Run
from pipelines.report.scoring import squash
from pipelines.settings import StatePaths
from pipelines.sources.kinds.files import FolderSource
from pipelines.sources.landing import Landing
from pipelines.sources.stage import land
from pipelines.store.store import Store
from pipelines.text.stage import read_landed

SEEDS = Path(__file__).parents[2] / "seeds"
NOW = datetime(2026, 1, 1)
# Two lines as a user's register may have them: an order that the articles tell, too, and one that they do not.
REGISTER = [
    RegisterEntryRow(
        file="written-for-this-test.csv", line=line, recipient="Poland", supplier=supplier, year_of_order=year,
        number_ordered=number, weapon_designation=designation, weapon_description=description,
    )
    for line, supplier, year, number, designation, description in (
        (2, "South Korea", 2022, 180, "K-2 Black Panther", "tank"),
        (3, "Italy", 2022, 32, "AW-149", "transport helicopter"),
    )
]  # fmt: skip
_PACKAGE_WORDS = re.compile(r"\b(upgrade|support|sustainment|kits|parts)\b", re.IGNORECASE)
Cells = dict[str, Any]


def build_database(folder: Path) -> Path:
    """A build database in `folder` that holds the bundled articles and the gold facts."""
    paths = StatePaths(
        folder / "w.duckdb", folder, folder / "build/attache.duckdb", folder / "landing", folder / "annotations"
    )
    store, landing = Store(paths), Landing(paths.landing)
    run = Run("gold", NOW, 100)
    store.prepare()
    store.begin_run(run.run_id, NOW)
    land(run, store, landing, [FolderSource(name="articles", path=SEEDS / "articles")])
    read_landed(run, store, landing.path, sources={})
    documents = {d["external_id"]: DocumentRow(**d) for d in store.rows("select * from core.documents")}
    gold = [json.loads(file.read_text(encoding="utf-8")) for file in sorted((SEEDS / "gold").glob("*.json"))]
    _mark_duplicates(paths.build, gold, documents)
    store.save_registers(REGISTER, [])
    read = [(documents[t["id"]], t) for t in gold if not (t.get("superseded_by") or t.get("duplicate_of"))]
    families = {family for _, told in read for family in told["facts"]}
    facts = {f: [row for document, told in read for row in _rows(f, told, document)] for f in families}
    texts = {document.document_id: document for document, _ in read}
    evidence = [place for rows in facts.values() for row in rows for place in _evidence(row, texts[row.document_id])]
    store.save_facts(list(texts), facts, evidence, "gold", run.run_id, NOW)
    return paths.build


def _mark_duplicates(build: Path, gold: list[Cells], documents: dict[str, DocumentRow]) -> None:
    with duckdb.connect(str(build)) as connection:
        for told in gold:
            if original := told.get("duplicate_of"):
                connection.execute(
                    "update core.documents set duplicate_of = ? where external_id = ?",
                    [documents[original].document_id, told["id"]],
                )


def _rows(family: str, told: Cells, document: DocumentRow) -> Iterator[FactRow]:
    make = {"arms_deals": _deal, "troop_deployment_estimates": _estimate, "policy_options": _option}[family]
    rows = told["facts"][family]
    prices = Counter(json.dumps(_first(row.get("value"))) for row in rows)
    for number, row in enumerate(rows):
        days = gold_dates().get((told["id"], family, number), (None, None))
        kind = FAMILIES[family]
        cells: Cells = dict.fromkeys(kind.model_fields) | make(row, document, days)
        if family == "arms_deals" and cells["value_amount"]:
            cells["value_basis"] = "package" if prices[json.dumps(_first(row["value"]))] > 1 else "row"
        cells |= {
            "fact_id": f"{told['id']}.{family}.{number}",
            "document_id": document.document_id,
            "confidence": 1.0,
        }
        yield kind(**cells)


def _deal(row: Cells, document: DocumentRow, days: tuple[date | None, date | None]) -> Cells:
    names = row["weapon"] if isinstance(row["weapon"], list) else [row["weapon"]]
    system, weapon_class = weapon(names)
    low, high = _bounds(row.get("quantity"))
    value = _first(row.get("value")) or {}
    return {
        "supplier_country": _first(row.get("supplier")),
        "recipient_country": _first(row.get("recipient")),
        "weapon_system": system,
        "weapon_class": weapon_class,
        "weapon_text": next((n for n in names if n.casefold() in document.text.casefold()), names[-1]),
        "quantity_low": low,
        "quantity_high": high,
        "quantity_text": None if low is None and high is None else f"{low or ''}-{high or ''}",
        "value_amount": value.get("amount"),
        "value_currency": value.get("currency"),
        "value_usd": value["amount"] if value.get("currency") == "USD" else None,
        "deal_status": _first(row["status"]),
        "transfer_kind": "upgrade" if _PACKAGE_WORDS.search(names[0]) else None,
        "deal_date_from": days[0],
        "deal_date_to": days[1],
        "certainty": "asserted",
    }


def _estimate(row: Cells, document: DocumentRow, days: tuple[date | None, date | None]) -> Cells:
    return {
        "force_country": _first(row.get("force")),
        "host_country": _first(row.get("host")),
        "unit": _first(row["unit"]),
        "count_low": row.get("low"),
        "count_high": row.get("high"),
        "count_text": f"{row.get('low') or ''}-{row.get('high') or ''}",
        "deployment_status": _first(row["status"]),
        "claimant": _first(row.get("claimant")),
        "denied_by": list(row.get("denied_by") or []),
        "date_from": days[0],
        "date_to": days[1],
        "certainty": "denied" if row.get("denied_by") else "asserted",
    }


def _option(row: Cells, document: DocumentRow, days: tuple[date | None, date | None]) -> Cells:
    cells = {name: _first(row.get(name)) for name in ("actor", "category", "instrument", "target", "beneficiary")}
    return cells | {
        "stance": _first(row["stance"]),
        "action_text": str(cells["instrument"]).replace("_", " "),
        "date_from": days[0],
        "date_to": days[1],
        "certainty": "asserted",
    }


def _evidence(fact: FactRow, document: DocumentRow) -> Iterator[EvidenceRow]:
    """One place a fact, for the cell that its family turns on."""
    cells = fact.model_dump()
    column, words = {
        "arms_deals": ("weapon_text", [cells.get("weapon_text")]),
        "troop_deployment_estimates": (
            "count_text",
            [f"{n:,}" for n in (cells.get("count_low"), cells.get("count_high")) if n],
        ),
        "policy_options": ("actor", []),
    }[fact.TABLE]
    place = next((m for w in words if w and (m := re.search(re.escape(w), document.text, re.IGNORECASE))), None)
    start, end = place.span() if place else (0, len(document.text.split(maxsplit=1)[0]))
    yield EvidenceRow(
        fact_id=fact.fact_id,
        column_name=column,
        document_id=document.document_id,
        start_char=start,
        end_char=end,
        quote=document.text[start:end],
        found_by="gold",
        role="argument",
    )


def weapon(names: list[str]) -> tuple[str | None, str | None]:
    """Designation and class of the first name that the reference data knows; names are most specific first."""
    systems, classes = _weapon_names()
    found = next((systems[key] for name in names if (key := squash(name)) in systems), None)
    if found:
        return found
    return None, next((classes[key] for name in names if (key := squash(name)) in classes), None)


@cache
def _weapon_names() -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
    systems: dict[str, tuple[str, str]] = {}
    for row in _table(SEEDS / "reference/weapons.csv"):
        for name in (row["name"], *row["aliases"].split("|")):
            systems.setdefault(squash(name), (row["name"], row["class"]))
    classes: dict[str, str] = {}
    for row in _table(SEEDS / "reference/weapon_classes.csv"):
        for name in (row["name"], *row["aliases"].split("|")):
            classes.setdefault(squash(name), row["id"])
    return systems, {name: weapon_class for name, weapon_class in classes.items() if name}


@cache
def gold_dates() -> dict[tuple[str, str, int], tuple[date | None, date | None]]:
    """The days that the articles tell for some gold rows, which gold itself does not hold."""
    return {
        (row["document"], row["family"], int(row["row"])): (
            date.fromisoformat(row["date_from"]),
            date.fromisoformat(row["date_to"]),
        )
        for row in _table(SEEDS / "answers/gold_dates.csv")
    }


def _table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _first(value: Any) -> Any:
    """The best of the acceptable values."""
    return (value[0] if value else None) if isinstance(value, list) else value


def _bounds(quantity: Any) -> tuple[int | None, int | None]:
    """Two numbers are bounds where they run upwards; else acceptable values, the best first."""
    if not isinstance(quantity, list):
        return quantity, quantity
    low, high = quantity
    return (low, high) if low is None or high is None or low <= high else (low, low)
