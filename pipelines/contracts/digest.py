"""The digest of source files, which tells whether a stage's code or words have changed since it last ran."""

import hashlib
from pathlib import Path

SUFFIXES = frozenset({".py", ".csv"})


def digest_of(*paths: Path | str) -> str:
    """Sixteen hex digits of the SHA-256 over the given files, and the .py and .csv files of given folders.

    Names count relative to the path that was given, so the digest is the same in every checkout.

    Raises:
        FileNotFoundError: a path that is not there.
    """
    sha256 = hashlib.sha256()
    for path in map(Path, paths):
        for file in _files(path):
            name = file.relative_to(path.parent).as_posix()
            content = file.read_bytes()
            sha256.update(f"{name}\0{len(content)}\0".encode() + content)
    return sha256.hexdigest()[:16]


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(f for f in path.rglob("*") if f.suffix in SUFFIXES and f.is_file())
    if not path.is_file():
        raise FileNotFoundError(f"{path}: nothing to take a digest of")
    return [path]
