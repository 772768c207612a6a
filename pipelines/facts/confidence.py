"""How likely a row is right, from the way by which it was read: rules used, cells filled, distance between its places.

The coefficients (seeds/calibration/confidence.csv: family, feature, coefficient) of a logistic model are fitted on gold
by `attache eval DIR --calibrate`, see pipelines/report/calibration.py; those that come with the project on the many
writers of benchmarks/accuracy/seen, and then brought into the scale of benchmarks/accuracy/unseen (`--rescale`).
Without them every row has the same confidence.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from pipelines.contracts.evidence import EvidenceRow

COEFFICIENTS = Path(__file__).parents[2] / "seeds" / "calibration" / "confidence.csv"
BIAS = "bias"
_COMPANIONS = ("_name", "_text", "_high", "_to", "_currency", "_usd", "_basis")  # read with the cell they belong to
_FAR = 400  # characters from a row's first place to its last at which the feature `spread` is 1


def features(evidence: Sequence[EvidenceRow]) -> dict[str, float]:
    """What speaks for or against a row, from the evidence of its cells: feature -> 0..1, and the bias.

    `column:rule` is 1 where a rule read a cell (a word of seeds/cues counts as its file), `filled` is the share of
    ten cells that have a place, `spread` how far its places lie from each other.
    """
    told = (e for e in evidence if e.role == "argument" and not e.column_name.endswith(_COMPANIONS))
    found = {f"{e.column_name}:{_rule(e.found_by)}": 1.0 for e in told}
    found |= {_rule(e.found_by): 1.0 for e in evidence if e.role == "trigger"}
    columns = {e.column_name for e in evidence}
    start, end = min([e.start_char for e in evidence]), max([e.end_char for e in evidence])
    return found | {BIAS: 1.0, "filled": min(len(columns) / 10, 1.0), "spread": min((end - start) / _FAR, 1.0)}


@cache
def _rule(found_by: str) -> str:
    """A rule's name without the word that set it off: `arms_triggers:order` is `arms_triggers`."""
    head, _, tail = found_by.partition(":")
    return head if "_" in head or head == "attribution" else f"{head}:{tail}" if tail else head


@cache
def coefficients(path: Path = COEFFICIENTS) -> dict[str, dict[str, float]]:
    """Family -> feature -> coefficient; empty where nothing was fitted yet.

    Raises:
        ValueError: a coefficient is not a number; the message names the file.
    """
    found: dict[str, dict[str, float]] = {}
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                try:
                    found.setdefault(row["family"], {})[row["feature"]] = float(row["coefficient"])
                except (KeyError, TypeError, ValueError) as error:
                    raise ValueError(f"{path}: {row}: family, feature and coefficient in every row") from error
    return found


def confidence(family: str, evidence: Sequence[EvidenceRow]) -> float:
    """The probability, 0 to 1 in steps of 0.01, that a row with this evidence is right."""
    return round(probability(coefficients().get(family, {}), features(evidence)), 2)


def probability(weights: Mapping[str, float], row: Mapping[str, float]) -> float:
    """The logistic model: a feature without a coefficient does not count."""
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in row.items())))
