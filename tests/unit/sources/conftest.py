"""What the tests of this room share: a web site on loopback, a network without waiting, and a visit of a source."""

import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parent))

import web_server

from pipelines.contracts.operations import FetchRow, LandedItemRow, QuarantineRow
from pipelines.contracts.stage import Run, SourceReport
from pipelines.sources.landing import Landing
from pipelines.sources.source import Source
from pipelines.sources.stage import land
from pipelines.sources.web.network import Network

NOW = datetime(2025, 6, 1, 2)


@dataclass
class Memory:
    """A store that remembers what it was given."""

    items: dict[tuple[str, str], LandedItemRow] = field(default_factory=dict)
    faults: list[QuarantineRow] = field(default_factory=list)
    fetched: dict[tuple[str, str], FetchRow] = field(default_factory=dict)
    is_to_be_read_anew: bool = False

    def unknown_items(self, items):
        return [item for item in items if (item.origin, item.sha256) not in self.items]

    def record_landed(self, items):
        new = self.unknown_items(items)
        self.items |= {(item.origin, item.sha256): item for item in new}
        return len(new)

    def save_faults(self, faults):
        self.faults += faults

    def fetches(self, source_name):
        return [row for (name, _), row in self.fetched.items() if name == source_name]

    def save_fetches(self, rows):
        self.fetched |= {(row.source_name, row.address): row for row in rows}

    def read_anew(self):
        self.is_to_be_read_anew = True


@dataclass
class Waits:
    """A network whose clock runs on where somebody waits, so that nobody does."""

    waited: list[float] = field(default_factory=list)
    network: Network = None  # type: ignore[assignment]

    def __post_init__(self):
        self.network = self.fresh()

    def fresh(self):
        """The network of another run."""
        clock = Network().clock
        return Network(sleep=self.waited.append, clock=lambda: clock() + sum(self.waited))


@dataclass
class Night:
    """A landing folder and a store, and visits of sources, each a run of its own."""

    folder: Path
    store: Memory = field(default_factory=Memory)
    waits: Waits = field(default_factory=Waits)
    runs: int = 0

    @property
    def landing(self) -> Landing:
        return Landing(self.folder / "landing")

    def visit(self, *sources: Source) -> SourceReport | list[SourceReport]:
        """One run over the sources; the report of the source, or of all."""
        self.runs += 1
        run = Run(f"run-{self.runs}", NOW, 4)
        reports = land(run, self.store, self.landing, sources, self.waits.fresh()).sources
        return reports[0] if len(sources) == 1 else reports

    def bytes_of(self, origin: str) -> list[bytes]:
        """What was landed from an origin, in the order in which it came."""
        return [
            self.landing.path(item.sha256).read_bytes() for item in self.store.items.values() if item.origin == origin
        ]


@pytest.fixture
def night(tmp_path):
    return Night(tmp_path)


@pytest.fixture
def waits():
    return Waits()


@pytest.fixture
def site():
    with web_server.web_site() as made:
        yield made


@pytest.fixture
def codes():
    """The codes of a report's faults, and of the failure behind them."""

    def of(report: SourceReport) -> list[str]:
        return [fault.code for fault in report.faults] + ([report.failure.code] if report.failure else [])

    return of
