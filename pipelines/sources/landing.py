"""The landing folder: what a source gave, kept byte for byte under the hash of its content, and the list of it.

The list, `items.jsonl`, says where every piece came from and when. With it the folder stands alone: documents can
be made anew from it (`attache replay`) where the build database is gone, too.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BufferedReader
from pathlib import Path

from pydantic import ValidationError

from pipelines.contracts.operations import LandedItemRow
from pipelines.contracts.records import Fault
from pipelines.sources.source import Arrival

_CHUNK = 1 << 20  # bytes


class Landing:
    """A folder of landed bytes: `ab/abcdef...` for the content whose SHA-256 begins so."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._hashed: tuple[tuple[int, ...], str] = ((), "")  # the last file and its hash

    @property
    def list_path(self) -> Path:
        """The list of all that was landed."""
        return self.root / "items.jsonl"

    def path(self, sha256: str) -> Path:
        """Where the bytes of that hash are, or would be."""
        return self.root / sha256[:2] / sha256

    def land(self, arrival: Arrival, source_name: str, run_id: str, now: datetime) -> LandedItemRow | Fault:
        """Keep the bytes of an arrival, and tell of it. The same bytes are kept once, however often they come.

        Args:
            arrival: what a source gave.
            source_name: the source that brought it.
            run_id: the run that brings it.
            now: UTC without a zone.

        Returns:
            The row, or a fault: E102 where the file cannot be read.

        Raises:
            OSError: the landing folder itself cannot be written.
        """
        try:
            with arrival.path.open("rb") as file:
                stat = os.fstat(file.fileno())
                sha256 = self._hash(file, stat)
        except OSError as error:
            return Fault.of("E102", arrival.origin, detail=error.strerror or str(error))
        size = stat.st_size
        if not self.path(sha256).exists():
            if arrival.is_temporary:
                self._take(arrival.path, sha256)
            else:
                copied = self._copy(arrival)
                if isinstance(copied, Fault):
                    return copied
                sha256, size = copied
        modified = arrival.modified_at
        if modified is None and not arrival.is_temporary:
            modified = datetime.fromtimestamp(stat.st_mtime, UTC).replace(tzinfo=None)
        return LandedItemRow(
            origin=arrival.origin,
            sha256=sha256,
            source_name=source_name,
            format=arrival.format,
            size_bytes=size,
            modified_at=modified,
            told=json.dumps(dict(arrival.told), sort_keys=True) if arrival.told else None,
            landed_at=now,
            run_id=run_id,
        )

    def _hash(self, file: BufferedReader, stat: os.stat_result) -> str:
        """The hash of an open file. A feed's entries come one after the other, all with the feed's bytes."""
        state = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns)
        if state != self._hashed[0]:
            self._hashed = (state, hashlib.file_digest(file, "sha256").hexdigest())
        return self._hashed[1]

    def enter(self, items: Sequence[LandedItemRow]) -> None:
        """Write items into the list, safe on disk when this returns. Call it before the store knows of them."""
        if items:
            with self.list_path.open("ab") as file:
                file.seek(0, os.SEEK_END)
                torn = file.tell() and not self._ends_a_line()
                file.write(b"\n" if torn else b"")  # what a killed run left half written
                file.writelines(item.model_dump_json().encode() + b"\n" for item in items)
                file.flush()
                os.fsync(file.fileno())

    def _ends_a_line(self) -> bool:
        with self.list_path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def items(self) -> Iterator[LandedItemRow]:
        """All that the list holds, each item once, as it first came. Lines that were torn are passed over."""
        seen: set[str] = set()
        if not self.list_path.exists():
            return
        with self.list_path.open("rb") as file:
            for line in file:
                try:
                    item = LandedItemRow.model_validate_json(line)
                except ValidationError:
                    continue
                if item.item not in seen:
                    seen.add(item.item)
                    yield item

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder on the same disk for what is being fetched; emptied before and after."""
        folder = self.root / ".incoming"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _take(self, path: Path, sha256: str) -> None:
        """Move a file that is ours already."""
        with path.open("rb") as file:
            os.fsync(file.fileno())
        self._place(path, sha256)

    def _copy(self, arrival: Arrival) -> tuple[str, int] | Fault:
        """Copy and hash at once: a file that changes meanwhile lands under the hash of what was copied."""
        self.root.mkdir(parents=True, exist_ok=True)
        unfinished = self.root / f".unfinished-{os.getpid()}"
        digest, size = hashlib.sha256(), 0
        with unfinished.open("wb") as target:
            for chunk in _chunks(arrival):
                if isinstance(chunk, Fault):
                    return chunk
                digest.update(chunk)
                size += target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        self._place(unfinished, digest.hexdigest())
        return digest.hexdigest(), size

    def _place(self, path: Path, sha256: str) -> None:
        landed = self.path(sha256)
        landed.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, landed)  # noqa: PTH105
        for folder in (landed.parent, self.root):
            _sync_folder(folder)


def _chunks(arrival: Arrival) -> Iterator[bytes | Fault]:
    """The bytes of an arrival; a fault where they cannot be read (and no more)."""
    try:
        with arrival.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except OSError as error:
        yield Fault.of("E102", arrival.origin, detail=error.strerror or str(error))


def _sync_folder(folder: Path) -> None:
    """A new name is safe on disk only when its folder is, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
