"""WARC and WET: one article a page that was archived with success; read record by record, by warcio."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from pipelines.contracts.records import Fault, Record
from pipelines.text.about import About
from pipelines.text.decode import MAX_CHARS, UnreadableError, decode, decode_page
from pipelines.text.readers.plain_text import title_of

_PAGES = ("text/html", "application/xhtml+xml")
_BLANK = 4  # bytes; the line ends behind the last record
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def read(path: Path, origin: str, about: About) -> Iterator[Record | Fault]:
    """The records of pages (WARC) and of their texts (WET); `line`: the place in the archive, from 1.

    Requests, images, answers of failure and the like are passed over. A page that cannot be read costs itself
    only; where the archive breaks off, a last fault (E116) is given.
    """
    size = path.stat().st_size
    if not size:
        return
    number = end = 0
    with path.open("rb") as file:
        try:
            archive = ArchiveIterator(file, arc2warc=True)
            for archived in archive:
                number += 1
                try:
                    found: list[Record | Fault] = list(_read(archived, number))
                except UnreadableError as error:
                    found = [Fault.of(error.code, origin, number, error.detail)]
                archive.read_to_end()
                # warcio says nothing of a record that breaks off
                missing = getattr(archived.raw_stream, "limit", 0)
                yield from [Fault.of("E116", origin, number, f"{missing} bytes are missing")] if missing else found
                end = archive.get_record_offset() + archive.get_record_length()
            if size - end > _BLANK:
                yield Fault.of("E116", origin, number + 1, f"{size - end} bytes at the end are no record")
        except (ArchiveLoadFailed, OSError, EOFError, ValueError, LookupError, TypeError, AttributeError) as error:
            yield Fault.of("E116", origin, number + 1, f"{type(error).__name__}: {error}")


def _read(archived: ArcWarcRecord, number: int) -> Iterator[Record]:
    headers = archived.rec_headers
    url = headers.get_header("WARC-Target-URI")
    if archived.rec_type == "conversion" and (headers.get_header("Content-Type") or "").startswith("text/plain"):
        text = decode(_content(archived))
        yield Record(number, url=url, title=title_of(text), text=text)
    elif archived.rec_type == "response" and archived.http_headers is not None:
        media_type = archived.http_headers.get_header("Content-Type") or ""
        is_page = media_type.partition(";")[0].strip().lower() in _PAGES
        if is_page and archived.http_headers.get_statuscode() == "200":
            charset = _CHARSET.search(media_type)
            yield Record(number, url=url, html=decode_page(_content(archived), charset and charset[1]))


def _content(archived: ArcWarcRecord) -> bytes:
    """What was archived, unpacked.

    Raises:
        UnreadableError: E114, too large; E111, empty; E116, damaged.
    """
    try:
        content: bytes = archived.content_stream().read(MAX_CHARS + 1)
    except Exception as error:  # whatever a broken packing does to its reader
        raise UnreadableError("E116", f"{type(error).__name__}: {error}") from error
    if len(content) > MAX_CHARS:
        raise UnreadableError("E114", f"more than {MAX_CHARS / 1e6:.0f} MB")
    if not content.strip():
        raise UnreadableError("E111", "0 bytes")
    return content
