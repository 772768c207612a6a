"""Which files stand in a place of this machine. Nothing is opened here."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pipelines.contracts.records import Fault


def discover(path: Path, origin: str) -> Iterator[tuple[Path, str] | Fault]:
    """The files at a path with their origins: the file itself, or those of the folder in depth, sorted.

    Names that begin with a dot are passed over. What is not there (E101) or cannot be listed (E102) comes as a
    fault in its place.
    """
    try:
        is_there, is_folder = path.exists(), path.is_dir()
    except OSError as error:
        yield Fault.of("E102", origin, detail=error.strerror or str(error))
        return
    if not is_there:
        yield Fault.of("E101", origin)
    elif is_folder:
        yield from _walk(path, origin)
    else:
        yield _judge(path, origin)


def _walk(folder: Path, origin: str) -> Iterator[tuple[Path, str] | Fault]:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Fault.of("E102", origin, detail=error.strerror or str(error))
        return
    for entry in listed:
        if entry.name.startswith("."):
            continue
        name = os.fsencode(entry.name).decode("utf-8", "backslashreplace")
        below = f"{origin.rstrip('/')}/{name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), below)
        elif not (entry.is_symlink() and Path(entry.path).is_dir()):  # a link to a folder may lead in a circle
            yield _judge(Path(entry.path), below)


def _judge(path: Path, origin: str) -> tuple[Path, str] | Fault:
    return (path, origin) if path.is_file() else Fault.of("E102", origin, detail="not a regular file")
