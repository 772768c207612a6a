"""Whatever the bytes: no reader raises, and every file gives a document or a fault."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

HEADS = [
    b"",
    b"---\n",
    b"---\na: b\n---\n",
    b'{"text": "',
    b'{"text": "a", "published": "',
    b"id,text\n",
    b"text;id\n",
    b"PAR1",
    b"\x28\xb5\x2f\xfd",
    b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\n",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    b"<rss version='2.0'><channel><item>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content>",
    b"\x1f\x8b\x08\0",
    b"<html><body><p>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xff\xfe\0\0",
]
MARKS = [
    b"\n",
    b"---\n",
    b'"}\n',
    b'{"text": "x"}\n',
    b"<p>",
    b"<item><title>a</title><description>b</description></item>",
    b"\r\n\r\n",
    b"WARC/1.0\r\nContent-Length: x\r\n\r\n",
    b"<!DOCTYPE r [<!ENTITY e 'e'>]>&e;",
    b"</p>",
    b"&#0;",
    b"\\ud800",
    b'"',
    b",",
    b"\0",
]
PIECES = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(MARKS),
)


@pytest.mark.parametrize(
    "ending",
    [".txt", ".md", ".html", ".jsonl", ".jsonl.gz", ".csv", ".jsonl.zst", ".parquet", ".rss", ".warc", ".wet.gz"],
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=st.sampled_from(HEADS), pieces=st.lists(PIECES, max_size=8))
def test_no_bytes_raise_and_each_file_gives_a_document_or_a_fault(read, ending, head, pieces):
    documents, faults = read(f"a{ending}", head + b"".join(pieces))
    assert documents or faults
    assert "E199" not in [fault.code for fault in faults]
    assert len({(fault.line, fault.code) for fault in faults}) == len(faults)  # the key of the quarantine
    for document in documents:
        document.model_dump_json().encode()
        assert document.text.strip()
        assert "\0" not in document.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record=st.dictionaries(
    st.sampled_from(["id", "url", "title", "source", "published", "language", "text", "html"]),
    st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=4),
))  # fmt: skip
def test_no_record_raises_and_text_is_kept_to_the_letter(read, record):
    documents, faults = read("a.jsonl", json.dumps(record))
    assert documents or faults
    assert "E199" not in [fault.code for fault in faults]
    if documents and record.get("text"):
        assert documents[0].text == record["text"]
