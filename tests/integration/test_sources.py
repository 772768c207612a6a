"""A real run over all kinds of sources at once, one of them broken; a second run; and a replay without any of them."""

import gzip
import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

sys.path.insert(0, str(Path(__file__).parents[1]))

from web_server import Site, web_site

DEAL = "South Korea signed a contract to sell {} K2 Black Panther tanks to Poland. "
PADDING = "The ministry told reporters about the agreement at a press conference in the capital. " * 6


def page(number: int) -> str:
    return (
        f"<html lang='en'><head><title>Report {number}</title></head><body><article><h1>Report {number}</h1>"
        f"<p>{DEAL.format(number)}</p><p>{PADDING}</p></article></body></html>"
    )


def archive(number: int) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    body = io.BytesIO(page(number).encode())
    writer.write_record(writer.create_warc_record("https://a.test/warc", "response", payload=body, http_headers=head))
    return out.getvalue()


def configured(root: Path, site: Site) -> list[dict[str, Any]]:
    """One source of each kind, each with one article of its own number of tanks; a feed that is down; and an archive
    that no nightly run reads."""
    web = {"allow_private": True, "delay": 0}
    (root / "folder").mkdir()
    (root / "folder/a.md").write_text(f"{DEAL.format(101)}{PADDING}")
    (root / "inbox").mkdir()
    (root / "inbox/a.txt").write_text(f"{DEAL.format(102)}{PADDING}")
    (root / "one.html").write_text(page(103))
    (root / "r.jsonl.gz").write_bytes(gzip.compress(json.dumps({"body": DEAL.format(104) + PADDING}).encode()))
    (root / "a.warc.gz").write_bytes(archive(105))
    (root / "old.jsonl").write_text(json.dumps({"text": DEAL.format(109) + PADDING}))
    site.put("/a", page(106))
    item = f"<item><title>Report 106</title><link>{site.address}/a</link><description>short</description></item>"
    site.put_tagged("/rss", f"<rss version='2.0'><channel><title>Wire</title>{item}</channel></rss>")
    site.put("/down", status=404)
    site.put("/export.jsonl", json.dumps({"id": "x", "text": DEAL.format(108) + PADDING}))
    return [
        {"name": "down", "kind": "feed", "url": f"{site.address}/down", **web},
        {"name": "folder", "path": str(root / "folder")},
        {"name": "file", "kind": "file", "path": str(root / "one.html")},
        {"name": "records", "kind": "records", "path": str(root / "r.jsonl.gz"), "columns": {"text": "body"}},
        {"name": "archive", "kind": "archive", "path": str(root / "a.warc.gz")},
        {"name": "feed", "kind": "feed", "url": f"{site.address}/rss", **web},
        {"name": "pages", "kind": "pages", "urls": [site.put_tagged("/b", page(107))], **web},
        {"name": "old", "kind": "file", "path": str(root / "old.jsonl"), "nightly": False},
        {"name": "remote", "kind": "file", "url": f"{site.address}/export.jsonl", **web},
    ]


QUANTITIES = "select source_name, quantity_low from facts.arms_deals join core.documents using (document_id) " \
    "join ops.landed_items as l on l.sha256 = landed_sha256 order by all"  # fmt: skip


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_all_kinds_of_sources_are_read_together_and_replayed(workshop: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with web_site() as site:
        workshop.root.mkdir(exist_ok=True)
        environment = workshop.env() | {"ATTACHE_SOURCES": json.dumps(configured(workshop.root, site))}
        monkeypatch.setattr(workshop, "env", lambda: environment)
        done = workshop.attache("run", "--warehouse", str(workshop.warehouse))
        assert done.returncode == 0, done.stdout + done.stderr
        expected = {"folder": 101, "inbox": 102, "file": 103, "records": 104, "archive": 105, "feed": 106, "pages": 107}
        assert dict(workshop.query(QUANTITIES)) == {**expected, "remote": 108}
        faults = workshop.query("select error_code, origin from ops.quarantine")
        assert faults == [("E152", f"{site.address}/down")]
        before = workshop.query("select * from core.documents order by all")
        published = workshop.warehouse.stat().st_mtime_ns

        again = workshop.attache("run", "--warehouse", str(workshop.warehouse))
        assert again.returncode == 0, again.stdout + again.stderr
        assert workshop.warehouse.stat().st_mtime_ns == published  # nothing new: nothing was moved
        assert site.counts()["/a"] == 1
    for name in ("folder", "inbox"):
        shutil.rmtree(workshop.root / name)
    shutil.rmtree(workshop.build.parent)
    replayed = workshop.attache("replay", "--warehouse", str(workshop.warehouse))
    assert replayed.returncode == 0, replayed.stdout + replayed.stderr
    assert workshop.query("select * from core.documents order by all") == before
    assert dict(workshop.query(QUANTITIES)) == {**expected, "remote": 108}
