"""RSS and Atom: one article an entry; of a feed that was fetched, the entry that is the item."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from pipelines.contracts.feeds import Feed, FeedEntry, NoFeedError, parse_feed
from pipelines.contracts.records import Fault, Record
from pipelines.text.about import About
from pipelines.text.decode import MAX_CHARS, UnreadableError


def read(path: Path, origin: str, about: About) -> Iterator[Record | Fault]:
    """The records of the entries that hold a text; `line`: the place in the feed, where the item is the feed.

    Raises:
        UnreadableError: E114, too large; E116, no feed; E118, the entry is not there.
    """
    if not path.stat().st_size:
        return
    feed = _feed(path, path.stat().st_size, about.feed or origin)
    if about.entry is None:
        for entry in feed.entries:
            yield _record(entry, entry.line) if entry.content.strip() else Fault.of("E131", origin, entry.line)
        return
    found = next((entry for entry in feed.entries if entry.key == about.entry), None)
    if found is None:
        raise UnreadableError("E118", about.entry)
    yield _record(found, 0)


@functools.lru_cache(maxsize=4)  # the entries of one feed are items that come one after the other
def _feed(path: Path, size: int, address: str) -> Feed:
    if size > MAX_CHARS * 4:
        raise UnreadableError("E114", f"{size / 1e6:.0f} MB, at most {MAX_CHARS * 4 / 1e6:.0f}")
    try:
        return parse_feed(path.read_bytes(), address)
    except NoFeedError as error:
        raise UnreadableError("E116", f"no feed: {error}") from error


def _record(entry: FeedEntry, line: int) -> Record:
    held = {"html": entry.content} if entry.is_html else {"text": entry.content}
    return Record(
        line,
        id=None if entry.link else entry.key,
        url=entry.link,
        title=entry.title,
        source=entry.source,
        published=entry.published,
        **held,
    )
