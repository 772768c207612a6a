"""One address: what servers do to those who fetch, and what becomes of it. All of it on loopback."""

import email.utils
import gzip
import threading
import time
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from web_server import Answer, unused_port

from pipelines.contracts.operations import FetchRow
from pipelines.sources.web.fetcher import ATTEMPTS, BACK_OFF, MAX_REDIRECTS, Fetcher, FetchError
from pipelines.sources.web.options import USER_AGENT, WebOptions

NOW = datetime(2025, 6, 1)


@pytest.fixture
def fetch(tmp_path, waits):
    def of(address, before=None, **options):
        with Fetcher(waits.network, WebOptions(**{"allow_private": True, "delay": 0, **options})) as fetcher:
            return fetcher.fetch(address, tmp_path / "fetched", before)

    return of


def refused(fetch, address, **options):
    with pytest.raises(FetchError) as caught:
        fetch(address, **options)
    return caught.value


def test_what_is_there_is_fetched_and_told_of(site, fetch):
    address = site.put("/a", "<p>Grüße", ETag='"1"', Last_Modified="Wed, 21 Oct 2015 07:28:00 GMT")
    fetched = fetch(address + "#part")
    assert fetched.path.read_text() == "<p>Grüße"
    assert (fetched.address, fetched.media_type, fetched.charset) == (address, "text/html", "utf-8")
    assert (fetched.etag, fetched.modified_at) == ('"1"', datetime(2015, 10, 21, 7, 28))


def test_servers_are_told_who_asks(site, fetch):
    fetch(site.put("/a", "x"))
    fetch(site.put("/b", "x"), user_agent="Press archive (+mailto:me@example.org)")
    told = {path: headers["User-Agent"] for path, headers in site.asked}
    assert (told["/a"], told["/b"]) == (USER_AGENT, "Press archive (+mailto:me@example.org)")
    assert USER_AGENT.startswith("Attache/")


def test_what_has_not_changed_is_not_fetched_again(site, fetch):
    address = site.put_tagged("/a", "x")
    first = fetch(address)
    before = FetchRow(source_name="s", address=address, etag=first.etag, last_modified="Mon, 01 Jan", fetched_at=NOW)
    assert fetch(address, before) is None
    assert site.asked[-1][1]["If-Modified-Since"] == "Mon, 01 Jan"
    site.put_tagged("/a", "another")
    assert fetch(address, before).path.read_text() == "another"


def test_a_304_that_nobody_asked_for_is_a_failure(site, fetch):
    assert refused(fetch, site.put("/a", status=304)).code == "E152"


def test_server_errors_pass_and_are_waited_for_longer_and_longer(site, fetch, waits):
    address = site.put_all("/a", Answer(status=500), Answer(status=503), Answer(b"well"))
    assert fetch(address).path.read_text() == "well"
    assert site.counts()["/a"] == 3
    first, second = waits.waited
    assert 0.7 * BACK_OFF < first < 1.3 * BACK_OFF
    assert 1.4 * BACK_OFF < second < 2.6 * BACK_OFF


def test_server_that_never_gets_well_is_left_for_the_next_run(site, fetch):
    error = refused(fetch, site.put("/a", status=503))
    assert (error.code, error.is_passing, site.counts()["/a"]) == ("E152", True, ATTEMPTS)


@pytest.mark.parametrize(("status", "passes"), [(404, False), (403, False), (410, False), (501, True), (204, False)])
def test_other_refusals_are_not_asked_again(site, fetch, status, passes):
    error = refused(fetch, site.put("/a", status=status))
    assert (error.code, error.is_passing, site.counts()["/a"]) == ("E152", passes, 1)


@pytest.mark.parametrize("is_date", [False, True])
def test_a_wait_that_is_asked_for_is_kept(site, fetch, waits, is_date):
    told = email.utils.format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True) if is_date else "60"
    fetch(site.put_all("/a", Answer(status=429, headers={"Retry-After": told}), Answer(b"well")))
    assert 50 <= waits.waited[0] <= 60


@pytest.mark.parametrize("told", ["soon", "", "-3", "Mon, 99 Foo"])
def test_a_wait_that_is_not_understood_is_none(site, fetch, waits, told):
    fetch(site.put_all("/a", Answer(status=429, headers={"Retry-After": told}), Answer(b"well")))
    assert len(waits.waited) == 1


def test_a_wait_of_an_hour_is_left_to_the_next_run(site, fetch, waits):
    error = refused(fetch, site.put("/a", status=429, Retry_After="3600"))
    assert (error.is_passing, waits.waited, site.counts()["/a"]) == (True, [], 1)


def test_redirects_lead_to_where_it_is(site, fetch):
    site.put("/old", status=301, Location="/new")
    site.put("/new", "moved")
    assert fetch(site.address + "/old").address == site.address + "/new"


def test_redirects_in_a_circle_end(site, fetch):
    site.put("/a", status=302, Location="/b")
    site.put("/b", status=302, Location="/a")
    assert refused(fetch, site.address + "/a").code == "E154"
    assert site.counts() == {"/a": 1, "/b": 1}


def test_redirects_without_end_end(site, fetch):
    for number in range(30):
        site.put(f"/{number}", status=302, Location=f"/{number + 1}")
    assert refused(fetch, site.address + "/0").code == "E154"
    assert sum(site.counts().values()) == MAX_REDIRECTS + 1


@pytest.mark.parametrize("target", ["ftp://a.test/x", "file:///etc/passwd", "javascript:x", "gopher://a"])
def test_redirects_to_what_is_no_address_of_the_web_are_refused(site, fetch, target):
    assert refused(fetch, site.put("/a", status=302, Location=target)).code == "E153"


def test_length_of_ten_gigabytes_is_refused_unread(site, fetch):
    def answer(request):
        request.send_response(200)
        request.send_header("Content-Length", str(10**10))
        request.end_headers()
        request.wfile.write(b"x" * 1000)

    site.paths["/a"] = answer
    error = refused(fetch, site.address + "/a")
    assert (error.code, error.is_passing) == ("E155", False)
    assert "10,000 MB" in error.detail


def test_body_without_a_length_ends_at_the_limit(site, fetch, tmp_path):
    def answer(request):
        request.send_response(200)
        request.send_header("Connection", "close")
        request.end_headers()
        for _ in range(1000):
            request.wfile.write(b"x" * 100_000)

    site.paths["/a"] = answer
    assert refused(fetch, site.address + "/a", max_mb=1).code == "E155"
    assert (tmp_path / "fetched").stat().st_size < 1.2e6


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_does_not_go_off(site, fetch, tmp_path, layers):
    bomb = gzip.compress(bytes(50_000_000))
    if layers == 2:
        bomb = gzip.compress(bomb)
    site.put("/a", bomb, Content_Encoding=", ".join(["gzip"] * layers))
    assert refused(fetch, site.address + "/a", max_mb=1).code == ("E155" if layers == 1 else "E162")
    assert (tmp_path / "fetched").stat().st_size < 1.2e6


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
        ("identity", bytes),
        ("gzip", lambda data: gzip.compress(data[:5]) + gzip.compress(data[5:])),
    ],
)
def test_packed_bodies_are_unpacked(site, fetch, encoding, pack):
    body = b"<p>" + bytes(range(256)) * 2000
    assert fetch(site.put("/a", pack(body), Content_Encoding=encoding)).path.read_bytes() == body


@pytest.mark.parametrize("body", [gzip.compress(b"x" * 1000)[:-12], b"no gzip"])
def test_packing_that_is_damaged_is_a_fault(site, fetch, body):
    assert refused(fetch, site.put("/a", body, Content_Encoding="gzip")).code == "E162"


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_slow_drip_ends(site, tmp_path, part):
    enough = threading.Event()

    def answer(request):
        if part == "body":
            request.send_response(200)
            request.send_header("Content-Length", "1000")
            request.end_headers()
        else:
            request.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        while not enough.wait(0.02):
            request.wfile.write(b"x")

    site.paths["/a"] = answer
    from pipelines.sources.web.network import Network

    begun = time.monotonic()
    options = WebOptions(allow_private=True, delay=0, timeout=0.3, obey_robots=False)
    with Fetcher(Network(sleep=lambda _: None), options) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch(site.address + "/a", tmp_path / "fetched")
    enough.set()
    assert (caught.value.code, caught.value.is_passing) == ("E156", True)
    assert time.monotonic() - begun < 3
    assert site.counts()["/a"] == 1


def test_body_that_breaks_off_is_fetched_again(site, fetch):
    broken = Answer(b"half", headers={"Content-Length": "8", "Connection": "close"})
    assert fetch(site.put_all("/a", broken, Answer(b"complete"))).path.read_text() == "complete"


def test_server_that_is_not_there(fetch):
    error = refused(fetch, f"http://127.0.0.1:{unused_port()}/a", obey_robots=False)
    assert (error.code, error.is_passing) == ("E151", True)


def test_name_that_does_not_exist(fetch, waits):
    def nothing(host, port):
        raise OSError("no such name")

    waits.network.resolve = nothing
    error = refused(fetch, "http://nowhere.invalid/a", obey_robots=False)
    assert (error.code, error.is_passing) == ("E151", True)
    assert "nowhere.invalid" in error.detail


def test_requests_to_one_host_keep_their_distance(site, waits, tmp_path):
    with Fetcher(waits.network, WebOptions(allow_private=True, delay=5, obey_robots=False)) as fetcher:
        for path in ("/a", "/b"):
            fetcher.fetch(site.put(path, "x"), tmp_path / "fetched")
    assert [round(seconds) for seconds in waits.waited] == [5]


class TestRobots:
    def test_what_is_refused_is_not_fetched(self, site, fetch):
        site.put("/robots.txt", "User-agent: *\nDisallow: /private/", content_type="text/plain")
        assert fetch(site.put("/public", "x")).path.read_text() == "x"
        error = refused(fetch, site.put("/private/a", "x"))
        assert (error.code, error.is_passing) == ("E157", False)
        assert site.counts() == {"/public": 1}
        assert [path for path, _ in site.asked].count("/robots.txt") == 1

    def test_our_own_name_counts(self, site, fetch):
        site.put("/robots.txt", "User-agent: attache\nDisallow: /\n\nUser-agent: *\nAllow: /")
        assert refused(fetch, site.put("/a", "x")).code == "E157"

    def test_where_a_redirect_leads_is_asked_for_too(self, site, fetch):
        site.put("/robots.txt", "User-agent: *\nDisallow: /private/")
        site.put("/private/a", "x")
        assert refused(fetch, site.put("/a", status=302, Location="/private/a")).code == "E157"
        assert site.counts() == {"/a": 1}

    def test_site_without_one_allows_all(self, site, fetch):
        assert fetch(site.put("/a", "x")).path.read_text() == "x"

    def test_one_that_cannot_be_asked_forbids_all_for_now(self, site, fetch):
        site.put("/robots.txt", status=503)
        error = refused(fetch, site.put("/a", "x"))
        assert (error.code, error.is_passing) == ("E151", True)
        assert "robots.txt" in error.detail
        assert site.counts() == {}

    def test_the_delay_that_it_asks_for_is_kept(self, site, fetch, waits):
        site.put("/robots.txt", "User-agent: *\nCrawl-delay: 7")
        fetch(site.put("/a", "x"))
        fetch(site.put("/b", "x"))
        assert len(waits.waited) == 2
        assert all(3 < seconds <= 7 for seconds in waits.waited)  # what the machine takes meanwhile counts as waiting

    def test_it_can_be_passed_over(self, site, fetch):
        site.put("/robots.txt", "User-agent: *\nDisallow: /")
        assert fetch(site.put("/a", "x"), obey_robots=False).path.read_text() == "x"
