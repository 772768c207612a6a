"""A place of its own for each test that runs the pipeline: articles, warehouse, Dagster's folder."""

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pytest

ATTACHE = Path(sys.executable).with_name("attache")
ARTICLES = {
    "tanks": ("2022-08-26", "South Korea signed a contract to sell 180 K2 Black Panther tanks to Poland."),
    "soldiers": (
        "2024-10-23",
        "North Korea has sent 3,000 soldiers to Russia, South Korea's spy agency said.",
    ),
    "refusal": ("2023-09-02", "Germany has ruled out supplying Taurus missiles to Ukraine."),
    "howitzers": (
        "2023-12-05",
        "Hanwha delivered 24 K9 howitzers to Poland. Warsaw paid $2.4 billion for them.",
    ),
    "football": (
        "2024-06-14",
        "Germany beat Scotland in the opening match before a cheerful crowd in Munich.",
    ),
}
# What differs between two runs over the same articles: who did it, when, and where it came from.
UNSTABLE_COLUMNS = frozenset(
    "ingested_at landed_at modified_at quarantined_at finished_at started_at run_id valid_from valid_to "
    "opened_by_run closed_by_run changed_at".split()
)
UNSTABLE_TABLES = frozenset({"ops.runs", "ops.source_visits"})


def article(title: str, published: str, text: str) -> str:
    """A Markdown article with front matter."""
    head = f"title: {title}\npublished: {published}\nsource: Test Wire\nurl: https://test.invalid/{title}\n"
    return f"---\n{head}---\n{text}\n"


@dataclass
class Workshop:
    """Articles, a warehouse and a Dagster folder that only one test uses."""

    root: Path
    sources: list[str] = field(default_factory=list)
    """What is read beside the articles."""
    configured: list[dict[str, Any]] = field(default_factory=list)
    """Entries of attache.toml; where there are some, a run without arguments reads them."""
    said: str = ""
    """What the last run printed."""
    seconds: float = 0.0
    """The processor seconds that it took: what else the machine does counts for nothing."""

    @property
    def articles(self) -> Path:
        return self.root / "articles"

    @property
    def warehouse(self) -> Path:
        return self.root / "w.duckdb"

    @property
    def build(self) -> Path:
        return self.root / "w.state/build/attache.duckdb"

    @property
    def home(self) -> Path:
        return self.root / "dagster"

    def env(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("ATTACHE_", "DAGSTER_"))}
        own = {
            "ATTACHE_ACCURACY_FLOOR": "0",  # judged in tests/unit/report/test_accuracy.py, not in every run
            "ATTACHE_DAGSTER_HOME": str(self.home),
            "ATTACHE_INBOX": str(self.root / "inbox"),
            "ATTACHE_REGISTERS": str(self.root / "registers"),
            "COLUMNS": "200",
        }
        return kept | own | ({"ATTACHE_SOURCES": json.dumps(self.configured)} if self.configured else {})

    def write(self, names: list[str] | None = None) -> None:
        """Write articles of ARTICLES; without names all of them."""
        self.articles.mkdir(parents=True, exist_ok=True)
        for name in names or ARTICLES:
            (self.articles / f"{name}.md").write_text(article(name, *ARTICLES[name]))

    def command(self, *words: str) -> list[str]:
        return [str(ATTACHE), *words]

    def run_command(self, *words: str) -> list[str]:
        named = [] if self.configured else [str(self.articles), *self.sources]
        return self.command("run", *named, "--warehouse", str(self.warehouse), *words)

    def attache(self, *words: str, timeout: float = 600) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words), env=self.env(), capture_output=True, text=True, timeout=timeout, check=False
        )

    def run(self, *words: str, timeout: float = 600) -> subprocess.CompletedProcess[str]:
        """`attache run` over the articles, which must succeed."""
        before = self.processor_seconds()
        done = subprocess.run(
            self.run_command(*words), env=self.env(), capture_output=True, text=True, timeout=timeout, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        self.said, self.seconds = done.stdout, self.processor_seconds() - before
        return done

    @staticmethod
    def processor_seconds() -> float:
        """What the processes that were started here, and have ended, took so far."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A workshop in which all articles were read and published, once for all tests; to be changed only as a copy."""
    made = Workshop(tmp_path_factory.mktemp("built"))
    made.write()
    made.run()
    return made


@pytest.fixture
def second_night(built: Workshop, tmp_path: Path) -> Workshop:
    """A copy of `built`, warehouse and all, that only one test uses."""
    return Workshop(Path(shutil.copytree(built.root, tmp_path / "second")))


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


@pytest.fixture
def in_process(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workshop]:
    """The workshop, with this process's environment set to it."""
    for name, value in workshop.env().items():
        monkeypatch.setenv(name, value)
    yield workshop


def published_content(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables of a published file, without what differs from run to run."""
    content = {}
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where not internal order by all"
        ).fetchall()
        for schema, table in tables:
            if f"{schema}.{table}" in UNSTABLE_TABLES:
                continue
            columns = connection.execute(
                "select column_name from duckdb_columns() where schema_name = ? and table_name = ?",
                [schema, table],
            ).fetchall()
            stable = ", ".join(f'"{name}"' for (name,) in columns if name not in UNSTABLE_COLUMNS)
            rows = connection.execute(f'select {stable} from "{schema}"."{table}"').fetchall()
            content[f"{schema}.{table}"] = sorted(rows, key=repr)
    return content


@pytest.fixture(scope="session")
def content() -> Any:
    return published_content
