"""The way to the web: names resolved, sockets opened, time told. And what the sources of one run share of it.

Tests put their own functions in the place of these. What may be opened is decided in guard.py.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpcore

if TYPE_CHECKING:
    from protego import Protego


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, in the system's order.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


@dataclass
class Network:
    """One run's way to the web.

    Attributes:
        last_request: host -> when it was last asked, by `clock`.
        robots: scheme and host -> what its robots.txt says; the reason where it could not be asked.
        fetched: addresses that were fetched in this run, by whichever source.
        files_made: how many files were made in scratch folders.
    """

    resolve: Callable[[str, int], list[str]] = resolve
    sockets: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    last_request: dict[str, float] = field(default_factory=dict)
    robots: dict[str, Protego | str] = field(default_factory=dict)
    fetched: set[str] = field(default_factory=set)
    files_made: int = 0
