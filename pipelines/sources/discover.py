"""Which files a source holds. Nothing is opened here."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.contracts.records import Fault, SourceConfig, ending_of


@dataclass(frozen=True)
class Found:
    """A file of a source. `origin` is its path as rows name it (see SourceConfig.origin)."""

    path: Path
    source: SourceConfig
    origin: str


def discover(sources: Iterable[SourceConfig]) -> Iterator[Found | Fault]:
    """The readable files of the sources, folders in depth, sorted by path, each file once.

    Names that begin with a dot are passed over. What is not there (E101), cannot be listed (E102), has no
    reader (E103) or is not of its source's kind (E104) comes as a fault in its place.
    """
    seen: set[Path] = set()
    for source in sources:
        for found in _files(source):
            if isinstance(found, Fault) or found.path not in seen:
                yield found
            if isinstance(found, Found):
                seen.add(found.path)


def _files(source: SourceConfig) -> Iterator[Found | Fault]:
    try:
        is_there, is_folder = source.path.exists(), source.path.is_dir()
    except OSError as error:
        yield Fault.of("E102", source.origin, detail=error.strerror or str(error))
        return
    if not is_there:
        if source.required:
            yield Fault.of("E101", source.origin, detail=f"source {source.name}")
    elif is_folder != (source.kind == "folder"):
        yield Fault.of("E104", source.origin, detail=f"source {source.name} is of kind {source.kind}")
    elif is_folder:
        yield from _walk(source.path, source.origin, source)
    else:
        yield _judge(source.path, source.origin, source)


def _walk(folder: Path, origin: str, source: SourceConfig) -> Iterator[Found | Fault]:
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
            yield from _walk(Path(entry.path), below, source)
        elif not (entry.is_symlink() and Path(entry.path).is_dir()):  # a link to a folder may lead in a circle
            yield _judge(Path(entry.path), below, source)


def _judge(path: Path, origin: str, source: SourceConfig) -> Found | Fault:
    if not path.is_file():
        return Fault.of("E102", origin, detail="not a regular file")
    if ending_of(path.name) is None:
        return Fault.of("E103", origin, detail=f"ending {path.suffix or 'none'}")
    return Found(path, source, origin)
