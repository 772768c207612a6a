"""Confidence that means something: fitted on the gold, and its error measured on documents that it was not fitted on.

Logistic regression with a ridge penalty a family, ten-fold cross-validation over documents. Rules are right more often
in articles that they were written with than in others: Platt scaling on these takes that back. The expected calibration
error is the mean over ten bins of |mean confidence - share of right rows|, weighted by the rows of a bin.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
from scipy.optimize import minimize

from pipelines.contracts.evidence import EvidenceRow
from pipelines.facts.confidence import BIAS, COEFFICIENTS, coefficients, features, probability
from pipelines.report.evaluation import Facts
from pipelines.report.scoring import RULES, agree, pair

_PENALTY = 1.0
_FOLDS = 10
_BINS = 10
_RARE = 5  # a feature of fewer rows tells nothing


class Example(NamedTuple):
    """A row that was found: its document, its features, and whether it is right (its core slots agree with gold)."""

    document: str
    features: dict[str, float]
    is_right: bool


def examples(gold: Facts, predicted: Facts, warehouse: Path) -> dict[str, list[Example]]:
    """The rows of documents with gold, a family, in the order of their ids."""
    evidence: dict[str, list[EvidenceRow]] = defaultdict(list)
    columns = list(EvidenceRow.model_fields)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for values in connection.execute(f"select {', '.join(columns)} from facts.evidence").fetchall():
            row = EvidenceRow(**dict(zip(columns, values, strict=True)))
            evidence[row.fact_id].append(row)
    found: dict[str, list[Example]] = {}
    for family, rule in RULES.items():
        found[family] = []
        for document in sorted(gold):
            wanted, told = gold[document].get(family, []), predicted.get(document, {}).get(family, [])
            right = {j for i, j in pair(family, wanted, told) if all(agree(n, wanted[i], told[j]) for n in rule.core)}
            for j in sorted(range(len(told)), key=lambda j: told[j]["fact_id"]):
                found[family].append(Example(document, features(evidence[told[j]["fact_id"]]), j in right))
    return found


def fit(rows: Sequence[Example]) -> dict[str, float]:
    """Feature -> coefficient of the family's model; features of fewer than five rows are left out."""
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        for name in row.features:
            counts[name] += 1
    names = [BIAS, *sorted(name for name, count in counts.items() if name != BIAS and count >= _RARE)]
    x = np.array([[row.features.get(name, 0.0) for name in names] for row in rows])
    y = np.array([row.is_right for row in rows], dtype=float)
    ridge = np.array([0.0, *[_PENALTY] * (len(names) - 1)])  # the bias is free

    def loss(w: Any) -> tuple[float, Any]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(np.logaddexp(0, z) - y * z) + 0.5 * np.sum(ridge * w * w))
        return value, x.T @ (p - y) + ridge * w

    solved = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=[(-6, 6)] * len(names))
    return {name: round(float(value), 3) for name, value in zip(names, solved.x, strict=True) if abs(value) >= 0.0005}


def rescaled(weights: Mapping[str, float], rows: Sequence[Example]) -> dict[str, float]:
    """The coefficients in the scale that fits other rows (Platt): the same order of rows, other probabilities."""
    told = np.array([sum(weights.get(name, 0.0) * value for name, value in row.features.items()) for row in rows])
    y = np.array([row.is_right for row in rows], dtype=float)

    def loss(w: Any) -> float:
        z = w[0] + w[1] * told
        return float(np.sum(np.logaddexp(0, z) - y * z))

    shift, scale = minimize(loss, np.array([0.0, 1.0]), method="L-BFGS-B", bounds=[(-6, 6), (0, 6)]).x
    scaled = {name: value * scale for name, value in weights.items()}
    scaled[BIAS] = scaled.get(BIAS, 0.0) + shift
    return {name: round(float(value), 3) for name, value in scaled.items()}


def cross_validated(rows: Sequence[Example]) -> list[tuple[float, bool]]:
    """(confidence, right) of each row, from a model that saw none of its document's rows."""
    fold = {document: n % _FOLDS for n, document in enumerate(sorted({row.document for row in rows}))}
    told = []
    for held in range(_FOLDS):
        model = fit([row for row in rows if fold[row.document] != held] or list(rows))
        told += [(probability(model, row.features), row.is_right) for row in rows if fold[row.document] == held]
    return told


def expected_calibration_error(told: Sequence[tuple[float, bool]]) -> float:
    """0 (a row told with 0.8 is right in eight of ten cases) to 1; 0 for no rows."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, is_right in told:
        bins[min(int(confidence * _BINS), _BINS - 1)].append((confidence, is_right))
    gaps = (abs(sum(c for c, _ in rows) - sum(r for _, r in rows)) for rows in bins.values())
    return sum(gaps) / len(told) if told else 0.0


def calibration_errors(found: Mapping[str, Sequence[Example]]) -> dict[str, float]:
    """Family -> expected calibration error under cross-validation; families without rows are left out."""
    return {family: expected_calibration_error(cross_validated(rows)) for family, rows in found.items() if rows}


def errors_in_use(found: Mapping[str, Sequence[Example]], path: Path = COEFFICIENTS) -> dict[str, float]:
    """Family -> expected calibration error of the coefficients that rows get their confidence from."""
    weights = {family: coefficients(path).get(family, {}) for family in found}
    told = {f: [(probability(weights[f], row.features), row.is_right) for row in rows] for f, rows in found.items()}
    return {family: expected_calibration_error(rows) for family, rows in told.items() if rows}


def write_coefficients(models: Mapping[str, Mapping[str, float]], path: Path) -> None:
    """Put the coefficients of each family in the file's place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("family", "feature", "coefficient"))
        for family, weights in models.items():
            writer.writerows((family, feature, value) for feature, value in weights.items())
    temporary.replace(path)
