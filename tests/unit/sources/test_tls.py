"""https: the certificate must be good for the name that was asked for, though the connection goes to an address."""

import ssl
import threading
from datetime import UTC, datetime, timedelta

import pytest
import web_server
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from pipelines.sources.web.fetcher import Fetcher, FetchError
from pipelines.sources.web.options import WebOptions


@pytest.fixture
def secure(tmp_path, monkeypatch):
    """A site over https as news.test, with a certificate that is trusted."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "news.test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.test")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + private)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server = web_server.Server(("127.0.0.1", 0), web_server.Request)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.site = site = web_server.Site(f"https://news.test:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def fetch(tmp_path, waits):
    def of(address):
        waits.network.resolve = lambda host, port: ["127.0.0.1"]
        options = WebOptions(allow_private=True, delay=0, obey_robots=False)
        with Fetcher(waits.network, options) as fetcher:
            return fetcher.fetch(address, tmp_path / "fetched")

    return of


def test_the_name_is_what_the_certificate_is_judged_by(secure, fetch):
    assert fetch(secure.put("/a", "secret")).path.read_text() == "secret"
    assert secure.asked[0][1]["Host"].startswith("news.test:")


@pytest.mark.parametrize("wrong", ["name", "issuer"])
def test_a_certificate_that_is_not_good_is_refused(secure, fetch, monkeypatch, wrong):
    address = secure.put("/a", "secret")
    if wrong == "name":
        address = address.replace("news.test", "other.test")
    else:
        monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(FetchError, match="certificate") as caught:
        fetch(address)
    assert caught.value.code == "E151"
    assert secure.asked == []
