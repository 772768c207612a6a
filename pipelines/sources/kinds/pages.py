"""Pages of the web, an article each: a list of addresses, or those of a sitemap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from pipelines.contracts.operations import FetchRow
from pipelines.contracts.records import Fault
from pipelines.sources.kinds.page import page_arrival
from pipelines.sources.kinds.sitemap import Location, NoSitemapError, read_sitemap
from pipelines.sources.source import Given, Source, SourceDownError, Unchanged, Visit
from pipelines.sources.web.fetcher import Fetcher, FetchError
from pipelines.sources.web.options import WebAddress, WebOptions, is_pattern

_DEPTH = 3  # sitemaps that name sitemaps that name sitemaps
_MAX_SITEMAPS = 500  # of one visit


class PagesSource(Source, WebOptions):
    """Pages at addresses.

    Pages that are listed one by one are asked for at every visit, and landed when they have changed. Pages of a
    sitemap are fetched when they are new, and again when the sitemap tells another time of change.
    """

    kind: Literal["pages"] = "pages"
    urls: tuple[WebAddress, ...] = Field((), description="The addresses of the pages.")
    sitemap: WebAddress | None = Field(None, description="The address of a sitemap, or of an index of sitemaps.")
    match: Annotated[str | None, AfterValidator(is_pattern)] = Field(
        None, description="A regular expression; pages of the sitemap whose address does not hold it are passed over."
    )
    max_items: int = Field(500, ge=1, description="Pages of one run; the others are left to the next.")

    @model_validator(mode="after")
    def _has_pages(self) -> Self:
        if not self.urls and self.sitemap is None:
            raise ValueError("give `urls`, a list of addresses, or `sitemap`")
        return self

    @property
    def origin(self) -> str:
        """The sitemap, or the first address."""
        return self.sitemap or self.urls[0]

    def arrivals(self, visit: Visit) -> Iterator[Given]:
        """The pages that are new or were changed."""
        with Fetcher(visit.network, self) as fetcher:
            taken = 0
            for location in self._locations(fetcher, visit):
                if isinstance(location, Fault):
                    yield location
                    continue
                mark = None if location.is_listed else location.changed or "once"
                if mark and visit.is_known(location.address, mark):
                    yield Unchanged(location.address)
                    continue
                if taken == self.max_items and not location.is_listed:
                    return
                taken += not location.is_listed
                yield from self._arrival(location, mark, fetcher, visit)

    def _arrival(self, location: Location, mark: str | None, fetcher: Fetcher, visit: Visit) -> Iterator[Given]:
        address = location.address
        before = visit.remembered.get(address)
        row = FetchRow(
            source_name=self.name,
            address=address,
            etag=before and before.etag,
            last_modified=before and before.last_modified,
            fingerprint=mark,
            fetched_at=visit.now,
        )
        try:
            page = fetcher.fetch(address, visit.new_file(), before)
        except FetchError as error:
            yield Fault.of(error.code, address, detail=error.detail)
            if error.is_gone:
                yield row.model_copy(update={"gone_at": visit.now})
            return
        if page is None:
            yield Unchanged(address, (row,))
        else:
            told = {"etag": page.etag, "last_modified": page.last_modified}
            yield page_arrival(address, page, location.told, row.model_copy(update=told))

    def _locations(self, fetcher: Fetcher, visit: Visit) -> Iterator[Location | Fault]:
        for url in self.urls:
            yield Location(url, is_listed=True)
        if self.sitemap is None:
            return
        waiting, read = [(self.sitemap, 0)], set[str]()
        while waiting:
            address, depth = waiting.pop(0)
            if address in read or len(read) >= _MAX_SITEMAPS:
                continue
            read.add(address)
            try:
                fetched = fetcher.fetch(address, visit.new_file())
                locations = read_sitemap(fetched.path) if fetched else []
            except (FetchError, NoSitemapError) as error:
                code, detail = (error.code, error.detail) if isinstance(error, FetchError) else ("E161", str(error))
                fault = Fault.of(code, address, detail=detail)
                if address == self.sitemap:
                    raise SourceDownError(fault) from error
                yield fault
                continue
            for location in locations:
                if location.is_sitemap:
                    waiting += [(location.address, depth + 1)] if depth < _DEPTH else []
                elif not self.match or re.search(self.match, location.address):
                    yield location
