"""The annotations on disk: Parquet files of (content_hash, annotation), one folder a version.

A file is written whole under another name and moved into place, so that a killed run leaves nothing half-written.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

_SCHEMA = pa.schema([pa.field("content_hash", pa.string(), False), pa.field("annotation", pa.binary(), False)])


class AnnotationCache:
    """Annotations as bytes by content hash, for one version of the annotation."""

    def __init__(self, folder: Path, version: str) -> None:
        self._folder = folder / version

    def hashes(self) -> set[str]:
        """The content hashes that are annotated."""
        return set(self._table(["content_hash"])["content_hash"].to_pylist())

    def missing(self, hashes: Iterable[str]) -> list[str]:
        """Those of the hashes that are not annotated yet, in the order given."""
        known = self.hashes()
        return [h for h in hashes if h not in known]

    def write(self, annotations: Mapping[str, bytes]) -> None:
        """Store a batch. Storing the same content again is harmless."""
        if not annotations:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        name = sha256("".join(sorted(annotations)).encode()).hexdigest()[:24]
        partial = self._folder / f".{name}.{os.getpid()}"
        table = pa.table({"content_hash": list(annotations), "annotation": list(annotations.values())}, schema=_SCHEMA)
        pq.write_table(table, partial, compression="zstd")
        partial.replace(self._folder / f"{name}.parquet")

    def read(self, hashes: Iterable[str]) -> dict[str, bytes]:
        """The annotations of those of the hashes that are there."""
        wanted = list(hashes)
        table = self._table(["content_hash", "annotation"], ds.field("content_hash").isin(wanted))
        return dict(zip(table["content_hash"].to_pylist(), table["annotation"].to_pylist(), strict=True))

    def _table(self, columns: list[str], where: ds.Expression | None = None) -> pa.Table:
        files = sorted(str(f) for f in self._folder.glob("*.parquet"))
        return ds.dataset(files, schema=_SCHEMA).to_table(columns=columns, filter=where)
