import shutil
import sys
from datetime import datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import store_miniature as mini

from pipelines.store.store import Store

NOW = datetime(2025, 6, 1, 12)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state of a prepared store with one run begun. Not to be changed."""
    state = tmp_path_factory.mktemp("prepared") / "state"
    made = Store(mini.paths_of(state))
    made.prepare()
    made.begin_run("run-1", NOW)
    return state


@pytest.fixture
def store(prepared: Path, tmp_path: Path) -> Store:
    """A prepared store with one run begun, that only one test uses."""
    return Store(mini.paths_of(Path(shutil.copytree(prepared, tmp_path / "state"))))
