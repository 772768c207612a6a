"""Marts of two thirds of the gold facts, built once; each test goes on from a copy of the file."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "storylines"))

import gold_facts
from archive_of_gold import Archive, unread_archive

from tests.in_process_dbt import dbt


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Two thirds of the articles are read, and the marts are built of them. Not to be changed."""
    made = unread_archive(gold_facts.build_database(tmp_path_factory.mktemp("gold")), tmp_path_factory.mktemp("first"))
    read = made.unread[len(made.unread) // 3 :]
    made.unread = made.unread[: -len(read)]
    made.begin_night()
    made.arrive(*read)
    dbt(made.build, "seed")
    dbt(made.build, "run")
    return made
