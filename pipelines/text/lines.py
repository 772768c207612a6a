"""A large file line by line: in any encoding, packed by gzip or not, never more than one line in memory."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from pipelines.contracts.records import Fault
from pipelines.text.decode import MAX_CHARS, encoding_of

_GZIP_MAGIC = b"\x1f\x8b"
_SAMPLE = 1 << 18  # bytes


def _open(path: Path) -> BinaryIO:
    with path.open("rb") as file:
        is_packed = file.read(2) == _GZIP_MAGIC
    return cast(BinaryIO, gzip.open(path, "rb")) if is_packed else path.open("rb")


def read_lines(path: Path, origin: str, max_chars: int = MAX_CHARS) -> Iterator[tuple[int, str] | Fault]:
    """The lines of a file with their numbers, from 1, and with their ends.

    A line that is too long (E115) or not in the file's encoding (E113) comes as a fault in its place. Where
    the file breaks off (E116, and E113 for a broken UTF-16), a last fault is given.

    Raises:
        UnreadableError: E112, it is binary.
        OSError: it cannot be opened.
    """
    number = 0
    try:
        with _open(path) as sampled:
            encoding = encoding_of(sampled.read(_SAMPLE))
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
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield Fault.of("E116", origin, number + 1, str(error))
    except UnicodeError as error:
        yield Fault.of("E113", origin, number + 1, str(error))


def _skip_line(stream: io.TextIOWrapper, line: str, max_chars: int) -> None:
    while line and not line.endswith(("\n", "\r")):
        line = stream.readline(max_chars)
