"""Which addresses of the internet may be opened, and connections to those and no others.

A name is resolved once, what it resolves to is judged, and the connection is made to the very address that was
judged: there is no second resolution in which the answer could be another. Redirects come through here like
everything else.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Any

import httpcore

from pipelines.sources.web.network import Network

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Where clouds hand out credentials to the machines within them. No source needs them, private or not.
_METADATA = frozenset(
    map(
        ipaddress.ip_address,
        ("169.254.169.254", "169.254.170.2", "169.254.170.23", "100.100.100.200", "168.63.129.16", "192.0.0.192",
         "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254"),
    )
)  # fmt: skip
# IPv6 addresses whose last 32 bits are the IPv4 address that is reached.
_IPV4_WITHIN = tuple(map(ipaddress.IPv6Network, ("::ffff:0:0/96", "64:ff9b::/96", "::/96")))
_SITE_LOCAL = ipaddress.IPv6Network("fec0::/10")  # private once, and public in Python's eyes
_LAST_32_BITS = 0xFFFFFFFF


class RefusedAddressError(Exception):
    """An address that may not be opened; the message says which and why."""


def refusal(address: str, allow_private: bool) -> str | None:
    """Why an IP address may not be opened; None where it may.

    Refused are metadata services, multicast, unspecified and reserved addresses; and, unless `allow_private`,
    private, loopback, link-local and all others that are not public. An IPv4 address within an IPv6 one is
    judged as well.
    """
    for judged in _judged(ipaddress.ip_address(address.partition("%")[0])):
        if judged in _METADATA:
            return f"{address} is a metadata service"
        if judged.is_multicast:
            return f"{address} is a multicast address"
        if judged.is_unspecified or (judged.is_reserved and not judged.is_loopback):
            return f"{address} is a reserved address"
        if not allow_private and (not judged.is_global or judged in _SITE_LOCAL):
            return f"{address} is not a public address"
    return None


def _judged(address: _Address) -> list[_Address]:
    """The addresses that are reached through one: itself, or IPv4 addresses within it."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if int(address) > 1 and any(address in network for network in _IPV4_WITHIN):
        return [ipaddress.IPv4Address(int(address) & _LAST_32_BITS)]
    within = [address.sixtofour, *(address.teredo or ())]
    return [address, *(one for one in within if one is not None)]


class GuardedSockets(httpcore.NetworkBackend):
    """Opens connections to addresses that are allowed, and has every answer end at a deadline.

    `deadline` is set before each request: a server that sends a byte now and then never runs into the time
    limit of a single read.
    """

    def __init__(self, network: Network, allow_private: bool) -> None:
        self._network, self._allow_private = network, allow_private
        self.deadline = float("inf")

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of the host that answers.

        Raises:
            RefusedAddressError: one of its addresses may not be opened; none is.
        """
        try:
            addresses = self._network.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"{host} has no address: {error}") from error
        for address in addresses:
            if reason := refusal(address, self._allow_private):
                raise RefusedAddressError(f"{host}: {reason}")
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                stream = self._network.sockets.connect_tcp(
                    address, port, self._left(timeout), local_address, socket_options
                )
                return _Stream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed

    def _left(self, timeout: float | None) -> float:
        left = self.deadline - self._network.clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for the whole answer is over")
        return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    """A connection of which no operation goes past the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, sockets: GuardedSockets) -> None:
        self._inner, self._sockets = inner, sockets

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._sockets._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._sockets._left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, self._sockets._left(timeout)), self._sockets)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
