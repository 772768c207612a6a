import sys
from datetime import datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import store_miniature as mini

from pipelines.store.store import Store

NOW = datetime(2025, 6, 1, 12)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A prepared store with one run begun."""
    made = Store(mini.paths_of(tmp_path / "state"))
    made.prepare()
    made.begin_run("run-1", NOW)
    return made
