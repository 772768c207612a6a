"""The evaluation counts by the rules of the project's scorer: the same figures on the same rows."""

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipelines.report import evaluation
from pipelines.report.scoring import RULES, agree, squash

ROOT = Path(__file__).parents[3]
SCORER = ROOT / "../shared/eval/score.py"


@pytest.fixture
def scorer() -> ModuleType:
    if not SCORER.is_file():
        pytest.skip("needs the scorer of ../shared/eval")
    spec = importlib.util.spec_from_file_location("score", SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def disturbed(gold: dict[str, dict[str, list[dict[str, Any]]]], seed: int) -> dict[str, Any]:
    """Gold rows as a poor extraction might tell them: rows dropped and doubled, slots lost and swapped."""
    dice = random.Random(seed)
    predicted: dict[str, Any] = {}
    for document, families in gold.items():
        predicted[document] = {}
        for family, rows in families.items():
            told = []
            for row in rows:
                if dice.random() < 0.2:
                    continue
                cells = {n: v[0] if isinstance(v, list) and v and n != "quantity" else v for n, v in row.items()}
                for name in list(cells):
                    if dice.random() < 0.15:
                        cells[name] = None
                    elif dice.random() < 0.1:
                        cells[name] = dice.choice(rows).get(name)
                told += [cells] * dice.choice([1, 1, 1, 2])
            predicted[document][family] = told
    return predicted


@pytest.mark.parametrize("seed", range(5))
def test_figures_equal_the_scorers(scorer: ModuleType, seed: int) -> None:
    gold = evaluation.read_gold(ROOT / "seeds/gold")
    assert gold == scorer.read_gold(ROOT / "seeds/gold")
    predicted = disturbed(gold, seed)
    theirs = scorer.score(gold, predicted)
    ours = evaluation.as_json(evaluation.score(gold, predicted))
    headline = ours.pop("headline")
    assert ours == json.loads(json.dumps(theirs))
    assert 0.3 < headline < 0.99
    assert headline == pytest.approx(sum(f["slot"][2] for f in theirs.values()) / 3)


def test_the_lines_for_a_person_equal_the_scorers(
    scorer: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    predicted = disturbed(evaluation.read_gold(ROOT / "seeds/gold"), 7)
    file = tmp_path / "predictions.json"
    file.write_text(json.dumps(predicted))
    scorer.main(ROOT / "seeds/gold", str(file))
    gold = evaluation.read_gold(ROOT / "seeds/gold")
    assert evaluation.as_text(evaluation.score(gold, predicted)) == capsys.readouterr().out.rstrip("\n")


def test_rows_equal_to_gold_are_without_error() -> None:
    gold = evaluation.read_gold(ROOT / "seeds/gold")
    assert evaluation.headline(evaluation.score(gold, gold)) == 1.0
    assert evaluation.find_errors(gold, gold) == []


DEAL = {
    "supplier": "KOR",
    "recipient": "POL",
    "weapon": ["K2 Black Panther", "tanks"],
    "quantity": 180,
    "status": "agreed",
}
FOUND = {
    "fact_id": "f", "supplier": "KOR", "recipient": "POL", "weapon": ["K2", "K2 tanks"], "quantity_low": 180,
    "quantity_high": 180, "value_amount": None, "value_currency": None, "status": "agreed",
}  # fmt: skip


def test_each_kind_of_error_is_listed() -> None:
    gold = {"a": {"arms_deals": [DEAL, {**DEAL, "weapon": ["K9"]}]}}
    predicted = {"a": {"arms_deals": [{**FOUND, "status": "approved"}, {**FOUND, "weapon": [None, "FA-50"]}]}}
    errors = {(e.kind, e.slot) for e in evaluation.find_errors(gold, predicted)}
    assert errors == {("missed", None), ("invented", None), ("wrong slot", "status")}


def test_a_slot_that_gold_leaves_open_may_be_empty() -> None:
    assert agree("claimant", {"claimant": ["KOR", None]}, {"claimant": None})
    assert not agree("claimant", {"claimant": ["KOR"]}, {"claimant": None})


def test_a_folder_without_gold_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="holds no gold"):
        evaluation.read_gold(tmp_path)


def test_names_are_compared_without_hyphens_and_plurals() -> None:
    assert squash("K-2 tanks") == "k2tank"


def test_every_family_is_judged_that_has_gold() -> None:
    from pipelines.contracts.facts import FAMILIES

    told = json.loads((ROOT / "seeds" / "gold" / "k04-yoon-duda-seoul-talks.json").read_text(encoding="utf-8"))["facts"]
    assert set(RULES) == set(told)
    assert set(RULES) <= set(FAMILIES)
