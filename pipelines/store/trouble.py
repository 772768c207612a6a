"""Errors of the operating system in plain words: a full disk, a folder that cannot be written."""

import errno
import os
import shutil
from pathlib import Path

_NO_ROOM = tuple(
    words.lower()
    for words in (
        os.strerror(errno.ENOSPC),
        os.strerror(errno.EDQUOT),
        os.strerror(errno.EFBIG),
        "database or disk is full",  # SQLite, of Dagster's records
        "Could not write all required bytes",  # DuckDB
    )
)
_UNWRITABLE = tuple(
    words.lower()
    for words in (
        os.strerror(errno.EIO),
        os.strerror(errno.EROFS),
        "disk I/O error",  # SQLite, whatever the disk said
        "attempt to write a readonly database",
    )
)


def in_plain_words(reason: str, folder: Path) -> str:
    """The reason, after what it means and what to do where it tells of a disk that takes no more.

    Args:
        reason: in the words of whatever failed.
        folder: where the state of the warehouse lives, whose room is told.
    """
    told = reason.lower()
    if any(words in told for words in _UNWRITABLE):
        return f"E508 the disk of {folder} cannot be written{_free(folder)}. Check it and run again. ({reason})"
    if not any(words in told for words in _NO_ROOM):
        return reason
    return f"E507 no room is left on the disk of {folder}{_free(folder)}. Make room and run again. ({reason})"


def _free(folder: Path) -> str:
    existing = next((f for f in (folder, *folder.parents) if f.exists()), None)
    return f" ({shutil.disk_usage(existing).free // 1_000_000} MB free)" if existing else ""
