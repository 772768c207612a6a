"""What a webhook is told of a failed run; over loopback."""

import json
import threading
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from pipelines.report.notice import failure_notice, send


@pytest.fixture
def webhook():
    """A server that remembers what is posted; `answers` are its next status codes."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.posted.append((self.headers["Content-Type"], json.loads(body)))
            self.send_response(server.answers.pop() if server.answers else 200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.posted, server.answers = [], []
    server.url = f"http://127.0.0.1:{server.server_port}/hook?token=secret"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def notice(**more):
    given = {"job": "nightly", "run_id": "0123456789abcdef", "started_at": datetime(2025, 6, 1, 2),
             "failures": [("documents", "E502 held\nby another")]}  # fmt: skip
    return failure_notice(**(given | more))


def test_the_payload_tells_person_and_program(webhook):
    send(webhook.url, notice())
    ((kind, told),) = webhook.posted
    assert kind == "application/json"
    assert told["job"] == "nightly"
    assert told["run_id"] == "0123456789abcdef"
    assert told["started_at"] == "2025-06-01T02:00:00Z"
    assert told["failures"] == [{"step": "documents", "reason": "E502 held\nby another"}]
    assert "nightly failed" in told["text"]
    assert "documents: E502 held" in told["text"]


def test_a_long_reason_is_cut_and_a_missing_one_is_said():
    assert len(notice(failures=[("facts", "x" * 5_000)])["failures"][0]["reason"]) == 1_000
    assert "no reason was told" in notice(failures=[], started_at=None)["text"]


def test_a_webhook_that_refuses_or_is_gone_is_told_without_its_address(webhook):
    webhook.answers.append(500)
    with pytest.raises(RuntimeError, match="answered 500") as refused:
        send(webhook.url, notice())
    with pytest.raises(RuntimeError, match="cannot be reached") as gone:
        send("http://127.0.0.1:1/hook?token=secret", notice())
    assert "secret" not in f"{refused.value}{gone.value}"
