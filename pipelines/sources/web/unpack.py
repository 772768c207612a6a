"""The body of an answer, unpacked piece by piece, so that a small answer cannot become a large one unnoticed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

ACCEPTED = "gzip, deflate"
"""What is asked for. Both unpack to a bounded number of bytes at a time, whatever they hold."""

_PIECE = 1 << 16  # bytes; most that one step unpacks
_EITHER = 32 + zlib.MAX_WBITS  # the header tells whether it is gzip or zlib


class PackedBadlyError(Exception):
    """It is damaged, breaks off, or is packed in another way than was asked for."""


def unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The decoded bytes of an answer with this Content-Encoding, in pieces of at most about 64 KB.

    Raises:
        PackedBadlyError: see there.
    """
    names = [name.strip().lower() for name in encoding.split(",") if name.strip().lower() not in ("", "identity")]
    if not names:
        yield from chunks
    elif len(names) > 1 or names[0] not in ("gzip", "x-gzip", "deflate"):
        raise PackedBadlyError(f"Content-Encoding: {encoding[:60]}")
    else:
        try:
            yield from _inflated(chunks, raw_is_allowed=names[0] == "deflate")
        except zlib.error as error:
            raise PackedBadlyError(str(error)) from error


def _inflated(chunks: Iterable[bytes], raw_is_allowed: bool) -> Iterator[bytes]:
    inflate = None
    for chunk in chunks:
        rest = chunk
        while rest:
            if inflate is None or inflate.eof:  # a gzip file may be several, one behind the other
                # deflate is sent with and without zlib's header; its first byte tells
                raw = raw_is_allowed and rest[0] & 0x0F != zlib.DEFLATED
                inflate = zlib.decompressobj(-zlib.MAX_WBITS if raw else _EITHER)
            yield inflate.decompress(rest, _PIECE)
            rest = inflate.unconsumed_tail or inflate.unused_data
    if inflate is not None and not inflate.eof:
        last = inflate.flush()
        if not inflate.eof:
            raise PackedBadlyError("it breaks off")
        yield last
