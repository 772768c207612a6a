"""Files of stores that fsspec opens (s3://, gs://, memory:// ...): listed, and fetched to this disk piece by piece.

http and https do not belong here: they have manners and guards of their own, in web/.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fsspec

from pipelines.contracts.records import Fault

_MARKS = (
    "ETag",
    "etag",
    "md5Hash",
    "content_md5",
    "versionId",
    "generation",
    "size",
    "LastModified",
    "mtime",
    "created",
)


@dataclass(frozen=True)
class RemoteFile:
    """A file of a store. `fingerprint` differs where its content does, as far as the store tells."""

    store: Any
    key: str
    address: str
    fingerprint: str
    modified_at: datetime | None

    def fetch(self, target: Path) -> Fault | None:
        """Fetch it into a file; E105 where that fails."""
        try:
            self.store.get_file(self.key, str(target))
        except Exception as error:  # each store has errors of its own
            return Fault.of("E105", self.address, detail=f"{type(error).__name__}: {error}")
        return None


def remote_files(url: str, options: Mapping[str, Any]) -> Iterator[RemoteFile | Fault]:
    """The files at an address, or below it, sorted; or one fault: E101 nothing there, E105, E106."""
    try:
        store, root = fsspec.url_to_fs(url, **options)
        found: dict[str, dict[str, Any]] = store.find(root, detail=True)
    except ImportError as error:
        yield Fault.of("E106", url, detail=str(error))
        return
    except Exception as error:  # each store has errors of its own
        yield Fault.of("E105", url, detail=f"{type(error).__name__}: {error}")
        return
    if not found:
        yield Fault.of("E101", url)
    for key, info in sorted(found.items()):
        relative = key.removeprefix(root).lstrip("/")
        if info.get("type") == "file" and not any(part.startswith(".") for part in relative.split("/")):
            address = str(store.unstrip_protocol(key)).encode("utf-8", "backslashreplace").decode()
            yield RemoteFile(store, key, address, _fingerprint(info), _modified(info))


def _fingerprint(info: Mapping[str, Any]) -> str:
    return hashlib.sha256(repr([(mark, str(info.get(mark))) for mark in _MARKS]).encode()).hexdigest()[:20]


def _modified(info: Mapping[str, Any]) -> datetime | None:
    for mark in ("LastModified", "mtime", "updated", "created"):
        moment = info.get(mark)
        if isinstance(moment, datetime):
            return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    return None
