"""Which addresses are opened. The connection layer is replaced by one that only notes what it is asked for, so that
no packet can leave the machine."""

import ipaddress

import httpcore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.sources.kinds import FeedSource
from pipelines.sources.web.fetcher import Fetcher, FetchError
from pipelines.sources.web.guard import refusal
from pipelines.sources.web.network import Network
from pipelines.sources.web.options import WebOptions

PUBLIC = "93.184.215.14"
PRIVATE = [
    "10.0.0.1", "172.16.3.4", "192.168.1.1", "127.0.0.1", "127.8.9.10", "169.254.1.1", "100.64.0.1", "198.18.0.1",
    "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::1",
]  # fmt: skip
NEVER = [
    "169.254.169.254", "fd00:ec2::254", "100.100.100.200", "168.63.129.16", "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::", "0.0.0.0", "::", "255.255.255.255", "240.0.0.1", "224.0.0.1",
    "64:ff9b:1::1", "ff02::1",
]  # fmt: skip


@pytest.mark.parametrize("address", [PUBLIC, "2606:4700::1111", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14"])
def test_public_addresses_may_be_opened(address):
    assert refusal(address, allow_private=False) is None


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_may_be_opened_only_where_the_source_says_so(address):
    assert refusal(address, allow_private=False)
    assert refusal(address, allow_private=True) is None


@pytest.mark.parametrize("address", NEVER)
def test_some_addresses_are_never_opened(address):
    assert refusal(address, allow_private=False)
    assert refusal(address, allow_private=True)


@given(st.ip_addresses(v=4))
def test_an_address_in_another_form_is_judged_as_itself(address):
    mapped = f"::ffff:{address}"
    assert (refusal(mapped, False) is None) == (refusal(str(address), False) is None)
    if refusal(str(address), False) is None:
        assert address.is_global
        assert not address.is_multicast


@given(st.ip_addresses())
def test_every_address_is_judged(address):
    if not address.is_global:
        assert refusal(str(address), False)
    assert ipaddress.ip_address(str(address)) == address


class Wire(httpcore.NetworkBackend):
    """Opens nothing: notes who was to be connected to, and lets the test say what is answered."""

    def __init__(self, answers=()):
        self.opened, self.answers = [], list(answers)

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.opened.append((host, port))
        if not self.answers:
            raise httpcore.ConnectError("nobody is there")
        return httpcore.MockStream([self.answers.pop(0).encode()])


def network(wire, names):
    """A network of these names only; each asks for its addresses in turn."""
    asked = {name: list(found) for name, found in names.items()}

    def resolve(host, port):
        answers = asked.get(host) or [[host]]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    return Network(resolve=resolve, sockets=wire, sleep=lambda _: None)


def fetched(network, address, tmp_path, **options):
    options = {"obey_robots": False, "delay": 0, **options}
    with Fetcher(network, WebOptions(**options)) as fetcher:
        return fetcher.fetch(address, tmp_path / "fetched")


def redirect(target):
    return f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def page(text):
    return f"HTTP/1.1 200 OK\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n{text}"


@pytest.mark.parametrize("address", [*PRIVATE[:9], "169.254.169.254", "[fe80::1]", "[::ffff:10.0.0.1]"])
def test_no_connection_is_opened_to_a_private_address(address, tmp_path):
    wire = Wire()
    host = address if "." in address or "[" in address else f"[{address}]"
    with pytest.raises(FetchError) as caught:
        fetched(network(wire, {}), f"http://{host}/latest/meta-data", tmp_path)
    assert (caught.value.code, caught.value.is_passing, wire.opened) == ("E153", False, [])


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest", "http://10.0.0.8/", "//127.0.0.1:8000/admin",
                                    "http://inside.test/", "http://[::1]/", "http://user:pw@inside.test/"])  # fmt: skip
def test_a_redirect_to_a_private_address_is_refused_before_any_connection_is_opened(target, tmp_path):
    wire = Wire([redirect(target)])
    names = {"news.test": [[PUBLIC]], "inside.test": [["192.168.7.7"]]}
    with pytest.raises(FetchError) as caught:
        fetched(network(wire, names), "http://news.test/a", tmp_path)
    assert (caught.value.code, wire.opened) == ("E153", [(PUBLIC, 80)])


def test_the_robots_file_of_a_private_address_is_not_asked_for_either(tmp_path):
    wire = Wire([page(""), redirect("http://169.254.169.254/latest")])
    with pytest.raises(FetchError) as caught:
        fetched(network(wire, {"news.test": [[PUBLIC]]}), "http://news.test/a", tmp_path, obey_robots=True)
    assert (caught.value.code, wire.opened) == ("E153", [(PUBLIC, 80)] * 2)


def test_a_name_that_is_bound_anew_between_check_and_connection_gains_nothing(tmp_path):
    """The second answer of the name is private; it is never asked for, for the first is what is connected to."""
    wire = Wire([page("public")])
    found = fetched(network(wire, {"news.test": [[PUBLIC], ["127.0.0.1"]]}), "http://news.test/a", tmp_path)
    assert (found.path.read_text(), wire.opened) == ("public", [(PUBLIC, 80)])


def test_a_name_with_a_public_and_a_private_address_is_refused(tmp_path):
    wire = Wire([page("x")])
    with pytest.raises(FetchError) as caught:
        fetched(network(wire, {"news.test": [[PUBLIC, "10.0.0.1"]]}), "http://news.test/a", tmp_path)
    assert (caught.value.code, wire.opened) == ("E153", [])


def test_numbers_that_stand_for_an_address_are_judged_as_what_they_stand_for(tmp_path):
    wire = Wire()
    with pytest.raises(FetchError) as caught:  # the real resolver, which knows them without asking anyone
        fetched(Network(sockets=wire, sleep=lambda _: None), "http://2130706433/", tmp_path)
    assert (caught.value.code, wire.opened) == ("E153", [])


def test_a_source_may_allow_private_addresses_but_no_metadata_service(tmp_path):
    wire = Wire([page("inside")])
    names = {"inside.test": [["192.168.7.7"]]}
    assert fetched(network(wire, names), "http://inside.test:8080/a", tmp_path, allow_private=True)
    with pytest.raises(FetchError, match="metadata"):
        fetched(network(wire, names), "http://169.254.169.254/latest", tmp_path, allow_private=True)
    assert wire.opened == [("192.168.7.7", 8080)]


def test_an_address_that_does_not_answer_gives_way_to_the_next(tmp_path):
    class Half(Wire):
        def connect_tcp(self, host, port, *args):
            self.opened.append((host, port))
            if host == PUBLIC:
                raise httpcore.ConnectTimeout("slow")
            return httpcore.MockStream([page("x").encode()])

    wire = Half()
    assert fetched(network(wire, {"news.test": [[PUBLIC, "8.8.8.8"]]}), "http://news.test/a", tmp_path)
    assert wire.opened == [(PUBLIC, 80), ("8.8.8.8", 80)]


def test_a_feed_at_a_private_address_is_the_fault_of_that_source_alone(night, monkeypatch):
    wire = Wire()
    monkeypatch.setattr(night.waits, "fresh", lambda: network(wire, {"feed.test": [["10.1.2.3"]]}))
    report = night.visit(FeedSource(name="inside", url="http://feed.test/rss"))
    assert (report.failure.code, report.landed, wire.opened) == ("E153", 0, [])
    assert "allow_private" in report.failure.message
