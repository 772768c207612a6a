"""The command `attache`: what it prints, what it refuses, its exit codes. Runs: tests/integration."""

import csv
import io
import json
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from pipelines.cli import app

runner = CliRunner()


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    file = tmp_path / "w.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema core")
        connection.execute("create table core.documents as select 'd' || i as id, i as n from range(3) t(i)")
        connection.execute("insert into core.documents values ('a, \"b\" [bold]', null)")
    return file


def sql(warehouse: Path, *words: str, stdin: str | None = None) -> Result:
    return runner.invoke(app, ["sql", "--warehouse", str(warehouse), *words], input=stdin)


def test_a_query_is_printed_as_a_table(warehouse: Path) -> None:
    result = sql(warehouse, "from core.documents order by n nulls last")
    assert result.exit_code == 0
    assert 'a, "b" [bold]' in result.stdout
    assert "null" in result.stdout
    assert "4 rows" in result.stdout


def test_a_wide_table_is_not_cut_where_nobody_looks(warehouse: Path) -> None:
    result = sql(warehouse, "select repeat('x', 500) as long")
    assert "x" * 500 in result.stdout


def test_csv(warehouse: Path) -> None:
    result = sql(warehouse, "--csv", "from core.documents order by n nulls last")
    rows = list(csv.reader(io.StringIO(result.stdout)))
    assert rows == [["id", "n"], ["d0", "0"], ["d1", "1"], ["d2", "2"], ['a, "b" [bold]', ""]]


def test_lists_and_truths_in_csv_are_read_by_other_programs(warehouse: Path) -> None:
    result = sql(warehouse, "--csv", "select ['a, b', 'c'] as words, [date '2024-02-03'] as days, true as is_so")
    _, (words, days, is_so) = csv.reader(io.StringIO(result.stdout))
    assert (json.loads(words), json.loads(days), is_so) == (["a, b", "c"], ["2024-02-03"], "true")


def test_json(warehouse: Path) -> None:
    result = sql(warehouse, "--json", "select n, [1, 2] as list, date '2024-02-03' as day from core.documents limit 1")
    assert json.loads(result.stdout) == [{"n": 0, "list": [1, 2], "day": "2024-02-03"}]


@pytest.mark.parametrize(
    "query",
    [
        "drop table core.documents",
        "delete from core.documents",
        "update core.documents set n = 1",
        "create table core.t as select 1",
        "insert into core.documents values ('x', 1)",
    ],
)
def test_a_write_is_refused(warehouse: Path, query: str) -> None:
    before = warehouse.read_bytes()
    result = sql(warehouse, query)
    assert result.exit_code == 1
    assert "refused" in result.stderr
    assert warehouse.read_bytes() == before


def test_a_wrong_query_is_told(warehouse: Path) -> None:
    result = sql(warehouse, "select nothing from nowhere")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert "Traceback" not in result.output


def test_a_file_that_is_no_warehouse_is_told(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear reader")
    for words in (["sql", "select 1"], ["status"]):
        result = runner.invoke(app, [*words, "--warehouse", str(file)])
        assert result.exit_code == 1
        assert f"{file} cannot be opened" in result.stderr
        assert "Traceback" not in result.output


def test_nothing_published_is_told(tmp_path: Path) -> None:
    result = sql(tmp_path / "none.duckdb", "select 1")
    assert result.exit_code == 1
    assert "attache run" in result.stderr
    assert not (tmp_path / "none.duckdb").exists()


def test_the_shell_reads_queries_to_their_semicolon(warehouse: Path) -> None:
    result = sql(
        warehouse,
        stdin="select count(*) as documents\nfrom core.documents;\ndrop table core.documents;\n.tables\n",
    )
    assert result.exit_code == 1  # something was refused
    assert "documents" in result.stdout
    assert "refused" in result.stderr
    assert "core.documents" in result.stdout


def test_each_of_several_statements_is_answered(warehouse: Path) -> None:
    result = sql(warehouse, "--csv", "set threads = 1; select 1 as a; select 2 as b")
    assert (result.exit_code, result.stdout) == (0, "a\n1\nb\n2\n")


def test_a_semicolon_in_a_string_or_a_comment_ends_no_query_of_the_shell(warehouse: Path) -> None:
    result = sql(warehouse, "--csv", stdin="select 'a;\nb' as x;\nselect -- one;\n1 as y;\nselect (2;\nselect 3 as z")
    assert result.stdout == 'x\n"a;\nb"\ny\n1\nz\n3\n'
    assert "syntax error" in result.stderr  # the query that is wrong, and no other


def test_json_has_null_for_what_is_no_number(warehouse: Path) -> None:
    result = sql(warehouse, "--json", "select 'nan'::double as a, '-inf'::double as b, 1.5::double as c")
    assert json.loads(result.stdout, parse_constant=pytest.fail) == [{"a": None, "b": None, "c": 1.5}]


def test_a_misspelt_variable_is_told(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTACHE_ACURACY_FLOOR", "0.9")
    result = sql(warehouse, "--csv", "select 1 as a")
    assert (result.exit_code, result.stdout) == (0, "a\n1\n")
    assert "ATTACHE_ACURACY_FLOOR: no such setting; did you mean ATTACHE_ACCURACY_FLOOR?" in result.stderr


def test_a_file_of_questions_is_asked(warehouse: Path, tmp_path: Path) -> None:
    question = tmp_path / "how_many.sql"
    question.write_text("-- How many?\nselect count(*) as n from core.documents\n", encoding="utf-8")
    assert json.loads(sql(warehouse, "--json", str(question)).stdout) == [{"n": 4}]
    missing = sql(warehouse, str(tmp_path / "none.sql"))
    assert missing.exit_code == 1
    assert "none.sql cannot be read: No such file" in missing.stderr


def test_a_query_comes_in_through_a_pipe(warehouse: Path) -> None:
    result = sql(warehouse, "--csv", stdin="-- How many?\nselect count(*) as n\nfrom core.documents")
    assert result.exit_code == 0
    assert result.stdout == "n\n4\n"


@pytest.mark.parametrize("query", ["", "   ", "-- only a comment", ";"])
def test_an_empty_query_is_told(warehouse: Path, query: str) -> None:
    result = sql(warehouse, "--", query)
    assert result.exit_code == 1
    assert "the query is empty" in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["sql", "--csv", "--json", "select 1"],
        ["run", "/no/such/folder"],
        ["eval", "/no/such/folder"],
        ["explain", "/no/such/file"],
        ["explain", "-", "--published", "yesterday"],
        ["ui", "--port", "0"],
    ],
)
def test_wrong_usage_has_exit_code_2(words: list[str]) -> None:
    result = runner.invoke(app, words, input="")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_wrong_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTACHE_BATCH_SIZE", "many")
    result = runner.invoke(app, ["sql", "select 1"])
    assert result.exit_code == 2
    assert result.stderr.startswith("attache: environment variable ATTACHE_BATCH_SIZE: batch_size: ")
    assert "Usage" not in result.output  # the words of the command are right


def test_the_version_is_told() -> None:
    result = runner.invoke(app, ["--version"])
    assert result.exit_code == 0
    assert result.stdout.split() == ["attache", version("attache")]


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["sql", "--help"], ["sql", "-h"]])
def test_help_is_told(words: list[str]) -> None:
    result = runner.invoke(app, words)
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_asking_a_warehouse_imports_neither_dagster_nor_spacy(warehouse: Path) -> None:
    code = (
        "import sys; from pipelines.cli import app\n"
        f"try: app(['sql', '--warehouse', {str(warehouse)!r}, 'select 1'])\n"
        "except SystemExit: pass\n"
        "heavy = {'dagster', 'spacy', 'dbt', 'pandas', 'scipy'} & set(sys.modules); assert not heavy, heavy"
    )
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    assert time.monotonic() - begun < 20
