"""`attache ui`: Dagster's web server and daemon over this project."""

# ruff: noqa: PLC0415 - what takes seconds to import is imported where it is used

import os
import sys
from pathlib import Path

from pipelines.commands.dagster_home import end_dead_runs, prepare_home
from pipelines.settings import Settings

HOST = "127.0.0.1"


def run(settings: Settings, port: int) -> int:
    """Replace this process by Dagster's, which runs until it is stopped. It returns only where that fails."""
    home = prepare_home(settings)
    from dagster import DagsterInstance

    with DagsterInstance.get() as instance:
        end_dead_runs(instance, home)
    print(f"Dagster on http://{HOST}:{port} (stop with Ctrl-C)", flush=True)
    dagster = str(Path(sys.executable).with_name("dagster"))
    # Dagster warns that its command will have another name one day; nobody who reads it can do anything about it.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:Function `dev_command` is superseded")
    os.chdir(settings.project_root)  # dagster reads the code location from pyproject.toml there
    os.execv(dagster, [dagster, "dev", "--host", HOST, "--port", str(port), "--log-level", "warning"])
    return 1
