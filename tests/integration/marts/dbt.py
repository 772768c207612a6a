"""dbt run over a copy of the project, in a process of its own as a run of the pipeline starts it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from pipelines.marts.project import DBT_COMMAND, PROJECT_DIR, dbt_environment
from tests.integration.marts.sample import ROOT


def project_copy(folder: Path, reference: dict[str, str]) -> Path:
    """The dbt project with the code lists and another reference beside it, in a folder of its own."""
    project = folder / "dbt_project"
    shutil.copytree(PROJECT_DIR, project, ignore=shutil.ignore_patterns("target", "logs", ".user.yml"))
    shutil.copytree(ROOT / "seeds" / "codes", folder / "seeds" / "codes")
    (folder / "seeds" / "reference").mkdir()
    for name, text in reference.items():
        (folder / "seeds" / "reference" / f"{name}.csv").write_text(text, encoding="utf-8")
    return project


def dbt(project: Path, build: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | dbt_environment(build) | {"DBT_PROFILES_DIR": str(project)}
    del environment["DBT_EXCLUDE_RESOURCE_TYPES"]
    return subprocess.run(
        [*DBT_COMMAND, *arguments],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
