"""What the tests of this room share: reading some bytes as a file of some name."""

import json
from datetime import datetime

import pytest

from pipelines.contracts.documents import DocumentRevisionRow
from pipelines.contracts.operations import LandedItemRow
from pipelines.contracts.records import FORMATS, Fault, SourceConfig, ending_of
from pipelines.text import read_item

LANDED = datetime(2027, 1, 2)  # after all sample articles


@pytest.fixture
def read(tmp_path):
    """Documents and faults of a file of that name and content."""

    def of(name, content, publisher=None, columns=None, told=None):
        content = content.encode() if isinstance(content, str) else content
        path = tmp_path / "landed"
        path.write_bytes(content)
        item = LandedItemRow(
            origin=f"news/{name}",
            sha256="0" * 64,
            source_name="news",
            format=FORMATS[ending_of(name)],
            size_bytes=len(content),
            modified_at=None,
            told=json.dumps(told) if told else None,
            landed_at=LANDED,
            run_id="run-1",
        )
        source = SourceConfig(name="news", publisher=publisher, columns=columns or {})
        results = list(read_item(item, path, source))
        return (
            [r for r in results if isinstance(r, DocumentRevisionRow)],
            [r for r in results if isinstance(r, Fault)],
        )

    return of
