"""The language pipeline, once for all tests of this folder."""

from collections.abc import Callable
from datetime import datetime

import pytest

from pipelines.annotation.annotator import Annotator
from pipelines.annotation.reading import Reading
from pipelines.contracts.documents import DocumentRow
from pipelines.facts.extract import Extraction, Extractor
from tests.annotated import shared_annotator


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    return shared_annotator(gate=True)


@pytest.fixture(scope="session")
def read(annotator: Annotator) -> Callable[[str], Reading]:
    return lambda text: Reading(annotator.load(next(annotator.annotate([text]))), text)


def document(text: str) -> DocumentRow:
    at = datetime(2024, 5, 2)
    return DocumentRow(
        document_id="d1",
        external_id="d1",
        source=None,
        url=None,
        title=None,
        language="en",
        published_at=at,
        ingested_at=at,
        content_hash="h",
        text=text,
        origin="test",
        landed_sha256="",
        revision=1,
        duplicate_of=None,
    )


@pytest.fixture(scope="session")
def extract(annotator: Annotator) -> Callable[[str], Extraction]:
    extractor = Extractor(annotator)
    return lambda text: extractor.extract(annotator.load(next(annotator.annotate([text]))), document(text))
