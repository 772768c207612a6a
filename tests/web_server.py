"""A web server on loopback for one test: what it answers, and what it was asked."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Handler = Callable[["Request"], None]


@dataclass
class Answer:
    """What a path gives: one answer, with headers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(self, request: Request) -> None:
        request.answer(self)


class Request(BaseHTTPRequestHandler):
    """One request, in the hands of a handler of the test."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        path = self.path
        site.asked.append((path, dict(self.headers)))
        with suppress(OSError):  # the other side may hang up
            site.paths.get(path, Answer(b"nothing here", 404))(self)

    def answer(self, answer: Answer) -> None:
        """Send an answer whole."""
        self.send_response(answer.status)
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(answer.body))}
        for name, value in (headers | answer.headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of those who hang up."""


@dataclass
class Site:
    """A server and what it gives at its paths."""

    address: str
    paths: dict[str, Handler] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        """Have a path give this; returns its address. `content_type=` is the header Content-Type."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.paths[path] = Answer(body.encode() if isinstance(body, str) else body, status, named)
        return self.address + path

    def put_all(self, path: str, *answers: Answer) -> str:
        """Have a path give these, one after the other; the last one for good."""
        waiting = list(answers)
        self.paths[path] = lambda request: request.answer(waiting.pop(0) if len(waiting) > 1 else waiting[0])
        return self.address + path

    def put_tagged(self, path: str, body: str, **headers: str) -> str:
        """Have a path give this with an ETag, and 304 to whoever has it."""
        tag = f'"{hash(body) & 0xFFFFFF:x}"'
        whole = Answer(body.encode(), 200, {"ETag": tag, **{n.replace("_", "-"): v for n, v in headers.items()}})

        def answer(request: Request) -> None:
            has_it = request.headers.get("If-None-Match") == tag
            request.answer(Answer(b"", 304, {"ETag": tag}) if has_it else whole)

        self.paths[path] = answer
        return self.address + path

    def counts(self) -> Counter[str]:
        """How often each path was asked for, but for robots.txt."""
        return Counter(path for path, _ in self.asked if path != "/robots.txt")


@contextmanager
def web_site() -> Iterator[Site]:
    """A server on loopback, at a port of its own."""
    server = Server(("127.0.0.1", 0), Request)
    server.site = site = Site(f"http://127.0.0.1:{server.server_address[1]}")  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def unused_port() -> int:
    """A port of loopback that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
