"""The ways to write one address give one document; different articles never share an id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contracts.records import Record
from pipelines.text.identity import canonical_url, content_hash, document_id, external_id

ONE = "https://wire.example/World/tanks?id=7&page=2"


@pytest.mark.parametrize(
    "url",
    [
        ONE,
        "HTTPS://WIRE.Example/World/tanks?id=7&page=2",
        "http://wire.example/World/tanks?id=7&page=2",
        "https://wire.example:443/World/tanks/?id=7&page=2",
        "http://wire.example:80/World/tanks?page=2&id=7",
        " https://www.wire.example/World/tanks?id=7&page=2#comments ",
        "https://m.wire.example/World/tanks?id=7&page=2",
        "https://amp.wire.example/World/tanks?id=7&page=2",
        "https://wire.example/World/t%61nks?id=7&page=2",
        "https://wire.example/World/tanks?utm_source=x&UTM_medium=y&id=7&page=2&fbclid=z&gclid=&at_campaign=q",
        "https://wire.example./World/tanks?id=7&page=2",
        "https://wire.example/amp/World/tanks?id=7&page=2",
        "https://wire.example/World/tanks/amp/?id=7&page=2",
        "https://wire.example/World/tanks.amp?id=7&page=2",
        "https://wire.example/World/tanks?id=7&page=2&amp=1",
        "https://wire.example/World/tanks?id=7&page=2&outputType=amp",
        "https://mobile.wire.example/World/tanks?id=7&page=2&amp",
    ],
)
def test_ways_to_write_one_address(url):
    assert canonical_url(url) == canonical_url(ONE) == ONE


@pytest.mark.parametrize(
    "url",
    [
        "https://wire.example/world/tanks?id=7&page=2",
        "https://wire.example/World/tanks?id=8&page=2",
        "https://wire.example/World/tanks?page=2",
        "https://wire.example:8080/World/tanks?id=7&page=2",
        "https://news.wire.example/World/tanks?id=7&page=2",
        "https://wire.example/World/tanks?id=7&page=2&ref=1",
        "https://wire.example/World/tanks%3Fid=7&page=2",
        "https://wire.example/World/tanks/ampere?id=7&page=2",
        "https://wire.example/World/tanks?id=7&page=2&amp=3",
    ],
)
def test_other_addresses_stay_others(url):
    assert canonical_url(url) not in (None, ONE)


@pytest.mark.parametrize(
    "url",
    ["", "n/a", "wire.example/a", "https://", "https:///a", "https://wire.example", "https://wire.example/#top",
     "https://wire.example/?utm_source=x", "ftp://wire.example/a", "https://[::1", "https://wire.example:x/a",
     "https://localhost/a", "mailto:desk@wire.example"],
)  # fmt: skip
def test_what_addresses_no_article(url):
    assert canonical_url(url) is None


def test_a_site_for_phones_below_a_language():
    assert canonical_url("https://en.m.wiki.example/tank") == "https://en.wiki.example/tank"


@given(st.text() | st.text().map(lambda rest: f"https://wire.example/{rest}"))
def test_canonical_url_never_raises_and_changes_nothing_the_second_time(url):
    once = canonical_url(url)
    assert once is None or canonical_url(once) == once


def test_url_goes_over_id_and_id_over_path():
    by_url = document_id(Record(1, id="1", url=ONE, text="a"), "x.jsonl")
    assert by_url == document_id(Record(9, id="2", url=ONE + "#x", text="b"), "y.jsonl")
    by_id = document_id(Record(1, id="1", url="n/a", text="a"), "x.jsonl")
    assert by_id == document_id(Record(5, id="1", text="b"), "y.jsonl")
    by_path = document_id(Record(0, text="a"), "news/a.md")
    assert by_path == document_id(Record(0, text="corrected"), "news/a.md")
    assert len({by_url, by_id, by_path, document_id(Record(0, text="a"), "news/b.md")}) == 4
    assert all(len(i) == 20 and int(i, 16) >= 0 for i in (by_url, by_id, by_path))


def test_nameless_records_of_a_file_keep_their_ids_when_one_is_put_before_them():
    before = document_id(Record(1, title="T", text="a"), "x.jsonl")
    after = document_id(Record(2, title="T", text="a"), "x.jsonl")
    assert before == after != document_id(Record(1, title="T", text="new"), "x.jsonl")


@pytest.mark.parametrize(
    ("record", "origin", "name"),
    [
        (Record(0, id="k-1", text="x"), "news/a.md", "k-1"),
        (Record(0, text="x"), "news/g15-us-troops-r2.md", "g15-us-troops-r2"),
        (Record(0, text="x"), "news/No. 4.v2.TXT", "No. 4.v2"),
        (Record(3, text="x"), "news/all.jsonl.gz", "all#3"),
        (Record(3, id="k-1", text="x"), "news/all.jsonl.gz", "k-1"),
    ],
)
def test_external_id(record, origin, name):
    assert external_id(record, origin) == name


def test_content_hash_tells_title_and_text_apart():
    assert content_hash("a", "b") != content_hash(None, "ab") != content_hash("ab", "")
    assert content_hash(None, "a") == content_hash("", "a") != content_hash(None, "a ")
    assert len(content_hash(None, "a")) == 64
