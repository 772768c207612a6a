"""A family is registered once, in FAMILIES; these tests name what a registered family still lacks elsewhere."""

import csv
import re
from pathlib import Path

import pytest
import yaml

from pipelines.contracts.facts import FAMILIES, FactRow
from pipelines.contracts.render import CODE_LIST
from pipelines.contracts.row import table_of
from pipelines.contracts.tables import TABLES
from pipelines.report.phrases import phrase
from tests.cases.facts.judging import SLOTS
from tests.cases.facts.loader import FAMILIES as CASES

ROOT = Path(__file__).parents[2]
MODELS = ROOT / "dbt_project" / "models"
IDS = list(FAMILIES)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=IDS)
def test_its_identity_is_of_its_columns(family: type[FactRow]) -> None:
    assert set(family.IDENTITY) <= set(table_of(family).column_names)
    assert {f"facts.{family.TABLE}", f"history.{family.TABLE}"} <= set(TABLES)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=IDS)
def test_its_code_lists_are_there_and_described(family: type[FactRow]) -> None:
    described = yaml.safe_load((MODELS / "ref" / "_ref.yml").read_text(encoding="utf-8"))
    known = {seed["name"] for seed in described["seeds"]}
    lists = {m[1] for c in table_of(family).columns if (m := CODE_LIST.search(c.description))}
    assert lists
    assert lists <= known
    seeds = [
        folder / f"{name}.csv" for name in lists for folder in ((ROOT / "seeds/codes"), (ROOT / "seeds/reference"))
    ]
    assert len([file for file in seeds if file.exists()]) == len(lists)


@pytest.mark.parametrize("family", FAMILIES.values(), ids=IDS)
def test_its_staging_model_has_every_column(family: type[FactRow]) -> None:
    model = (MODELS / "staging" / f"stg_{family.TABLE}.sql").read_text(encoding="utf-8")
    selected = re.findall(r"^    (\w+),?$", model.rpartition("select")[2], re.MULTILINE)
    assert tuple(selected) == table_of(family).column_names
    assert (MODELS / "staging" / f"stg_{family.TABLE}.yml").exists()


@pytest.mark.parametrize("family", IDS)
def test_the_marts_of_all_families_count_it(family: str) -> None:
    assert f"'{family}' as family" in (MODELS / "intermediate" / "int_facts.sql").read_text(encoding="utf-8")
    assert f"family = '{family}'" in (MODELS / "marts/common/source_coverage.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize("family", FAMILIES.values(), ids=IDS)
def test_it_is_told_in_one_line_and_has_cases(family: type[FactRow]) -> None:
    empty = {c.name: [] if c.duckdb_type.endswith("[]") else None for c in table_of(family).columns}
    assert "\n" not in phrase(family.TABLE, empty)
    assert family.TABLE in CASES
    assert family.TABLE in SLOTS


def test_the_words_of_meetings_mean_known_codes() -> None:
    def codes(name: str) -> set[str]:
        return {row["code"] for row in rows("codes", name)}

    def rows(folder: str, name: str) -> list[dict[str, str]]:
        with (ROOT / "seeds" / folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    assert {r["format"] for r in rows("cues", "meeting_triggers")} <= codes("meeting_format") | {""}
    assert {r["sense"] for r in rows("cues", "meeting_states")} <= codes("meeting_status")
    assert {r["sense"] for r in rows("cues", "meeting_levels")} == codes("meeting_level") | {"none"}
    assert {r["sense"] for r in rows("cues", "meeting_topics")} == codes("category")
