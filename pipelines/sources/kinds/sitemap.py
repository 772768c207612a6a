"""Sitemaps: which addresses they name, and when those were last changed. By the standard library's expat.

A sitemap needs no document type: one that declares any is refused, and with it all entities, external or not.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import ParseError, XMLParser

_CHUNK = 1 << 16  # bytes
_MAX_BYTES = 100_000_000  # unpacked; the protocol allows 50 MB
_MAX_LOCATIONS = 200_000  # the protocol allows 50,000
_MAX_ADDRESS = 4_096  # characters
_NEWS = {"publication_date": "published", "title": "title"}
_GZIP = b"\x1f\x8b"


class NoSitemapError(Exception):
    """The bytes are no sitemap."""


@dataclass
class Location:
    """An address that a sitemap names. `changed`: when, in the sitemap's words; `told`: of the article."""

    address: str
    changed: str | None = None
    is_sitemap: bool = False
    is_listed: bool = False
    told: dict[str, str] = field(default_factory=dict)


def read_sitemap(path: Path) -> list[Location]:
    """The locations of a sitemap or an index of sitemaps, in XML or one address a line, packed by gzip or not.

    Raises:
        NoSitemapError: it is something else.
    """
    chunks = _unpacked(path)
    try:
        first = next(chunks, b"").lstrip(b"\xef\xbb\xbf \t\r\n")
        if first and not first.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
            return _lines(first + b"".join(chunks))
        found = _Locations()
        parser = XMLParser(target=found)
        for chunk in (first, *chunks):
            parser.feed(chunk)
        parser.close()
    except (ParseError, OSError, EOFError, zlib.error, ValueError) as error:
        raise NoSitemapError(str(error)) from error
    if not found.is_sitemap:
        raise NoSitemapError(f"its root is <{found.root}>")
    return found.locations


def _unpacked(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        is_packed = file.read(2) == _GZIP
    size = 0
    with gzip.open(path) if is_packed else path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > _MAX_BYTES:
                raise NoSitemapError(f"more than {_MAX_BYTES / 1e6:.0f} MB")
            yield chunk


def _lines(data: bytes) -> list[Location]:
    lines = [line.strip() for line in data.decode("utf-8", "replace").splitlines() if line.strip()]
    if not all(line.startswith(("http://", "https://")) for line in lines):
        raise NoSitemapError("neither XML nor one address a line")
    return [Location(line) for line in lines if len(line) <= _MAX_ADDRESS and line.isprintable()][:_MAX_LOCATIONS]


class _Locations:
    """What XMLParser tells what it meets: collects the locations, and forgets the rest."""

    def __init__(self) -> None:
        self.locations: list[Location] = []
        self.root: str | None = None
        self._tags: list[str] = []
        self._text = ""
        self._now = Location("")

    @property
    def is_sitemap(self) -> bool:
        return self.root in ("urlset", "sitemapindex")

    def doctype(self, name: str, public_id: str | None, system_id: str | None) -> None:
        raise NoSitemapError("it declares a document type")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._tags:
            self.root = _local(tag)
        self._tags.append(tag)
        self._text = ""
        if _local(tag) in ("url", "sitemap"):
            self._now = Location("", is_sitemap=_local(tag) == "sitemap")

    def data(self, text: str) -> None:
        if len(self._text) < _MAX_ADDRESS:
            self._text += text

    def end(self, tag: str) -> None:
        self._tags.pop()
        parent = self._tags[-1] if self._tags else ""
        name, text = _local(tag), self._text.strip()
        if _local(parent) in ("url", "sitemap") and _space(tag) == _space(parent):  # image:loc is none of ours
            if name == "loc":
                self._now.address = text
            elif name == "lastmod":
                self._now.changed = text
        elif _local(parent) == "news" and name in _NEWS and text:
            self._now.told[_NEWS[name]] = text
        elif name in ("url", "sitemap") and self._now.address:
            if len(self.locations) < _MAX_LOCATIONS and self._now.address.isprintable():
                self.locations.append(self._now)
            self._now = Location("")
        self._text = ""

    def close(self) -> None:
        """Nothing is left to do."""


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _space(tag: str) -> str:
    return tag.rpartition("}")[0]
