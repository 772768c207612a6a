"""Fetching one address: politely, within limits, and again where that may help. By httpx."""

from __future__ import annotations

import email.utils
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from protego import Protego

from pipelines.contracts.operations import FetchRow
from pipelines.sources.web.guard import GuardedSockets, RefusedAddressError
from pipelines.sources.web.network import Network
from pipelines.sources.web.options import WebOptions
from pipelines.sources.web.unpack import ACCEPTED, PackedBadlyError, unpacked

ATTEMPTS = 4
BACK_OFF = 2.0  # seconds before the second attempt; doubled before each one after it
LONGEST_WAIT = 120.0  # seconds; a server that asks for more is asked again by the next run
MAX_REDIRECTS = 10
_LIMITS = httpx.Limits(max_connections=8, max_keepalive_connections=4, keepalive_expiry=15)
_TIMEOUTS = httpx.Timeout(connect=10, read=20, write=10, pool=10)
_MEGABYTE = 1e6
_MAX_ROBOTS = 512 * 1024  # bytes; what RFC 9309 has every reader take
_LONGEST_CRAWL_DELAY = 30.0  # seconds
_NOT_MODIFIED = 304
_GONE = (404, 410)
_REDIRECTS = (301, 302, 303, 307, 308)
_TRY_AGAIN = (408, 425, 429, 500, 502, 503, 504)


class FetchError(Exception):
    """Why an address could not be fetched: a code of FAULTS and what exactly is wrong.

    Attributes:
        is_passing: whether it may be otherwise at the next run.
        wait: seconds that the server asks to wait before another attempt in this run; None: there is none.
        is_gone: whether the server says that nothing is there.
    """

    def __init__(
        self, code: str, detail: str, is_passing: bool = False, wait: float | None = None, is_gone: bool = False
    ) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail
        self.is_passing, self.wait, self.is_gone = is_passing, wait, is_gone


@dataclass(frozen=True)
class Fetched:
    """What a server gave. `address`: where it was found in the end; `media_type` in lower case, or empty."""

    address: str
    path: Path
    media_type: str
    charset: str | None
    etag: str | None
    last_modified: str | None

    @property
    def modified_at(self) -> datetime | None:
        """When the server last changed it, UTC without a zone."""
        try:
            moment = email.utils.parsedate_to_datetime(self.last_modified or "")
            return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
        except (ValueError, TypeError, OverflowError):
            return None


class _Transport(httpx.HTTPTransport):
    """httpx's transport over sockets of our own, for which httpx has no argument; httpcore, below it, has."""

    def __init__(self, sockets: GuardedSockets) -> None:
        certificates = httpx.create_ssl_context()
        super().__init__(verify=certificates, trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=certificates,
            max_connections=_LIMITS.max_connections,
            max_keepalive_connections=_LIMITS.max_keepalive_connections,
            keepalive_expiry=_LIMITS.keepalive_expiry,
            network_backend=sockets,
        )


class Fetcher:
    """Fetches for one source. One address at a time: the time limits belong to the one that is being fetched."""

    def __init__(self, network: Network, options: WebOptions) -> None:
        self.network, self.options = network, options
        self._sockets = GuardedSockets(network, options.allow_private)
        self._client = httpx.Client(
            transport=_Transport(self._sockets),
            timeout=_TIMEOUTS,
            trust_env=False,
            headers={"User-Agent": options.user_agent, "Accept-Encoding": ACCEPTED},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, address: str, target: Path, before: FetchRow | None = None) -> Fetched | None:
        """Fetch an address into the file `target`; None where it is as it was when `before` was remembered.

        Raises:
            FetchError: after as many attempts as may help.
            OSError: `target` cannot be written.
        """
        limit = int(self.options.max_mb * _MEGABYTE)
        fetched = self._attempts(lambda: self._follow(address, target, limit, before, self.options.obey_robots))
        self.network.fetched.add(address)
        return fetched

    def _attempts(self, attempt: Callable[[], Fetched | None]) -> Fetched | None:
        pause = BACK_OFF
        for _ in range(ATTEMPTS - 1):
            try:
                return attempt()
            except FetchError as error:
                if error.wait is None or error.wait > LONGEST_WAIT:
                    raise
                self.network.sleep(max(error.wait, pause * random.uniform(0.75, 1.25)))
                pause *= 2
        return attempt()

    def _follow(
        self, address: str, target: Path, limit: int, before: FetchRow | None, asks_robots: bool
    ) -> Fetched | None:
        """One attempt: the address, and where it is redirected to, each step judged like the first."""
        here, passed, left = _cleaned(address), set[str](), self.options.timeout
        while True:
            passed.add(here)
            delay = self.options.delay
            if asks_robots:
                delay = max(delay, self._robots_delay(here, target))
            self._wait_turn(here, delay)
            begun = self.network.clock()
            self._sockets.deadline = begun + left
            with self._answer(here, _conditions(before)) as answer:
                if answer.status_code not in _REDIRECTS or "location" not in answer.headers:
                    if answer.status_code == _NOT_MODIFIED and before is not None:
                        return None
                    _judge(answer, limit)
                    self._save(answer, target, limit)
                    return Fetched(
                        address=here,
                        path=target,
                        media_type=answer.headers.get("content-type", "").partition(";")[0].strip().lower(),
                        charset=answer.charset_encoding,
                        etag=answer.headers.get("etag"),
                        last_modified=answer.headers.get("last-modified"),
                    )
                here = _cleaned(answer.headers["location"], here)
            left -= self.network.clock() - begun
            if here in passed or len(passed) > MAX_REDIRECTS:
                raise FetchError("E154", f"to {here} after {len(passed)} steps")

    @contextmanager
    def _answer(self, address: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        try:
            with self._client.stream("GET", address, headers=headers) as answer:
                yield answer
        except RefusedAddressError as error:
            raise FetchError("E153", str(error)) from error
        except httpx.TimeoutException as error:
            if self.network.clock() >= self._sockets.deadline:
                raise FetchError("E156", f"more than {self.options.timeout:g} s", is_passing=True) from error
            raise FetchError("E156", str(error) or "no answer", is_passing=True, wait=0) from error
        except PackedBadlyError as error:
            raise FetchError("E162", str(error), is_passing=True) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise FetchError("E153", str(error)) from error
        except httpx.HTTPError as error:
            raise FetchError("E151", str(error) or type(error).__name__, is_passing=True, wait=0) from error

    def _save(self, answer: httpx.Response, target: Path, limit: int) -> None:
        size = 0
        with target.open("wb") as file:
            for piece in unpacked(answer.iter_raw(), answer.headers.get("content-encoding", "")):
                size += file.write(piece)
                if size > limit:
                    raise FetchError("E155", f"more than {limit / _MEGABYTE:g} MB")

    def _wait_turn(self, address: str, delay: float) -> None:
        host = urlsplit(address).netloc
        now = self.network.clock()
        ready = self.network.last_request.get(host, now - delay) + delay
        if ready > now:
            self.network.sleep(ready - now)
        self.network.last_request[host] = self.network.clock()

    def _robots_delay(self, address: str, target: Path) -> float:
        """Seconds between requests that the site's robots.txt asks for.

        Raises:
            FetchError: it asks not to fetch the address, or could not be asked.
        """
        parts = urlsplit(address)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self.network.robots:
            self.network.robots[site] = self._read_robots(f"{site}/robots.txt", target)
        rules = self.network.robots[site]
        if isinstance(rules, str):
            raise FetchError("E151", f"robots.txt: {rules}", is_passing=True)
        if not rules.can_fetch(address, self.options.user_agent):
            raise FetchError("E157", address)
        return min(rules.crawl_delay(self.options.user_agent) or 0.0, _LONGEST_CRAWL_DELAY)

    def _read_robots(self, address: str, target: Path) -> Protego | str:
        """The rules; none where the site has no such file. The reason, where it cannot be told (RFC 9309, 2.3.1)."""
        try:
            self._attempts(lambda: self._follow(address, target, _MAX_ROBOTS, None, asks_robots=False))
            return Protego.parse(target.read_bytes().decode("utf-8", "replace"))
        except FetchError as error:
            if error.code == "E153":
                raise
            return error.detail if error.is_passing or error.code == "E155" else Protego.parse("")


def _cleaned(address: str, base: str = "") -> str:
    """The address as it is asked for: whole, no fragment, no credentials.

    Raises:
        FetchError: E153, it is no address of the web.
    """
    try:
        url = httpx.URL(urljoin(base, address.strip()))
        cleaned = url.copy_with(fragment=None, userinfo=b"")
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchError("E153", f"{address}: {error}") from error
    if cleaned.scheme not in ("http", "https") or not cleaned.host:
        raise FetchError("E153", address)
    return str(cleaned)


def _conditions(before: FetchRow | None) -> dict[str, str]:
    """Headers that ask for nothing where nothing has changed."""
    told = {"If-None-Match": before.etag, "If-Modified-Since": before.last_modified} if before else {}
    return {name: value for name, value in told.items() if value and value.isascii() and value.isprintable()}


def _judge(answer: httpx.Response, limit: int) -> None:
    """Refuse an answer that is none, before its body is read."""
    status = answer.status_code
    if status in _TRY_AGAIN:
        raise FetchError("E152", f"status {status}", is_passing=True, wait=_asked_wait(answer))
    if status not in (200, 203):
        raise FetchError("E152", f"status {status}", is_passing=status >= 500, is_gone=status in _GONE)
    length = answer.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > limit:
        raise FetchError("E155", f"{int(length[:20]) / _MEGABYTE:,.0f} MB, at most {limit / _MEGABYTE:g}")


def _asked_wait(answer: httpx.Response) -> float:
    """Seconds that Retry-After asks for, told as seconds or as a date."""
    told = answer.headers.get("retry-after", "").strip()
    if told.isdecimal():
        return float(told[:9])
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0
