"""A page that was fetched, as what a source gives. How it was found does not belong here."""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.contracts.operations import FetchRow
from pipelines.contracts.records import Fault
from pipelines.sources.source import Arrival
from pipelines.sources.web.fetcher import Fetched

_FORMATS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "plain_text", "": "html"}


def page_arrival(origin: str, page: Fetched, told: Mapping[str, str], row: FetchRow) -> Arrival | Fault:
    """The page with its metadata; E163 where it is an image, a PDF or the like.

    Its address is where it was found in the end: an article that has moved is known by its new one.
    """
    found = _FORMATS.get(page.media_type)
    if found is None:
        return Fault.of("E163", origin, detail=page.media_type)
    beside = {**told, "url": page.address} | ({"charset": page.charset} if page.charset else {})
    return Arrival(origin, page.path, found, page.modified_at, beside, (row,), is_temporary=True)
