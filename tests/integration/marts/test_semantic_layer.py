"""The semantic layer and the exposures: what they name is there, and means what it says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from pipelines.marts.project import PROJECT_DIR
from tests.integration.marts.sample import ROOT

MODELS = [
    model
    for file in sorted((PROJECT_DIR / "models" / "semantic").glob("*.yml"))
    for model in yaml.safe_load(file.read_text(encoding="utf-8"))["semantic_models"]
]


@pytest.fixture(scope="session")
def manifest(project: Path) -> dict[str, Any]:
    file = project / "dbt_project" / "target" / "manifest.json"
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return told


def table(manifest: dict[str, Any], semantic_model: str) -> str:
    relation = manifest["semantic_models"][f"semantic_model.attache.{semantic_model}"]["node_relation"]
    return f"{relation['schema_name']}.{relation['alias']}"


def test_dbt_knows_the_layer_with_its_time_spine(project: Path, manifest: dict[str, Any]) -> None:
    assert {node["name"] for node in manifest["semantic_models"].values()} == {model["name"] for model in MODELS}
    assert len(manifest["metrics"]) >= 15
    layer = json.loads((project / "dbt_project" / "target" / "semantic_manifest.json").read_text(encoding="utf-8"))
    (spine,) = layer["project_configuration"]["time_spines"]
    assert (spine["node_relation"]["alias"], spine["primary_column"]["name"]) == ("days", "day_on")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model["name"])
def test_every_part_of_a_semantic_model_can_be_asked_of_its_mart(
    model: dict[str, Any], manifest: dict[str, Any], warehouse: duckdb.DuckDBPyConnection
) -> None:
    asked = [part.get("expr", part["name"]) for part in (*model["entities"], *model["dimensions"])]
    asked += [f"{measure['agg']}({measure['expr']})" for measure in model["measures"]]
    for expression in asked:
        assert warehouse.execute(f"select {expression} from {table(manifest, model['name'])}").description
    times = {part["name"] for part in model["dimensions"] if part["type"] == "time"}
    assert model["defaults"]["agg_time_dimension"] in times


def test_an_outline_and_a_package_add_nothing_to_value_and_number(warehouse: duckdb.DuckDBPyConnection) -> None:
    measures = {m["name"]: f"{m['agg']}({m['expr']})" for model in MODELS for m in model["measures"]}
    rows = """(values
        ('a', 'row', false, 3.37e9, 180, 180),
        ('b', 'package', false, 2e9, 18, null),
        ('c', 'row', true, 9e9, 1000, 1000)
    ) as deals (deal_id, value_basis, is_outline, value_usd, quantity_low, quantity_high)"""
    asked = f"select {measures['deal_count']}, {measures['deal_value_usd']}, {measures['ordered_count']} from {rows}"
    assert warehouse.execute(asked).fetchone() == (3, 3.37e9, 198)


def test_the_exposures_name_what_is_read(manifest: dict[str, Any]) -> None:
    exposed = {
        node["name"]: {name.rpartition(".")[2] for name in node["depends_on"]["nodes"]}
        for node in manifest["exposures"].values()
    }
    marts = {
        node["name"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == "marts"
    }
    queries = [file.read_text(encoding="utf-8") for file in (ROOT / "warehouse" / "queries").glob("*.sql")]
    assert exposed["published_warehouse"] == marts
    assert exposed["starter_queries"] == {name for text in queries for name in re.findall(r"\bmarts\.(\w+)", text)}
