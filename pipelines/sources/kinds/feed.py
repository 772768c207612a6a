"""A feed (RSS, Atom): its new entries, each with its full article.

An entry that holds the article is landed as what it is, a part of the feed's bytes. Where it holds only the
beginning, the page that it leads to is fetched. An entry whose page could not be fetched is tried again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pipelines.contracts.feeds import Feed, FeedEntry, NoFeedError, parse_feed
from pipelines.contracts.operations import FetchRow
from pipelines.contracts.records import Fault
from pipelines.sources.kinds.page import page_arrival
from pipelines.sources.source import Arrival, Given, Source, SourceDownError, Unchanged, Visit
from pipelines.sources.web.fetcher import Fetched, Fetcher, FetchError
from pipelines.sources.web.options import WebAddress, WebOptions, is_pattern


class FeedSource(Source, WebOptions):
    """A feed at an address."""

    kind: Literal["feed"] = "feed"
    url: WebAddress = Field(description="The address of the feed.")
    full_text: Literal["auto", "feed", "page"] = Field(
        "auto", description="Where articles are read: in the feed, on their pages, or wherever they are whole."
    )
    match: Annotated[str | None, AfterValidator(is_pattern)] = Field(
        None, description="A regular expression; entries whose address does not hold it are passed over."
    )
    max_items: int = Field(500, ge=1, description="Entries of one run; the others are left to the next.")

    @property
    def origin(self) -> str:
        """The address of the feed."""
        return self.url

    def arrivals(self, visit: Visit) -> Iterator[Given]:
        """The entries that are new or were changed.

        The feed's ETag is remembered only when all its entries were taken: else nothing would bring the others.
        """
        with Fetcher(visit.network, self) as fetcher:
            before = visit.remembered.get(self.url)
            fetched = self._fetched(fetcher, visit, before)
            if fetched is None:
                if before:
                    yield before.model_copy(update={"fetched_at": visit.now})
                return
            feed = self._parsed(fetched)
            is_whole, taken = True, 0
            for key, entry in self._matching(feed):
                if visit.is_known(key, entry.fingerprint):
                    yield Unchanged(key)
                    continue
                if taken == self.max_items:
                    is_whole = False
                    break
                taken += 1
                try:
                    yield self._arrival(entry, feed.title, fetched, fetcher, visit)
                except FetchError as error:
                    is_whole = is_whole and not error.is_passing
                    yield Fault.of(error.code, key, detail=error.detail)
                    if error.is_gone:
                        yield self._row(visit, key, None, entry.fingerprint).model_copy(update={"gone_at": visit.now})
            yield self._row(visit, self.url, fetched if is_whole else None)

    def _fetched(self, fetcher: Fetcher, visit: Visit, before: FetchRow | None) -> Fetched | None:
        try:
            return fetcher.fetch(self.url, visit.new_file(), before)
        except FetchError as error:
            raise SourceDownError(Fault.of(error.code, self.url, detail=error.detail)) from error

    def _parsed(self, fetched: Fetched) -> Feed:
        try:
            return parse_feed(fetched.path.read_bytes(), fetched.address)
        except NoFeedError as error:
            raise SourceDownError(Fault.of("E158", self.url, detail=str(error))) from error

    def _matching(self, feed: Feed) -> Iterator[tuple[str, FeedEntry]]:
        """The entries that are wanted by their keys; of a repeated one the first."""
        entries = {self._key(entry): entry for entry in reversed(feed.entries)}
        for key, entry in reversed(entries.items()):
            if not self.match or re.search(self.match, entry.link or ""):
                yield key, entry

    def _key(self, entry: FeedEntry) -> str:
        return entry.link or f"{self.url}#{entry.key}"

    def _arrival(
        self, entry: FeedEntry, feed_title: str | None, feed: Fetched, fetcher: Fetcher, visit: Visit
    ) -> Given:
        key = self._key(entry)
        told = {
            "url": entry.link,
            "title": entry.title,
            "published": entry.published,
            "source": entry.source or (None if self.publisher else feed_title),
        }
        of_entry = {name: value for name, value in told.items() if value}
        from_feed = self.full_text == "feed" or (self.full_text == "auto" and entry.is_full) or not entry.link
        if from_feed and not entry.content:
            return Fault.of("E159", key)
        if from_feed:
            part = {**of_entry, "feed": feed.address, "entry": entry.key}
            row = self._row(visit, key, None, entry.fingerprint)
            return Arrival(key, feed.path, "feed", feed.modified_at, part, (row,))
        before = visit.remembered.get(key)
        if key in visit.network.fetched:  # another source brought it in this run
            return Unchanged(key, (self._row(visit, key, None, entry.fingerprint),))
        page = fetcher.fetch(key, visit.new_file(), before)
        if page is None:
            renewed = {"fetched_at": visit.now, "fingerprint": entry.fingerprint}
            return Unchanged(key, (before.model_copy(update=renewed),) if before else ())
        return page_arrival(key, page, of_entry, self._row(visit, key, page, entry.fingerprint))

    def _row(self, visit: Visit, address: str, fetched: Fetched | None, fingerprint: str | None = None) -> FetchRow:
        return FetchRow(
            source_name=self.name,
            address=address,
            etag=fetched.etag if fetched else None,
            last_modified=fetched.last_modified if fetched else None,
            fingerprint=fingerprint,
            fetched_at=visit.now,
        )
