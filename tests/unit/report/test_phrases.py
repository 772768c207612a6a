"""A fact as one line: what a person reads first, after a run and in `attache explain`."""

import pytest

from pipelines.report.phrases import number, phrase

OPTION = {"actor": "IND", "category": "diplomatic", "stance": "adopted", "target": None, "beneficiary": None}


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(180, 180, "180"), (10, 12, "10 to 12"), (3000, None, "at least 3,000"), (None, 12000, "up to 12,000")],
)
def test_bounds(low: int | None, high: int | None, words: str) -> None:
    assert number(low, high) == words


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({"instrument": "talks", "target": "RUS"}, "IND: talks with RUS (diplomatic, adopted)"),
        ({"instrument": "condemnation", "target": "RUS"}, "IND: condemnation against RUS (diplomatic, adopted)"),
        ({"instrument": "mediation", "beneficiary": "UKR"}, "IND: mediation for UKR (diplomatic, adopted)"),
    ],
)
def test_a_counterpart_is_nobody_who_is_acted_against(cells: dict[str, str], line: str) -> None:
    assert phrase("policy_options", OPTION | cells) == line
