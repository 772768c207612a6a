"""Which value goes over which, what paths mean, and what is told of a mistake in attache.toml."""

from pathlib import Path

import pytest
from dagster._utils.schedules import is_valid_cron_string

from pipelines.settings import ConfigurationError, Settings, unknown_variables

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch):
    for name in (
        "ATTACHE_WAREHOUSE",
        "ATTACHE_BATCH_SIZE",
        "ATTACHE_SOURCES",
        "DAGSTER_HOME",
        "ATTACHE_PROJECT_ROOT",
    ):
        monkeypatch.delenv(name, raising=False)


def load(folder, toml="", **options):
    (folder / "attache.toml").write_text(toml, encoding="utf-8")
    return Settings.load(project_root=folder, **options)


def test_option_over_environment_over_toml_over_default(tmp_path, monkeypatch):
    assert load(tmp_path).batch_size == 64
    assert load(tmp_path, "batch_size = 10").batch_size == 10
    monkeypatch.setenv("ATTACHE_BATCH_SIZE", "20")
    assert load(tmp_path, "batch_size = 10").batch_size == 20
    assert load(tmp_path, "batch_size = 10", batch_size=30).batch_size == 30
    assert load(tmp_path, "batch_size = 10", batch_size=None).batch_size == 20


def test_bundled_toml_reads_the_seeds_and_the_inbox():
    settings = Settings.load(project_root=ROOT)
    assert [(s.name, s.origin, s.required) for s in settings.configured_sources] == [
        ("seeds", "seeds/articles", True),
        ("inbox", "warehouse/inbox", False),
    ]
    assert settings.dagster_home == ROOT / "warehouse/.dagster"


def test_toml_is_not_needed(tmp_path):
    assert Settings.load(project_root=tmp_path).sources == ()


def test_project_folder_from_the_environment(tmp_path, monkeypatch):
    (tmp_path / "attache.toml").write_text('timezone = "Europe/Warsaw"')
    monkeypatch.setenv("ATTACHE_PROJECT_ROOT", str(tmp_path))
    settings = Settings.load()
    assert (settings.timezone, settings.warehouse) == ("Europe/Warsaw", tmp_path / "warehouse/attache.duckdb")


def test_sources_from_the_environment_are_json(tmp_path, monkeypatch):
    monkeypatch.setenv("ATTACHE_SOURCES", '[{"name": "wire", "path": "news"}]')
    assert load(tmp_path).sources[0].path == tmp_path / "news"


def test_variables_of_others_are_passed_over(tmp_path, monkeypatch):
    monkeypatch.setenv("ATTACHE_BUILD", "for-dbt.duckdb")
    assert load(tmp_path).batch_size == 64
    assert not [line for line in unknown_variables() if "ATTACHE_BUILD" in line]


@pytest.mark.parametrize(
    ("variable", "told"),
    [
        ("ATTACHE_WAREHOUS", "no such setting; did you mean ATTACHE_WAREHOUSE?"),
        ("attache_batchsize", "no such setting; did you mean ATTACHE_BATCH_SIZE?"),
        ("ATTACHE_COLOUR", "no such setting"),
    ],
)
def test_variables_that_are_no_settings_are_told(monkeypatch, variable, told):
    monkeypatch.setenv(variable, "x")
    monkeypatch.setenv("ATTACHE_SOURCES", "[]")
    lines = [line for line in unknown_variables() if variable in line or "SOURCES" in line]
    assert lines == [f"environment variable {variable}: {told} (it is passed over)"]


@pytest.mark.parametrize(
    ("variable", "value", "home"),
    [
        ("DAGSTER_HOME", "/elsewhere", "/elsewhere"),
        ("ATTACHE_DAGSTER_HOME", "/ours", "/ours"),
    ],
)
def test_dagster_home_from_the_environment(tmp_path, monkeypatch, variable, value, home):
    monkeypatch.setenv(variable, value)
    assert load(tmp_path, 'dagster_home = "from-toml"').dagster_home == Path(home)


def test_dagster_home_from_toml(tmp_path):
    assert load(tmp_path, 'dagster_home = "from-toml"').dagster_home == tmp_path / "from-toml"


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        pytest.param("warehouse = \nbatch_size = 1", ["attache.toml", "not valid TOML", "line 1"], id="no-toml"),
        pytest.param("warehose = 'x'", ["attache.toml", "warehose", "no such setting"], id="unknown-key"),
        pytest.param("batch_size = 'many'", ["attache.toml", "batch_size", "integer"], id="wrong-type"),
        pytest.param("batch_size = 0", ["attache.toml", "batch_size", "greater"], id="out-of-range"),
        pytest.param("timezone = 'Warsaw'", ["attache.toml", "timezone", "Warsaw"], id="no-zone"),
        pytest.param("batchsize = 3", ["batchsize", "no such setting; did you mean batch_size?"], id="misspelt-key"),
        *(
            pytest.param(f"schedule = '{line}'", ["attache.toml", "schedule: no cron line", line], id=line)
            for line in (
                "99 2 * * *",
                "0 24 * * *",
                "0 2 0 * *",
                "0 2 * 1-13 *",
                "0 2 * * monday",
                "*/0 2 * * *",
                "0 2/ * * *",
                "0 x * * *",
            )
        ),
        pytest.param("schedule = '2 am'", ["attache.toml", "schedule", "five fields"], id="no-cron"),
        pytest.param("[[sources]]\nname = 'a'", ["attache.toml", "sources[1]: ", "either `path`"], id="no-path"),
        pytest.param(
            "[[sources]]\nname = 'a'\npath = 'x'\nuri = 'y'",
            ["sources[1].uri", "no such setting"],
            id="source-key",
        ),
        pytest.param(
            "[[sources]]\nname = 'a'\npath = 'x'\nkind = 'tape'",
            ["sources[1].kind", "'folder'"],
            id="no-kind",
        ),
        pytest.param(
            "[[sources]]\nname = 'a'\nkind = 'records'\npath = 'x'\ncolumns = { body = 'text' }",
            ["sources[1].columns", "no field 'body'", "text"],
            id="no-field",
        ),
        pytest.param(
            "[[sources]]\nname = 'a'\nkind = 'feed'\nurl = 'https://me:secret@x.invalid/rss'",
            ["sources[1].url", "no user name or password"],
            id="credentials",
        ),
        pytest.param(
            "[[sources]]\nname='a'\npath='x'\n[[sources]]\nname='a'\npath='y'",
            ["sources", "'a' is taken"],
            id="twice",
        ),
        pytest.param("[[sources]]\nname='inbox'\npath='x'", ["sources", "'inbox' is taken"], id="inbox-is-taken"),
    ],
)
def test_mistake_in_toml_is_told_with_file_and_key(tmp_path, toml, words):
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path, toml)
    assert [word for word in words if word not in str(caught.value)] == []


@pytest.mark.parametrize("line", ["0 2 * * *", "*/15 0-6,22 1,l jan-DEC/2 mon-fri", "30 4 1 * 7"])
def test_a_schedule_that_dagster_takes_is_taken(tmp_path, line):
    assert is_valid_cron_string(line)
    assert load(tmp_path, f"schedule = '{line}'").schedule == line


def test_mistake_in_the_environment_names_the_variable(tmp_path, monkeypatch):
    monkeypatch.setenv("ATTACHE_BATCH_SIZE", "many")
    with pytest.raises(ConfigurationError, match="ATTACHE_BATCH_SIZE: batch_size"):
        load(tmp_path)
    monkeypatch.setenv("ATTACHE_SOURCES", "[{")
    with pytest.raises(ConfigurationError, match="JSON"):
        load(tmp_path)


def test_mistake_in_an_option_is_told_as_such(tmp_path):
    with pytest.raises(ConfigurationError, match="option: batch_size"):
        load(tmp_path, batch_size=0)


def test_state_of_the_default_warehouse_is_its_folder(tmp_path):
    paths = load(tmp_path).state_paths()
    assert paths.state == tmp_path / "warehouse"
    assert paths.build == tmp_path / "warehouse/build/attache.duckdb"
    assert (paths.landing, paths.annotations) == (paths.state / "landing", paths.state / "annotations")


def test_state_of_another_warehouse_is_beside_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = load(tmp_path / ".")
    paths = settings.state_paths(Path("mine.duckdb"))
    assert (paths.warehouse, paths.state) == (tmp_path / "mine.duckdb", tmp_path / "mine.state")
    assert load(tmp_path, 'warehouse = "mine.duckdb"').state_paths() == paths
    assert settings.state_paths(Path("warehouse/attache.duckdb")) == settings.state_paths()


def test_chosen_sources_are_names_or_paths(tmp_path, monkeypatch):
    settings = load(tmp_path, "[[sources]]\nname = 'wire'\npath = 'news'\npublisher = 'Wire'")
    (tmp_path / "a.txt").touch()
    monkeypatch.chdir(tmp_path)
    assert settings.choose_sources([]) == list(settings.configured_sources)
    by_name, by_path, file, missing = settings.choose_sources(["wire", "news/", "a.txt", "/no/where"])
    assert by_name == by_path == settings.source("wire")
    assert (file.kind, file.name, file.origin, file.path) == ("file", "a.txt", "a.txt", tmp_path / "a.txt")
    assert (missing.kind, missing.origin) == ("folder", "/no/where")


def test_inbox_that_is_asked_for_by_path_must_be_there(tmp_path):
    settings = load(tmp_path)
    assert settings.source("inbox").required is False
    assert settings.choose_sources([str(tmp_path / "warehouse/inbox")])[0].required is True


def test_registers_lie_in_the_project_unless_told_otherwise(tmp_path):
    assert load(tmp_path).registers == tmp_path / "warehouse/registers"
    assert load(tmp_path, 'registers = "sipri"').registers == tmp_path / "sipri"
