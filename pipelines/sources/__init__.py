"""Files and folders: what a source holds, and its bytes landed as they came. Nothing is decoded here."""

from pipelines.sources.discover import Found, discover
from pipelines.sources.landing import Landing

__all__ = ["Found", "Landing", "discover"]
