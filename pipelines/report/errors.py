"""The list of errors of an evaluation, for a person: where, the sentence, the rules that fired."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines.report.evaluation import Error
from pipelines.report.quotes import sentence_at
from pipelines.report.scoring import RULES, Cells, slot

_EVIDENCE = """
    select e.fact_id, e.column_name, e.start_char, e.end_char, e.quote, e.found_by, e.role, d.text
    from facts.evidence e join core.documents d using (document_id)
    order by e.fact_id, e.start_char, e.column_name"""


@dataclass(frozen=True)
class Traced:
    """Where a row was read: the sentence of its trigger (else of its first place), and its rules."""

    sentence: str
    rules: tuple[str, ...]


def trace(warehouse: Path) -> dict[str, Traced]:
    """fact_id -> its sentence and rules, for every fact of a warehouse."""
    places: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for fact_id, *place in connection.execute(_EVIDENCE).fetchall():
            places[fact_id].append(tuple(place))
    traced = {}
    for fact_id, found in places.items():
        _, start, end, *_, text = next((p for p in found if p[5] == "trigger"), found[0])
        traced[fact_id] = Traced(
            sentence_at(text, start, end),
            tuple(dict.fromkeys(f"{column}: {rule}" for column, _, _, _, rule, _, _ in found)),
        )
    return traced


def _told(family: str, row: Cells | None) -> dict[str, Any] | None:
    return None if row is None else {name: slot(row, name) for name in RULES[family].slots}


def describe(errors: Iterable[Error], traced: dict[str, Traced]) -> Iterator[dict[str, Any]]:
    """Each error as plain data: what gold and prediction tell, the prediction's sentence and rules."""
    for error in errors:
        place = traced.get(error.predicted["fact_id"]) if error.predicted else None
        yield {
            "kind": error.kind,
            "family": error.family,
            "document": error.document,
            "slot": error.slot,
            "gold": _told(error.family, error.gold),
            "predicted": _told(error.family, error.predicted),
            "sentence": place.sentence if place else None,
            "rules": list(place.rules) if place else [],
        }


def as_lines(described: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The errors as Markdown: a heading a document, a paragraph an error."""
    document = None
    for error in described:
        if error["document"] != document:
            document = error["document"]
            yield f"\n## {document}\n"
        what = f"{error['kind']} `{error['slot']}`" if error["slot"] else error["kind"]
        yield f"- **{what}** in {error['family']}"
        for side in ("gold", "predicted"):
            if error[side]:
                cells = error[side] if not error["slot"] else {error["slot"]: error[side][error["slot"]], **error[side]}
                filled = ", ".join(f"{name} {value}" for name, value in cells.items() if value is not None)
                yield f"  - {side}: {filled}"
        if error["sentence"]:
            yield f"  - read from: {error['sentence']}"
            yield f"  - by: {'; '.join(error['rules'])}"
