"""seeds/codes/register_terms.csv: SIPRI's descriptions of weapons, each once, and classes that there are."""

import csv
from pathlib import Path

SEEDS = Path(__file__).parents[3] / "seeds"


def rows(path: str) -> list[dict[str, str]]:
    with (SEEDS / path).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_each_term_stands_once_and_means_a_class() -> None:
    terms = rows("codes/register_terms.csv")
    assert len({row["term"].casefold() for row in terms}) == len(terms) > 100
    assert {row["class"] for row in terms} <= {row["id"] for row in rows("reference/weapon_classes.csv")}
