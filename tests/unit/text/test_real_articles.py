"""Real articles are read whole."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def test_all_sample_articles_are_read_without_fault(read):
    paths = sorted((ROOT / "seeds/articles").glob("*.md"))
    assert len(paths) == 83
    seen = [(path, *read(path.name, path.read_bytes())) for path in paths]
    assert [faults for _, _, faults in seen if faults] == []
    for path, (document,), _ in seen:
        assert path.read_text(encoding="utf-8").endswith(document.text)
        assert document.external_id == path.stem
        assert document.title and document.source and document.url and document.published_at
        assert document.language == "en"
    revisions = {d.document_id for path, (d,), _ in seen if path.stem.startswith("g15-us-troops-syria")}
    assert len(revisions) == 1


def test_annotated_documents_keep_their_offsets(read):
    path = ROOT.parent / "shared/eval/re3d/documents.jsonl"
    if not path.exists():
        pytest.skip("the re3d documents are not beside this repository")
    documents, faults = read(path.name, path.read_bytes())
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert faults == []
    assert [(d.external_id, d.text, d.url) for d in documents] == [(r["id"], r["text"], r.get("url")) for r in records]
