"""Bytes to characters. The characters are kept as they are: no normal form, no other line ends."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
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
_META_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{2,40})", re.IGNORECASE)
_META_SEARCHED = 4096  # bytes
# What the web means by these names (WHATWG, Encoding Standard).
_WEB_NAMES = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "iso8859-1", "us-ascii", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    "iso-8859-9": "cp1254",
}
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


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The characters of a web page. Servers and pages are often wrong about their encoding, so good UTF-8 is
    UTF-8 whatever they say; then comes what the server says, then the page; then `decode`.

    Raises:
        UnreadableError: as `decode`.
    """
    is_marked = any(data.startswith(mark) for mark, _ in _BOMS)
    told = _META_CHARSET.search(data[:_META_SEARCHED])
    for name in () if is_marked else ("utf-8", charset, told and told[1].decode()):
        if name and not (name == "utf-8" and b"\0" in data):
            try:
                return data.decode(_WEB_NAMES.get(name.lower(), name))
            except (UnicodeError, LookupError):
                continue
    return decode(data)


def read_page(path: Path, charset: str | None = None) -> str:
    """The characters of a file that holds a web page; `charset`: what the server said.

    Raises:
        UnreadableError: as `read_text`.
        OSError: it cannot be opened.
    """
    return _read(path, lambda data: decode_page(data, charset))


def read_text(path: Path) -> str:
    """The characters of a file that holds one article.

    Raises:
        UnreadableError: E111, no text; E112 and E113 as `decode`; E114, larger than 16 MB.
        OSError: it cannot be opened.
    """
    return _read(path, decode)


def _read(path: Path, decoded: Callable[[bytes], str]) -> str:
    size = path.stat().st_size
    if size > MAX_CHARS:
        raise UnreadableError("E114", f"{size / 1e6:.0f} MB, at most {MAX_CHARS / 1e6:.0f}")
    text = decoded(path.read_bytes())
    if not text.strip():
        raise UnreadableError("E111", f"{size} bytes")
    return text
