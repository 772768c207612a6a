import csv
import re

import duckdb
import pytest
import yaml

from pipelines.contracts.ddl import comments, create_table
from pipelines.contracts.documents import DocumentRow, MentionRow
from pipelines.contracts.facts import FAMILIES, ArmsDealRow
from pipelines.contracts.render import CODE_LIST, ROOT, codes_of, rendered, write
from pipelines.contracts.row import Table, arrow_table, table_of
from pipelines.contracts.tables import PRIVATE, TABLES, history_of


def sources() -> dict[str, dict]:
    text = (ROOT / "dbt_project/models/staging/_sources.yml").read_text(encoding="utf-8")
    return {f"{s['name']}.{t['name']}": t for s in yaml.safe_load(text)["sources"] for t in s["tables"]}


@pytest.mark.parametrize("path", rendered(), ids=str)
def test_what_is_committed_is_what_is_rendered(path):
    assert (ROOT / path).read_text(encoding="utf-8") == rendered()[path], "run `make render` and commit"


def test_writing_twice_writes_once(tmp_path):
    assert set(write(tmp_path)) == set(rendered())
    assert write(tmp_path) == []


def test_ddl_makes_the_tables_with_their_comments():
    connection = duckdb.connect()
    for path, text in rendered().items():
        if path.suffix == ".sql":
            connection.execute(text)
    made = connection.execute(
        """
        SELECT schema_name || '.' || table_name, column_name, data_type, is_nullable, comment
        FROM duckdb_columns() WHERE NOT internal
        """
    ).fetchall()
    declared = [
        (t.full_name, c.name, c.duckdb_type, c.nullable, c.description) for t in TABLES.values() for c in t.columns
    ]
    assert sorted(made) == sorted(declared)
    tables = "SELECT schema_name || '.' || table_name, comment FROM duckdb_tables()"
    assert dict(connection.execute(tables).fetchall()) == {n: t.description for n, t in TABLES.items()}


def test_a_quote_in_a_description_stays_a_quote():
    table = Table("main", "t", ("a",), "it's one", (*table_of(MentionRow).columns[:1],))
    connection = duckdb.connect()
    for statement in (create_table(table), *comments(table)):
        connection.execute(statement)
    assert connection.execute("SELECT comment FROM duckdb_tables()").fetchall() == [("it's one",)]


def test_every_table_is_a_source_on_its_own_asset_key():
    keys = {name: s["config"]["meta"]["dagster"]["asset_key"] for name, s in sources().items()}
    assert keys == {name: name.split(".") for name in TABLES if name not in PRIVATE}


def test_every_key_is_tested_to_be_unique():
    declared = sources()
    for name, source in declared.items():
        table = TABLES[name]
        tests = source.get("data_tests", [])
        for column in source["columns"]:
            tests = tests + (column.get("data_tests", []) if table.key == (column["name"],) else [])
        assert any(test == "unique" or "unique" in test for test in tests), name


def test_code_columns_accept_the_codes_of_their_list_and_no_others():
    status = next(c for c in sources()["facts.arms_deals"]["columns"] if c["name"] == "deal_status")
    with (ROOT / "seeds/codes/deal_status.csv").open(encoding="utf-8") as lines:
        codes = [row["code"] for row in csv.DictReader(lines)]
    assert status["data_tests"] == [{"accepted_values": {"arguments": {"values": codes}}}]
    assert len(codes) > 3


def test_every_named_code_list_is_there():
    named = {
        (t.full_name, c.name, found[1])
        for t in TABLES.values()
        for c in t.columns
        if (found := CODE_LIST.search(c.description))
    }
    assert len(named) > 10
    for table, column, code_list in named:
        files = [ROOT / "seeds" / folder / f"{code_list}.csv" for folder in ("codes", "reference")]
        assert any(f.exists() for f in files), f"{table}.{column} names ref.{code_list}"


def test_columns_without_a_code_list_accept_anything():
    columns = {c.name: c for c in table_of(ArmsDealRow).columns}
    assert codes_of(columns["weapon_text"]) is None
    assert codes_of(columns["certainty"])


@pytest.mark.parametrize("family", FAMILIES.values(), ids=lambda f: f.TABLE)
def test_history_has_all_that_the_family_has(family):
    history = history_of(family)
    facts = table_of(family)
    assert history.column_names[: len(facts.columns)] == facts.column_names
    assert history.column_names[len(facts.columns) :] == (
        "valid_from",
        "valid_to",
        "opened_by_run",
        "closed_by_run",
    )
    required = {c.name for c in history.columns if not c.nullable}
    assert required == {"fact_id", "document_id", "valid_from", "opened_by_run"}


def test_names_are_plain_sql_names():
    names = {n for t in TABLES.values() for n in (t.schema, t.name, *t.column_names)}
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", n) for n in names)


def test_an_arrow_table_of_no_rows_still_has_its_columns():
    assert arrow_table(DocumentRow, []).column_names == list(table_of(DocumentRow).column_names)
