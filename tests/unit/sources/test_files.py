"""Sources of files: on this machine, in a store, over http; records with other names, archives."""

import gzip
import io
import json

import fsspec
import pytest
import zstandard
from feeds import BODY, page
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipelines.contracts.records import Fault
from pipelines.sources.kinds import ArchiveSource, FileSource, FolderSource, InboxSource, RecordsSource
from pipelines.text import read_item


@pytest.fixture
def store(request):
    """A store in memory, of this test alone."""
    found = fsspec.filesystem("memory")
    root = f"/{request.node.name}"
    yield found, f"memory://{root}"
    found.store.clear()


def read(night, source=None):
    """What the landed items read as: documents and faults."""
    items = night.store.items.values()
    return [r for item in items for r in read_item(item, night.landing.path(item.sha256), source)]


def test_a_folder_brings_its_files_and_a_fault_for_what_it_cannot_read(tmp_path, night):
    for name in ("a.md", "b.html", "scan.pdf"):
        (tmp_path / "news").mkdir(exist_ok=True)
        (tmp_path / "news" / name).write_text(BODY)
    report = night.visit(FolderSource(name="news", path=tmp_path / "news", address="news"))
    assert (report.landed, [(f.origin, f.code) for f in report.faults]) == (2, [("news/scan.pdf", "E103")])
    assert ".jsonl.gz" in report.faults[0].message
    report = night.visit(FolderSource(name="news", path=tmp_path / "news", address="news"))
    assert (report.landed, report.unchanged) == (0, 2)


def test_a_file_that_two_sources_hold_comes_once(tmp_path, night):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.md").write_text(BODY)
    outer, inner = (
        FolderSource(name="outer", path=tmp_path / "sub"),
        FileSource(name="inner", path=tmp_path / "sub/a.md"),
    )
    first, second = night.visit(outer, inner)
    assert (first.landed, second.landed, second.unchanged) == (1, 0, 0)


def test_wrong_kind_is_a_fault(tmp_path, night, codes):
    (tmp_path / "a.md").write_text(BODY)
    assert codes(night.visit(FolderSource(name="a", path=tmp_path / "a.md"))) == ["E104"]
    assert codes(night.visit(FileSource(name="a", path=tmp_path))) == ["E104"]


def test_what_is_not_there_is_a_fault_but_for_an_inbox(tmp_path, night, codes):
    assert codes(night.visit(FolderSource(name="a", path=tmp_path / "gone"))) == ["E101"]
    assert codes(night.visit(InboxSource(name="a", path=tmp_path / "gone"))) == []


def test_a_source_that_breaks_costs_no_other(tmp_path, night):
    (tmp_path / "a.md").write_text(BODY)

    class Broken(FileSource):
        def arrivals(self, visit):
            yield from super().arrivals(visit)
            raise ZeroDivisionError("a mistake of ours")

    broken = Broken(name="broken", path=tmp_path / "a.md", address="a.md")
    (tmp_path / "b.md").write_text(BODY)
    first, second = night.visit(broken, FileSource(name="whole", path=tmp_path / "b.md"))
    assert (first.landed, first.failure.code, second.landed) == (1, "E198", 1)
    assert "a mistake of ours" in first.failure.message


def test_a_full_disk_is_no_fault_of_a_source(tmp_path, night):
    class Full(FileSource):
        def arrivals(self, visit):
            raise OSError(28, "No space left on device")
            yield

    with pytest.raises(OSError, match="No space left"):
        night.visit(Full(name="full", path=tmp_path / "a.md"))


RECORDS = [{"body": BODY, "date": "2024-05-01", "text": "not this", "headline": "A"}]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.csv", "a.csv.zst", "a.parquet"])
def test_records_with_other_names_are_read_as_told(tmp_path, night, name):
    import pyarrow as pa
    import pyarrow.parquet as pq

    if name.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(RECORDS), tmp_path / name)
    else:
        lines = json.dumps(RECORDS[0]) if "json" in name else f'Date,Body,text,headline\n2024-05-01,"{BODY}",not this,A'
        pack = {"gz": gzip.compress, "zst": zstandard.compress}.get(name.rpartition(".")[2], bytes)
        (tmp_path / name).write_bytes(pack(lines.encode()))
    columns = {"text": "body", "published": "Date" if "csv" in name else "date", "title": "headline"}
    source = RecordsSource(name="records", path=tmp_path / name, columns=columns)
    assert night.visit(source).landed == 1
    (found,) = read(night, source)
    assert (found.text.strip(), found.title, f"{found.published_at:%Y-%m-%d}") == (BODY.strip(), "A", "2024-05-01")


def test_records_are_no_other_files(tmp_path, night, codes):
    (tmp_path / "a.md").write_text(BODY)
    assert codes(night.visit(RecordsSource(name="records", path=tmp_path))) == ["E103"]


def warc(*pages, status="200 OK", media_type="text/html; charset=utf-8"):
    """An archive of (address, body) as Common Crawl writes them."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for address, body in pages:
        head = StatusAndHeaders(status, [("Content-Type", media_type)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(address, "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n"))
        )
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=head))
    return out.getvalue()


def test_an_archive_brings_its_pages(tmp_path, night):
    data = warc(("https://a.test/1", page("A").encode()), ("https://a.test/2", page("B").encode()))
    data += warc(("https://a.test/3", b"gone"), status="404 Not Found")
    data += warc(("https://a.test/4", b"\x89PNG"), media_type="image/png")
    (tmp_path / "a.warc.gz").write_bytes(data)
    source = ArchiveSource(name="archive", path=tmp_path)
    assert night.visit(source).landed == 1
    found = read(night, source)
    assert [(d.url, d.title, d.origin.rpartition("#")[2]) for d in found] == [
        ("https://a.test/1", "A", "2"),
        ("https://a.test/2", "B", "4"),
    ]


def test_an_archive_of_texts_is_read(tmp_path, night):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    text = f"Tanks for Poland\n{BODY}".encode()
    writer.write_record(
        writer.create_warc_record(
            "https://a.test/1", "conversion", payload=io.BytesIO(text), warc_content_type="text/plain", length=len(text)
        )
    )
    (tmp_path / "a.wet").write_bytes(out.getvalue())
    night.visit(ArchiveSource(name="archive", path=tmp_path / "a.wet"))
    (found,) = read(night)
    assert (found.url, found.title, found.text) == ("https://a.test/1", "Tanks for Poland", text.decode())


@pytest.mark.parametrize("cut", [20, 200])
def test_an_archive_that_breaks_off_gives_what_came_before(tmp_path, night, cut):
    data = warc(*((f"https://a.test/{n}", page(f"{n}").encode()) for n in range(3)))
    (tmp_path / "a.warc.gz").write_bytes(data[:-cut])
    night.visit(ArchiveSource(name="archive", path=tmp_path / "a.warc.gz"))
    found = read(night)
    assert [d.url for d in found if not isinstance(d, Fault)] == ["https://a.test/0", "https://a.test/1"]
    assert [f.code for f in found if isinstance(f, Fault)] == ["E116"]


def test_a_packed_file_that_unpacks_without_end_is_ended(tmp_path, night, monkeypatch):
    monkeypatch.setattr("pipelines.text.lines._ALWAYS_ALLOWED", 1_000_000)
    for name, pack in (("a.jsonl.gz", gzip.compress), ("a.jsonl.zst", zstandard.compress)):
        (tmp_path / name).write_bytes(pack(b" " * 30_000_000))
    night.visit(RecordsSource(name="records", path=tmp_path))
    assert [fault.code for fault in read(night)] == ["E117", "E117"]


def test_files_of_a_store_are_fetched_once(store, night, codes):
    files, root = store
    for name in ("a.md", "sub/b.jsonl", "sub/.hidden.md", "c.pdf"):
        files.pipe(f"{root}/{name}", BODY.encode())
    source = FolderSource(name="store", url=root)
    report = night.visit(source)
    assert (report.landed, codes(report)) == (2, ["E103"])
    assert night.bytes_of(f"{root}/sub/b.jsonl") == [BODY.encode()]
    report = night.visit(source)
    assert (report.landed, report.unchanged) == (0, 2)
    files.pipe(f"{root}/a.md", b"another text, and longer")
    report = night.visit(source)
    assert (report.landed, report.unchanged) == (1, 1)


def test_a_file_of_a_store(store, night):
    files, root = store
    files.pipe(f"{root}/a.md", BODY.encode())
    assert night.visit(FileSource(name="store", url=f"{root}/a.md")).landed == 1


def test_a_store_that_cannot_be_read_is_a_fault(store, night, codes):
    assert codes(night.visit(FolderSource(name="store", url="memory://nowhere"))) == ["E101"]
    assert codes(night.visit(FolderSource(name="store", url="unheardof://bucket/x"))) == ["E105"]
    assert codes(night.visit(FolderSource(name="store", url="gs://bucket/x"))) == ["E106"]


def test_a_file_over_http_is_fetched_once(site, night):
    address = site.put_tagged("/export/a.jsonl", json.dumps({"text": BODY, "id": "1"}))
    source = FileSource(name="export", url=address, allow_private=True, delay=0)
    assert night.visit(source).landed == 1
    report = night.visit(source)
    assert (report.landed, report.unchanged) == (0, 1)
    (found,) = read(night)
    assert (found.text, found.external_id) == (BODY, "1")


def test_a_file_without_an_ending_has_its_format_told(site, night, codes):
    address = site.put("/api/articles?since=1", json.dumps({"text": BODY}))
    options = {"name": "export", "url": address, "allow_private": True, "delay": 0}
    assert codes(night.visit(FileSource(**options))) == ["E103"]
    assert night.visit(FileSource(**options, format="json_lines")).landed == 1


def test_a_file_over_http_that_is_not_there_is_a_fault(site, night, codes):
    source = FileSource(name="export", url=site.address + "/a.jsonl", allow_private=True, delay=0)
    assert codes(night.visit(source)) == ["E152"]
