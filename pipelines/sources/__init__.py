"""Where articles come from: what a source has, and its bytes landed as they came. Nothing is decoded here."""

from pipelines.sources.discover import discover
from pipelines.sources.kinds import KINDS, AnySource
from pipelines.sources.landing import Landing
from pipelines.sources.source import Arrival, Source

__all__ = ["KINDS", "AnySource", "Arrival", "Landing", "Source", "discover"]
