"""Whatever a server answers: no source raises, and what was landed gives a document or a fault."""

import gzip

import httpcore
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.sources.kinds import FeedSource, FileSource, PagesSource
from pipelines.sources.web.network import Network
from pipelines.text import read_item

HEADS = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\xff\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999999\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n",
        b"HTTP/1.1 301 Moved\r\nLocation: ",
        b"HTTP/1.1 304 Not Modified\r\n",
        b"HTTP/1.1 999 What\r\n",
        b"",
    ]
)
PIECES = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [
            b"\r\n\r\n",
            b"<rss version='2.0'><channel>",
            b"<item><link>http://a.test/x</link><description>" + b"word " * 400 + b"</description></item>",
            b"<item><title>t</title></item>",
            b"<item><link>http://[</link></item>",
            b"</channel></rss>",
            b"<html><body><article><p>Some words of an article.</p>",
            b"<urlset><url><loc>http://b.test/</loc></url></urlset>",
            b"ETag: \xff\r\n",
            b"http://a.test:99999/",
            b"//\xff/",
            gzip.compress(b"<html>"),
            b'{"text": "x"}\n',
        ]
    ),
)


class Wire(httpcore.NetworkBackend):
    """Answers everything with the same bytes; opens nothing."""

    def __init__(self, answer):
        self.answer = answer

    def connect_tcp(self, *_, **__):
        return httpcore.MockStream([self.answer])


SOURCES = [
    FeedSource(name="feed", url="http://a.test/rss"),
    FeedSource(name="pages of a feed", url="http://a.test/rss", full_text="page"),
    PagesSource(name="pages", urls=["http://a.test/1"]),
    PagesSource(name="sitemap", sitemap="http://a.test/map"),
    FileSource(name="file", url="http://a.test/a.jsonl"),
]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=HEADS, pieces=st.lists(PIECES, max_size=8))
def test_no_answer_raises(night, monkeypatch, codes, source, head, pieces):
    wire = Wire(head + b"".join(pieces))
    made = Network(resolve=lambda host, port: ["93.184.215.14"], sockets=wire, sleep=lambda _: None)
    monkeypatch.setattr(night.waits, "fresh", lambda: made)
    night.store.__init__()
    report = night.visit(source.model_copy(update={"delay": 0, "obey_robots": False}))
    assert "E198" not in codes(report), report.failure
    for item in night.store.items.values():
        found = list(read_item(item, night.landing.path(item.sha256), source))
        assert found
        assert "E199" not in [getattr(fault, "code", "") for fault in found]
