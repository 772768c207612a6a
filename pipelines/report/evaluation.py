"""How right the facts of a warehouse are, measured against a folder of gold files; and each error by itself.

The rules of comparison stand in scoring.py, the sentences and rules behind an error in errors.py.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from pipelines.report.scoring import RULES, Cells, agree, is_optional, pair, slot

Facts = Mapping[str, Mapping[str, Sequence[Cells]]]
"""{document: {family: [row, ...]}}; a document is known by its external_id."""


class Figures(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


@dataclass
class _Count:
    right: int = 0
    predicted: int = 0
    gold: int = 0

    def figures(self) -> Figures:
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        both = precision + recall
        return Figures(precision, recall, 2 * precision * recall / both if both else 0.0)


@dataclass(frozen=True)
class FamilyScore:
    """How right one family is."""

    row: Figures
    slot: Figures
    gold_rows: int
    predicted_rows: int
    rows_in_documents_without_facts: int
    by_slot: dict[str, Figures]


@dataclass(frozen=True)
class Error:
    """One thing that is wrong: a missed row, an invented row, or a wrong slot of a pair."""

    kind: str
    family: str
    document: str
    slot: str | None
    gold: Cells | None
    predicted: Cells | None


def score(gold: Facts, predicted: Facts) -> dict[str, FamilyScore]:
    """Figures a family. Documents without gold are not judged."""
    return {family: _score_family(family, gold, predicted) for family in RULES}


def _score_family(family: str, gold: Facts, predicted: Facts) -> FamilyScore:
    rule = RULES[family]
    rows, slots, noise = _Count(), _Count(), 0
    by_slot: dict[str, _Count] = defaultdict(_Count)
    for document, families in gold.items():
        wanted, told = families.get(family, []), predicted.get(document, {}).get(family, [])
        pairs = pair(family, wanted, told)
        partner = dict(pairs)
        rows.right += sum(all(agree(n, wanted[i], told[j]) for n in rule.core) for i, j in pairs)
        rows.predicted += len(told)
        rows.gold += len(wanted)
        noise += len(told) if not any(families.values()) else 0
        for name in rule.slots:
            right = sum(slot(told[j], name) is not None and agree(name, wanted[i], told[j]) for i, j in pairs)
            filled = sum(slot(row, name) is not None for row in told)
            due = sum(
                slot(row, name) is not None
                and not (is_optional(row, name) and (i not in partner or slot(told[partner[i]], name) is None))
                for i, row in enumerate(wanted)
            )
            for count in (slots, by_slot[name]):
                count.right += right
                count.predicted += filled
                count.gold += due
    figures = {name: count.figures() for name, count in by_slot.items()}
    return FamilyScore(rows.figures(), slots.figures(), rows.gold, rows.predicted, noise, figures)


def headline(scores: Mapping[str, FamilyScore]) -> float:
    """Mean of the families' slot F1."""
    return sum(s.slot.f1 for s in scores.values()) / len(scores)


def find_errors(gold: Facts, predicted: Facts) -> list[Error]:
    """Every missed row, invented row and wrong slot, by document and family."""
    errors: list[Error] = []
    for document, families in sorted(gold.items()):
        for family, rule in RULES.items():
            wanted, told = families.get(family, []), predicted.get(document, {}).get(family, [])
            pairs = pair(family, wanted, told)
            met, used = {i for i, _ in pairs}, {j for _, j in pairs}
            errors += [Error("missed", family, document, None, g, None) for i, g in enumerate(wanted) if i not in met]
            errors += [Error("invented", family, document, None, None, p) for j, p in enumerate(told) if j not in used]
            errors += [
                Error("wrong slot", family, document, name, wanted[i], told[j])
                for i, j in pairs
                for name in rule.slots
                if not agree(name, wanted[i], told[j])
            ]
    return errors


def read_gold(folder: Path) -> dict[str, dict[str, list[Cells]]]:
    """The gold facts of a folder of JSON files, one a document.

    A duplicate brings no second fact and a corrected article no longer brings its first: neither is judged.

    Raises:
        FileNotFoundError: the folder holds no gold.
    """
    documents = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    if not documents:
        raise FileNotFoundError(f"{folder} holds no gold (*.json): name a folder with articles/ and gold/ in it")
    return {d["id"]: d["facts"] for d in documents if not d.get("duplicate_of") and not d.get("superseded_by")}


def read_facts(warehouse: Path) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The facts of a warehouse as the scoring rules want them."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for family, rule in RULES.items():
            cursor = connection.execute(f"{rule.sql} order by all")  # the same list of errors each time
            names = [column[0] for column in cursor.description or ()]
            for values in cursor.fetchall():
                row = dict(zip(names, values, strict=True))
                found[row.pop("document")][family].append(row)
    return found


def as_text(scores: Mapping[str, FamilyScore]) -> str:
    """The figures as lines for a person."""
    lines = []
    for family, s in scores.items():
        lines.append(
            f"{family:28} gold {s.gold_rows:3} found {s.predicted_rows:3} "
            f"| row P {s.row.precision:.2f} R {s.row.recall:.2f} F1 {s.row.f1:.2f} "
            f"| slot P {s.slot.precision:.2f} R {s.slot.recall:.2f} F1 {s.slot.f1:.2f} "
            f"| rows where none belong {s.rows_in_documents_without_facts}"
        )
        lines.append("   " + "  ".join(f"{name} {figures.f1:.2f}" for name, figures in s.by_slot.items()))
    lines.append(f"headline (mean slot F1 of the three families): {headline(scores):.3f}")
    return "\n".join(lines)


def as_json(scores: Mapping[str, FamilyScore]) -> dict[str, Any]:
    """The figures as plain data: {"headline": ..., family: {"row": [P, R, F1], "slot": ..., ...}, ...}."""
    families = {
        family: {
            "row": list(s.row),
            "slot": list(s.slot),
            "gold_rows": s.gold_rows,
            "predicted_rows": s.predicted_rows,
            "rows_in_documents_without_facts": s.rows_in_documents_without_facts,
            "by_slot": {name: list(figures) for name, figures in s.by_slot.items()},
        }
        for family, s in scores.items()
    }
    return {"headline": headline(scores), **families}
