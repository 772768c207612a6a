"""The dbt project's manifest, which tells Dagster what the project holds."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from filelock import FileLock

from pipelines.marts.project import DBT_COMMAND, PROJECT_DIR, dbt_environment, marts_version

_MANIFEST, _STAMP = "manifest.json", "manifest.version"


class DbtProjectError(RuntimeError):
    """dbt cannot read its project; the message holds dbt's words."""


def manifest(build: Path) -> Path:
    """The project's manifest; parsed again when a file of the project has changed.

    Args:
        build: a build database, which need not be there; dbt goes on from this parse over any of the same name.

    Raises:
        DbtProjectError: the project cannot be parsed.
    """
    target, version = PROJECT_DIR / "target", marts_version()
    if not _is_of(version, target):
        target.mkdir(parents=True, exist_ok=True)
        with FileLock(target / "manifest.lock"):  # of processes that start together only one reads the project
            if not _is_of(version, target):
                _parse(build, target)
                (target / _STAMP).write_text(version)
    return target / _MANIFEST


def _is_of(version: str, target: Path) -> bool:
    """Whether the folder holds what dbt made of the project at this version."""
    stamp = target / _STAMP
    return (target / _MANIFEST).is_file() and stamp.is_file() and stamp.read_text() == version


def _parse(build: Path, target: Path) -> None:
    """Have dbt read the project, and put what it made of it into the folder."""
    with tempfile.TemporaryDirectory(dir=target, prefix="parse-") as temporary:
        folder = Path(temporary)
        if (known := target / "partial_parse.msgpack").is_file():
            shutil.copy(known, folder)
        command = [*DBT_COMMAND, "--quiet", "parse", "--target-path", temporary]
        env = os.environ | dbt_environment(build, logs=folder)
        result = subprocess.run(command, env=env, cwd=PROJECT_DIR, capture_output=True, text=True, check=False)
        if result.returncode:
            raise DbtProjectError(f"dbt cannot read {PROJECT_DIR}:\n{result.stdout}{result.stderr}")
        for name in ("partial_parse.msgpack", _MANIFEST):
            if (file := folder / name).is_file():
                file.replace(target / name)
