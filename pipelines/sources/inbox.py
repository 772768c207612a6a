"""The inbox, a folder that people put files into: whether what lies there is new and whole."""

import hashlib
from pathlib import Path

SETTLED_AFTER = 5.0
"""Seconds without a change after which a file counts as copied to its end."""


def inbox_state(folder: Path, now: float) -> str | None:
    """Digest of the names, sizes and times of the inbox's files: the same until one is added or changed.

    None where there is nothing to read, or where a file is so young that it may still be written.

    Args:
        folder: the inbox; need not be there.
        now: seconds since the epoch.
    """
    files = sorted(f for f in folder.rglob("*") if f.is_file() and not f.name.startswith("."))
    stats = [(file, file.stat()) for file in files]
    if not stats or any(now - stat.st_mtime < SETTLED_AFTER for _, stat in stats):
        return None
    lines = (f"{f.relative_to(folder)}\0{stat.st_size}\0{stat.st_mtime_ns}\n" for f, stat in stats)
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()[:16]
