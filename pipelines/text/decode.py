"""Bytes to characters. The characters are kept as they are: no normal form, no other line ends."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import charset_normalizer

MAX_CHARS = 16 * 1024 * 1024  # of one record (a line, a cell, a file); an article has some thousands
_SAMPLE = 1 << 16  # bytes; enough for the statistics of an unknown encoding, and it takes some milliseconds

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROLS = 0.01  # share of the characters; a text has none or a few strays


def can_be_stored(text: str) -> bool:
    """Whether it has an UTF-8 form that every database takes: no NUL, no half of a surrogate pair."""
    return "\0" not in text and (text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text))


class UnreadableError(Exception):
    """Something that ends the reading of an item: a code of FAULTS, the line (0: all) and what is wrong."""

    def __init__(self, code: str, detail: str, line: int = 0) -> None:
        super().__init__(detail)
        self.code, self.detail, self.line = code, detail, line


def encoding_of(sample: bytes) -> str:
    """The encoding of bytes, of which `sample` is the beginning or the whole.

    A byte order mark decides; else UTF-8 where more than half of what is not ASCII is good UTF-8 (a damaged
    file is not taken for one in an old code page); else what its statistics say, the Western code page first
    among equals.

    Raises:
        UnreadableError: E112, it is binary.
    """
    for mark, encoding in _BOMS:
        if sample.startswith(mark):
            return encoding
    if b"\0" in sample:
        raise UnreadableError("E112", f"NUL byte at {sample.index(0)}")
    broken = len(re.findall("[\udc80-\udcff]", sample.decode("utf-8", "surrogateescape")))
    whole = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]+", sample))
    if not broken or whole > broken or not sample[:-3].strip(bytes(range(128))):
        return "utf-8"
    found = charset_normalizer.from_bytes(sample[:_SAMPLE])
    best = found.best()
    if best is None:
        raise UnreadableError("E112", "the bytes are text in no known encoding")
    western = next((match for match in found if match.encoding == "cp1252"), None)
    return "cp1252" if western is not None and western.chaos <= best.chaos else best.encoding


def decode(data: bytes) -> str:
    """All the characters of some bytes.

    Raises:
        UnreadableError: E112, it is binary; E113, the encoding is broken (with the line).
    """
    encoding = encoding_of(data)
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        line = data.count(b"\n", 0, start) + 1
        raise UnreadableError("E113", f"not {encoding.upper()} at byte {start}", line) from error
    if len(_CONTROLS.findall(text)) > _MAX_CONTROLS * len(text):
        raise UnreadableError("E112", "control characters")
    return text


def read_text(path: Path) -> str:
    """The characters of a file that holds one article.

    Raises:
        UnreadableError: E111, no text; E112 and E113 as `decode`; E114, larger than 16 MB.
        OSError: it cannot be opened.
    """
    size = path.stat().st_size
    if size > MAX_CHARS:
        raise UnreadableError("E114", f"{size / 1e6:.0f} MB, at most {MAX_CHARS / 1e6:.0f}")
    text = decode(path.read_bytes())
    if not text.strip():
        raise UnreadableError("E111", f"{size} bytes")
    return text
