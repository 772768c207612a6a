"""A large file line by line: in any encoding, packed or not, never more than one line in memory."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

import zstandard

from pipelines.contracts.records import Fault
from pipelines.text.decode import MAX_CHARS, UnreadableError, encoding_of

_GZIP_MAGIC = b"\x1f\x8b"
_ZSTANDARD_MAGIC = b"\x28\xb5\x2f\xfd"
_SAMPLE = 1 << 18  # bytes
_CHUNK = 1 << 17  # bytes
_DAMAGES = (gzip.BadGzipFile, EOFError, zlib.error, zstandard.ZstdError)
_PACKED_CHUNK = 1 << 10  # bytes; they unpack to 32 MB at the worst
# Text packs to a tenth; what unpacks to far more is there to fill somebody's disk or to take the night.
_MAX_RATIO = 200
_ALWAYS_ALLOWED = 256 * 1024 * 1024  # bytes, whatever the ratio


def _open(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        begins = file.read(4)
    packed = path.stat().st_size
    if begins.startswith(_GZIP_MAGIC):
        return _bounded(gzip.open(path, "rb"), packed)
    if begins == _ZSTANDARD_MAGIC:
        return _bounded(_Zstandard(path.open("rb")), packed)
    return path.open("rb")


def _bounded(stream: gzip.GzipFile | _Zstandard, packed: int) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Bounded(stream, packed), _CHUNK))


class _Zstandard:
    """The frames of a Zstandard file, unpacked. The library's own stream takes a file that breaks off for its end."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._ready, self._packed = file, b"", b""
        self._frame: zstandard.ZstdDecompressionObj | None = None

    def read1(self, size: int) -> bytes:
        """The next bytes, at most `size`; none at the end.

        Raises:
            EOFError: the file ends within a frame.
            zstandard.ZstdError: the bytes are no Zstandard.
        """
        while not self._ready and (packed := self._packed or self._file.read(_PACKED_CHUNK)):
            frame = self._frame or zstandard.ZstdDecompressor().decompressobj()
            self._ready, self._packed = frame.decompress(packed), frame.unused_data
            self._frame = None if frame.eof else frame
        if not self._ready and self._frame:
            raise EOFError("it ends before its end-of-frame marker")
        given, self._ready = self._ready[:size], self._ready[size:]
        return given

    def close(self) -> None:
        self._file.close()


class _Bounded(io.RawIOBase):
    """A packed file that ends with UnreadableError where it unpacks to too much."""

    def __init__(self, stream: gzip.GzipFile | _Zstandard, packed: int) -> None:
        self._stream, self._left = stream, max(_ALWAYS_ALLOWED, packed * _MAX_RATIO)
        self._limit = self._left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read1(len(buffer))  # not `read`: it keeps what stands before the damage to itself
        buffer[: len(data)] = data
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableError("E117", f"more than {self._limit / 1e6:.0f} MB")
        return len(data)

    def close(self) -> None:
        self._stream.close()
        super().close()


def read_lines(path: Path, origin: str, max_chars: int = MAX_CHARS) -> Iterator[tuple[int, str] | Fault]:
    """The lines of a file with their numbers, from 1, and with their ends.

    A line that is too long (E115) or not in the file's encoding (E113) comes as a fault in its place. Where
    the file breaks off (E116, and E113 for a broken UTF-16), a last fault is given.

    Raises:
        UnreadableError: E112, it is binary; E117, it unpacks to far more than it should.
        OSError: it cannot be opened.
    """
    number = 0
    try:
        with _open(path) as sampled:
            encoding = encoding_of(_beginning(sampled))
        # A byte that is not in the encoding becomes a lone surrogate: it costs its line and not the file.
        with io.TextIOWrapper(_open(path), encoding=encoding, errors="surrogateescape", newline="") as stream:
            while line := stream.readline(max_chars + 1):
                number += 1
                if len(line) > max_chars:
                    _skip_line(stream, line, max_chars)
                    yield Fault.of("E115", origin, number, f"more than {max_chars} characters")
                elif not line.isascii() and any("\ud800" <= char <= "\udfff" for char in line):
                    yield Fault.of("E113", origin, number, f"not {encoding.upper()}")
                else:
                    yield number, line
    except _DAMAGES as error:
        yield Fault.of("E116", origin, number + 1, str(error))
    except UnicodeError as error:
        yield Fault.of("E113", origin, number + 1, str(error))


def _beginning(stream: BinaryIO) -> bytes:
    """What the encoding is known by; less, where the file is damaged before."""
    sample = b""
    with suppress(*_DAMAGES):
        while len(sample) < _SAMPLE and (more := cast(io.BufferedReader, stream).read1(_SAMPLE)):
            sample += more
    return sample


def _skip_line(stream: io.TextIOWrapper, line: str, max_chars: int) -> None:
    while line and not line.endswith(("\n", "\r")):
        line = stream.readline(max_chars)
