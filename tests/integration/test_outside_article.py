"""The outside article: what is read from a text that is not in this repository is right."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.cli import app

SEED = Path(__file__).parents[2] / ".." / "shared" / "eval" / "seed"


@pytest.mark.slow
@pytest.mark.skipif(
    not SEED.is_dir(), reason=f"{SEED} is not there: the outside article is not part of this repository"
)
def test_rows_of_the_outside_article_are_right_in_every_family() -> None:
    result = CliRunner().invoke(app, ["eval", str(SEED), "--json"])
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    families = ("arms_deals", "troop_deployment_estimates", "policy_options")
    assert {family: figures[family]["row"][2] for family in families if figures[family]["row"][2] < 0.8} == {}
