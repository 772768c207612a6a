"""`attache sources list | add | test`: what they print, and that nothing is kept of a trial."""

import tomllib

import pytest
from feeds import full_text, item, rss
from typer.testing import CliRunner

from pipelines.cli import app

TOML = """# my settings
batch_size = 32  # documents

[[sources]]
name = "wire"  # the first one
kind = "folder"
path = "news"
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("ATTACHE_PROJECT_ROOT", str(tmp_path))
    monkeypatch.delenv("ATTACHE_SOURCES", raising=False)
    (tmp_path / "attache.toml").write_text(TOML)
    (tmp_path / "news").mkdir()
    (tmp_path / "news/a.md").write_text("---\npublished: 2024-05-01\ntitle: Tanks\n---\nPoland received ten K2 tanks.")
    return tmp_path


def attache(*words):
    return CliRunner().invoke(app, ["sources", *words])


def test_list_names_the_sources_and_the_inbox(project):
    result = attache("list")
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines == [
        ["name", "kind", "reads", "publisher"],
        ["wire", "folder", "news"],
        ["inbox", "inbox", "warehouse/inbox"],
    ]


def test_add_writes_an_entry_and_leaves_the_rest_to_the_letter(project):
    words = ["--kind", "feed", "url=https://example.org/rss", 'publisher=Example "E" Wire', "max_items=20"]
    result = attache("add", "example", *words)
    assert result.exit_code == 0, result.output
    text = (project / "attache.toml").read_text()
    assert text.startswith(TOML)
    assert tomllib.loads(text)["sources"][1] == {
        "name": "example",
        "kind": "feed",
        "url": "https://example.org/rss",
        "publisher": 'Example "E" Wire',
        "max_items": 20,
    }
    assert "attache sources test example" in result.stdout


def test_add_takes_tables_and_lists(project):
    assert attache("add", "r", "--kind", "records", "path=r.csv", "columns={text = 'body'}").exit_code == 0
    assert attache("add", "p", "--kind", "pages", "urls=['https://a.test/1']").exit_code == 0
    told = tomllib.loads((project / "attache.toml").read_text())["sources"]
    assert (told[1]["columns"], told[2]["urls"]) == ({"text": "body"}, ["https://a.test/1"])


def test_add_makes_the_file_where_there_is_none(project):
    (project / "attache.toml").unlink()
    assert attache("add", "a", "--kind", "folder", "path=news").exit_code == 0
    assert len(tomllib.loads((project / "attache.toml").read_text())["sources"]) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["wire", "--kind", "folder", "path=x"], "'wire' is taken"),
        (["a", "--kind", "tape", "path=x"], "no such kind: 'tape'"),
        (["a", "--kind", "feed"], "url"),
        (["a", "--kind", "feed", "url=ftp://a.test/"], "http://"),
        (["a", "--kind", "folder", "path=x", "colour=red"], "colour: no such setting"),
        (["a", "--kind", "folder", "path"], "NAME=VALUE"),
        (["a", "--kind", "folder", "path=1\n[evil]"], "NAME=VALUE"),
    ],
)
def test_add_refuses_what_cannot_be_and_changes_nothing(project, words, told):
    result = attache("add", *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert (project / "attache.toml").read_text() == TOML
    assert [path.name for path in project.iterdir() if path.name.startswith(".")] == []


def test_test_shows_what_a_source_would_bring_and_keeps_nothing(project):
    before = sorted(project.rglob("*"))
    result = attache("test", "wire")
    assert result.exit_code == 0, result.output
    assert "news/a.md" in result.stdout
    assert "2024-05-01, en, 29 characters: 'Tanks'" in result.stdout
    assert "1 items, 0 faults; nothing was kept." in result.stdout
    assert sorted(project.rglob("*")) == before


def test_test_of_a_feed_looks_at_a_few_items(project, site):
    entries = [item(f"https://wire.test/{n}", f"Report {n}", full=full_text(n)) for n in range(10)]
    site.put("/rss", rss(*entries))
    attache("add", "feed", "--kind", "feed", f"url={site.address}/rss", "allow_private=true", "delay=0")
    result = attache("test", "feed", "--limit", "2")
    assert result.exit_code == 0, result.output
    assert "'Report 1'" in result.stdout
    assert "2 items, 0 faults; nothing was kept. Stopped after 2" in result.stdout


def test_test_tells_what_is_wrong(project, site):
    attache("add", "feed", "--kind", "feed", f"url={site.address}/gone", "allow_private=true")
    result = attache("test", "feed")
    assert result.exit_code == 1
    assert "E152" in result.stdout
    assert "status 404" in result.stdout
    result = attache("test", "nothing")
    assert result.exit_code == 2
    assert "wire, feed, inbox" in result.stderr
