"""What a source is: its options in attache.toml, and what it gives when it is visited.

A kind of source is a class in kinds/. What it finds is handed over as files, unread; nothing is landed or
remembered here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Self

from pipelines.contracts.operations import FetchRow
from pipelines.contracts.records import FORMATS, Fault, SourceConfig, ending_of
from pipelines.sources.web.network import Network


@dataclass(frozen=True)
class Arrival:
    """A file that a source gives.

    Attributes:
        origin: path or address as rows name it.
        path: where its bytes are.
        format: the reader of its content (FORMATS).
        modified_at: when the source last changed it, UTC without a zone; None: when the file was.
        told: what the source tells of it beside its bytes (LandedItemRow.told).
        fetches: what is to be remembered once it is landed.
        is_temporary: the landing may take the file away instead of copying it.
    """

    origin: str
    path: Path
    format: str
    modified_at: datetime | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    fetches: tuple[FetchRow, ...] = ()
    is_temporary: bool = False

    @classmethod
    def of_file(cls, path: Path, origin: str | None = None) -> Arrival | Fault:
        """A file of this machine; E103 where no reader has its ending."""
        origin = origin or path.as_posix()
        ending = ending_of(path.name)
        if ending is None:
            return Fault.of("E103", origin, detail=f"ending {path.suffix or 'none'}")
        return cls(origin, path, FORMATS[ending])


@dataclass(frozen=True)
class Unchanged:
    """Something that the source has and that was landed before. `fetches`: what is to be remembered of it."""

    origin: str
    fetches: tuple[FetchRow, ...] = ()


Given = Arrival | Unchanged | Fault | FetchRow
"""What a source gives: an item, one that was landed before, one that failed, or only something to remember."""


class SourceDownError(Exception):
    """The source cannot be visited, or not to its end. It costs this source only; the fault says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass
class Visit:
    """What a source is given when it is visited.

    Attributes:
        now: when the run began, UTC without a zone.
        scratch: a folder for files that are fetched; it is emptied after the visit.
        remembered: address -> what was remembered of it at earlier visits.
        network: the way to the web, and what all sources of a run share of it.
    """

    now: datetime
    scratch: Path
    remembered: Mapping[str, FetchRow] = field(default_factory=dict)
    network: Network = field(default_factory=Network)

    def new_file(self) -> Path:
        """A path in the scratch folder that nothing stands at."""
        self.network.files_made += 1
        return self.scratch / f"{self.network.files_made}"

    def is_known(self, address: str, fingerprint: str) -> bool:
        """Whether this state of it was taken at an earlier visit."""
        before = self.remembered.get(address)
        return before is not None and before.fingerprint == fingerprint


class Source(SourceConfig, ABC):
    """A source: an entry of attache.toml that can be visited. A subclass declares its options as fields."""

    @property
    @abstractmethod
    def origin(self) -> str:
        """Where it reads, as rows and messages name it."""

    @abstractmethod
    def arrivals(self, visit: Visit) -> Iterator[Given]:
        """What it has, one after the other.

        Faults of single items come among the items. Nothing but SourceDownError should be raised.
        """

    def placed(self, absolute: Callable[[Path], Path], shown: Callable[[Path], str]) -> Self:
        """The source with its paths made absolute; `shown` says how rows name a path."""
        return self
