"""A real S3 server (moto's) on loopback: listed, fetched, and fetched again only where it changed."""

import os

import boto3
import pytest
from feeds import BODY
from moto.server import ThreadedMotoServer

from pipelines.sources.kinds import FolderSource, RecordsSource

BUCKET = "articles"


@pytest.fixture(scope="module")
def server():
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    host, port = made.get_host_and_port()
    yield f"http://{host}:{port}"
    made.stop()


@pytest.fixture
def s3(server, monkeypatch):
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    access = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=server, **access)
    client.create_bucket(Bucket=BUCKET)
    yield client
    for found in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=found["Key"])
    client.delete_bucket(Bucket=BUCKET)


@pytest.fixture
def options(server):
    return {"key": "test", "secret": "test", "client_kwargs": {"endpoint_url": server}, "skip_instance_cache": True}


def test_a_bucket_is_read_like_a_folder_and_each_thing_once(s3, options, night, codes):
    for key in ("2024/a.md", "2024/b.html", "2024/scan.pdf", "2023/old.md"):
        s3.put_object(Bucket=BUCKET, Key=key, Body=f"{key}: {BODY}".encode())
    source = FolderSource(name="store", url=f"s3://{BUCKET}/2024", storage_options=options)
    report = night.visit(source)
    assert (report.landed, codes(report), report.failure) == (2, ["E103"], None)
    assert night.bytes_of(f"s3://{BUCKET}/2024/a.md") == [f"2024/a.md: {BODY}".encode()]
    report = night.visit(source)
    assert (report.landed, report.unchanged) == (0, 2)
    s3.put_object(Bucket=BUCKET, Key="2024/a.md", Body=b"corrected, and no longer than it has to be")
    report = night.visit(source)
    assert (report.landed, report.unchanged) == (1, 1)


def test_a_bucket_that_is_not_there_or_is_closed_is_a_fault_of_that_source(s3, options, night, codes):
    assert codes(night.visit(RecordsSource(name="s", url="s3://nowhere/a", storage_options=options))) in (
        ["E101"],
        ["E105"],
    )
    closed = options | {
        "client_kwargs": {"endpoint_url": "http://127.0.0.1:1"},
        "config_kwargs": {"retries": {"max_attempts": 0}},
    }
    assert codes(night.visit(RecordsSource(name="s", url=f"s3://{BUCKET}/a", storage_options=closed))) == ["E105"]
