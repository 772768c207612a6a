"""The landing folder: what a source gave, kept byte for byte under the hash of its content."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

from pipelines.contracts.operations import LandedItemRow
from pipelines.contracts.records import FORMATS, Fault, ending_of

_CHUNK = 1 << 20  # bytes


class Landing:
    """A folder of landed bytes: `ab/abcdef...` for the content whose SHA-256 begins so."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, sha256: str) -> Path:
        """Where the bytes of that hash are, or would be."""
        return self.root / sha256[:2] / sha256

    def land(
        self, path: Path, source_name: str, run_id: str, now: datetime, origin: str | None = None
    ) -> LandedItemRow | Fault:
        """Keep a copy of a file, and tell of it. The same bytes are kept once, however often they come.

        Args:
            path: the file.
            source_name: the source that brought it.
            run_id: the run that brings it.
            now: UTC without a zone.
            origin: what rows call the file (`Found.origin`); without it, `path` as it stands.

        Returns:
            The row, or a fault: E102 where the file cannot be read, E103 where there is no reader for it.

        Raises:
            OSError: the landing folder itself cannot be written.
        """
        origin = origin or path.as_posix()
        ending = ending_of(path.name)
        if ending is None:
            return Fault.of("E103", origin, detail=f"ending {path.suffix or 'none'}")
        try:
            with path.open("rb") as file:
                stat = os.fstat(file.fileno())
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            return Fault.of("E102", origin, detail=error.strerror or str(error))
        size = stat.st_size
        if not self.path(sha256).exists():
            copied = self._copy(path, origin)
            if isinstance(copied, Fault):
                return copied
            sha256, size = copied
        return LandedItemRow(
            origin=origin,
            sha256=sha256,
            source_name=source_name,
            format=FORMATS[ending],
            size_bytes=size,
            modified_at=datetime.fromtimestamp(stat.st_mtime, UTC).replace(tzinfo=None),
            landed_at=now,
            run_id=run_id,
        )

    def _copy(self, path: Path, origin: str) -> tuple[str, int] | Fault:
        """Copy and hash at once: a file that changes meanwhile lands under the hash of what was copied."""
        self.root.mkdir(parents=True, exist_ok=True)
        unfinished = self.root / f".unfinished-{os.getpid()}"
        digest, size = hashlib.sha256(), 0
        with unfinished.open("wb") as target:
            try:
                with path.open("rb") as file:
                    while chunk := file.read(_CHUNK):
                        digest.update(chunk)
                        size += target.write(chunk)
            except OSError as error:
                return Fault.of("E102", origin, detail=error.strerror or str(error))
            target.flush()
            os.fsync(target.fileno())
        landed = self.path(digest.hexdigest())
        landed.parent.mkdir(exist_ok=True)
        os.replace(unfinished, landed)  # noqa: PTH105
        for folder in (landed.parent, self.root):
            _sync_folder(folder)
        return digest.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    """A new name is safe on disk only when its folder is, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
