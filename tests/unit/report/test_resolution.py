"""Each span resolves to what the text says: a figure, dollars of the year, days, an entity, a speaker, a denier."""

from __future__ import annotations

from datetime import datetime

from pipelines.annotation.mentions.rows import mentions_of
from pipelines.annotation.reading import Reading
from pipelines.contracts.documents import DocumentRow
from pipelines.report.resolution import resolutions
from tests.annotated import shared_annotator

TEXT = (
    "Norway will pay 2 billion kroner for between 54 and 60 Leopard tanks by the end of next year,\n"
    "the defence ministry in Oslo said. Russia denied that it had lost a ship."
)
PUBLISHED = datetime(2023, 2, 3)


def _resolved() -> dict[tuple[str, str], tuple[str | None, str]]:
    document = DocumentRow(
        document_id="d", external_id="d", source=None, url=None, title=None, language="en", published_at=PUBLISHED,
        ingested_at=PUBLISHED, content_hash="h", text=TEXT, origin="test", landed_sha256="", revision=1,
        duplicate_of=None,
    )  # fmt: skip
    annotator = shared_annotator(gate=True)
    doc = annotator.load(next(annotator.annotate([TEXT])))
    found = resolutions(Reading(doc, TEXT), document, mentions_of(doc, document))
    assert all(r.quote == TEXT[r.start : r.end] for r in found)
    return {(r.quote, r.label): (r.value, r.why) for r in found}


def test_each_span_tells_what_it_resolves_to_and_why() -> None:
    found = _resolved()
    assert found["Norway", "country"] == ("Norway, NOR", "a name or alias in the reference data")
    assert found["between 54 and 60", "quantity"][0] == "54 to 60"
    assert found["2 billion kroner", "money"][0].startswith("2,000,000,000 NOK = ")
    assert found["by the end of next year", "date"] == ("2023-02-03 to 2024-12-31", "a date phrase")
    assert found["the defence ministry in Oslo", "speaker"] == ("NOR", "attribution:say")
    assert found["denied", "denial"][0] == "RUS"
