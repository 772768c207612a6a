"""Sources of files: folder, file, inbox, records, archive; on this machine, in a store, or on the web."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, ClassVar, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from pipelines.contracts.operations import FetchRow
from pipelines.contracts.records import FORMATS, Fault, ending_of
from pipelines.sources.discover import discover
from pipelines.sources.remote import remote_files
from pipelines.sources.source import Arrival, Given, Source, Unchanged, Visit
from pipelines.sources.web.fetcher import Fetcher, FetchError
from pipelines.sources.web.options import WebOptions

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


class FilesSource(Source, WebOptions):
    """What these sources share: they stand at a `path` of this machine or at a `url`."""

    FORMATS: ClassVar[frozenset[str]] = frozenset(FORMATS.values())
    """What is read; other files are faults."""

    path: Path | None = Field(None, description="Where it stands on this machine.")
    url: str | None = Field(
        None, description="Where it stands elsewhere: s3://, gs://, https:// and what else fsspec opens."
    )
    storage_options: dict[str, Any] = Field({}, description="Arguments of the fsspec file system.")
    format: str | None = Field(None, description="How to read it, where the ending of its name does not tell.")
    required: bool = Field(True, description="Whether it is a fault that nothing stands there.")
    timeout: float = Field(3600.0, gt=0, description="Seconds for one file over https.")
    max_mb: float = Field(100_000.0, gt=0, description="Megabytes of one file over https.")
    address: str = Field(
        "", exclude=True, repr=False, description="`path` as origins name it; the settings fill it in."
    )

    @field_validator("format")
    @classmethod
    def _known_format(cls, value: str | None) -> str | None:
        if value is not None and value not in cls.FORMATS:
            raise ValueError(f"no such format: {value!r}; there are {', '.join(sorted(cls.FORMATS))}")
        return value

    @field_validator("url")
    @classmethod
    def _has_scheme(cls, value: str | None) -> str | None:
        if value is not None and (not _SCHEME.fullmatch(value) or "::" in value):
            raise ValueError(f"an address like s3://bucket/folder is expected, not {value!r}")
        return value

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.path is None) == (self.url is None):
            raise ValueError("give either `path` (on this machine) or `url` (elsewhere)")
        return self

    @property
    def origin(self) -> str:
        """The path as rows and messages name it (relative to the project where it lies inside), or the url."""
        return self.url or self.address or (self.path.as_posix() if self.path else "")

    def placed(self, absolute: Callable[[Path], Path], shown: Callable[[Path], str]) -> Self:
        """The source with its path made absolute."""
        if self.path is None:
            return self
        path = absolute(self.path)
        return self.model_copy(update={"path": path, "address": shown(path)})

    def arrivals(self, visit: Visit) -> Iterator[Given]:
        """Its files."""
        if self.path is not None:
            given = self._local(self.path)
        elif urlsplit(self.url or "").scheme.lower() in ("http", "https"):
            given = self._fetched(visit)
        else:
            given = self._remote(visit)
        for one in given:
            if not (isinstance(one, Fault) and one.code == "E101" and not self.required):
                yield one

    def _local(self, path: Path) -> Iterator[Given]:
        for found in discover(path, self.origin):
            if isinstance(found, Fault):
                yield found
                continue
            file, origin = found
            format_or_fault = self._format_of(file.name, origin)
            yield format_or_fault if isinstance(format_or_fault, Fault) else Arrival(origin, file, format_or_fault)

    def _remote(self, visit: Visit) -> Iterator[Given]:
        for file in remote_files(self.origin, self.storage_options):
            if isinstance(file, Fault):
                yield file
                continue
            format_or_fault = self._format_of(file.key, file.address)
            row = FetchRow(
                source_name=self.name, address=file.address, fingerprint=file.fingerprint, fetched_at=visit.now
            )
            if isinstance(format_or_fault, Fault):
                yield format_or_fault
            elif visit.is_known(file.address, file.fingerprint):
                yield Unchanged(file.address, (row,))
            else:
                target = visit.new_file()
                failed = file.fetch(target)
                yield failed or Arrival(
                    file.address, target, format_or_fault, file.modified_at, fetches=(row,), is_temporary=True
                )

    def _fetched(self, visit: Visit) -> Iterator[Given]:
        address = self.origin
        format_or_fault = self._format_of(urlsplit(address).path, address)
        if isinstance(format_or_fault, Fault):
            yield format_or_fault
            return
        before = visit.remembered.get(address)
        with Fetcher(visit.network, self) as fetcher:
            try:
                fetched = fetcher.fetch(address, visit.new_file(), before)
            except FetchError as error:
                yield Fault.of(error.code, address, detail=error.detail)
                return
        if fetched is None:
            yield Unchanged(address, (before.model_copy(update={"fetched_at": visit.now}),) if before else ())
            return
        row = FetchRow(
            source_name=self.name,
            address=address,
            etag=fetched.etag,
            last_modified=fetched.last_modified,
            fetched_at=visit.now,
        )
        told = {"charset": fetched.charset} if fetched.charset else {}
        yield Arrival(address, fetched.path, format_or_fault, fetched.modified_at, told, (row,), is_temporary=True)

    def _format_of(self, name: str, origin: str) -> str | Fault:
        ending = ending_of(name)
        found = self.format or (FORMATS[ending] if ending else None)
        if found is None:
            return Fault.of("E103", origin, detail=f"ending {PurePosixPath(name).suffix or 'none'}")
        if found not in self.FORMATS:
            return Fault.of(
                "E103", origin, detail=f"a source of kind {self.kind} holds {', '.join(sorted(self.FORMATS))}"
            )
        return found


class FolderSource(FilesSource):
    """A folder, searched in depth."""

    kind: Literal["folder"] = "folder"

    def _local(self, path: Path) -> Iterator[Given]:
        if path.exists() and not path.is_dir():
            yield Fault.of("E104", self.origin, detail=f"source {self.name} is of kind {self.kind}")
            return
        yield from super()._local(path)


class InboxSource(FolderSource):
    """A folder that people put files into; it need not be there, and the sensor watches the one of the settings."""

    kind: Literal["inbox"] = "inbox"  # type: ignore[assignment]
    required: bool = False


class FileSource(FilesSource):
    """One file."""

    kind: Literal["file"] = "file"

    def _local(self, path: Path) -> Iterator[Given]:
        if path.is_dir():
            yield Fault.of("E104", self.origin, detail=f"source {self.name} is of kind {self.kind}")
            return
        yield from super()._local(path)


class RecordsSource(FilesSource):
    """A file or a folder of records: JSON Lines, CSV, Parquet. `columns` tells the names of their fields."""

    kind: Literal["records"] = "records"
    FORMATS: ClassVar[frozenset[str]] = frozenset({"json_lines", "csv", "parquet"})


class ArchiveSource(FilesSource):
    """A file or a folder of web archives: WARC with pages, WET with their text."""

    kind: Literal["archive"] = "archive"
    FORMATS: ClassVar[frozenset[str]] = frozenset({"web_archive"})
