"""Confidence is fitted to what was right, and its error is that of documents it was not fitted on."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipelines.contracts.evidence import EvidenceRow
from pipelines.facts.confidence import coefficients, features, probability
from pipelines.report.calibration import (
    Example,
    cross_validated,
    errors_in_use,
    expected_calibration_error,
    fit,
    rescaled,
    write_coefficients,
)


def _rows(seed: int, count: int = 400) -> list[Example]:
    """Rows that are right in nine of ten cases with `good`, in two of ten without."""
    dice = random.Random(seed)
    rows = []
    for n in range(count):
        good = float(dice.random() < 0.5)
        found = {"bias": 1.0} | ({"good": 1.0} if good else {})
        rows.append(Example(f"d{n % 40}", found, dice.random() < (0.9 if good else 0.2)))
    return rows


def test_the_model_finds_the_shares() -> None:
    model = fit(_rows(1))
    assert probability(model, {"bias": 1.0, "good": 1.0}) == pytest.approx(0.9, abs=0.06)
    assert probability(model, {"bias": 1.0}) == pytest.approx(0.2, abs=0.06)


def test_error_of_fitted_confidence_is_small_and_of_boasting_large() -> None:
    rows = _rows(2)
    assert expected_calibration_error(cross_validated(rows)) < 0.08
    assert expected_calibration_error([(0.99, row.is_right) for row in rows]) > 0.3
    assert expected_calibration_error([]) == 0.0


def test_rescaling_fits_other_documents_and_keeps_the_order() -> None:
    others = [row._replace(is_right=row.is_right and n % 3 > 0) for n, row in enumerate(_rows(4))]
    model = rescaled(fit(_rows(1)), others)
    sure, unsure = ({"bias": 1.0, "good": 1.0}, {"bias": 1.0})
    assert probability(model, sure) == pytest.approx(0.6, abs=0.06)
    assert 0 < probability(model, unsure) < probability(model, sure)


def test_coefficients_are_kept_and_read_again(tmp_path: Path) -> None:
    rows = _rows(3)
    path = tmp_path / "confidence.csv"
    write_coefficients({"arms_deals": fit(rows)}, path)
    assert coefficients(path) == {"arms_deals": fit(rows)}
    (tmp_path / "bad.csv").write_text("family,feature,coefficient\narms_deals,bias,much\n")
    with pytest.raises(ValueError, match=r"bad\.csv"):
        coefficients(tmp_path / "bad.csv")


def test_features_tell_the_rules_and_the_spread() -> None:
    def place(column: str, start: int, found_by: str, role: str) -> EvidenceRow:
        return EvidenceRow(
            fact_id="f", column_name=column, document_id="d", start_char=start, end_char=start + 4, quote="text",
            found_by=found_by, role=role,
        )  # fmt: skip

    found = features(
        [
            place("supplier_country", 0, "party:name", "argument"),
            place("supplier_name", 0, "party:name", "argument"),
            place("deal_status", 196, "arms_triggers:order", "trigger"),
        ]
    )
    assert found == {
        "supplier_country:party:name": 1.0, "arms_triggers": 1.0, "bias": 1.0, "filled": 0.3, "spread": 0.5,
    }  # fmt: skip


def test_the_error_in_use_is_that_of_the_written_coefficients(tmp_path: Path) -> None:
    path = tmp_path / "confidence.csv"
    rows = {"arms_deals": _rows(3), "policy_options": []}
    write_coefficients({"arms_deals": fit(_rows(4))}, path)
    assert errors_in_use(rows, path)["arms_deals"] < 0.08
    assert list(errors_in_use(rows, path)) == ["arms_deals"]
    always_half = errors_in_use(rows, tmp_path / "none.csv")["arms_deals"]
    share = sum(row.is_right for row in rows["arms_deals"]) / len(rows["arms_deals"])
    assert always_half == pytest.approx(abs(share - 0.5), abs=0.01)
