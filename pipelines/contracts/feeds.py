"""What a feed's entry is, for the source that finds new ones and for the reader that reads them. By feedparser.

feedparser knows no external entities: it drops declarations of types but for entities that hold plain text, and
has expat fetch nothing. A broken feed is read as far as it goes.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass
from xml.sax import SAXException

import feedparser

_TAGS = re.compile(r"<[^>]*>")
_CUT_SHORT = re.compile(r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|&hellip;|&#8230;|read more|continue reading)\W*$", re.IGNORECASE)
_REFERENCE = re.compile(rb"&#(x[0-9a-f]+|[0-9]+);", re.IGNORECASE)
_LONGEST_REFERENCE = 10  # digits, zeros at the head among them
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_WEB = ("http://", "https://")
_ENDING = 80  # characters at the end of a text in which it may say that it goes on elsewhere
_FULL_CONTENT = 500  # characters; shorter content is a summary
_FULL_SUMMARY = 1500  # characters; of what the feed itself calls a summary


class NoFeedError(Exception):
    """The bytes are no RSS or Atom feed."""


@dataclass(frozen=True)
class FeedEntry:
    """An entry. `line`: its place in the feed, from 1; `key`: its own id, else its address, else its title.

    Attributes:
        published: as the feed tells it; where it tells only when the entry was changed, that.
        source: the publisher that an aggregator names.
        content: the longest that the feed holds of it.
        is_html: whether the content is HTML.
        is_full: whether the content is the article and not its beginning.
        fingerprint: digest of all that is told here.
    """

    line: int
    key: str
    link: str | None
    title: str | None
    published: str | None
    source: str | None
    content: str
    is_html: bool
    is_full: bool
    fingerprint: str


@dataclass(frozen=True)
class Feed:
    """A feed: its title and its entries."""

    title: str | None
    entries: tuple[FeedEntry, ...]


def parse_feed(data: bytes, address: str) -> Feed:
    """The entries of a feed; relative addresses count from `address`, where it is one of the web.

    In a file they stay as they are written: an id that began with the file's path would change with its place.

    Raises:
        NoFeedError: it is something else.
    """
    base = address if address.startswith(_WEB) else ""
    try:
        parsed = feedparser.parse(
            io.BytesIO(_REFERENCE.sub(_if_character, data)),
            response_headers={"content-location": base},
            sanitize_html=False,
        )
    except Exception as error:  # whatever broken bytes do to a parser
        raise NoFeedError(f"{type(error).__name__}: {error}") from error
    is_broken = isinstance(parsed.get("bozo_exception"), SAXException)
    if not parsed.get("version") or (is_broken and not parsed.entries):
        raise NoFeedError("it begins with " + data[:60].decode("ascii", "replace").strip())
    entries = tuple(_entry(line, entry) for line, entry in enumerate(parsed.entries, start=1))
    return Feed(_string(parsed.feed.get("title")), entries)


def _if_character(reference: re.Match[bytes]) -> bytes:
    """A numeric reference, where it stands for a character. feedparser gives up the whole feed for one that does not."""
    number = reference[1].lower()
    if len(number) > _LONGEST_REFERENCE:
        return b""
    code = int(number[1:], 16) if number.startswith(b"x") else int(number)
    return reference[0] if 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF else b""


def _entry(line: int, entry: feedparser.FeedParserDict) -> FeedEntry:
    title, link = _string(entry.get("title")), _string(entry.get("link"))
    if link and not link.startswith(_WEB):  # the id of RSS, which may be taken for one
        link = None
    published = _string(entry.get("published")) or _string(entry.get("updated"))
    contents = [(part.get("value") or "", part.get("type") or "", _FULL_CONTENT) for part in entry.get("content", ())]
    detail = entry.get("summary_detail") or {}
    contents.append((entry.get("summary") or "", detail.get("type") or "", _FULL_SUMMARY))
    content, media_type, least = max(contents, key=lambda part: len(part[0]))
    text = _TAGS.sub("", content).strip()
    told = (entry.get("id"), link, title, published, content)
    key = _string(entry.get("id")) or link or title or f"entry {line}"
    return FeedEntry(
        line=line,
        key=key,
        link=link,
        title=title,
        published=published,
        source=_string((entry.get("source") or {}).get("title")),
        content=content,
        is_html=media_type != "text/plain" or bool(_TAGS.search(content)),
        is_full=len(text) >= least and not _CUT_SHORT.search(text[-_ENDING:]),
        fingerprint=hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:20],
    )


def _string(value: object) -> str | None:
    """The string without what no table takes (a feed may write it as &#0; or &#xD800;); None where nothing is left."""
    return (_UNSTORABLE.sub("", value).strip() or None) if isinstance(value, str) else None
